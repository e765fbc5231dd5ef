"""A finished folder as somebody reads it who tries everything: every encoding undone, every name looked at."""

import base64
import binascii
import gzip
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_TAG = re.compile(r"<[^>]*>")


def decoded(data: bytes) -> str:
    """Everything that a file says under any of the encodings, folded, one reading after the other."""
    readings = {text for each in _unpacked(data) for text in _undone(each.decode("utf-8", "replace"))}
    readings |= {_TAG.sub(instead, text) for text in readings for instead in ("", " ")}
    return "\n".join(sorted({folded(text) for text in readings}))


def folded(text: str) -> str:
    """Without differences of case, form and white space, and without characters that nobody sees."""
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def contents(folder: Path) -> Mapping[str, str]:
    """Path of every file below a folder, hidden ones too, to what it says; its own name comes first."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = f"{folded(unquote(name))}\n{decoded(path.read_bytes()) if path.is_file() else ''}"
    return found


def files_with(words: Iterable[str], read: Mapping[str, str]) -> dict[str, list[str]]:
    """Which of the words occur, and in which files."""
    found = {word: [name for name, text in read.items() if folded(word) in text] for word in words}
    return {word: names for word, names in found.items() if names}


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)


def _undone(text: str) -> set[str]:
    """The text, and what it becomes with one, two or three encodings undone in any order."""
    found = {text}
    for _ in range(3):
        found |= {undo(each) for each in found for undo in (html.unescape, unquote, _unescaped)}
    return found | {secret for each in found for secret in _from_base64(each)}


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda escape: chr(int(escape[1] or escape[2], 16)), text)


def _from_base64(text: str) -> Iterator[str]:
    for found in _BASE64.findall(text):
        try:
            yield base64.b64decode(found + "=" * (-len(found) % 4), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
