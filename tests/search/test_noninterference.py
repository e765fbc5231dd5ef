"""The index of an edition holds nothing, and is changed by nothing, that the edition may not see."""

import os
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from caveat.projection.project import project
from caveat.search.index import library_of
from caveat.search.text_of import texts_of
from projection.drawn import Fill, Hidden, Public, sources
from projection.in_memory import corpus
from projection.material import HIDDEN_FIELDS, HIDDEN_PAGES, PUBLIC_BLOCKS, PUBLIC_PAGES
from projection.pairs import Group, groups
from search.sample import fresh

CANARY = "zugvogel"
SMALL = Public(pages=dict.fromkeys(PUBLIC_PAGES, ("## Powers", *PUBLIC_BLOCKS[:3])), furniture=True)
NEEDED = Hidden(pages=[Fill(0, "title: Hidden\nid: H-1", "heron")], passage="hidden words")
"""What some forms refer to."""


def field(start: str) -> Hidden:
    form = next(each for each in HIDDEN_FIELDS if each.startswith(start))
    return Hidden(fields=[Fill(2, form, CANARY)])


WITH_WORDS: Mapping[str, Hidden] = {
    "a passage": Hidden(blocks=[Fill(0, "{}", CANARY)]),
    "a heading": Hidden(blocks=[Fill(0, "## {}\n\nText.", CANARY)]),
    "a provision in a passage": Hidden(blocks=[Fill(0, "{} section 99", CANARY)]),
    "an operation in a passage": Hidden(blocks=[Fill(0, "Operation {}", CANARY)]),
    "the words of a link": Hidden(blocks=[Fill(0, "[{}](id:P-1)", CANARY)]),
    "words in a line": Hidden(spans=[Fill(0, "{}", CANARY)]),
    "a row of a table": Hidden(rows=[Fill(0, "{}", CANARY)]),
    "a title": field("title"),
    "a summary": field("summary"),
    "tags": field("tags"),
    "a page": Hidden(pages=[Fill(0, HIDDEN_PAGES[0], CANARY)]),
    "the lessons of an operation": Hidden(pages=[Fill(0, HIDDEN_PAGES[4], CANARY)]),
    "a term of the glossary": Hidden(glossary=[Fill(0, "{}", CANARY)]),
    "a short form of the glossary": Hidden(glossary=[Fill(0, "NRX", CANARY)]),
    "another meaning of a short form": Hidden(glossary=[Fill(0, "OIC", CANARY)]),
}
WITHOUT_WORDS: Mapping[str, Hidden] = {
    "legislation": field("legislation"),
    "roles": field("audience"),
    "kinds of exploitation": field("exploitation"),
    "stages": field("stage"),
    "forces": field("forces"),
    "a term, with its synonyms": Hidden(terms=1),
    "more terms": Hidden(terms=3),
    "a page out of force": field("status: withdrawn"),
}
KINDS = {**WITH_WORDS, **WITHOUT_WORDS}


def shards(hidden: Hidden, edition: str, public: Public = SMALL) -> Mapping[str, bytes]:
    """Made anew each time: `index` would give what it has made before for an equal library."""
    return fresh(library_of(project(corpus(sources(public, hidden)), edition)))


def complete(hidden: Hidden) -> Hidden:
    return replace(hidden, pages=hidden.pages or NEEDED.pages, passage=NEEDED.passage)


def said(files: Mapping[str, bytes]) -> str:
    return "\n".join(text for content in files.values() for text in texts_of(content.decode()))


@pytest.mark.parametrize("kind", KINDS)
def test_what_partners_may_not_see_changes_no_shard_of_theirs(kind: str) -> None:
    without = shards(NEEDED, "partner")
    assert shards(complete(KINDS[kind]), "partner") == without
    assert CANARY not in said(without)


WITHOUT_A_PAGE = ("a term, with its synonyms", "more terms")
"""A term that no page has finds nothing, and is in no index."""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in WITHOUT_A_PAGE])
def test_the_wider_edition_finds_what_partners_do_not(kind: str) -> None:
    """The positive control: what changes nothing above is really there."""
    there = shards(complete(KINDS[kind]), "law-enforcement")
    assert there != shards(NEEDED, "law-enforcement")
    assert (CANARY in said(there)) == (kind in WITH_WORDS)


def test_a_synonym_of_another_edition_is_in_no_shard_of_partners() -> None:
    """Terms are in the index of an edition whose pages have them: this one is on no page, and in no index at all."""
    for edition in ("law-enforcement", "partner"):
        assert not {"aaa", "hidden aaa"} & set(said(shards(Hidden(terms=1), edition)).split("\n"))


@settings(
    max_examples=int(os.environ.get("CAVEAT_INDEX_GROUPS", "10")),
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(groups)
def test_no_mixture_of_hidden_material_changes_a_shard(group: Group) -> None:
    """Groups of projects that differ only in what partners may not see."""
    public, hidden = group
    first, *others = (shards(each, "partner", public) for each in hidden)
    assert all(other == first for other in others)
