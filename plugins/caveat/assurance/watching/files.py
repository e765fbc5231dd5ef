"""The text inside an attachment that is text itself: CSV and SVG."""

from collections.abc import Iterator

from lxml import etree

from caveat.content.line import Line, split_lines

_NUMBERS = frozenset(
    {"d", "points", "transform", "gradientTransform", "patternTransform", "values", "keyTimes", "keySplines"}
    | {"x", "y", "dx", "dy", "rotate"}
)
"""Attributes of SVG that hold lists of numbers: no reader sees them, and any list may look like a telephone number."""


def text_of(path: str, data: bytes) -> tuple[Line, ...]:
    """The lines of a CSV file, or the texts and attributes of an SVG; nothing for other kinds of file."""
    kind = path.rpartition(".")[2]
    if kind == "csv":
        return tuple(_apart(split_lines(_decoded(data), path)))
    return tuple(_svg(path, data)) if kind == "svg" else ()


def _apart(rows: tuple[Line, ...]) -> Iterator[Line]:
    """Rows with a blank line after each: the end of one row and the start of the next are not read as one text."""
    for row in rows:
        yield row
        yield row._replace(text="")


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", errors="replace").replace("\r", "")


def _svg(path: str, data: bytes) -> Iterator[Line]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        # What is no XML is for another check to refuse; its words are looked at all the same.
        yield from split_lines(_decoded(data), path)
        return
    for node in root.iter():
        number = int(node.sourceline) if isinstance(node.sourceline, int) else 1
        for name, value in sorted(node.attrib.items()) if isinstance(node.tag, str) else ():
            if name not in _NUMBERS:
                yield from (Line("", path, number), Line(_one_line(value), path, number), Line("", path, number))
        # The words of a text may be spread over several elements.
        yield from (Line(_one_line(text), path, number) for text in (node.text, node.tail) if text and text.strip())


def _one_line(text: str | bytes) -> str:
    return " ".join(str(text).split())
