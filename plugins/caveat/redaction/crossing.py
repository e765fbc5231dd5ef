"""Restrictions that cut a code fence, a comment or an HTML element in two."""

from collections.abc import Iterator, Sequence

from caveat.content.line import Line
from caveat.content.problem import Problem
from caveat.redaction.enclosure import NOTHING, Enclosure, balanced, enclosure_after
from caveat.redaction.grammar import SPAN
from caveat.redaction.redact import redact_line
from caveat.redaction.restriction import Restriction


def crossings(
    lines: Sequence[Line], restrictions: Sequence[Restriction], editions: frozenset[str]
) -> Iterator[Problem]:
    """A problem for each restriction that begins inside such a construct and ends outside, or the reverse.

    Without it the text after the restriction would be code, or hidden, in one edition and not in another.
    """
    spans: dict[int, list[Restriction]] = {}
    blocks: dict[int, Restriction] = {}
    for restriction in restrictions:
        if restriction.inline:
            spans.setdefault(restriction.opener.line, []).append(restriction)
        else:
            blocks[restriction.opener.line] = blocks[restriction.closer.line] = restriction
    state = entered = NOTHING
    tags: list[str] = []
    for index, line in enumerate(lines):
        if index not in blocks:
            before = state
            state, found = enclosure_after(SPAN.sub("", line.text), before, index)
            tags += found
            if index in spans:
                yield from _line_crossings(line, spans[index], editions, before, state)
        elif index == blocks[index].opener.line:
            entered, tags = state, []
        else:
            yield from _crossing(lines[blocks[index].opener.line], blocks[index], entered, state, tags)


def _line_crossings(
    line: Line, spans: Sequence[Restriction], editions: frozenset[str], before: Enclosure, after: Enclosure
) -> Iterator[Problem]:
    """`before` and `after` are what is open before and after the line with all its spans."""
    index = spans[0].opener.line
    for span in spans if before == NOTHING else ():
        inside, tags = enclosure_after(line.text[span.opener.end : span.closer.start], NOTHING, index)
        yield from _crossing(line, span, NOTHING, inside, tags)
    for edition in sorted(editions):
        seen, _ = enclosure_after(redact_line(line, spans, edition).text, before, index)
        yield from _crossing(line, spans[0], after, seen, ())


def _crossing(
    line: Line, restriction: Restriction, outside: Enclosure, inside: Enclosure, tags: Sequence[str]
) -> Iterator[Problem]:
    if outside != inside:
        name, code = ("a code fence", "fence") if outside.fence or inside.fence else ("a comment", "comment")
    elif not balanced(tags):
        name, code = "an HTML element", "html"
    else:
        return
    message = f"this restriction cuts {name} in two; begin and end it on the same side of each marker"
    yield Problem(line.at(restriction.opener.start + 1), f"{code}-crosses-restriction", message)
