"""What search is given of an edition: its pages, and the words that it treats alike; nothing of another edition."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from caveat.projection.findable import FIELDS
from caveat.projection.project import project
from caveat.projection.staged import Definition, Document, Projection
from projection.corpora import page, product, read

BOTH, FEW = "editions: [law-enforcement, partner]", "editions: [law-enforcement]"
DEBRIEF = """\
summary: What was learnt.
tags: [farms]
sector: [farm]
audience: [investigator]
legislation: [MSA 2015 s 45, MSA 2015 s 9]
operation:
  name: Wren
  lessons:
    - {lesson: Ask first., changed: []}
restricted:
  law-enforcement: {title: Heron title, summary: Heron summary., tags: [heron], sector: [heron], legislation: [MSA 2015 s 1]}
"""
FILES: Mapping[str, str] = {
    "docs/about.md": page("The [guide](id:G-1).\n", title="About"),
    "docs/heron.md": page("Only here.\n", editions="law-enforcement", title="Heron page"),
    "docs/debrief.md": product("Open.\n\n::: restricted to law-enforcement\nThe heron.\n::: end restricted\n", identifier="D-1", more=f"{DEBRIEF}restrictions: 1\n").replace(
        "type: guidance", "type: debrief"
    ),
    "docs/guide.md": product("## Two { #two }\n\nText.\n", identifier="G-1"),
    "docs/old.md": product(identifier="O-1", more="superseded_by: G-1\n").replace("status: current", "status: superseded"),
    "docs/virus.md": product(identifier="V-1", more="withdrawn_because: No longer needed.\n").replace("status: current", "status: withdrawn"),
    "docs/data/glossary.yml": (
        f"- {{short: OIC, long: Officer in the case, meaning: Who leads., {BOTH}}}\n"
        f"- {{short: OIC, long: Organised immigration crime, {BOTH}}}\n"
        f"- {{term: Cuckooing, meaning: Taking over a home., {BOTH}}}\n"
        f"- {{short: HRN, long: Heron, meaning: A bird., {FEW}}}\n"
    ),
    "docs/data/vocabulary.yml": (
        "sector:\n"
        "  farm: {label: Farming, synonyms: [field, barn]}\n"
        f"  heron: {{label: Heron sector, synonyms: [wader], {FEW}}}\n"
    ),
    "docs/data/legislation.yml": "acts:\n  TEA 1999: Test Act 1999\nprovisions:\n  MSA 2015 s 45: The defence.\n",
}  # fmt: skip


@pytest.fixture
def projections(tmp_path: Path) -> Mapping[str, Projection]:
    corpus = read(tmp_path, FILES)
    return {edition: project(corpus, edition) for edition in ("law-enforcement", "partner")}


def document(projection: Projection, uri: str) -> Document:
    return next(each for each in projection.documents if each.uri == uri)


def test_every_page_is_there_by_address_and_those_made_with_words_of_their_own(
    projections: Mapping[str, Projection],
) -> None:
    uris = [each.uri for each in projections["partner"].documents]
    assert uris == ["about.md", "debrief.md", "glossary.md", "guide.md", "law.md", "old.md", "virus.md"]
    assert [each.uri for each in projections["law-enforcement"].documents] == sorted([*uris, "heron.md"])


def test_pages_without_words_are_not_made(tmp_path: Path) -> None:
    found = project(read(tmp_path, {"docs/a.md": page("Text.\n")}), "partner")
    assert [each.uri for each in found.documents] == ["a.md"]
    assert (found.terminology.glossary, found.terminology.provisions) == ((), ())


def test_a_product_as_its_edition_has_it(projections: Mapping[str, Projection]) -> None:
    assert document(projections["partner"], "debrief.md") == Document(
        uri="debrief.md",
        title="Product D-1",
        body="Open.\n",
        id="D-1",
        kind="Operation debrief",
        summary="What was learnt.",
        status="force",
        dated="Updated 31 January 2024",
        updated="2024-01-31",
        marking="OFFICIAL",
        audience="",
        badges=(("new", "NEW"),),
        tags=("farms",),
        legislation=("MSA 2015 s 45", "MSA 2015 s 9"),
        lessons=("Wren", "Ask first."),
        terms=(("type", "debrief"), ("audience", "investigator"), ("sector", "farm")),
    )


def test_the_wider_edition_has_its_own_fields_and_words(projections: Mapping[str, Projection]) -> None:
    found = document(projections["law-enforcement"], "debrief.md")
    assert (found.title, found.summary, found.tags) == ("Heron title", "Heron summary.", ("heron",))
    assert found.legislation == ("MSA 2015 s 1",)
    assert ("sector", "heron") in found.terms
    assert "The heron." in found.body


def test_a_plain_page_is_no_product(projections: Mapping[str, Projection]) -> None:
    found = document(projections["partner"], "about.md")
    assert (found.title, found.kind, found.status, found.terms, found.lessons) == ("About", "", "", (), ())
    assert found.body == "The [guide](guide.md).\n"


def test_a_page_that_partners_do_not_have_says_whom_it_is_for(projections: Mapping[str, Projection]) -> None:
    assert document(projections["law-enforcement"], "heron.md").audience
    assert not document(projections["law-enforcement"], "about.md").audience


def test_search_knows_what_is_out_of_force(projections: Mapping[str, Projection]) -> None:
    found = {each.id: each.status for each in projections["partner"].documents if each.id}
    assert found == {"D-1": "force", "G-1": "force", "O-1": "superseded", "V-1": "withdrawn"}


def test_the_glossary_page_has_a_section_for_each_entry(projections: Mapping[str, Projection]) -> None:
    assert document(projections["partner"], "glossary.md").body == (
        "## Cuckooing {#cuckooing}\n\nTaking over a home.\n\n"
        "## OIC, Officer in the case {#oic}\n\nWho leads.\n\n"
        "## OIC, Organised immigration crime {#oic-2}\n\n\n"
    )


def test_the_law_page_has_a_section_for_each_provision_that_a_page_cites(projections: Mapping[str, Projection]) -> None:
    assert document(projections["partner"], "law.md").body == (
        "## MSA 2015 s 9, Modern Slavery Act 2015 {#msa-2015-s-9}\n\n"
        f"{projections['partner'].terminology.provisions[0].meaning}\n\n"
        "## MSA 2015 s 45, Modern Slavery Act 2015 {#msa-2015-s-45}\n\nThe defence.\n"
    )


def test_definitions_say_what_and_where(projections: Mapping[str, Projection]) -> None:
    words = projections["partner"].terminology
    assert words.glossary == (
        Definition("", "Cuckooing", "Taking over a home.", "glossary.html#cuckooing"),
        Definition("OIC", "Officer in the case", "Who leads.", "glossary.html#oic"),
        Definition("OIC", "Organised immigration crime", "", "glossary.html#oic-2"),
    )
    assert [each.short for each in words.provisions] == ["MSA 2015 s 9", "MSA 2015 s 45"]
    assert words.provisions[1] == Definition(
        "MSA 2015 s 45", "Modern Slavery Act 2015", "The defence.", "law.html#msa-2015-s-45"
    )


def test_acts_and_terms_that_pages_of_the_edition_have(projections: Mapping[str, Projection]) -> None:
    """What no page has would tell of a page that is not there."""
    words = projections["partner"].terminology
    assert words.acts == (("MSA 2015", "Modern Slavery Act 2015"),)
    assert list(words.acts) == sorted(words.acts)
    had = {term for document in projections["partner"].documents for term in document.terms}
    assert {(field, name) for field, name, _, _ in words.terms} == had
    assert {field for field, *_ in words.terms} <= set(FIELDS)


def test_nothing_of_the_wider_edition_is_in_what_search_is_given(projections: Mapping[str, Projection]) -> None:
    """And the positive control: all of it is in that of the wider edition."""
    for word in ("heron", "wader", "hrn", "Only here", "MSA 2015 s 1'"):
        given = {name: str((each.documents, each.terminology)).casefold() for name, each in projections.items()}
        assert word.casefold() in given["law-enforcement"], word
        assert word.casefold() not in given["partner"], word
