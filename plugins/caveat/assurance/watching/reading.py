"""Text as a reader of the finished page has it, near enough to look for words in it."""

import re
from functools import cache
from html import unescape

from caveat.content.line import Edit, Line
from caveat.redaction.fold import fold
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END

GAP = r"(?:\]\([^()\n]{0,300}\)|\]\[[^\[\]\n]{0,100}\]|<[^<>\n]{0,200}>|[ \t_*~`=^\[\]-]|\n(?![ \t]*\n)(?:[ \t]*>)*)"
"""What may stand between two words in folded text: space, hyphens, delimiters of Markdown, tags, one line's end.

To be repeated without going back (`++`, `*+`): no word begins with what a gap is made of.
"""

_GAPS = re.compile(f"{GAP}++")
_SPECIAL = re.compile(
    rf"{LABEL_START}[^{LABEL_END}\n]*{LABEL_END}|{PASSAGE_END}"
    r"|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<end>\n)"
)
"""What does not read as it is written: signs of labels, character references, escapes, a line's end in a value."""
_QUOTES = {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def as_read(line: Line) -> Line:
    """A line without the signs of labels, with character references and escapes resolved."""
    return line.edited(Edit(*found.span(), _read(found)) for found in _SPECIAL.finditer(line.text))


def _read(found: re.Match[str]) -> str:
    if found["end"]:
        return " "
    return found["escaped"] or (unescape(found[0]) if found[0].startswith("&") else "")


def folded(text: str) -> str:
    """`text` with look-alikes, accents and invisible characters made one, as `fold`, but with its capitals."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda found: _folded(found[0]), text)


def unfolded(text: str, offset: int) -> int:
    """The offset in `text` of the character that gave the one at `offset` of its `folded` form."""
    for index, character in enumerate(text):
        offset -= len(folded(character))
        if offset < 0:
            return index
    return len(text)


def words(text: str) -> list[str]:
    """The words of `text`, folded, in small letters."""
    return [word for word in _GAPS.split(folded(text).lower()) if word]


@cache
def _folded(character: str) -> str:
    small = _QUOTES.get(character) or fold(character)
    capital = small.upper()
    # Small letters of the whole have to be as long as the whole: places are counted in both.
    return capital if character.isupper() and len(capital) == len(small) else small
