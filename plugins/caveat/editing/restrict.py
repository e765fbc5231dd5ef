"""Put lines of a page into a restriction, without touching anything else of its text."""

import re
from collections.abc import Sequence

from caveat.content.fences import split_page
from caveat.content.findings import Findings
from caveat.content.line import split_lines
from caveat.content.problem import CaveatError, ContentError
from caveat.editing.written_fields import declared_count, with_count
from caveat.projection.scan import fence_after
from caveat.redaction.markers import mark
from caveat.redaction.restriction import Scheme

_ROW = re.compile(r"^\s*\|")
_RULE = re.compile(r"^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_ITEM = re.compile(r"^\s*(?:[-*+]|[0-9]+[.)])\s+\S")


class EditError(CaveatError):
    """The lines cannot be restricted as they are named."""


def restricted(
    text: str, path: str, lines: tuple[int, int], editions: Sequence[str], reason: str, scheme: Scheme
) -> str:
    """The text of a page with some of its lines restricted, and the number of its restrictions mended.

    `lines` are the first and the last, counted from 1 in the file. Rows of a table and single items of a list are
    restricted as they stand in their line; everything else as a block. Comments, order and all other lines stay.

    Raises EditError where the lines or the words of the marker do not fit, ContentError where the page would not.
    """
    _check_words(editions, reason, scheme)
    findings = Findings()
    parts = split_page(text, path, findings)
    if parts is None:
        raise ContentError(findings.problems)
    body = parts.body.split("\n")
    first, last = lines[0] - parts.body_line, lines[1] - parts.body_line
    _check_lines(body, first, last)
    opener = f"restricted to {', '.join(editions)}{f' because {reason}' if reason else ''}"
    chosen = body[first : last + 1]
    if _stand_in_lines(body, first, last):
        new = [_span(line, opener) for line in chosen]
        body[first : last + 1] = new
        number = len(new)
    else:
        body[first : last + 1] = _block(body, first, last, opener)
        number = 1
    head = text[: len(text) - len(parts.body)]
    try:
        head = with_count(head, declared_count(head) + number)
    except ValueError as error:
        raise EditError(str(error)) from None
    whole = head + "\n".join(body)
    marking = mark(split_lines("\n".join(body), path, head.count("\n") + 1), scheme)
    if marking.problems:
        raise ContentError(marking.problems)
    return whole


def _check_words(editions: Sequence[str], reason: str, scheme: Scheme) -> None:
    for name in editions:
        if name not in scheme.editions:
            raise EditError(f"there is no edition '{name}'; this project has {' and '.join(sorted(scheme.editions))}")
    if frozenset(editions) == scheme.editions:
        raise EditError("these are all editions, so nothing would be restricted; name those that keep the text")
    if reason and reason not in scheme.reasons:
        raise EditError(f"the vocabulary has no reason '{reason}'; write {' or '.join(sorted(scheme.reasons))}")


def _check_lines(body: Sequence[str], first: int, last: int) -> None:
    if first < 0:
        raise EditError("the lines begin in the front matter; to restrict a field, write it below restricted:")
    if last < first or last >= len(body):
        raise EditError("the page has no such lines; write the first and the last, counted from 1 in the file")
    if not any(line.strip() for line in body[first : last + 1]):
        raise EditError("there is no text in these lines")
    fence = ""
    for number, line in enumerate(body):
        if number in (first, last + 1) and fence:
            raise EditError("a code block would be cut in two; restrict all of it, fences included")
        fence = fence_after(line, fence)


def _stand_in_lines(body: Sequence[str], first: int, last: int) -> bool:
    """Whether the lines are rows of a table, or one item of a list with others beside it."""
    chosen = body[first : last + 1]
    if all(_ROW.match(line) for line in chosen):
        if any(_RULE.match(line) for line in chosen) or (last + 1 < len(body) and _RULE.match(body[last + 1])):
            whole = not (first and _ROW.match(body[first - 1])) and not (
                last + 1 < len(body) and _ROW.match(body[last + 1])
            )
            if not whole:
                raise EditError("the head of a table cannot go without its rows; restrict rows, or the whole table")
            return False
        return True
    near = [body[number] for number in (first - 1, last + 1) if 0 <= number < len(body)]
    return all(_ITEM.match(line) for line in chosen) and any(line.strip() for line in near)


def _span(line: str, opener: str) -> str:
    lead = len(line) - len(line.lstrip())
    return f"{line[:lead]}{{{opener}}}{line[lead:].rstrip()}{{end restricted}}"


def _block(body: Sequence[str], first: int, last: int, opener: str) -> list[str]:
    """The lines between markers, with the blank lines that a marker has around it."""
    chosen = list(body[first : last + 1])
    while not chosen[0].strip():
        chosen.pop(0)
    while not chosen[-1].strip():
        chosen.pop()
    indent = " " * min(len(line) - len(line.lstrip(" ")) for line in chosen if line.strip())
    before = [""] if first and (body[first - 1].strip() or not body[first].strip()) else []
    after = [""] if last + 1 < len(body) and (body[last + 1].strip() or not body[last].strip()) else []
    return [*before, f"{indent}::: {opener}", *chosen, f"{indent}::: end restricted", *after]
