"""A page's text as a reader meets it: sections, and in each of them paragraphs, list items, rows."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import html
from lxml.html import HtmlElement

from caveat.projection.dialect import convert

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAVES = frozenset({"p", "pre", "dt", "dd", "summary", "figcaption", "caption", "tr", *_HEADINGS})
_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "small", "span",
     "strong", "sub", "sup", "time", "u", "input", "label", "var"}
)  # fmt: skip


class Block(NamedTuple):
    """A paragraph, an item, a row or a heading, without markup."""

    kind: str
    """`heading`, `item`, `row` or `text`."""
    text: str


class Section(NamedTuple):
    """A heading and what stands below it, up to the next one."""

    title: str
    """Empty before the first heading."""
    blocks: tuple[Block, ...]


@lru_cache(maxsize=2_000)
def converted(markdown: str) -> str:
    """The HTML of a page's Markdown: most texts are asked for by several editions, releases and comparisons."""
    return convert(markdown)


def sections(markdown: str) -> tuple[Section, ...]:
    """The sections of a page's Markdown. One without heading and text is left out."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in _blocks(html.fragment_fromstring(converted(markdown), create_parent="div")):
        if block.kind == "heading":
            found.append((block.text, []))
        else:
            found[-1][1].append(block)
    return tuple(Section(title, tuple(blocks)) for title, blocks in found if title or blocks)


def _blocks(element: HtmlElement, *, inside_item: bool = False) -> Iterator[Block]:
    """The blocks in an element; text beside them is one too, but for that of an item, which is told of as the item."""
    loose = [element.text or ""]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _INLINE:
            loose.append("".join(child.itertext()) if tag else "")
        else:
            yield from _block("text", "" if inside_item else _joined(loose))
            loose = []
            yield from _of_child(child, tag)
        loose.append(child.tail or "")
    yield from _block("text", "" if inside_item else _joined(loose))


def _of_child(child: HtmlElement, tag: str) -> Iterator[Block]:
    if tag in _LEAVES:
        yield from _block(_kind(tag), _text(child))
    elif tag == "li":
        yield from _block("item", _own_text(child))
        yield from _blocks(child, inside_item=True)
    else:
        yield from _blocks(child)


def _kind(tag: str) -> str:
    return "heading" if tag in _HEADINGS else "row" if tag == "tr" else "text"


def _block(kind: str, text: str) -> Iterator[Block]:
    if text:
        yield Block(kind, text)


def _text(element: HtmlElement) -> str:
    if element.tag == "tr":
        return " | ".join(" ".join(cell.itertext()).strip() for cell in element)
    return _joined(element.itertext())


def _joined(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())


def _own_text(item: HtmlElement) -> str:
    """What an item says outside the blocks in it."""
    parts = [item.text or ""]
    for child in item:
        if child.tag in _INLINE:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return _joined(parts)
