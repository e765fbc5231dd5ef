"""What an edition legitimately has is worked out without the code that decides what it sees."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from caveat.assurance.scanning.normal import normal
from caveat.assurance.scanning.reference import reference
from caveat.content.corpus import Corpus
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat.projection import project as pipeline
from caveat.projection.narrow import narrow
from caveat.projection.project import project
from caveat.projection.staged import Projection
from caveat.projection.view import View
from leaks.channels import CHANNELS
from leaks.library import canary, everything, filled, write
from projection.drawn import Hidden, Public, sources
from projection.in_memory import corpus
from projection.pairs import pairs

CASES = sorted((Path(__file__).parents[2] / "cases").iterdir())


def words(projection: Projection) -> dict[str, str]:
    """Address to what the file says: blank lines and spaces are not what this is about."""
    return {address: normal(data.decode("utf-8", "replace")) for address, data in projection.tree().items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_the_projection(case: Path) -> None:
    source = read_project(case / "source").corpus
    assert source
    for edition in source.configuration.editions:
        assert words(reference(source, edition)) == words(project(source, edition))


@settings(max_examples=settings().max_examples * 3 // 2, suppress_health_check=list(HealthCheck))
@given(pair=pairs)
def test_it_is_the_projection_of_drawn_projects(pair: tuple[Public, Hidden, Hidden]) -> None:
    """Two readings of the markers that share no code agree."""
    public, hidden, _ = pair
    source = corpus(sources(public, hidden))
    assert words(reference(source, "partner")) == words(project(source, "partner"))


def test_it_is_the_same_where_the_projection_withholds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what a faulty projection lets through would be taken for legitimate."""
    source = read_project(write(tmp_path, filled(everything()))).corpus
    assert source
    right = words(reference(source, "partner"))

    def withholding_nothing(source: Corpus, _name: str, *, drafts: bool = False) -> tuple[View, tuple[Problem, ...]]:
        return narrow(source, "law-enforcement", drafts=drafts)

    monkeypatch.setattr(pipeline, "narrow", withholding_nothing)
    leaking, found = (
        " ".join(words(each).values()) for each in (project(source, "partner"), reference(source, "partner"))
    )
    needles = [normal(needle) for channel in CHANNELS for needle in channel.needles(canary(channel))]
    assert sum(needle in leaking for needle in needles) > 0.9 * len(needles)
    assert [needle for needle in needles if needle in found] == []
    assert words(reference(source, "partner")).keys() == right.keys()
