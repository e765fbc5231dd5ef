"""Edits of front matter as it is written: comments, quotes and everything else of the text stay as they are."""

import re

from caveat.content.front_matter import FIELD_ORDER

_COUNT = re.compile(r"^(restrictions: *)([0-9]+)( *(?:#.*)?)$", re.MULTILINE)
_EDITIONS = re.compile(r"^editions:.*(?:\n[ \t]+.*|\n- .*)*$", re.MULTILINE)
_KEY = re.compile(r"([a-z_]+):(?=\s|$)")
_BETWEEN = re.compile(r"\s*(?:#.*)?")


def declared_count(head: str) -> int:
    """The number of restrictions that front matter says its page has; 0 where it says none."""
    found = _COUNT.search(head)
    return int(found[2]) if found else 0


def with_count(head: str, number: int) -> str:
    """Front matter with this number of restrictions; where it said none, after `editions`.

    Raises ValueError where there is no `editions`.
    """
    if found := _COUNT.search(head):
        return f"{head[: found.start()]}{found[1]}{number}{found[3]}{head[found.end() :]}"
    found = _EDITIONS.search(head)
    if found is None:
        raise ValueError("the page does not say who may see it; add editions: first")
    return f"{head[: found.end()]}\nrestrictions: {number}{head[found.end() :]}"


def in_order(head: str) -> str:
    """Front matter, its fences included, with its fields in the order of the handbook.

    A comment goes with the field below it. Fields that are not known stay behind the one they follow.
    """
    lines = head.split("\n")
    first, last = lines.index("---") + 1, len(lines) - 1 - lines[::-1].index("---")
    known = {name: place for place, name in enumerate(FIELD_ORDER)}
    fields: list[tuple[int, list[str]]] = [(-1, [])]
    waiting: list[str] = []
    for line in lines[first:last]:
        if found := _KEY.match(line):
            fields.append((known.get(found[1], fields[-1][0]), [*waiting, line]))
            waiting = []
        elif _BETWEEN.fullmatch(line):
            waiting.append(line)
        else:
            fields[-1][1].extend((*waiting, line))
            waiting = []
    ordered = sorted(fields, key=lambda field: field[0])
    written = [line for _, field in ordered for line in field]
    return "\n".join([*lines[:first], *written, *waiting, *lines[last:]])
