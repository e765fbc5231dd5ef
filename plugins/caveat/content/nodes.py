"""A YAML document as a tree that remembers where every value and key stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caveat.content.line import Line
from caveat.content.problem import Location


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    value: str | int | bool | date
    path: str
    line: int
    column: int
    broken: bool = False
    """Already reported: what is said about it further on is an echo."""

    @property
    def location(self) -> Location:
        """Where the value starts."""
        return Location(self.path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    path: str
    line: int
    column: int

    @property
    def location(self) -> Location:
        """Where the list starts."""
        return Location(self.path, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping, in the order of the file."""

    entries: Mapping[str, "Node"]
    keys: Mapping[str, tuple[int, int]]
    """Line and column of each key."""
    path: str
    line: int
    column: int

    @property
    def location(self) -> Location:
        """Where the mapping starts."""
        return Location(self.path, self.line, self.column)

    def key_location(self, key: str) -> Location:
        """Where a key stands."""
        return Location(self.path, *self.keys[key])

    def get(self, key: str) -> "Node | None":
        """The value of a key, if it is there."""
        return self.entries.get(key)

    def without(self, names: frozenset[str]) -> "Fields":
        """The same mapping without these keys."""
        kept = {key: node for key, node in self.entries.items() if key not in names}
        return Fields(kept, self.keys, self.path, self.line, self.column)

    def with_all(self, others: "Fields") -> "Fields":
        """The entries of both; where both have a key, those of `others`."""
        entries = {**self.entries, **others.entries}
        return Fields(entries, {**self.keys, **others.keys}, self.path, self.line, self.column)


Node = Scalar | Items | Fields


def plain(node: Node) -> Any:
    """The value of a node without positions: a dict, a tuple or a scalar."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Items):
        return tuple([plain(item) for item in node.items])
    return {key: plain(value) for key, value in node.entries.items()}


def find(node: Node, way: tuple[int | str, ...]) -> tuple[Node, tuple[int | str, ...]]:
    """The node that `way` leads to, as far as the tree goes, and the steps that are left."""
    for index, step in enumerate(way):
        if isinstance(node, Fields) and isinstance(step, str) and step in node.entries:
            node = node.entries[step]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return node, way[index:]
    return node, ()


def locations(node: Node, prefix: str = "") -> dict[str, Location]:
    """Dotted name of every value below a node to its place."""
    found: dict[str, Location] = {}
    _locate(node, prefix, found)
    return found


def _locate(node: Node, prefix: str, found: dict[str, Location]) -> None:
    children: Iterator[tuple[int | str, Node]]
    if isinstance(node, Scalar):
        return
    children = enumerate(node.items) if isinstance(node, Items) else iter(node.entries.items())
    for step, child in children:
        name = f"{prefix}{step}"
        found[name] = Location(child.path, child.line, child.column)
        if not isinstance(child, Scalar):
            _locate(child, f"{name}.", found)


def strings(node: Node) -> Iterator[Line]:
    """Every string value below a node, a line at a time; the lines of one value share its line number."""
    if isinstance(node, Scalar):
        if isinstance(node.value, str):
            for text in node.value.split("\n"):
                yield Line(text, node.path, node.line)
        return
    for child in node.items if isinstance(node, Items) else node.entries.values():
        yield from strings(child)
