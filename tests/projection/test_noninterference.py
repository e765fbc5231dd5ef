"""What an edition may not see does not change a byte of it: neither its text nor that it exists.

`make test` tries 20,000 pairs of projects, the same in every run; CAVEAT_PAIRS=1000000 tries as many as it says, each
time others.
"""

import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from caveat.content.corpus import Corpus
from caveat.content.problem import ContentError, Problem
from caveat.content.read import read_project
from caveat.projection import project as pipeline
from caveat.projection.narrow import narrow
from caveat.projection.project import project
from caveat.projection.staged import Projection
from caveat.projection.view import View
from projection.drawn import TERMS, WIDER, Fill, Hidden, Public, sources
from projection.in_memory import corpus
from projection.material import (
    HIDDEN_BLOCKS,
    HIDDEN_FIELDS,
    HIDDEN_PAGES,
    HIDDEN_PATHS,
    PUBLIC_BLOCKS,
    PUBLIC_PAGES,
    WORDS,
)
from projection.on_disk import write
from projection.pairs import GROUP, PAIRS_IN_A_GROUP, Group, groups, middle_groups, pairs

CANARY = "Zugvogel"
PAIRS = int(os.environ.get("CAVEAT_PAIRS", "20000"))
PARTS = range(8)
"""The search in parts, so that several processors can share it."""
START = secrets.randbelow(2**32) if "CAVEAT_PAIRS" in os.environ else 0
SEARCH = settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
WHOLE = Public(pages=dict.fromkeys(PUBLIC_PAGES, ("## Powers", *PUBLIC_BLOCKS)), furniture=True)
"""Every public page with every public block."""
SMALL = Public(pages=dict.fromkeys(PUBLIC_PAGES, ("## Powers", *PUBLIC_BLOCKS[:3])), furniture=True)
SLOTS = range(12)


def published(projection: Projection) -> Mapping[str, Any]:
    """Everything of a projection that reaches a reader; `origins` is for messages.

    An index is made from documents and terminology alone: that equal ones give equal shards, the tests of search show.
    """
    return {
        "tree": projection.tree(),
        "extra": projection.extra,
        "files": projection.files,
        "documents": projection.documents,
        "terminology": projection.terminology,
        "site": (projection.edition, projection.site_name, projection.site_url, projection.language),
    }


def seen(public: Public, hidden: Hidden, edition: str = "partner") -> Mapping[str, Any]:
    return published(project(corpus(sources(public, hidden)), edition))


def difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """The first thing that differs, short enough to read; empty where nothing does."""
    for part in one:
        if one[part] == other[part]:
            continue
        if isinstance(one[part], Mapping):
            for name in sorted(one[part].keys() | other[part].keys()):
                if one[part].get(name) != other[part].get(name):
                    return f"{part}: {name}\n{one[part].get(name)!r}\n{other[part].get(name)!r}"
        return f"{part}\n{one[part]!r}\n{other[part]!r}"
    return ""


def holds(group: Group) -> None:
    """The property. A project with problems fails it too: the parts are made so that none has any."""
    public, hidden = group
    first, *others = (seen(public, each) for each in hidden)
    assert [difference(first, other) for other in others] == [""] * (GROUP - 1)


def search(strategy: SearchStrategy[Group], part: int, number: int) -> int:
    """Try a part of so many pairs; how many were tried."""
    tried: list[int] = []

    @seed(START + part)
    @settings(SEARCH, max_examples=-(-number // (PAIRS_IN_A_GROUP * len(PARTS))))
    @given(strategy)
    def search_for_a_difference(group: Group) -> None:
        holds(group)
        tried.append(PAIRS_IN_A_GROUP)

    search_for_a_difference()
    return sum(tried)


@pytest.mark.no_cover
@pytest.mark.parametrize("part", PARTS)
def test_what_partners_may_not_see_changes_nothing_for_them(part: int) -> None:
    """Text replaced, lengthened, emptied; blocks, words, rows, fields, changes, pages, folders, glossary entries, terms,
    announcements, tasks, passages, variables, attachments and wider editions added, removed and reordered."""
    assert search(groups, part, PAIRS) >= PAIRS // len(PARTS)


@pytest.mark.no_cover
@pytest.mark.parametrize("part", PARTS[:2])
def test_labels_tell_an_edition_in_the_middle_nothing_of_wider_ones(part: int) -> None:
    """Labels say what a narrower edition lacks; what a wider one has beside them changes none."""
    assert search(middle_groups, part, PAIRS // 4) >= PAIRS // 4 // len(PARTS)


def every_kind() -> Iterator[tuple[str, Hidden]]:
    """One piece of hidden material of every kind and form, each with the canary where it has words."""
    for number, form in enumerate(HIDDEN_BLOCKS):
        yield f"block {number}", Hidden(blocks=[Fill(0, form, CANARY)])
    for number, form in enumerate(HIDDEN_FIELDS):
        yield f"field {form.partition(':')[0]} {number}", Hidden(fields=[Fill(2, form, CANARY)])
    for number, form in enumerate(HIDDEN_PAGES):
        yield f"page {number}", Hidden(pages=[Fill(0, form, CANARY)])
    for number, path in enumerate(HIDDEN_PATHS):
        yield f"path {path}", Hidden(pages=[Fill(number, "title: {}", CANARY)])
    yield "words", Hidden(spans=[Fill(0, "{}", CANARY)])
    yield "row", Hidden(rows=[Fill(0, "{}", CANARY)])
    yield "change", Hidden(history=[Fill(2, "{}", CANARY)])
    for form in ("{}", "OIC", "NRX"):
        yield f"glossary {form}", Hidden(glossary=[Fill(0, form, CANARY)])
    yield "announcement", Hidden(notices=[Fill(0, "{}", CANARY)])
    yield "task", Hidden(tasks=[Fill(0, "{}", CANARY)])


KINDS = dict(every_kind())
NEEDED = Hidden(pages=[Fill(0, "title: Hidden\nid: H-1", "heron")], passage="hidden words")
"""What some forms refer to."""


def with_needed(hidden: Hidden) -> Hidden:
    return hidden if hidden.pages else replace(hidden, pages=NEEDED.pages, passage=NEEDED.passage)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_hidden_material_changes_nothing_in_any_place(kind: str) -> None:
    """Each kind alone, in each of its places, there and not there: chance decides nothing here."""
    without = seen(WHOLE, Hidden())
    for slot in SLOTS:
        hidden = replace(
            KINDS[kind], **{name: [replace(fill, slot=slot) for fill in value] for name, value in filled(KINDS[kind])}
        )
        assert difference(without, seen(WHOLE, hidden)) == ""


@settings(SEARCH, max_examples=20, derandomize=True, phases=[Phase.generate])
@given(pairs)
def test_projects_in_memory_are_those_of_the_disk(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[Public, Hidden, Hidden]
) -> None:
    """What holds for the values above holds for what the reader makes of files."""
    given_sources = sources(pair[0], pair[1])
    reading = read_project(write(tmp_path_factory.mktemp("project"), given_sources))
    # Hidden pages may refer to hidden pages that are not there, which only the reader of a whole project can find.
    assert {each.code for each in reading.problems} <= {
        "unknown-page",
        "unknown-attachment",
        "duplicate-id",
        "alias-clash",
    }
    assert reading.corpus is not None
    on_disk, in_memory = (published(project(each, "partner")) for each in (reading.corpus, corpus(given_sources)))
    assert difference(on_disk, in_memory) == ""


def filled(hidden: Hidden) -> Iterator[tuple[str, list[Fill]]]:
    for name in hidden.__dataclass_fields__:
        value = getattr(hidden, name)
        if isinstance(value, list) and value:
            yield name, value


@pytest.mark.parametrize("words", WORDS, ids=range(len(WORDS)))
def test_no_words_within_a_line_change_the_line(words: str) -> None:
    without = seen(SMALL, Hidden())
    for slot in SLOTS:
        hidden = Hidden(spans=[Fill(slot, "{}", words), Fill(slot, "{}", "heron")], rows=[Fill(slot, "{}", words)])
        assert difference(without, seen(SMALL, hidden)) == ""


def test_the_wider_editions_themselves_are_not_known_to_partners() -> None:
    """Titles, labels, a third edition, terms and reasons that partners do not have."""
    without = seen(SMALL, Hidden())
    for wider in range(len(WIDER)):
        for terms in range(len(TERMS)):
            assert difference(without, seen(SMALL, Hidden(wider=wider, terms=terms))) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_the_wider_edition_has_what_partners_have_not(kind: str) -> None:
    """The positive control: what changes nothing for partners is really there for others."""
    without, there = (seen(SMALL, with_needed(hidden), "law-enforcement") for hidden in (NEEDED, KINDS[kind]))
    assert difference(without, there) != ""
    form = next(fill.form for _, fills in filled(KINDS[kind]) for fill in fills)
    if "{}" in form and "<!--" not in form:
        # Words that nobody reads, such as tags, are for the search index alone.
        assert CANARY.casefold() in str([there[part] for part in ("tree", "documents", "terminology")]).casefold()


def forgetting(**kinds: Callable[[View, View], Any]) -> Callable[..., tuple[View, tuple[Problem, ...]]]:
    """A `narrow` that gives partners some kinds of value as the wider edition has them."""

    def faulty(source: Corpus, name: str, *, drafts: bool = False) -> tuple[View, tuple[Problem, ...]]:
        view, problems = narrow(source, name, drafts=drafts)
        wide, _ = narrow(source, "law-enforcement", drafts=drafts)
        return replace(view, **{kind: fault(view, wide) for kind, fault in kinds.items()}), problems

    return faulty


def with_parts_of_wide_pages(*parts: str) -> Callable[[View, View], Any]:
    """The pages of the narrow view, with some attributes of the same pages of the wide one."""

    def fault(view: View, wide: View) -> Any:
        others = {page.uri: page for page in wide.pages}
        return tuple(
            replace(page, **{part: getattr(others[page.uri], part) for part in parts}) if page.uri in others else page
            for page in view.pages
        )

    return fault


def wide_fields(view: View, wide: View) -> Any:
    """The pages of the narrow view with the wide view's fields, all but the history."""
    others = {page.uri: page.front_matter for page in wide.pages}
    return tuple(
        replace(
            page,
            front_matter=others.get(page.uri, page.front_matter).model_copy(
                update={"history": page.front_matter.history}
            ),
        )
        for page in view.pages
    )


def wide_history(view: View, wide: View) -> Any:
    others = {page.uri: page.front_matter for page in wide.pages}
    return tuple(
        replace(
            page,
            front_matter=page.front_matter.model_copy(
                update={"history": others.get(page.uri, page.front_matter).history}
            ),
        )
        for page in view.pages
    )


FAULTS: Mapping[str, Callable[..., tuple[View, tuple[Problem, ...]]]] = {
    "everything": forgetting(
        **{
            name: (lambda _, wide, name=name: getattr(wide, name))
            for name in View.__dataclass_fields__
            if name != "edition"
        }
    ),
    "whole pages": forgetting(pages=lambda _, wide: wide.pages),
    "text of pages": forgetting(pages=with_parts_of_wide_pages("body")),
    "fields": forgetting(pages=wide_fields),
    "history": forgetting(pages=wide_history),
    "shared passages": forgetting(passages=lambda _, wide: wide.passages),
    "glossary": forgetting(glossary=lambda _, wide: wide.glossary),
    "announcements": forgetting(notices=lambda _, wide: wide.notices),
    "home page": forgetting(home=lambda _, wide: wide.home),
    "configuration": forgetting(edition=lambda view, wide: replace(view.edition, handling=wide.edition.handling)),
    "drafts": lambda source, name, *, drafts=False: narrow(source, name, drafts=not drafts),
}
"""Kinds of value that a projection could forget to withhold. Variables, attachments and terms are not among them: what no
visible text uses is in no edition, withheld or not, and to use a withheld one is an error."""


@pytest.mark.parametrize("fault", FAULTS)
def test_the_property_finds_a_projection_that_forgets(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A property that cannot fail proves nothing."""
    monkeypatch.setattr(pipeline, "narrow", FAULTS[fault])

    @seed(0)
    @settings(SEARCH, max_examples=200, phases=[Phase.generate], print_blob=False)
    @given(groups)
    def search_for_a_difference(group: Group) -> None:
        holds(group)

    # Text that should have gone may also be in the way of links, which is found as well.
    with pytest.raises((AssertionError, ContentError, ExceptionGroup)):
        search_for_a_difference()
