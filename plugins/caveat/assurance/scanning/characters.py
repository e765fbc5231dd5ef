"""Bytes to text, and text to what its characters stand for."""

import base64
import binascii
import codecs
import html
import re
import string
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from caveat.assurance.scanning.part import Part

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_HEAD = 4096
_CONTROL = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))
_ASCII = re.compile(rb"[\t\n\r\x20-\x7e]")
_RUN = re.compile(rb"(?:[\t\x20-\x7e]|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){6,}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\x00){5,}|(?:\x00[\x20-\x7e]){5,}")

_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SCRIPT = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|([0-7]{3})|([^\w\s]|[bfnrtv]))"
    r"|%u([0-9A-Fa-f]{4})"
)
_STYLE = re.compile(r"\\([0-9A-Fa-f]{2,6})\s?")
_QUOTED = re.compile(r"((?:=[0-9A-F]{2})+)|=(?:\r?\n| )")
_DIGIT = "[A-Za-z0-9+/_-]"
_BASE64 = re.compile(rf"{_DIGIT}{{12,}}(?:\s{{1,4}}{_DIGIT}{{12,}})*(?:\s{{1,4}}{_DIGIT}{{1,75}})?")
"""RFC 4648, both alphabets, in one line or several."""
_BASE64_SHAPE = bytes(ord("x") if re.match(_DIGIT, chr(code)) else ord(".") for code in range(256))
_TWELVE = re.compile(b"x" * 12)
"""No number of repetitions: an expression of letters alone is searched for several times as fast."""
_WORD = re.compile(r"[a-z]*(?:[A-Z][a-z]{2,})*\d*|[A-Z]+\d*|[A-Z][a-z]")
_BETWEEN_WORDS = re.compile(r"[\s+/_-]+")
_HEXADECIMAL = re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}[ :]?){8,}")
_HEXADECIMAL_SHAPE = bytes(
    ord("x") if chr(code) in string.hexdigits else ord(" ") if chr(code) in " :" else ord(".") for code in range(256)
)
_EIGHT_OCTETS, _EIGHT_APART = b"x" * 16, b" ".join([b"xx"] * 8)


def as_text(data: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252; None where it is none."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\0" in data[:_HEAD]:
        return _wide(data)
    if _controls(data[:_HEAD]) * 20 <= len(data[:_HEAD]):
        try:
            return data.decode()
        except UnicodeDecodeError:
            # Noise has as many letters of one half of the code table as of the other.
            if len(_ASCII.findall(data)) * 4 > len(data) * 3:
                return data.decode("cp1252", "replace")
    return _wide(data)


def is_plain(data: bytes) -> bool:
    """Whether a few bytes are text beyond doubt: UTF-8 without control characters, or letters beside zero bytes.

    As two bytes a letter, or by an old code table, any noise is text of some script.
    """
    if b"\0" in data:
        text = as_text(data) or ""
        return sum(map(str.isascii, text)) * 2 > len(text)
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return not _controls(data)


def _controls(data: bytes) -> int:
    """How many bytes stand for no character of a text."""
    return len(data) - len(data.translate(None, _CONTROL))


def _wide(data: bytes) -> str | None:
    """Text of two or four bytes a character, without a byte order mark."""
    # Of several that fit, the one with most spaces and other plain characters: byte order gives most letters away.
    found = max(((_plain(data, name), name) for name in _WIDE), default=(-1, ""))
    return data.decode(found[1], "replace") if found[0] >= 0 else None


def _plain(data: bytes, name: str) -> int:
    """How many characters are ASCII under an encoding; less than none where it gives no text.

    Noise has units that stand for nothing: one in six, where it is no error outright.
    """
    try:
        head = data[:_HEAD].decode(name)
    except UnicodeDecodeError:
        return -1
    read = sum(letter.isprintable() or letter.isspace() or unicodedata.category(letter) == "Cf" for letter in head)
    return sum(map(str.isascii, head)) if read * 20 > len(head) * 19 else -1


def runs(data: bytes) -> Iterator[str]:
    """Stretches of readable characters in bytes that are no text."""
    for found in _RUN.finditer(data):
        yield found[0].decode("utf-8", "replace")
    for found in _WIDE_RUN.finditer(data):
        yield found[0].replace(b"\0", b"").decode()


def plain(text: str) -> Iterator[Part]:
    """What a text becomes when its characters are taken for what they stand for, once for each way to write them."""
    yield Part("character references", html.unescape(text) if "&" in text else text)
    if "%" in text:
        yield Part("percent-encoding", _PERCENT.sub(lambda found: _octets(found[0].replace("%", "")), text))
    if "\\" in text or "%u" in text:
        yield Part("escapes", _joined(_SCRIPT.sub(_escaped, text)))
        yield Part("style sheet escapes", _STYLE.sub(lambda found: _character(found[1]), text))
    if "=" in text:
        yield Part("quoted-printable", _QUOTED.sub(lambda found: _octets((found[1] or "").replace("=", "")), text))


def packed(text: str) -> Iterator[Part]:
    """Bytes that a text holds as base64 or in hexadecimal."""
    for found in _runs_of(text):
        run = found.replace("-", "+").replace("_", "/")
        for whole in {"".join(run.split()), *run.split()}:
            # What stands before it may look like a part of it: an address, a path.
            yield from (Part("base64", data) for start in range(4) if (data := _from_base64(whole[start:])))
    shape = text.encode("ascii", "replace").translate(_HEXADECIMAL_SHAPE)
    if _EIGHT_OCTETS in shape or _EIGHT_APART in shape:
        for octets in _HEXADECIMAL.finditer(text):
            yield Part("hexadecimal", bytes.fromhex(octets[0].replace(":", " ")))


@lru_cache(maxsize=10_000)
def _is_words(run: str) -> bool:
    """Whether capitals are where a language has them: what base64 makes of text has them without order."""
    return all(map(_WORD.fullmatch, _BETWEEN_WORDS.split(run)))


def _runs_of(text: str) -> Iterator[str]:
    """Stretches that may be base64, without those that are words.

    The expression alone would look at every word: four times as long as everything else that is done with prose.
    """
    shape = text.encode("ascii", "replace").translate(_BASE64_SHAPE)
    end = 0
    for start in _TWELVE.finditer(shape):
        if start.start() >= end and (found := _BASE64.match(text, start.start())):
            end = found.end()
            if not _is_words(found[0]):
                yield found[0]


_NAMED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def _from_base64(run: str) -> bytes:
    try:
        return base64.b64decode(run[: len(run) - (len(run) % 4 == 1)] + "=" * (-len(run) % 4 % 3))
    except binascii.Error:
        return b""


def _octets(digits: str) -> str:
    data = bytes.fromhex(digits)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _escaped(found: re.Match[str]) -> str:
    *hexadecimal, octal, single, legacy = found.groups()
    if single:
        return _NAMED.get(single, single)
    if octal:
        return chr(int(octal, 8))
    return _character(next(filter(None, (*hexadecimal, legacy))))


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _joined(text: str) -> str:
    """Halves of surrogate pairs put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
