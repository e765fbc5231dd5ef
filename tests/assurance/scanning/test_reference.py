"""What an edition legitimately has is worked out without the code that decides what it sees."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from caveat.assurance.scanning.normal import normal
from caveat.assurance.scanning.reference import reference
from caveat.assurance.scanning.withholding import without_restricted
from caveat.content.corpus import Corpus, Edition
from caveat.content.line import split_lines
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat.projection import project as pipeline
from caveat.projection.narrow import narrow
from caveat.projection.project import project
from caveat.projection.staged import Projection
from caveat.projection.view import View
from leaks.channels import CHANNELS
from leaks.library import canary, everything, filled, write
from projection.corpora import page, read
from projection.drawn import Hidden, Public, sources
from projection.in_memory import corpus
from projection.pairs import pairs
from projection.test_narrow import FILES

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


def test_nothing_is_left_of_what_an_edition_may_not_see(tmp_path: Path) -> None:
    """In no field, whether the projection reads it or not; places of fields serve messages alone."""
    source = read(tmp_path, FILES)
    told = {}
    for edition in ("law-enforcement", "partner"):
        left = without_restricted(source, edition)
        told[edition] = repr(replace(left, pages=tuple(replace(page, locations={}) for page in left.pages)))
        assert left.scalars == ()
        assert {repr((page.restricted, page.restricted_fields)) for page in left.pages} == {"({}, {})"}
        assert left.vocabulary.acts == source.vocabulary.acts
        assert left.vocabulary.provisions == source.vocabulary.provisions
    for word in ("eron", "Law-enforcement edition"):
        assert word in told["law-enforcement"]
        assert word not in told["partner"]
    assert "Partner edition" in told["law-enforcement"]


def test_a_page_that_is_a_draft_for_an_edition_is_none_of_its(tmp_path: Path) -> None:
    source = read(tmp_path, FILES)
    pages = {
        edition: {page.uri for page in without_restricted(source, edition).pages}
        for edition in source.configuration.editions
    }
    assert pages == {"law-enforcement": {"a.md", "heron.md", "z.md"}, "partner": {"a.md", "later.md", "z.md"}}


def test_an_edition_is_known_by_its_name_and_place_to_one_that_does_not_contain_it(tmp_path: Path) -> None:
    """Markers name it, and it lies within others."""
    source = read(tmp_path, FILES)
    editions = without_restricted(source, "partner").configuration.editions
    assert editions["law-enforcement"] == Edition("law-enforcement", "")
    assert editions["partner"] == Edition("partner", "Partner edition", "law-enforcement", handling="For partners")
    three = {**source.configuration.editions, "public": Edition("public", "Public edition", "partner")}
    source = replace(source, configuration=replace(source.configuration, editions=three))
    editions = without_restricted(source, "public").configuration.editions
    assert editions["partner"] == Edition("partner", "", "law-enforcement")


LINES = """\
One.
::: restricted to law-enforcement because tactics
Two {restricted to partner}three{end restricted}.
  ::: end restricted
Four {restricted to law-enforcement, partner}five{end restricted} six{restricted to law-enforcement because x} seven{end restricted}.
{restricted to law-enforcement}eight{end restricted}
   ::: restricted to law-enforcement, partner
Nine.
::: end restricted
"""


@pytest.mark.parametrize(
    ("edition", "said"),
    [("partner", "One. Four five six. Nine."), ("law-enforcement", "One. Two . Four five six seven. eight Nine.")],
)
def test_a_body_without_what_is_restricted(edition: str, said: str, tmp_path: Path) -> None:
    """Its markers stay, as whoever reads the body next takes them out. Line numbers are those of the source."""
    source = read(tmp_path, {"docs/a.md": page("Text.\n")})
    whole = replace(source.pages[0], body=split_lines(LINES, "docs/a.md"))
    left = without_restricted(replace(source, pages=(whole,)), edition)
    lines = left.pages[0].body
    words = re.sub(r"::: [a-z, -]*|\{[^}]*\}", "", " ".join(line.text for line in lines))
    assert " ".join(words.split()) == said
    assert [line.number for line in lines if line.text.startswith(("One", "Nine"))] == [1, 8]
    assert len(lines) == {"partner": 6, "law-enforcement": 10}[edition]


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
