"""Pages read from a folder of published HTML: title, sections, and the links between them.

    title, sections   the main element, cut at its headings; the first heading is the title
    links             every link in the main element that leads to a file of the folder, with its words

Lists of contents, navigation, and the marks that generators put behind headings are left out.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

from .pages import Section

_SKIPPED_TAGS = frozenset({"script", "style", "nav", "svg", "math", "form", "button", "select", "noscript", "template"})
_SKIPPED_CLASSES = frozenset(
    {
        "headerlink",
        "toc",
        "toctree-wrapper",
        "contents",
        "navheader",
        "navfooter",
        "relbar",
        "topic-contents",
        "no-index",
    }
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure"}
    | {"footer", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "ul"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_HEADING = re.compile(r"h[1-6]")
_SPACE = re.compile(r"[ \t\r\f\v\xa0\u200b]+")
_ANY_SPACE = re.compile(r"[\s\u200b]+")
_LINES = re.compile(r" ?\n[ \n]*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of one page to another."""

    target: str
    """Address of the page it leads to, without a fragment."""
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """What one file of HTML holds."""

    title: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a set of documentation is written."""

    main: str
    """XPath of the element that holds the page itself."""
    numbering: str = ""
    """Regular expression of what stands before a title and is not part of it: "5.11. "."""
    base: str = ""
    """Where relative links start from, below the folder; empty where they start from the page."""


@dataclass(slots=True)
class _Reader:
    """Collects sections while the tree is walked in the order of reading."""

    clean: Callable[[str], str]
    sections: list[Section] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    heading: str = ""
    anchor: str = ""
    level: int = 1

    def walk(self, element: HtmlElement, *, lines: bool = False) -> None:
        """Read what an element holds. `lines`: its line ends are seen, as they are in `pre`."""
        self._say(element.text, lines=lines)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in _SKIPPED_TAGS or _is_skipped(child):
                pass
            elif _HEADING.fullmatch(child.tag):
                self.begin(child)
            else:
                edge = "\n" if child.tag in _BLOCKS else ""
                self.text.append(edge)
                self.walk(child, lines=lines or child.tag == "pre")
                self.text.append(edge)
            self._say(child.tail, lines=lines)

    def begin(self, element: HtmlElement) -> None:
        """End the section so far and begin another one at a heading."""
        self.end()
        self.heading = self.clean(words_of(element))
        self.anchor = anchor_of(element)
        self.level = max(int(element.tag[1]), 2) if self.sections else 1

    def end(self) -> None:
        """Keep the section so far. What stands before the title belongs to the title."""
        text = tidy("".join(self.text))
        if self.heading:
            self.sections.append(Section(self._anchor(), self.level, self.heading, text))
            self.text.clear()

    def _anchor(self) -> str:
        """The anchor of the section that ends: none for the title, one of its own for every other."""
        if not self.sections:
            return ""
        taken = {each.anchor for each in self.sections}
        return self.anchor if self.anchor not in taken else f"section-{len(self.sections)}"

    def _say(self, text: str | None, *, lines: bool) -> None:
        if text:
            self.text.append(text if lines else _ANY_SPACE.sub(" ", text))


def read_html(text: bytes, url: str, manner: Manner) -> Found | None:
    """The page in a file of HTML in UTF-8; None where it holds no main element or no heading."""
    document = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8"))
    mains = elements(document, manner.main)
    if not mains:
        return None
    number = re.compile(manner.numbering)
    reader = _Reader(lambda words: number.sub("", words, count=1) if manner.numbering else words)
    for main in mains:
        reader.walk(main)
    reader.end()
    if not reader.sections:
        return None
    links = tuple(each for main in mains for each in _links(main, manner.base or posixpath.dirname(url)))
    keywords = tuple(each.get("content") or "" for each in elements(document, "//meta[@itemprop='keywords']"))
    return Found(reader.sections[0].heading, tuple(reader.sections), links, keywords)


def words_of(element: HtmlElement) -> str:
    """The words of an element in one line, without marks such as the one behind a heading."""
    found = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _is_skipped(child):
            found.append(words_of(child))
        found.append(child.tail or "")
    return tidy(" ".join("".join(found).split()))


def anchor_of(element: HtmlElement) -> str:
    """The id of a heading, or of an element around it that begins with it."""
    if element.get("id"):
        return str(element.get("id"))
    for each in elements(element, ".//*[@id] | .//a[@name] | ancestor::*[@id][1]"):
        return each.get("id") or each.get("name") or ""
    return ""


def elements(element: HtmlElement, path: str) -> list[HtmlElement]:
    """The elements that an XPath selects, in the order of the document."""
    return cast("list[HtmlElement]", element.xpath(path))


def tidy(text: str) -> str:
    """A text with one space between words and one line end between paragraphs."""
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()


def _links(main: HtmlElement, base: str) -> Iterator[Link]:
    for element in main.iter("a"):
        if _is_skipped(element) or any(_is_skipped(each) for each in element.iterancestors()):
            continue
        parts = urlsplit(element.get("href") or "")
        if parts.scheme or parts.netloc or not parts.path.endswith(".html"):
            continue
        target = posixpath.normpath(posixpath.join(base, unquote(parts.path)))
        words = words_of(element)
        if words:
            yield Link(target, words)


def _is_skipped(element: HtmlElement) -> bool:
    return not _SKIPPED_CLASSES.isdisjoint((element.get("class") or "").split())
