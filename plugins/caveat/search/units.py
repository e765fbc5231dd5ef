"""Things that are written in many ways and are one thing: provisions of law, operations, references, dates.

Each is a term of its own in the index. Its first word says what it is, and no word of a text has a space in it:

    s 45, s 45 1        section 45, section 45(1)
    sch 4, art 4        schedule 4, article 4
    op fort             Operation FORT
    id gdn 1            MS-GDN-001
    date 2024-03-18     18 March 2024
    month 2024-03       the same, and March 2024
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START, _END = r"(?<![a-z0-9])", r"(?![a-z0-9])"
_NUMBER = r"[0-9]{1,4}[a-z]{0,2}(?:\([0-9a-z]{1,4}\))*"
_MORE = rf"(?:(?:, ?| and | or | to |, and | & ?)(?:s\.? ?)?{_NUMBER}{_END})*"
_PROVISION = re.compile(
    rf"{_START}(s|ss|sec|secs|section|sections|sch|sched|schedule|schedules|art|article|articles)"
    rf"(?:\. ?| )?({_NUMBER}{_END}{_MORE})"
)
_KINDS = {"s": "s", "sch": "sch", "sched": "sch", "schedule": "sch", "schedules": "sch", "art": "art"}
_KINDS |= {"article": "art", "articles": "art"}
_EACH = re.compile(r"([0-9]{1,4}[a-z]{0,2})((?:\([0-9a-z]{1,4}\))*)")
_OPERATION = re.compile(rf"{_START}(?:op|operation|project)(?:\. ?| )([a-z]{{3,}}){_END}")
_REFERENCE = re.compile(rf"{_START}([a-z]{{2,4}}(?:[ -]?[a-z]{{2,4}})?)[ -]?0{{0,3}}([1-9][0-9]{{0,3}}){_END}")
_MONTHS = tuple("january february march april may june july august september october november december".split())
_MONTH_NAME = f"({'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)}|sept)"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"((?:19|20)[0-9]{2})"
_ANY_YEAR = re.compile(_YEAR)
_WRITTEN = re.compile(rf"{_START}(?:{_DAY} )?{_MONTH_NAME}\.?,? {_YEAR}{_END}")
_AMERICAN = re.compile(rf"{_START}{_MONTH_NAME}\.? {_DAY},? {_YEAR}{_END}")
_YEAR_FIRST = re.compile(rf"{_START}{_YEAR}-(0[1-9]|1[0-2])(?:-([0-9]{{2}}))?{_END}")
_DAY_FIRST = re.compile(rf"{_START}([0-9]{{1,2}})[/.](0?[1-9]|1[0-2])[/.]{_YEAR}{_END}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A thing in a folded text, by place, and the terms it has in the index: the most exact first."""

    start: int
    end: int
    terms: tuple[str, ...]
    rest: str = ""
    """The word that says as much by itself: the name of an operation."""


def units(folded: str) -> tuple[Unit, ...]:
    """The provisions, operations and dates of a folded text, by place; of two that overlap the first."""
    found = sorted((*_provisions(folded), *_dates(folded), *_operations(folded)), key=lambda each: each.start)
    kept: list[Unit] = []
    for unit in found:
        if not kept or unit.start >= kept[-1].end:
            kept.append(unit)
    return tuple(kept)


def references(folded: str) -> tuple[Unit, ...]:
    """What may be a reference in a query: whether it is one, only an index can say."""
    return tuple(
        Unit(found.start(), found.end(), (f"id {re.sub('[ -]', '', found[1])} {found[2]}",))
        for found in _REFERENCE.finditer(folded)
    )


def reference_terms(reference: str) -> tuple[str, ...]:
    """The terms of a page's own reference: `MS-GDN-001` is asked for as `msgdn1` and `gdn 1` too."""
    *letters, number = reference.lower().split("-")
    number = number.lstrip("0") or "0"
    return tuple(dict.fromkeys((f"id {''.join(letters)} {number}", f"id {letters[-1] if letters else ''} {number}")))


def _provisions(folded: str) -> Iterator[Unit]:
    """One for each number: `sections 1, 2(3) and 4` are three provisions."""
    for found in _PROVISION.finditer(folded):
        kind, start = _KINDS.get(found[1], "s"), found.start()
        for each in _EACH.finditer(found[2]):
            below = each[2].replace("(", " ").replace(")", "")
            terms = (f"{kind} {each[1]}{below}", f"{kind} {each[1]}")
            end = found.start(2) + each.end()
            yield Unit(start, end, tuple(dict.fromkeys(terms)))
            start = end


def _operations(folded: str) -> Iterator[Unit]:
    for found in _OPERATION.finditer(folded):
        yield Unit(found.start(), found.end(), (f"op {found[1]}",), found[1])


def _dates(folded: str) -> Iterator[Unit]:
    if not _ANY_YEAR.search(folded):
        return
    for found in _WRITTEN.finditer(folded):
        yield _date(found, found[3], _month(found[2]), found[1])
    for found in _AMERICAN.finditer(folded):
        yield _date(found, found[3], _month(found[1]), found[2])
    for found in _YEAR_FIRST.finditer(folded):
        yield _date(found, found[1], int(found[2]), found[3])
    for found in _DAY_FIRST.finditer(folded):
        yield _date(found, found[3], int(found[2]), found[1])


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def _date(found: re.Match[str], year: str, month: int, day: str | None) -> Unit:
    whole = f"month {year}-{month:02}"
    terms = (f"date {year}-{month:02}-{int(day):02}", whole) if day else (whole,)
    return Unit(found.start(), found.end(), terms)
