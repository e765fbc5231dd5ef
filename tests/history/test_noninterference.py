"""What an edition may not see, then or now, does not change a byte of its history: no page, list, comparison or date."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from caveat.content.corpus import Access, Corpus
from caveat.content.problem import Location
from caveat.content.schema import SCHEMA
from caveat.history import archive as archive_module
from caveat.history.record import FILE, Release
from caveat.history.releases import Released
from history import story
from history.story import Made
from history.told import Told, in_memory, read
from projection.drawn import Fill, Hidden, Public, sources
from projection.in_memory import corpus
from projection.material import PUBLIC_PAGES
from projection.pairs import hidden_parts, public_parts
from projection.test_noninterference import difference, published

Seen = Mapping[str, Mapping[str, Any]]


def seen(told: Told, edition: str = "partner") -> Seen:
    """Release to everything of it that reaches a reader."""
    return {when: published(projection) for when, projection in told.projections(edition).items()}


def differs(one: Seen, other: Seen) -> str:
    """The first thing that differs; empty where nothing does."""
    if one.keys() != other.keys():
        return f"releases {sorted(one)} / {sorted(other)}"
    return next((f"{when}: {found}" for when in one if (found := difference(one[when], other[when]))), "")


# The library with five releases, told in another way.

OTHER_NAMES = {number: Made(f"another-{number}", made.day, made.schema) for number, made in story.RELEASES.items()}
WITHOUT_THIRD = {number: made for number, made in OTHER_NAMES.items() if number != 3}
"""The release that changed only what the partner edition may not see was never made."""


@pytest.fixture(scope="module")
def otherwise(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The library with other hidden words, other names of releases, and one release less."""
    work = tmp_path_factory.mktemp("work")
    root = story.told(tmp_path_factory.mktemp("otherwise"), work, WITHOUT_THIRD, story.otherwise)
    return read(root, work)


def test_two_histories_that_differ_in_what_partners_may_not_see_are_one_for_them(told: Told, otherwise: Told) -> None:
    """Pages, passages, fields, entries, files, terms, names and whole releases."""
    assert differs(seen(told), seen(otherwise)) == ""
    assert differs(seen(told, "public"), seen(otherwise, "public")) == ""


def test_they_are_two_for_police(told: Told, otherwise: Told) -> None:
    """The positive control."""
    assert differs(seen(told, "law-enforcement"), seen(otherwise, "law-enforcement")) != ""
    words = [word for word in story.HIDDEN if word != "puma"]
    assert [word for word in words if not told.says("law-enforcement", word)] == []
    assert [word for word in words if otherwise.says("law-enforcement", word)] == []


FAULTS: Mapping[str, tuple[str, Any]] = {
    "today's rules do not count": ("as_allowed_now", lambda old, _now: old),
    "releases that changed nothing count": ("content_digest", id),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_property_finds_an_archive_that_forgets(
    fault: str, told: Told, otherwise: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A property that cannot fail proves nothing."""
    name, function = FAULTS[fault]
    monkeypatch.setattr(archive_module, name, function)
    one, two = (Told(each.root, each.history, each.now) for each in (told, otherwise))
    assert differs(seen(one), seen(two)) != ""


# Recalled text.

DECIDED = "editions: [partner], reason: tactics, date: 2023-04-01, decided_by: Manager"


def recalled(folder: Path, words: Sequence[str]) -> Told:
    """A library whose releases said these words, all of which partners have lost since."""
    body = f"Before.\n\n{words[0]} stands here.\n\n- Keep calm.\n- Feed {words[1]} now.\n\nAfter.\n"
    one = story.product("G-1", body, more=f"lead: {words[2]}\n")
    files = {
        "docs/a.md": one.replace("«all»", "law-enforcement, partner"),
        "docs/b.md": story.product("G-2", f"{words[3]}\n").replace("«all»", "law-enforcement, partner"),
    }
    second = {**files, "docs/a.md": files["docs/a.md"].replace("After.", "Afterwards.")}
    now = {"docs/a.md": story.product("G-1", "New.\n", changed=(1, 2)).replace("«all»", "law-enforcement, partner")}
    entries = (
        f"page: G-1, passage: {words[0]} stands here.",
        f"page: G-1, passage: Feed {words[1]} now.",
        "page: G-1, field: lead",
        "page: G-2",
    )
    text = "recalls:\n" + "".join(f"  - {{{entry}, {DECIDED}}}\n" for entry in entries)
    days = (date(2020, 1, 31), date(2021, 1, 31))
    return in_memory(folder, [("one", days[0], files), ("two", days[1], second)], now, text)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, Told]:
    one = recalled(tmp_path_factory.mktemp("one"), ("Aardvark", "badgers", "Capybara", "Dormouse."))
    two = recalled(
        tmp_path_factory.mktemp("two"), ("A much longer text", "an ox", "Zebra", "## Whole sections\n\nOf it.")
    )
    return one, two


def test_recalled_text_changes_nothing(pair: tuple[Told, Told]) -> None:
    one, two = pair
    assert differs(seen(one), seen(two)) == ""
    assert differs(seen(one, "law-enforcement"), seen(two, "law-enforcement")) != ""


def test_the_property_finds_a_recall_that_is_forgotten(
    pair: tuple[Told, Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "without_recalled", lambda corpus, *_: corpus)
    one, two = (Told(each.root, each.history, each.now, each.recalls) for each in pair)
    assert differs(seen(one), seen(two)) != ""


# Drawn histories.

HISTORIES = int(os.environ.get("CAVEAT_HISTORIES", "30"))
FIRST = date(2031, 1, 1)
"""Later than any change that drawn pages tell of."""
SEARCH = settings(max_examples=HISTORIES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
steps = st.lists(
    st.tuples(public_parts, st.lists(hidden_parts, min_size=1, max_size=2), hidden_parts), min_size=2, max_size=4
)
"""What partners see of each release, what one project hides in it (in one or two releases), and what the other hides."""


def library(steps: Sequence[tuple[Public, Sequence[Hidden]]], name: str, folder: Path) -> Told:
    """A project with a release, or several, for each step but the last, which is today's source."""
    history = []
    for at, (public, hiddens) in enumerate(steps[:-1]):
        for more, hidden in enumerate(hiddens):
            day = FIRST + timedelta(days=30 * at + more)
            record = Release(f"{name}-{at}-{more}", day, "", SCHEMA, Location(FILE))
            history.append(Released(record, {}, replace(corpus(sources(public, hidden)), released=day)))
    public, hiddens = steps[-1]
    return Told(folder, history, corpus(sources(public, hiddens[0])))


@SEARCH
@given(steps)
def test_what_releases_hide_changes_nothing_for_partners(drawn: Any) -> None:
    """Any hidden material in any release; and further releases that change nothing else."""
    one = library([(public, [first, *others]) for public, (first, *others), _ in drawn], "one", Path())
    two = library([(public, [hidden]) for public, _, hidden in drawn], "two", Path())
    assert differs(seen(one), seen(two)) == ""


def open_to_partners(old: Corpus, _now: Corpus) -> Corpus:
    """A fault: everything of an old release is open."""
    every = frozenset(old.configuration.editions)
    opened = tuple(replace(page, access=Access(every, page.access.because)) for page in old.pages)
    return replace(old, pages=opened)


def test_the_search_finds_an_archive_that_opens_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    public = Public(pages=dict.fromkeys([*PUBLIC_PAGES][:1], ("## Powers",)), furniture=False)
    hidden = Hidden(pages=[Fill(0, "title: {}", "heron")])
    one, two = (library([(public, [each]), (public, [Hidden()])], "one", Path()) for each in (hidden, Hidden()))
    assert differs(seen(one), seen(two)) == ""
    monkeypatch.setattr(archive_module, "as_allowed_now", open_to_partners)
    one, two = (Told(each.root, each.history, each.now) for each in (one, two))
    assert differs(seen(one), seen(two)) != ""


@settings(SEARCH, max_examples=10, derandomize=True, phases=[Phase.generate])
@given(steps)
def test_the_drawn_histories_are_worth_it(drawn: Any) -> None:
    """They have releases that partners see, and more for police."""
    told = library([(public, hiddens) for public, hiddens, _ in drawn], "one", Path())
    assert len(seen(told)) >= 1
    assert len(told.history) >= len(drawn) - 1
