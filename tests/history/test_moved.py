"""A page that changed since the last release says so in its history, for each edition by itself."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.content.front_matter import FrontMatter
from caveat.history.archive import archive
from caveat.history.moved import WITHOUT_NOTE, unmoved_problems
from caveat.projection.project import examine
from history.story import ONLY
from history.told import Files, Told, in_memory
from projection.corpora import page

DAY = date(2020, 3, 1)
OTHER = page(title="Another", id="X-9")
FIELDS: Mapping[str, str] = {
    "id": "G-1",
    "type": "guidance",
    "title": "A title",
    "editions": "[law-enforcement, partner]",
    "marking": "OFFICIAL",
    "status": "current",
    "owner": "Guidance lead",
    "review_by": "2025-01-01",
    "history": "[{version: '1.0', date: 2020-01-31, kind: major, change: First published.}]",
}
SECOND = "{version: '1.1', date: 2020-04-01, kind: minor, change: Corrected.}"


def product(body: str = "Text.\n", **fields: str) -> str:
    chosen = {**FIELDS, **fields}
    restrictions = body.count("restricted to ")
    more = f"restrictions: {restrictions}\n" if restrictions else ""
    lines = "".join(f"{name}: {value}\n" for name, value in chosen.items())
    return f"---\n{lines}{more}---\n{body}"


def found(tmp_path: Path, then: str, now: str, others: Files | None = None) -> dict[str, set[str]]:
    """Edition to the codes of what `caveat check` finds of the page."""
    more = others or {}
    told = in_memory(
        tmp_path,
        [("first", DAY, {"docs/a.md": then, "docs/z.md": OTHER})],
        {"docs/a.md": now, "docs/z.md": OTHER, **more},
    )
    return {edition: _codes(told, edition) for edition in ("law-enforcement", "partner")}


def _codes(told: Told, edition: str) -> set[str]:
    current = examine(told.now, edition)
    assert not current.problems
    older, problems = archive(told.history, told.now, told.recalls, current)
    assert not problems
    return {each.code for each in unmoved_problems(current, older)}


QUIET: dict[str, set[str]] = {"law-enforcement": set(), "partner": set()}
MISSING = {"law-enforcement": {"history-not-moved"}, "partner": {"history-not-moved"}}
REWRITTEN = {"law-enforcement": {"history-rewritten"}, "partner": {"history-rewritten"}}
CHANGES: Mapping[str, Mapping[str, str]] = {
    "title": {"title": "Another title"},
    "summary": {"summary": "In short."},
    "type": {"type": "standard"},
    "marking": {"marking": "OFFICIAL-SENSITIVE"},
    "handling": {"handling": "Do not forward"},
    "status": {"status": "withdrawn", "withdrawn_because": "Out of date."},
    "law_as_at": {"law_as_at": "2020-01-01"},
    "proceedings": {"proceedings": "{status: live, until: 2031-01-01}"},
    "exploitation": {"exploitation": "[sexual]"},
    "audience": {"audience": "[investigator]"},
    "stage": {"stage": "[trial]"},
    "sector": {"sector": "[agriculture]"},
    "legislation": {"legislation": "[MSA 2015 s 45]"},
    "consulted": {"consulted": "[A body]"},
    "legal_check": {"legal_check": "{date: 2020-02-01, body: Legal}"},
    "lived_experience_review": {"lived_experience_review": "{date: 2020-02-01, body: Panel}"},
    "approver": {"approver": "Board"},
    "lead": {"lead": "A lead"},
    "owner": {"owner": "Another unit"},
    "related": {"related": "[X-9]"},
    "review_by": {"review_by": "2026-01-01"},
    "reviewer": {"reviewer": "A reader"},
    "sources": {"sources": "[{title: A report}]"},
    "aliases": {"aliases": "[old.md]"},
    "tags": {"tags": "[typo]"},
    "supersedes": {"supersedes": "[X-9]"},
}
"""A field to what is new in the front matter."""


@pytest.mark.parametrize("field", CHANGES)
def test_a_field_that_says_something_needs_a_note(field: str, tmp_path: Path) -> None:
    others = {"docs/z.md": OTHER.replace("title:", "superseded_by: G-1\nstatus: superseded\ntitle:")}
    expected = QUIET if field in WITHOUT_NOTE else MISSING
    more = others if field == "supersedes" else None
    assert found(tmp_path, product(), product(**CHANGES[field]), more) == expected


@pytest.mark.parametrize("field", sorted({*CHANGES} - {*WITHOUT_NOTE}))
def test_with_a_note_it_is_right(field: str, tmp_path: Path) -> None:
    entries = FIELDS["history"].replace("[{", f"[{SECOND}, {{")
    assert found(tmp_path, product(), product(**CHANGES[field], history=entries)) == QUIET


def test_the_table_knows_every_field_that_needs_no_note() -> None:
    """`superseded_by` comes with a status, `attachments` with a register: the handbook's list and the code's are one."""
    assert {*WITHOUT_NOTE} - {*CHANGES} == {"attachments", "history", "superseded_by"}
    assert {*WITHOUT_NOTE} <= {*FrontMatter.model_fields}
    handbook = (Path(__file__).parents[2] / "docs/handbook/releases.md").read_text(encoding="utf-8")
    listed = next(line for line in handbook.splitlines() if line.startswith("These may change without an entry"))
    assert [name for name in WITHOUT_NOTE if f"`{name}`" not in listed] == ["history"]


BODIES: Mapping[str, tuple[str, str, dict[str, set[str]]]] = {
    "other words": ("Call the desk.\n", "Call the room.\n", MISSING),
    "one word more": ("Call the desk.\n", "Call the desk now.\n", MISSING),
    "other punctuation": ("Call the desk.\n", "Call the desk!\n", MISSING),
    "another order": ("One.\n\nTwo.\n", "Two.\n\nOne.\n", MISSING),
    "a heading": ("Text.\n", "## New\n\nText.\n", MISSING),
    "a list item": ("- One\n- Two\n", "- One\n", MISSING),
    "markup": ("Call the **desk**.\n", "Call the desk.\n", QUIET),
    "where lines break": ("Call the\ndesk.\n", "Call the desk.\n", QUIET),
    "where a link leads": ("See [it](z.md).\n", "See [it](id:X-9).\n", QUIET),
    "a comment": ("Text.\n", "Text. <!-- A note. -->\n", QUIET),
    "hidden words": (
        f"Text.\n\n{ONLY.format('A jackal.')}",
        f"Text.\n\n{ONLY.format('A lion.')}",
        {"law-enforcement": {"history-not-moved"}, "partner": set()},
    ),
    "words that partners lose": (
        "Text.\n\nA jackal.\n",
        f"Text.\n\n{ONLY.format('A jackal.')}",
        # The other edition says now that these words are its alone.
        MISSING,
    ),
}
"""Text of the release, text of today, and what is found in each edition."""


@pytest.mark.parametrize("case", BODIES)
def test_a_text_that_says_something_else_needs_a_note(case: str, tmp_path: Path) -> None:
    then, now, expected = BODIES[case]
    assert found(tmp_path, product(then), product(now)) == expected


def test_a_note_for_one_edition_is_enough_where_only_its_text_changed(tmp_path: Path) -> None:
    then, now = (f"Text.\n\n{ONLY.format(words)}" for words in ("A jackal.", "A lion."))
    entry = "{version: '1.0.1', date: 2020-04-01, kind: minor, change: Animals., editions: [law-enforcement]}"
    entries = FIELDS["history"].replace("[{", f"[{entry}, {{")
    assert found(tmp_path, product(then), product(now, history=entries)) == QUIET


ONE = FIELDS["history"].strip("[]")
HISTORIES: Mapping[str, tuple[str, dict[str, set[str]]]] = {
    "the words of an entry": (f"[{ONE.replace('First', 'Newly')}]", QUIET),
    "its date": (f"[{ONE.replace('2020-01-31', '2020-01-30')}]", REWRITTEN),
    "its version": (f"[{ONE.replace('1.0', '1.1')}]", REWRITTEN),
    "its kind": (f"[{ONE.replace('major', 'minor')}]", REWRITTEN),
    "a new entry in its place": (f"[{SECOND}]", REWRITTEN),
}
"""The history of today, and what is found in each edition."""


@pytest.mark.parametrize("case", HISTORIES)
def test_what_was_released_stays_in_the_history(case: str, tmp_path: Path) -> None:
    history, expected = HISTORIES[case]
    assert found(tmp_path, product(), product("Other text.\n", history=history)) == (
        expected if case != "the words of an entry" else MISSING
    )


def test_an_entry_that_an_edition_loses_is_lost_in_its_releases_too(tmp_path: Path) -> None:
    """So it is not missing there."""
    third = "{version: '1.0.1', date: 2020-02-01, kind: minor, change: A word.%s}"
    then, now = (
        FIELDS["history"].replace("[{", f"[{third % more}, {{") for more in ("", ", editions: [law-enforcement]")
    )
    assert found(tmp_path, product(history=then), product(history=now)) == QUIET


def test_what_only_search_knows_makes_no_version(tmp_path: Path) -> None:
    """A force that a page is about is in the search index alone, and a release keeps none."""
    assert found(tmp_path, product(), product(forces="[kent]")) == QUIET


def test_a_new_page_and_a_page_without_a_history_need_no_note(tmp_path: Path) -> None:
    then, now = page("One.\n", title="Plain"), page("Two.\n", title="Plain")
    assert found(tmp_path, then, now, {"docs/later.md": product(id="G-2")}) == QUIET


def test_a_page_that_moved_is_the_same_page(tmp_path: Path) -> None:
    releases = [("first", DAY, {"docs/a.md": product("One.\n")})]
    told = in_memory(tmp_path, releases, {"docs/b.md": product("Two.\n", aliases="[a.md]")})
    assert _codes(told, "partner") == {"history-not-moved"}


def test_without_a_release_nothing_is_asked(tmp_path: Path) -> None:
    assert _codes(in_memory(tmp_path, [], {"docs/a.md": product()}), "partner") == set()
