"""Tables that authors write: readable on a phone, by a screen reader, and without `style=`."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

_ALIGNED = re.compile(r"text-align: (left|center|right);?")
_STACKED = range(2, 5)
"""Numbers of columns that a phone shows as a list of rows; with more, the table scrolls sideways."""

Text = Callable[[Element], str]
Parents = dict[Element, Element]


def refine_tables(root: Element, parents: Parents, text: Text) -> None:
    """Give every table its scopes, and the form its width asks for unless it has a class of its own."""
    for table in list(root.iter("table")):
        for cell in _cells(table):
            _align(cell)
        heads = _heads(table, text)
        if table.get("class") or not heads or "scroll" in parents[table].get("class", "").split():
            continue
        if len(heads) in _STACKED:
            _stack(table, heads, text)
        elif len(heads) > max(_STACKED):
            _wrap(table, parents[table], heads)


def _cells(part: Element) -> Iterator[Element]:
    yield from part.iter("th")
    yield from part.iter("td")


def _align(cell: Element) -> None:
    """`style="text-align: right;"` becomes a class; any other style stays, and is refused where pages are checked."""
    if found := _ALIGNED.fullmatch(cell.get("style", "")):
        del cell.attrib["style"]
        cell.set("class", " ".join([*cell.get("class", "").split(), f"align-{found[1]}"]))


def _heads(table: Element, text: Text) -> list[str]:
    """The words of the heading row. A heading without words is an empty cell, not a heading."""
    cells = [cell for row in table.findall("thead/tr") for cell in row]
    for cell in cells:
        if cell.tag == "th" and not text(cell):
            cell.tag = "td"
        elif cell.tag == "th":
            cell.set("scope", "col")
    return [text(cell) for cell in cells]


def _stack(table: Element, heads: list[str], text: Text) -> None:
    """Each row is headed by its first cell, and each other cell carries its own heading, for a narrow screen."""
    table.set("class", "stack")
    for row in table.findall("tbody/tr"):
        for number, (cell, head) in enumerate(zip(row, heads, strict=False)):
            if number == 0 and text(cell):
                cell.tag = "th"
                cell.set("scope", "row")
            elif head:
                cell.set("data-label", head)


def _wrap(table: Element, parent: Element, heads: list[str]) -> None:
    """A box that scrolls sideways, by keyboard too, named after what the table holds."""
    label = ", ".join(filter(None, heads))
    box = Element("div", {"class": "scroll", "role": "group", "aria-label": f"Table: {label}", "tabindex": "0"})
    parent[list(parent).index(table)] = box
    box.tail, table.tail = table.tail, "\n"
    box.text = "\n"
    box.append(table)
