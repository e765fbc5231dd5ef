"""A YAML text as nodes that know where they stand, so that a change touches nothing but what it means to change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from ruamel.yaml import YAML


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list or a mapping. Offsets count characters of the whole file."""

    start: int
    end: int
    """After its last character; white space and comments behind it left out."""
    value: str = ""
    """Of a scalar: its text, whatever it stands for."""
    items: tuple["Node", ...] | None = None
    """Of a list."""
    entries: Mapping[str, tuple["Node", "Node"]] | None = None
    """Of a mapping: key to the node of the key and that of the value."""
    flow: bool = False
    """Written in brackets or braces."""

    def get(self, *way: str) -> "Node | None":
        """The value that keys lead to, if it is there."""
        node: Node | None = self
        for key in way:
            node = node.entries[key][1] if node and node.entries and key in node.entries else None
        return node

    def words(self, *way: str) -> tuple[str, ...]:
        """The scalars of the list that keys lead to, or the scalar itself; nothing where there is none."""
        node = self.get(*way)
        if node is None or node.entries is not None:
            return ()
        return tuple(item.value for item in node.items) if node.items is not None else (node.value,)


NOTHING = Node(0, 0)


def read(text: str, offset: int = 0) -> Node:
    """The root of a YAML text that is known to be sound; `offset` is where it begins in its file."""
    root = YAML(typ="safe", pure=True).compose(text)
    return _node(root, text, offset) if root is not None else Node(offset, offset)


def _node(raw: Any, text: str, offset: int) -> Node:
    start, end = raw.start_mark.index, raw.end_mark.index
    while end > start and text[end - 1].isspace():
        end -= 1
    start, end = start + offset, end + offset
    if raw.id == "scalar":
        return Node(start, end, value=raw.value)
    flow = bool(raw.flow_style)
    if raw.id == "sequence":
        items = tuple(_node(item, text, offset) for item in raw.value)
        return Node(start, end if flow or not items else items[-1].end, items=items, flow=flow)
    entries = {key.value: (_node(key, text, offset), _node(value, text, offset)) for key, value in raw.value}
    last = max((value.end for _, value in entries.values()), default=end)
    return Node(start, end if flow else last, entries=entries, flow=flow)


class Slot(NamedTuple):
    """A place in a list or mapping where an entry can be put in."""

    offset: int
    before: str
    after: str

    def holding(self, entry: str) -> str:
        """The text to put in."""
        return f"{self.before}{entry}{self.after}"


def slots(node: Node, text: str) -> tuple[Slot, ...]:
    """The places for a further entry of a list or mapping."""
    children = _children(node)
    if node.flow:
        # YAML allows a comma after the last entry, so that several can be put in here.
        return (Slot(node.start + 1, "", ", "),)
    found = []
    for start, end in children:
        if lines := whole_lines(text, start, end, dash=node.items is not None):
            found.append(Slot(lines[0], _head(text, lines[0], dash=node.items is not None), "\n"))
    if found:
        last = line_end(text, children[-1][1])
        ended = text[last : last + 1] == "\n"
        head = found[0].before
        found.append(Slot(last + 1, head, "\n") if ended else Slot(last, f"\n{head}", ""))
    return tuple(found)


def whole_lines(text: str, start: int, end: int, *, dash: bool = False) -> tuple[int, int] | None:
    """From the start of an entry's first line to the start of the line after it; None where others share its lines."""
    first = text.rfind("\n", 0, start) + 1
    head = text[first:start].strip(" ")
    if head != ("-" if dash else ""):
        return None
    return first, min(line_end(text, end) + 1, len(text))


def line_end(text: str, offset: int) -> int:
    """Offset of the line feed that ends a line, or of the text's end."""
    found = text.find("\n", offset)
    return len(text) if found < 0 else found


def scalars(node: Node) -> Iterator[Node]:
    """Every scalar value below a node, keys left out."""
    if node.items is not None:
        yield from chain.from_iterable(map(scalars, node.items))
    elif node.entries is not None:
        yield from chain.from_iterable(scalars(value) for _, value in node.entries.values())
    else:
        yield node


def _children(node: Node) -> tuple[tuple[int, int], ...]:
    if node.items is not None:
        return tuple((item.start, item.end) for item in node.items)
    return tuple((key.start, value.end) for key, value in (node.entries or {}).values())


def _head(text: str, line: int, *, dash: bool) -> str:
    indent = len(text[line:]) - len(text[line:].lstrip(" "))
    return " " * indent + ("- " if dash else "")


@dataclass(frozen=True, slots=True)
class File:
    """A data file."""

    path: str
    text: str
    root: Node = field(default=NOTHING)
