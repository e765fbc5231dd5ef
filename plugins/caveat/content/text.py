"""Bytes to text, or the places of every character that a reader could not see or that could be read in two ways.

Text without problems is UTF-8, composed (NFC), split into lines by line feeds alone, and free of characters that are
invisible, unassigned or private. Everything after this module may rely on that.
"""

import unicodedata
from collections.abc import Iterable
from itertools import chain

from caveat.content.findings import Findings
from caveat.content.problem import Location

PAGE_LIMIT = 2_000_000
"""Bytes of a page or data file."""
LINE_LIMIT = 100_000
"""Bytes of a line."""
_SHOWN = 20
"""Kinds of character named for one file: a binary file has thousands."""

_PLAIN = bytes(range(0x20, 0x7F)) + b"\n\t"
_BY_CATEGORY = {
    "Cc": ("control-character", "a control character"),
    "Cf": ("format-character", "an invisible format character"),
    "Cn": ("unassigned-character", "not assigned by Unicode"),
    "Co": ("private-use-character", "a private use character"),
    "Cs": ("not-utf8", "half of a surrogate pair"),
    "Zl": ("line-separator", "a line separator"),
    "Zp": ("line-separator", "a paragraph separator"),
}
# Invisible too, though Unicode files them under letters and marks (Default_Ignorable_Code_Point).
_INVISIBLE = frozenset(
    chain(
        (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0),
        range(0x180B, 0x1810),
        range(0xFE00, 0xFE10),
        range(0xE0100, 0xE01F0),
    )
)


def read_text(data: bytes, path: str, findings: Findings, *, limit: int = PAGE_LIMIT) -> str | None:
    """The text of a file, without its byte order mark and with line feeds only; None where it has problems."""
    before = len(findings)
    if len(data) > limit:
        findings.add("file-too-large", Location(path), f"a file has at most {limit:,} bytes; split it")
        return None
    text = _decode(data, path, findings)
    if text is None:
        return None
    if len(data) > LINE_LIMIT:
        _check_line_lengths(text, path, findings)
    if not text.isascii() or data.translate(None, _PLAIN):
        text = _with_line_feeds(text, path, findings)
        _check_characters(text, path, findings)
    return text if len(findings) == before else None


def unwanted(character: str) -> tuple[str, str] | None:
    """The problem code of a character that no text may hold, and what it is; None for all others."""
    if character in "\n\t":
        return None
    if character == "\x85":
        return "line-separator", "a line separator"
    if ord(character) in _INVISIBLE:
        return "format-character", "an invisible character"
    return _BY_CATEGORY.get(unicodedata.category(character))


def code_point(character: str) -> str:
    """`U+200B`."""
    return f"U+{ord(character):04X}"


def is_plain(text: str) -> bool:
    """Whether a one-line text is printable ASCII: the quick way past every check of this module."""
    return text.isascii() and text.isprintable()


def unwanted_in(text: str) -> Iterable[tuple[str, str, str]]:
    """Character, code and kind of everything wrong with text that was written with escapes."""
    for character in sorted(set(text)):
        if found := unwanted(character):
            yield character, *found
    if not unicodedata.is_normalized("NFC", text):
        yield "", "not-nfc", "not composed (NFC)"


def _decode(data: bytes, path: str, findings: Findings) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        place = Location(path, data.count(b"\n", 0, error.start) + 1, column)
        findings.add("not-utf8", place, "these bytes are not UTF-8; save the file as UTF-8")
        return None
    return text.removeprefix("\ufeff")


def _check_line_lengths(text: str, path: str, findings: Findings) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        # A character has at most four bytes.
        if len(line) > LINE_LIMIT // 4 and len(line.encode()) > LINE_LIMIT:
            findings.add("line-too-long", Location(path, number), f"a line has at most {LINE_LIMIT:,} bytes; break it")


def _with_line_feeds(text: str, path: str, findings: Findings) -> str:
    if "\r" not in text:
        return text
    unified = text.replace("\r\n", "\n")
    for number, line in enumerate(unified.split("\n"), 1):
        if (at := line.find("\r")) >= 0:
            message = "U+000D stands alone; end lines with a line feed"
            findings.add("lone-carriage-return", Location(path, number, at + 1), message)
    endings = text.count("\r\n")
    if endings and endings != text.count("\n"):
        first = text[: text.index("\n")].endswith("\r")
        number = next(n for n, line in enumerate(text.split("\n"), 1) if line.endswith("\r") is not first)
        findings.add("mixed-line-ends", Location(path, number), "line ends differ in this file; use line feeds only")
    return unified.replace("\r", " ")


def _check_characters(text: str, path: str, findings: Findings) -> None:
    wrong = [(text.index(character), character, found) for character in set(text) if (found := unwanted(character))]
    for at, character, (code, kind) in sorted(wrong)[:_SHOWN]:
        times = text.count(character)
        more = f" ({times} in this file)" if times > 1 else ""
        findings.add(code, _place(text, at, path), f"{code_point(character)} is {kind}; remove it{more}")
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            pairs = enumerate(zip(line, composed, strict=False), 1)
            column = next((n for n, (was, is_now) in pairs if was != is_now), min(len(line), len(composed)) + 1)
            message = f"{code_point(line[column - 1])} is not composed; save the file in Unicode form NFC"
            findings.add("not-nfc", Location(path, number, column), message)


def _place(text: str, at: int, path: str) -> Location:
    start = text.rfind("\n", 0, at) + 1
    return Location(path, text.count("\n", 0, at) + 1, at - start + 1)
