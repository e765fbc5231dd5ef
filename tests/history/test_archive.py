"""What an edition sees of an old release: what it could see then and may see now, rule by rule.

Each row of `RULES` is one rule of the library in `story.py`, with the word that tells. `R1` to `R5` are its releases.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from caveat.content.corpus import Corpus
from caveat.content.read import read_project
from caveat.history import archive as archive_module
from caveat.history.archive import NO_ARCHIVE, archive
from caveat.history.furnish import in_force
from caveat.projection.project import examine, project
from history import story
from history.told import NOW, Told, in_memory

R1, R2, R3, R4, R5 = (made.day.isoformat() for made in story.RELEASES.values())
PARTNER = (R1, R2, R4, R5)
"""The releases that changed anything for the partner edition."""
REDLINE = "redline"


class Rule(NamedTuple):
    """A word, and where each edition has it."""

    word: str
    police: tuple[str, ...]
    partner: tuple[str, ...]
    partner_then: tuple[str, ...]
    """Where the partner edition would have it if today's rules did not count."""


RULES: Mapping[str, Rule] = {
    "a page that never changed": Rule("heron", (R1, R2, R3, R4, R5, NOW), (*PARTNER, NOW), (*PARTNER, NOW)),
    "the first text of a page": Rule("aardvark", (R1, REDLINE), (R1, REDLINE), (R1, REDLINE)),
    "the second": Rule("badger", (R2, R3, REDLINE), (R2, REDLINE), (R2, REDLINE)),
    "the third": Rule("capybara", (R4, R5, NOW, REDLINE), (R4, R5, NOW, REDLINE), (R4, R5, NOW, REDLINE)),
    "a page added later": Rule("walrus", (R4, R5, NOW, REDLINE), (R4, R5, NOW, REDLINE), (R4, R5, NOW, REDLINE)),
    "a page that moved": Rule("dormouse", (R1, R2, R3, R4, R5, NOW), (*PARTNER, NOW), (*PARTNER, NOW)),
    "a page without id, moved, then narrowed": Rule("echidna", (R1, R2, R3, R4, R5), (), PARTNER),
    "its old address": Rule("plain-old", (R1, R2, R3, R4, R5, NOW), (), PARTNER),
    "a page narrowed today": Rule("flamingo", (R1, R2, R3, R4, R5, REDLINE), (), PARTNER),
    "the old text of a page widened since": Rule("gibbon", (R1, R2, R3, REDLINE), (), ()),
    "its new text": Rule("hedgehog", (R4, R5, NOW, REDLINE), (R4, R5, NOW), (R4, R5, NOW)),
    "a page deleted since": Rule("ibex", (R1, R2, R3, R4), (R1, R2, R4), (R1, R2, R4)),
    "a passage restricted then, gone today": Rule("jackal", (R1, R2, R3, R4, R5, REDLINE), (), ()),
    "a passage of today": Rule("lemur", (NOW, REDLINE), (NOW, REDLINE), (NOW, REDLINE)),
    "a field restricted today": Rule("narwhal", (R1, R2, R3, R4, R5, NOW), (), PARTNER),
    "a picture narrowed today": Rule("marmoset", (R1, R2, R3, R4, R5), (), PARTNER),
    "a variable narrowed today": Rule("4521", (R1, R2, R3, R4, R5, REDLINE), (), (*PARTNER, REDLINE)),
    "a shared passage narrowed today": Rule("ocelot", (R1, R2, R3, R4, R5, REDLINE), (), (*PARTNER, REDLINE)),
    "a glossary entry narrowed today": Rule("antelope", (R1, R2, R3, R4, R5, NOW), (), PARTNER),
    "a term narrowed today": Rule("quokka", (R1, R2, R3, R4, R5), (), PARTNER),
    "an announcement narrowed today": Rule("raccoon", (R1, R2, R3, R4, R5, NOW), (), PARTNER),
    "a page above the marking of today": Rule("serval", (R1, R2, R3, R4), (), (R1, R2, R4)),
    "a page of a folder that is closed today": Rule("tapir", (R1, R2, R3, R4), (), (R1, R2, R4)),
    "a page that only police had": Rule("unicorn", (R1, R2, REDLINE), (), ()),
    "its change in a release that changed nothing else": Rule("viper", (R3, R4, R5, NOW, REDLINE), (), ()),
    "the name of a release": Rule("mantis", (), (), ()),
}


@pytest.mark.parametrize("name", RULES)
def test_an_edition_sees_what_it_could_see_then_and_may_see_now(name: str, told: Told) -> None:
    rule = RULES[name]
    assert told.says("law-enforcement", rule.word) == set(rule.police)
    assert told.says("partner", rule.word) == set(rule.partner)


def test_without_the_rules_of_today_the_archive_would_say_more(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: what is missing above is there, and it is these rules that take it out."""
    monkeypatch.setattr(archive_module, "as_allowed_now", lambda old, _now: old)
    faulty = Told(told.root, told.history, told.now)
    assert {name: faulty.says("partner", rule.word) for name, rule in RULES.items()} == {
        name: set(rule.partner_then) for name, rule in RULES.items()
    }


def test_today_only_takes_away(told: Told) -> None:
    """What is open to everybody today gives no edition anything of an old release that it could not see then."""
    every = frozenset(told.now.configuration.editions)
    wide = replace(
        told.now,
        pages=tuple(
            replace(page, access=replace(page.access, editions=every), restricted={}, restricted_fields={})
            for page in told.now.pages
        ),
    )
    opened = Told(told.root, told.history, wide)
    found, _ = archive(opened.history, wide, opened.recalls, examine(told.now, "partner"))
    texts = "".join(page.text for each in found.releases for page in each.examined.pages.values())
    assert "flamingo" in texts
    assert "gibbon" not in texts
    assert "unicorn" not in texts


def test_a_passage_restricted_today_and_public_then_stays_until_it_is_recalled(told: Told) -> None:
    """Nothing in an old source says that it is to go: the scan of a build finds it, and asks for a recall."""
    assert told.says("partner", "koala") == {*PARTNER, REDLINE}


def test_each_edition_has_its_own_releases(told: Told) -> None:
    """One that changed nothing for an edition is none of its releases."""
    dates = {
        name: tuple(each.date.isoformat() for each in told.archive(name).releases)
        for name in ("law-enforcement", "partner")
    }
    assert dates == {"law-enforcement": (R1, R2, R3, R4, R5), "partner": PARTNER}


def test_a_release_that_changed_only_hidden_text_leaves_no_trace(told: Told) -> None:
    """No folder, no day in a list, no other end of the release before: neither in a name nor in a byte."""
    for word in (R3, "15 September 2020", "14 September 2020", "2020-09-14"):
        assert told.says("partner", word) == set()
    assert told.says("law-enforcement", R3) != set()
    assert told.says("law-enforcement", "14 September 2020") != set()


def test_a_release_that_changed_only_what_is_restricted_today_is_gone(tmp_path: Path) -> None:
    """It was a release of the edition once. What it changed may not be seen now, so it changed nothing."""
    page = story.product("G-1", "Text.\n").replace("«all»", "law-enforcement, partner")
    one, two = (
        story.product("G-2", f"The {word}.\n").replace("«all»", "law-enforcement, partner") for word in ("ape", "bee")
    )
    now = {"docs/a.md": page, "docs/b.md": two.replace("law-enforcement, partner", "law-enforcement")}
    days = [("one", date(2020, 1, 31), one), ("two", date(2021, 1, 31), two)]
    told = in_memory(tmp_path, [(name, day, {"docs/a.md": page, "docs/b.md": text}) for name, day, text in days], now)
    assert told.archive("partner").dated == date(2020, 1, 31)
    assert told.says("partner", "2021") == set()
    assert told.says("law-enforcement", "31 January 2021") != set()


def test_an_edition_that_a_release_did_not_know_has_no_archive_of_it(told: Told) -> None:
    found = told.archive("public")
    assert [each.date.isoformat() for each in found.releases] == [R4]
    assert found.dated == story.RELEASES[5].day
    assert found.is_released
    assert "heron" in told.trees("public")[R4]["guidance/steady.md"].decode()


def test_an_edition_that_the_project_no_longer_has_sees_nothing(told: Told) -> None:
    assert told.history[0].corpus.configuration.editions.keys() - told.now.configuration.editions.keys() == {
        "inspectorate"
    }
    corpora = [each.corpus for each in told.archive("law-enforcement").releases]
    assert not [page for corpus in corpora for page in corpus.pages if "inspectorate" in page.access.editions]
    assert told.says("law-enforcement", "Inspectorate edition") == set()


def test_a_picture_that_is_no_longer_shown_has_a_stand_in(told: Told) -> None:
    projection = told.projections("partner")[R1]
    page = next(page for page in projection.pages if page.uri == "guidance/picture.md")
    assert "![A map](../not-here.svg)" in page.body
    assert b"no longer shown" in projection.files["not-here.svg"]
    assert "docs/files/map.svg" not in projection.files
    assert "not-here.svg" not in told.projections("partner")[NOW].files


def test_a_link_to_what_is_no_longer_shown_leads_to_a_page_that_says_so(told: Told) -> None:
    trees = told.trees("partner")
    assert (
        "See [it](../not-here.md), [that](../not-here.md) and [more](changed.md#what-to-do)"
        in trees[R5]["guidance/links.md"].decode()
    )
    assert "not-here.md" in trees[R5]
    assert "not-here.md" not in trees[NOW]
    assert "See [it](narrowed.md)" in told.trees("law-enforcement")[R5]["guidance/links.md"].decode()


def test_a_variable_that_is_no_longer_shown_leaves_words_and_a_shared_passage_nothing(told: Told) -> None:
    text = told.trees("partner")[R1]["guidance/filled.md"].decode()
    assert re.search(r"\nCall \(no longer shown\) at once\.\n+The ABC helps\.\n", text)


def test_an_old_release_is_read_by_the_rules_of_its_time(told: Told) -> None:
    """`law` and `role` of schema 1 are `legislation` and `audience` of today."""
    first, second = told.archive("partner").releases[:2]
    for release in (first, second):
        fields = release.catalogue.by_id["G-12"].fields
        assert (fields.legislation, fields.audience) == (("MSA 2015 s 45",), ("investigator",))
    assert first.source.record.schema == 1


def test_a_page_that_moved_leads_to_where_it_is_now(told: Told) -> None:
    page = next(page for page in told.projections("partner")[R1].pages if page.uri == "guidance/old-place.md")
    assert page.data["now"] == "../../../guidance/new-place.html"


def test_a_deleted_page_leads_nowhere(told: Told) -> None:
    page = next(page for page in told.projections("partner")[R1].pages if page.uri == "guidance/deleted.md")
    assert "now" not in page.data


def test_a_project_without_releases_has_no_archive(told: Told) -> None:
    """And its pages are, byte for byte, what they are without this part of Caveat."""
    found, problems = archive((), told.now, told.recalls, examine(told.now, "partner"))
    assert (found, problems) == (NO_ARCHIVE, ())
    plain, shown = project(told.now, "partner"), in_force(examine(told.now, "partner"), found)
    assert shown.tree() == plain.tree()
    assert shown.extra == plain.extra


def test_what_is_in_force_is_the_release_where_nothing_changed_since(told: Told) -> None:
    last = told.history[-1]
    found, _ = archive(told.history, last.corpus, told.recalls, examine(replace(last.corpus, released=None), "partner"))
    assert found.is_released
    assert found.dated == last.record.date
    assert [each.date.isoformat() for each in found.releases] == [R1, R2, R4]


def test_the_library_of_these_tests_is_sound(told: Told) -> None:
    """Every state of it could be published: else the tests above would be of nothing."""
    corpora: list[Corpus] = [*(each.corpus for each in told.history), told.now]
    assert not [
        problem
        for corpus in corpora
        for name in corpus.configuration.editions
        for problem in examine(replace(corpus, released=None), name).problems
    ]
    assert not read_project(told.root).problems
