"""The words of a body that a reader reads: code, markers, addresses and HTML blanked out, column for column."""

import re
from collections.abc import Iterator, Sequence

from caveat.content.line import Line
from caveat.projection.scan import Prose, scan
from caveat.redaction.grammar import BLOCK, SPAN

_COMMENT = re.compile(r"<!--.*?(?:-->|$)")
_NOT_READ = re.compile(
    r"(?<=\])\(<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s+\"[^\"]*\")?\)"  # where a link leads
    r"|<[a-zA-Z/][^>]*>"  # a tag or an address in angle brackets
    r"|https?://[^\s)>]+"
    r"|(?<=\})\{[^{}]*\}|(?<=[\])*_`])\{[^{}]*\}|[ ]\{[.#:][^{}]*\}[ ]*$"  # attributes
    r"|\{\{[^{}]*\}\}"  # a variable
)
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)[^\]]+\]:\s")


def words(lines: Sequence[Line]) -> Iterator[Prose]:
    """Every line with what is no word of the page blanked out."""
    for prose in scan(lines):
        text = prose.text
        if BLOCK.fullmatch(text.strip()) or _DEFINITION.match(text):
            text = ""
        for pattern in (SPAN, _COMMENT, _NOT_READ):
            text = pattern.sub(_blank, text)
        yield prose._replace(text=text)


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines that stand together, without blank lines, code and markers of blocks between them."""
    found: list[Line] = []
    for prose in scan(lines):
        if prose.text.strip() and not BLOCK.fullmatch(prose.text.strip()):
            found.append(prose.line)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
