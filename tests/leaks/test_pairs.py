"""Noninterference of whole builds: generated groups of projects, each built for real, compared byte by byte.

`make test` compares 100 pairs, the same in every run; CAVEAT_BUILD_PAIRS=2000 compares as many as it says.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from caveat.assurance.examination import examination
from caveat.content.read import read_project
from caveat_site.build import build
from leaks.snapshot import differences, snapshot
from projection.drawn import Fill, Hidden, Sources, sources
from projection.material import PUBLIC_PAGES
from projection.on_disk import write
from projection.pairs import GROUP, PAIRS_IN_A_GROUP, Group, groups

PAIRS = int(os.environ.get("CAVEAT_BUILD_PAIRS", "100"))
_SECOND = next(path for path, fields in PUBLIC_PAGES.items() if "id: P-2\n" in fields)
_REFERRED_TO = Fill(0, "title: Hidden\nid: H-1", "heron")


def drawn(number: int) -> Iterator[Sequence[Sources]]:
    """Groups of projects, for a number always the same ones; hidden pages that others refer to are there."""
    found: list[Sequence[Sources]] = []

    @seed(number)
    @settings(max_examples=240, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(groups)
    def collect(group: Group) -> None:
        public = replace(group[0], pages={**group[0].pages, _SECOND: group[0].pages.get(_SECOND, ())})
        found.append([sources(public, _complete(hidden)) for hidden in group[1]])

    collect()
    yield from (group for group in found if all(one != other for at, one in enumerate(group) for other in group[:at]))


def _complete(hidden: Hidden) -> Hidden:
    pages = [_REFERRED_TO, *(fill for fill in hidden.pages if "H-1" not in fill.form)]
    return replace(hidden, pages=pages, passage=hidden.passage or "hidden words")


def publishable(group: Sequence[Sources], root: Path) -> bool:
    """Whether every project is without problems in every edition."""
    return not any(examination(read_project(write(root / f"{n}", each))) for n, each in enumerate(group))


@pytest.mark.parametrize("number", range(-(-PAIRS // PAIRS_IN_A_GROUP)))
def test_builds_of_a_group_give_partners_the_same_bytes(number: int, tmp_path: Path) -> None:
    """Content, names, modes and empty folders, whatever the difference in what partners may not see."""
    good = (group for at, group in enumerate(drawn(number)) if publishable(group, tmp_path / f"{at}"))
    (group,) = islice(good, 1)
    first, *others = (_partners(each, tmp_path / f"built{at}") for at, each in enumerate(group))
    assert [differences(first, other) for other in others] == [[]] * (GROUP - 1)


def _partners(each: Sources, root: Path) -> dict[str, tuple[int, bytes]]:
    build(write(root / "project", each), ["partner"], root / "site")
    return dict(snapshot(root / "site"))
