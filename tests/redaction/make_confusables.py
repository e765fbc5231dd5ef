"""Writes the data module of look-alikes.

    python tests/redaction/make_confusables.py > plugins/caveat/redaction/confusables.py

The source is confusables.txt of Unicode Technical Standard #39, as `confusable-homoglyphs` carries it. Its table is
made ready for `fold`: only characters that NFKD leaves alone, only those that look like what a marker is written with.
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from confusable_homoglyphs.confusables import confusables_data

_BIDI_MARKS = "\u200e\u200f\u061c"
_MARKER_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789:;{}[]|/\\-, ")
_STROKE = frozenset("l1|")
"""All one class to the standard; which of them is meant shows in the other case of the letter."""
_OURS = {"\u205d": ":", "\u2e2c": "::", "\u1361": ":", "\u1365": ":", "\u1366": ":", "\u2800": " "}
"""Two dots above each other, and a blank, that the standard does not list."""

_HEAD = '''"""Characters that look like those a marker is written with. Made by tests/redaction/make_confusables.py.

From confusables.txt of Unicode Technical Standard #39 (Unicode 15.1), by way of confusable-homoglyphs 3.3.1. Data and
not a dependency: that library reads a file, at a path the environment may change, when it is imported.
"""

_LOOKS_LIKE = {
'''
_TAIL = '''}

CONFUSABLES = {character: ascii_ for ascii_, characters in _LOOKS_LIKE.items() for character in characters}
"""Character to the ASCII it looks like, in lower case."""
'''


def confusables() -> dict[str, str]:
    """Character to the ASCII it looks like, in lower case."""
    listed = {}
    for source, targets in confusables_data.items():
        character = source.strip(_BIDI_MARKS)
        ascii_ = [target["c"] for target in targets if target["c"].isascii() and target["c"].isprintable()]
        if len(character) == 1 and not character.isascii() and ascii_:
            listed[character] = ascii_[0].lower()
    table = {}
    for character in map(chr, range(0x80, sys.maxunicode + 1)):
        looks = [listed[form] for form in (character, character.lower(), character.upper()) if form in listed]
        telling = [look for look in looks if look not in _STROKE] or looks
        if looks and unicodedata.is_normalized("NFKD", character):
            table[character] = telling[0] if looks[0] in _STROKE else looks[0]
    table |= _OURS
    return {character: look for character, look in sorted(table.items()) if _MARKER_CHARACTERS.issuperset(look)}


def batched(items: list[str], size: int) -> Iterator[list[str]]:
    """`items` in lists of `size`."""
    return (items[start : start + size] for start in range(0, len(items), size))


def module() -> str:
    """The text of `confusables.py`."""
    groups = defaultdict(list)
    for character, look in confusables().items():
        groups[look].append(ascii(character)[1:-1])
    lines = []
    for look, escapes in sorted(groups.items()):
        quoted = [f'"{"".join(group)}"' for group in batched(escapes, 10)]
        key = '"' + look.replace("\\", "\\\\") + '"'
        if len(quoted) == 1:
            lines.append(f"    {key}: {quoted[0]},\n")
        else:
            lines.append(f"    {key}: (\n" + "".join(f"        {chunk}\n" for chunk in quoted) + "    ),\n")
    return _HEAD + "".join(lines) + _TAIL


if __name__ == "__main__":
    sys.stdout.write(module())
