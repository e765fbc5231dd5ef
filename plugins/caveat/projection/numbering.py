"""Numbers that an author wrote by hand, and that skip one in an edition: they tell of what the edition lacks.

A numbered list is counted by the converter, after redaction. "Step 1", "Step 3" and "part 4 of 5" are not.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from caveat.content.line import Line
from caveat.content.problem import Location, Problem
from caveat.redaction.grammar import SPAN

_LEAD = r"^[ ]*(?:[-*+>][ ]+)*(?P<level>(?:#{1,6}[ ]+)?)[*_]*"
_BY_WORD = re.compile(_LEAD + r"(?P<word>[A-Za-z]+)[ ](?P<number>\d{1,2})(?![\w,.]*\d)\b")
_BY_NUMBER = re.compile(_LEAD + r"(?:(?P<number>\d{1,2})(?=[.): ])|\(?(?P<letter>[a-z]|\d{1,2})\)(?= ))")
_OF = re.compile(r"\b(?P<number>\d{1,2})[ ]of[ ](?P<all>\d{1,2})\b")


_Kind = tuple[str, str | bool]
"""What is counted: the level of a heading, if any, with a word or whether figures count; or `of` and how many."""


class _Number(NamedTuple):
    """A number and what it counts."""

    kind: _Kind
    value: int
    place: Location


def numbering_problems(visible: Sequence[Line], source: Sequence[Line]) -> Iterator[Problem]:
    """A problem for each count that is whole in the source and broken in what an edition sees of it."""
    if visible == source:
        return
    whole, seen = _by_kind(source), _by_kind(visible)
    for kind, numbers in seen.items():
        gap = _gap(kind, numbers)
        if gap is not None and kind in whole and _gap(kind, whole[kind]) is None:
            message = (
                "the numbers that an edition sees skip one, which tells of what it lacks; "
                "use a numbered list, or take the numbers out"
            )
            yield Problem(numbers[gap].place, "hand-numbering", message)


def _by_kind(lines: Sequence[Line]) -> dict[_Kind, list[_Number]]:
    found: dict[_Kind, list[_Number]] = {}
    for line in lines:
        for number in _numbers(line):
            found.setdefault(number.kind, []).append(number)
    return found


def _numbers(line: Line) -> Iterator[_Number]:
    text = SPAN.sub("", line.text)
    if found := _BY_WORD.match(text):
        kind = found["level"].strip(), found["word"].casefold()
        yield _Number(kind, int(found["number"]), line.at(found.start("number") + 1))
    elif (found := _BY_NUMBER.match(text)) and (found["level"] or found["letter"]):
        written = found["number"] or found["letter"]
        value = int(written) if written.isdigit() else ord(written) - ord("a") + 1
        yield _Number((found["level"].strip(), written.isdigit()), value, line.at(found.start() + 1))
    for share in _OF.finditer(text):
        yield _Number(("of", share["all"]), int(share["number"]), line.at(share.start() + 1))


def _gap(kind: _Kind, numbers: Sequence[_Number]) -> int | None:
    """The place of the first number that does not follow, or None. Several counts may follow each other."""
    values = [each.value for each in numbers]
    if kind[0] == "of":
        return None if set(values) == set(range(1, int(kind[1]) + 1)) else 0
    steps = enumerate(pairwise((0, *values)))
    return next((place for place, (before, value) in steps if value not in (1, before + 1)), None)
