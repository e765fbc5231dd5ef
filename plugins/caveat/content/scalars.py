"""What a plain YAML scalar stands for.

Two YAML versions and a dozen parsers disagree on what `no`, `010`, `1_000`, `12:30` or `1.0` mean. Here a plain scalar
is text, a whole number, a date, `true` or `false`; what another reader could take for something else is an error.
"""

import re
from datetime import date
from typing import NamedTuple

_SWITCHES = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false"})
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER_LIKE = re.compile(
    r"""[-+]?(?:
        [0-9][0-9_]*                                # 007, 1_000
        | 0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)         # 0x1F
        | [0-9][0-9_]*(?::[0-9]{1,2}(?:\.[0-9_]*)?)+  # 12:30, sixty to the hour
        | [0-9][0-9_]*\.[0-9_.]*(?:e[-+]?[0-9]+)?   # 1.0, 1.0.1
        | [0-9][0-9_]*e[-+]?[0-9]+                  # 1e5
        | \.[0-9][0-9_]*(?:e[-+]?[0-9]+)?           # .5
        | \.(?:inf|nan)
    )""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_TIMESTAMP_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ ]+)[0-9].*)?", re.ASCII)
_FIRST_OF_NUMBER = frozenset("0123456789.+-")


class Wrong(NamedTuple):
    """Why a plain scalar is refused."""

    code: str
    message: str


def resolve(text: str) -> str | int | bool | date | Wrong:
    """The value of a plain scalar, or what is wrong with it. No message repeats the text."""
    if not text or text == "~" or text.casefold() == "null":
        return Wrong("null-value", "there is no value here; write one, or leave the key out")
    if text[0] in _FIRST_OF_NUMBER:
        return _resolve_number(text)
    if len(text) <= 5 and text.casefold() in _SWITCHES:
        if text in ("true", "false"):
            return text == "true"
        return Wrong("ambiguous-boolean", "write true or false, or put quotes around it where it is text")
    return text


def _resolve_number(text: str) -> str | int | date | Wrong:
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return Wrong("bad-date", "the calendar has no such day; write a date such as 2024-03-18")
    if _TIMESTAMP_LIKE.fullmatch(text):
        return Wrong("bad-date", "write a date such as 2024-03-18, or put quotes around it where it is text")
    if _NUMBER_LIKE.fullmatch(text):
        return Wrong("ambiguous-number", 'put quotes around it ("1.0"): only plain whole numbers go without')
    return text
