"""The sections of a page as a reader sees them: taken from its HTML, so that no markup is left in an excerpt."""

import posixpath
import re
from dataclasses import dataclass

import lxml.html
from lxml.etree import iterwalk

from caveat.projection.dialect import convert

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_APART = _HEADINGS | frozenset(
    "p li td th tr div dt dd blockquote pre br figcaption summary details section table caption hr".split()
)
"""Elements between which words do not run on."""
_CELLS, _CELL = frozenset(("td", "th")), " \N{MIDDLE DOT} "
"""The cells of a table are read one after another, with a dot between."""
_DOTS = re.compile(f"(?P<end>[.!?:;]?) *{_CELL.strip()}[ {_CELL.strip()}]*")
_SILENT = frozenset(("script", "style", "svg", "template"))
_LABELS = frozenset(("restricted__label", "restricted__end", "restricted-inline__label", "vh"))
"""What Caveat writes around a restricted passage. It is on every such page, and no answer to anything."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section: from its heading to the next. The first has no heading where a page begins with text."""

    anchor: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Passages:
    """What a page says, and the pages it links to."""

    sections: tuple[Passage, ...]
    links: tuple[tuple[str, str], ...]
    """Address of a page of the edition, and the words of the link."""


def passages(uri: str, markdown: str) -> Passages:
    """The sections and links of the page at `uri`, with a body in Markdown as staged."""
    return passages_of(uri, convert(markdown))


def passages_of(uri: str, html: str) -> Passages:
    """The same, of the body converted."""
    reading = _Reading(uri)
    reading.read(lxml.html.fragment_fromstring(html, create_parent="div"))
    return reading.found()


class _Reading:
    def __init__(self, uri: str) -> None:
        self._folder = posixpath.dirname(uri)
        self._sections: list[tuple[str, str, list[str]]] = [("", "", [])]
        self._links: list[tuple[str, str]] = []

    def read(self, root: lxml.html.HtmlElement) -> None:
        """Without recursion: elements may stand as deep in each other as they like."""
        walk = iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            apart = _CELL if element.tag in _CELLS else " " if element.tag in _APART else ""
            if event != "start":
                self._say(apart, element.tail)
            elif element.tag in _SILENT or _LABELS & set(element.classes):
                walk.skip_subtree()
            elif element.tag in _HEADINGS:
                self._sections.append((element.get("id") or "", _line(element.text_content()), []))
                for link in element.iter("a"):
                    self._link(link)
                walk.skip_subtree()
            else:
                if element.tag == "a":
                    self._link(element)
                self._say(apart, element.text)

    def _say(self, *texts: str | None) -> None:
        self._sections[-1][2].extend(filter(None, texts))

    def found(self) -> Passages:
        sections = (Passage(anchor, heading, _line("".join(said))) for anchor, heading, said in self._sections)
        return Passages(tuple(each for each in sections if each.heading or each.text), tuple(self._links))

    def _link(self, element: lxml.html.HtmlElement) -> None:
        address = (element.get("href") or "").partition("#")[0]
        if address.endswith(".md") and ":" not in address:
            target = posixpath.normpath(posixpath.join(self._folder, address))
            self._links.append((target, _line(element.text_content())))


def _line(text: str) -> str:
    plain = " ".join(text.split())
    return _DOTS.sub(lambda found: f"{found['end']} " if found["end"] else _CELL, plain).strip(_CELL)
