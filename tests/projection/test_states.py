"""In force, superseded, withdrawn, expired: what a page says of itself, and where its old ids lead."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.projection.law import changes
from caveat.projection.project import project
from caveat.projection.staged import Projection, StagedPage
from projection.corpora import page, problems, product, read
from projection.reader import words

LATER = "2024-06-30"
"""The date of every edition below: that of its latest change."""


def projected(root: Path, files: Mapping[str, str], edition: str = "partner") -> Projection:
    return project(read(root, {"docs/later.md": changed_on(LATER), **files}), edition)


def shown(root: Path, files: Mapping[str, str], edition: str = "partner") -> Mapping[str, StagedPage]:
    return {each.uri: each for each in projected(root, files, edition).pages}


def changed_on(day: str, identifier: str = "X-9") -> str:
    return product(identifier=identifier).replace("date: 2024-01-31", f"date: {day}")


def bulletin(expires: str, more: str = "") -> str:
    return product(identifier="X-2", more=f"expires: {expires}\n{more}").replace("type: guidance", "type: bulletin")


@pytest.mark.parametrize(("expires", "past"), [("2024-06-29", True), ("2024-06-30", False), ("2024-07-01", False)])
def test_a_bulletin_is_expired_from_the_day_after_its_last(expires: str, past: bool, tmp_path: Path) -> None:
    """By the edition's own date."""
    found = projected(tmp_path, {"docs/b.md": bulletin(expires)})
    pages = {each.uri: each for each in found.pages}
    data = pages["b.md"].data
    (document,) = [each for each in found.documents if each.uri == "b.md"]
    assert (document.status, data["status"]["kind"]) == (("expired", "expired") if past else ("force", "force"))
    assert ("banner" in data, "expiry" in data) == (past, not past)
    library = words(pages["library.md"])
    assert ("No longer in force" in library) is past
    if past:
        assert data["banner"]["title"] == "Expired on 29 June 2024: do not rely on this page"
        assert {"kind": "expired", "label": "EXPIRED"} in data["badges"]
        assert "Product X-2 Expired 29 June 2024" in library
    else:
        assert data["expiry"]["date"] == expires
        assert data["expiry"]["note"].startswith(f"In force until {int(expires[-2:])} ")


def test_a_change_that_an_edition_cannot_see_expires_nothing_for_it(tmp_path: Path) -> None:
    hidden = changed_on("2030-01-01").replace(", partner", "").replace("X-9", "X-8")
    files = {"docs/b.md": bulletin("2025-01-31"), "docs/hidden.md": hidden}
    assert shown(tmp_path, files)["b.md"].data["status"]["kind"] == "force"
    assert shown(tmp_path, files, "law-enforcement")["b.md"].data["status"]["kind"] == "expired"


def test_a_superseded_page_says_why_and_what_takes_its_place(tmp_path: Path) -> None:
    old = product(identifier="X-2", more="superseded_by: X-1\n").replace("status: current", "status: superseded")
    newer = "  - {version: '1.1', date: 2024-05-01, kind: minor, change: Merged into X-1.}\n"
    pages = shown(tmp_path, {"docs/a.md": product(), "docs/b.md": old.replace("history:\n", f"history:\n{newer}")})
    banner = pages["b.md"].data["banner"]
    assert banner["title"] == "Superseded since 1 May 2024: do not follow this page"
    assert banner["why"] == "Merged into X-1."
    assert banner["link"] == {"title": "Product X-1", "href": "a.html"}
    assert "Replaces | X-2" in words(pages["a.md"])
    assert pages["id/X-2.md"].data["redirect"] == "../b.html"


@pytest.mark.parametrize("how", ["status: withdrawn\nwithdrawn_because: Out of date.", "expires: 2024-01-31"])
def test_a_page_that_names_no_successor_leads_to_one_that_names_it(how: str, tmp_path: Path) -> None:
    """Where the edition has that page; the page that is gone says nothing of it otherwise."""
    old = product(identifier="X-2").replace("status: current", how if "status" in how else f"status: current\n{how}")
    files = {
        "docs/a.md": product(more="supersedes: [X-2]\n", editions="law-enforcement"),
        "docs/b.md": old.replace("type: guidance", "type: bulletin"),
    }
    assert shown(tmp_path, files, "law-enforcement")["b.md"].data["banner"]["link"]["href"] == "a.html"
    assert "link" not in shown(tmp_path, files)["b.md"].data["banner"]


def test_the_words_of_its_publication_are_no_reason(tmp_path: Path) -> None:
    old = product(identifier="X-2", more="superseded_by: X-1\n").replace("status: current", "status: superseded")
    assert "why" not in shown(tmp_path, {"docs/a.md": product(), "docs/b.md": old})["b.md"].data["banner"]


def test_an_id_that_no_page_has_any_more_leads_to_the_page_that_names_it(tmp_path: Path) -> None:
    pages = shown(tmp_path, {"docs/a.md": product(more="former_ids: [X-5, X-6]\n")})
    for name in ("X-5", "X-6"):
        assert pages[f"id/{name}.md"].data["redirect"] == "../a.html"
    assert "Replaces | X-5, X-6" in words(pages["a.md"])


def test_an_edition_learns_of_no_id_that_only_another_has(tmp_path: Path) -> None:
    """A former id of one edition is its own; and whether another edition has a page with an id is no matter of theirs."""
    more = "restricted:\n  law-enforcement: {former_ids: [X-5]}\n"
    files = {"docs/a.md": product(more=more)}
    assert "id/X-5.md" in shown(tmp_path / "one", files, "law-enforcement")
    assert "id/X-5.md" not in shown(tmp_path / "one", files)
    naming = {"docs/a.md": product(more="supersedes: [X-5]\n"), "docs/h.md": page(editions="law-enforcement", id="X-5")}
    assert "id/X-5.md" not in shown(tmp_path / "two", naming)
    clash = {"docs/a.md": product(more="former_ids: [X-5]\n"), "docs/h.md": page(editions="law-enforcement", id="X-5")}
    assert problems(tmp_path / "three", clash) == ["docs/a.md:12:14 duplicate-id"]


LAW = """\
changed:
  "MSA 2015 s 45": [2023-02-01, 2024-02-01, 2025-01-01]
  "MSA 2015 s 4": [2024-02-02]
  "NBA 2022": [2024-03-01]
"""


def test_a_page_says_that_the_law_has_changed_since(tmp_path: Path) -> None:
    """A day later than the edition's own date does not count yet."""
    cited = "law_as_at: 2023-06-01\nlegislation: [MSA 2015 s 45(1), NBA 2022 s 60]\n"
    files = {"docs/a.md": product(more=cited), "docs/data/legislation.yml": LAW}
    said = words(shown(tmp_path, files)["a.md"])
    assert (
        "The law has changed since MSA 2015 s 45 on 1 February 2024, NBA 2022 on 1 March 2024. "
        "This page states the law as at 1 June 2023."
    ) in said
    checked = {**files, "docs/a.md": product(more=cited.replace("2023-06-01", "2024-03-01"))}
    assert "The law has changed" not in words(shown(tmp_path / "checked", checked)["a.md"])


@pytest.mark.parametrize(
    ("cited", "name", "touched"),
    [
        ("MSA 2015 s 45", "MSA 2015 s 45", True),
        ("MSA 2015 s 45(1)", "MSA 2015 s 45", True),
        ("MSA 2015 s 45", "MSA 2015 s 45(4)(a)", True),
        ("MSA 2015 s 45", "MSA 2015", True),
        ("MSA 2015", "MSA 2015 s 45", True),
        ("MSA 2015 Sch 4 para 2", "MSA 2015 Sch 4", True),
        ("MSA 2015 s 45(1)", "MSA 2015 s 45(2)", False),
        ("MSA 2015 s 4", "MSA 2015 s 45", False),
        ("MSA 2015 s 45", "MSA 2015 s 4", False),
        ("NBA 2022 s 60", "MSA 2015", False),
    ],
)
def test_which_changes_touch_what_is_cited(cited: str, name: str, touched: bool) -> None:
    day = date(2024, 2, 1)
    found = changes([cited], {name: [day]}, after=date(2024, 1, 1), until=day)
    assert found == ({name: day} if touched else {})
    assert changes([cited], {name: [day]}, after=day, until=day) == {}
