"""Legislation in its canonical form: `MSA 2015 s 45(1)` is the Act `MSA 2015` and the provision `s 45(1)`."""

import re

_ACT = re.compile(r"^([A-Z][A-Za-z&]*(?: [A-Z][A-Za-z&]*)* \d{4})(?: (.+))?$")
_NUMBER = re.compile(r"(\d+)")


def act_of(provision: str) -> str:
    """The short form of the Act that a provision belongs to."""
    found = _ACT.match(provision)
    return found[1] if found else provision


def provision_anchor(provision: str) -> str:
    """The anchor of a provision on the law page: `msa-2015-s-45-1`."""
    return re.sub(r"[^a-z0-9]+", "-", provision.lower()).strip("-")


def natural_order(provision: str) -> tuple[tuple[int, str], ...]:
    """Sorts section 9 before section 45."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in _NUMBER.split(provision) if part)
