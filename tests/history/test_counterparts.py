"""A page of an old release is found again today by everything that it was or is called."""

from pathlib import Path

import pytest

from caveat.history.then_and_now import as_allowed_now
from projection.corpora import product, read

OLD = {"docs/old.md": product("Text.\n", identifier="X-1")}
OTHER = {"docs/other.md": product("Other.\n", identifier="X-9")}
CLOSED = "law-enforcement"


def seen(tmp_path: Path, today: dict[str, str]) -> frozenset[str]:
    """Who sees the old page."""
    old = read(tmp_path / "old", OLD)
    (page,) = as_allowed_now(old, read(tmp_path / "now", {**OTHER, **today})).pages
    return page.access.editions


@pytest.mark.parametrize(
    "today",
    [
        {"docs/renamed.md": product("Text.\n", identifier="X-1", editions=CLOSED)},
        {"docs/old.md": product("Text.\n", identifier="X-2", editions=CLOSED)},
        {"docs/renamed.md": product("Text.\n", identifier="X-2", editions=CLOSED, more="aliases: [old.md]\n")},
        {"docs/renamed.md": product("Text.\n", identifier="X-2", editions=CLOSED, more="former_ids: [X-1]\n")},
        {
            "docs/old.md": product("Text.\n", identifier="X-2"),
            "docs/renamed.md": product("Text.\n", identifier="X-1", editions=CLOSED),
        },
    ],
    ids=["by id", "by address", "by old address", "by former id", "by two"],
)
def test_what_is_closed_today_is_closed_then(tmp_path: Path, today: dict[str, str]) -> None:
    assert seen(tmp_path, today) == {CLOSED}


def test_a_page_that_is_gone_stays_as_visible_as_it_was(tmp_path: Path) -> None:
    assert seen(tmp_path, {}) == {"law-enforcement", "partner"}


def test_a_page_that_is_a_draft_today_has_no_past(tmp_path: Path) -> None:
    draft = product("Text.\n", identifier="X-1").replace("status: current", "status: draft")
    assert seen(tmp_path, {"docs/old.md": draft}) == frozenset()


def test_a_draft_for_one_edition_is_a_draft_for_that_one(tmp_path: Path) -> None:
    more = "restricted:\n  law-enforcement: {status: draft}\n"
    assert seen(tmp_path, {"docs/old.md": product("Text.\n", identifier="X-1", more=more)}) == {"partner"}
