"""Legislation in its canonical form: `MSA 2015 s 45(1)` is the Act `MSA 2015` and the provision `s 45(1)`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

_ACT = re.compile(r"^([A-Z][A-Za-z&]*(?: [A-Z][A-Za-z&]*)* \d{4})(?: (.+))?$")
_NUMBER = re.compile(r"(\d+)")


def act_of(provision: str) -> str:
    """The short form of the Act that a provision belongs to."""
    found = _ACT.match(provision)
    return found[1] if found else provision


def provision_anchor(provision: str) -> str:
    """The anchor of a provision on the law page: `msa-2015-s-45-1`."""
    return re.sub(r"[^a-z0-9]+", "-", provision.lower()).strip("-")


def changes(
    cited: Iterable[str], changed: Mapping[str, Sequence[date]], *, after: date, until: date
) -> Mapping[str, date]:
    """Act or provision to the last day on which it changed, of those that touch what is cited; in the order of the law.

    A change of an Act touches each of its provisions, and a change of a provision what holds it: a page that cites a
    section cites its subsections. Days up to `after`, and those later than `until`, do not count.
    """
    provisions = tuple(cited)
    found = {
        name: max(days)
        for name, each in changed.items()
        if (days := [day for day in each if after < day <= until])
        and any(_within(name, provision) or _within(provision, name) for provision in provisions)
    }
    return {name: found[name] for name in sorted(found, key=lambda each: (act_of(each), natural_order(each)))}


def _within(part: str, whole: str) -> bool:
    """Whether a provision is another, or a part of it: `s 45(1)` is one of `s 45`, and `s 4` is not."""
    return part == whole or part.startswith((f"{whole} ", f"{whole}("))


def natural_order(provision: str) -> tuple[tuple[int, str], ...]:
    """Sorts section 9 before section 45."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _NUMBER.split(provision) if part)
