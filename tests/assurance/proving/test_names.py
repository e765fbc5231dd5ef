"""What today's source closes in releases: a mutation that changes it changes what the edition may see, and is none."""

from pathlib import Path

import pytest

from assurance.proving.past_sample import staged_with_past, write_past
from assurance.proving.sample import EDITION, SAMPLE
from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.past import Past, read_past
from caveat.assurance.proving.project import read_project


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_past(tmp_path_factory.mktemp("project"), tmp_path_factory.mktemp("work"))


@pytest.fixture(scope="module")
def past(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Past:
    found = read_past(root, tmp_path_factory.mktemp("bundle"), read_project(root, EDITION))
    assert found
    return found


def _replaced(path: str, old: str, new: str) -> Mutation:
    at = SAMPLE[path].index(old)
    return Mutation("replaced", Place(path), (Patch(path, at, at + len(old), new),))


HERON, BASICS, NOTICES = "docs/advice/heron.md", "guidance/basics.md", "docs/data/announcements.yml"
CHANGING = {
    "a page that was open is gone": Mutation("removed", Place(HERON), removed=(HERON,)),
    "a field that was open closes no more": _replaced(BASICS, "    summary: Hidden summary.\n", ""),
    "a version that was open is another one": _replaced(BASICS, "1.0.1", "1.0.2"),
    "a notice that was open has another title": _replaced(NOTICES, "Hidden notice", "Other notice"),
    "a new page closes an open one": Mutation(
        "added",
        Place("docs/new.md"),
        added={"docs/new.md": b"---\ntitle: New\neditions: [law-enforcement]\naliases: [about.html]\n---\nText.\n"},
    ),
}
LEAVING = {
    "text of a page that was open": _replaced(HERON, "Hidden words", "Other words"),
    "value of a field that was open": _replaced(BASICS, "Hidden summary", "Other summary"),
    "a page that was always hidden is gone": Mutation("removed", Place("x"), removed=("docs/secret/plan.md",)),
    "text of a notice that was always hidden": _replaced("docs/data/home.yml", "Hidden task", "Other task"),
    "a new page": Mutation(
        "added",
        Place("docs/new.md"),
        added={"docs/new.md": b"---\ntitle: New\neditions: [law-enforcement]\n---\nSee about it.\n"},
    ),
}


@pytest.mark.parametrize("name", CHANGING)
def test_what_changes_a_release_is_no_mutation(name: str, past: Past) -> None:
    assert not past.closed.stays(CHANGING[name])


@pytest.mark.parametrize("name", LEAVING)
def test_what_changes_none_is_one(name: str, past: Past) -> None:
    assert past.closed.stays(LEAVING[name])


def test_bytes_that_an_edition_has_today_stay_in_its_releases(root: Path, tmp_path: Path) -> None:
    """Two hidden files of today have the bytes of one that everybody has; by its path a hidden one stays away."""
    found = {path.name for path in (staged_with_past(root, tmp_path) / "releases/2024-04-02").rglob("*.csv")}
    assert found == {"steps.csv"}
