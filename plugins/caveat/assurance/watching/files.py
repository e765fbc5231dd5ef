"""The text inside an attachment that is text itself: CSV and SVG."""

from collections.abc import Iterator
from typing import cast

from lxml import etree

from caveat.assurance.watching.sheet import Value, apart
from caveat.content.line import Line, split_lines
from caveat.content.problem import Location

_NUMBERS = frozenset(
    {"d", "points", "transform", "gradientTransform", "patternTransform", "values", "keyTimes", "keySplines"}
    | {"x", "y", "dx", "dy", "rotate"}
)
"""Attributes of SVG that hold lists of numbers: no reader sees them, and any list may look like a telephone number."""

_WITHIN_TEXT = frozenset({"tspan", "textPath", "a"})
"""Elements of SVG that do not interrupt the text they stand in."""


def text_of(path: str, data: bytes) -> Iterator[Line | Value]:
    """The rows of a CSV file, or the texts and attributes of an SVG; nothing for other kinds of file."""
    kind = path.rpartition(".")[2]
    if kind == "csv":
        yield from apart(_rows(path, data))
    elif kind == "svg":
        yield from _drawing(path, data)


def _rows(path: str, data: bytes) -> tuple[Line, ...]:
    return split_lines(data.decode("utf-8", errors="replace").replace("\r", ""), path)


def _drawing(path: str, data: bytes) -> Iterator[Line | Value]:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        # What is no XML is for another check to refuse; its words are looked at all the same.
        yield from _rows(path, data)
        return
    for node in root.iter():
        place = _place(path, node)
        name = etree.QName(node).localname if isinstance(node.tag, str) else ""
        if name not in _WITHIN_TEXT:
            yield Value("", place)
        # The words of a text may be spread over several elements.
        yield from (Value(_one_line(text), place) for text in (node.text, node.tail) if text and text.strip())
    for node in root.iter(etree.Element):
        place = _place(path, node)
        yield from apart(Value(_one_line(text), place) for name, text in node.attrib.items() if name not in _NUMBERS)


def _place(path: str, node: etree._Element) -> Location:
    return Location(path, cast("int | None", node.sourceline) or 1)


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
