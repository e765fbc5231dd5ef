"""What a shard of the search index says, for whoever has to read it without a browser."""

import json
import re

from caveat.search.numbers import ENDS, MORE

_START = "caveatSearch.add("
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
"""A string of JSON (RFC 8259, section 7)."""
_NUMBERS = re.compile(f"[{re.escape(ENDS + MORE)}]*")
"""What most of a shard is: lists of numbers, written in marks. They say nothing."""


def texts_of(script: str) -> tuple[str, ...]:
    """Every text and every word that a shard holds, once; nothing where `script` is no shard."""
    if not script.startswith(_START):
        return ()
    said = (text for text in _STRING.findall(script) if not _NUMBERS.fullmatch(text))
    decoded = map(_decoded, dict.fromkeys(said))
    # The terms of a part of the lexicon stand in one string, a line each.
    return tuple(dict.fromkeys(line for text in decoded for line in text.split("\n")))


def _decoded(text: str) -> str:
    if "\\" not in text:
        return text
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
