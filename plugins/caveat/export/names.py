"""Names of files that are safe on every system that a copy may be unpacked on."""

from collections.abc import Iterable

from caveat.content.addresses import folded, prefixes, wrong_name
from caveat.export.refusal import Refusal, RefusedError

_LONGEST = 200
"""Characters of a whole name: some systems allow 260 with the folder it is unpacked to."""


def check_names(names: Iterable[str]) -> None:
    """Raises RefusedError where a name leads elsewhere, is kept by a system, or is another's but for capitals."""
    taken: dict[str, str] = {}
    files = frozenset(names)
    for name in sorted(files):
        if not name or len(name) > _LONGEST or any(wrong_name(part) for part in name.split("/")):
            raise RefusedError(Refusal.NAME, "a file has a name that is not safe on every system, or leads elsewhere")
        for part in prefixes(name):
            if taken.setdefault(folded(part), part) != part:
                raise RefusedError(Refusal.NAME, "two names differ only by capitals or by Unicode form")
            if part != name and part in files:
                raise RefusedError(Refusal.NAME, "a file and a folder have one name")
