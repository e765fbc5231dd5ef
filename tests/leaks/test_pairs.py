"""Noninterference of whole builds: generated pairs of projects, each built for real, compared byte by byte."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from caveat.assurance.examination import examination
from caveat.content.read import read_project
from caveat_site.build import build
from leaks.snapshot import differences, snapshot
from projection.drawn import Fill, Hidden, Public, Sources, sources
from projection.material import PUBLIC_PAGES
from projection.on_disk import write
from projection.pairs import pairs

BUILDS = 6
_SECOND = next(path for path, fields in PUBLIC_PAGES.items() if "id: P-2\n" in fields)
_REFERRED_TO = Fill(0, "title: Hidden\nid: H-1", "heron")


@cache
def drawn() -> Sequence[tuple[Sources, Sources]]:
    """Pairs of projects, always the same ones; hidden pages that others refer to are there."""
    found: list[tuple[Sources, Sources]] = []

    @settings(max_examples=60, derandomize=True, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(pairs)
    def collect(pair: tuple[Public, Hidden, Hidden]) -> None:
        public = replace(pair[0], pages={**pair[0].pages, _SECOND: pair[0].pages.get(_SECOND, ())})
        one, other = (sources(public, _complete(hidden)) for hidden in pair[1:])
        if one != other:
            found.append((one, other))

    collect()
    return found


def _complete(hidden: Hidden) -> Hidden:
    pages = [_REFERRED_TO, *(fill for fill in hidden.pages if "H-1" not in fill.form)]
    return replace(hidden, pages=pages, passage=hidden.passage or "hidden words")


def publishable(pair: Sequence[Sources], root: Path) -> bool:
    """Whether both projects are without problems in every edition."""
    return not any(examination(read_project(write(root / f"{n}", each))) for n, each in enumerate(pair))


@pytest.mark.parametrize("number", range(BUILDS))
def test_two_builds_give_partners_the_same_bytes(number: int, tmp_path: Path) -> None:
    """Content, names, modes and empty folders, whatever the difference in what partners may not see."""
    good = (pair for at, pair in enumerate(drawn()[number::BUILDS]) if publishable(pair, tmp_path / f"{at}"))
    one, other = (_partners(each, tmp_path / name) for name, each in zip("ab", next(good), strict=True))
    assert differences(one, other) == []


def _partners(each: Sources, root: Path) -> dict[str, tuple[int, bytes]]:
    build(write(root / "project", each), ["partner"], root / "site")
    return dict(snapshot(root / "site"))
