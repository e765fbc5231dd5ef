"""Versions of the front matter's schema, so that an old release is read by the rules of its time.

| Schema | What it changed |
|---|---|
| 1 | As in the first libraries: `law` and `role`. |
| 2 | `law` became `legislation`, `role` became `audience`. |

A change of the schema that old sources do not meet gets a number, a row here, and an entry in `RENAMED`.
"""

from collections.abc import Mapping

from caveat.content.nodes import Fields, Node

SCHEMA = 2
"""The schema of today's sources."""
RENAMED: Mapping[int, Mapping[str, str]] = {1: {"law": "legislation", "role": "audience"}}
"""Schema to the fields that the next one calls otherwise."""


def brought_up_to_date(fields: Fields, schema: int) -> Fields:
    """Front matter of an older schema with the names of today's, in `restricted` too."""
    for step in range(schema, SCHEMA):
        fields = _renamed(fields, RENAMED[step])
    return fields


def _renamed(fields: Fields, names: Mapping[str, str]) -> Fields:
    entries: dict[str, Node] = {}
    keys: dict[str, tuple[int, int]] = {}
    for name, node in fields.entries.items():
        # A field of the new name beside the old one is one that the old schema did not know: it stays an error.
        new = names.get(name, name if name not in names.values() else f"{name} (of a later schema)")
        entries[new] = _in_editions(node, names) if name == "restricted" else node
        keys[new] = fields.keys[name]
    return Fields(entries, keys, fields.path, fields.line, fields.column)


def _in_editions(node: Node, names: Mapping[str, str]) -> Node:
    """The fields that single editions have."""
    if not isinstance(node, Fields):
        return node
    editions = {
        name: _renamed(each, names) if isinstance(each, Fields) else each for name, each in node.entries.items()
    }
    return Fields(editions, node.keys, node.path, node.line, node.column)
