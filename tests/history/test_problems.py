"""Every problem that releases can have, in the smallest project that has it: where it is told, and under which code.

The canary stands in what only one edition may see, or in the words that are wrong. No message repeats it.
`recall-needed` is found in finished pages alone, so its case is a whole build: `tests/site/test_releases.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from caveat.content.problem import Location, Problem
from caveat.content.read import read_project
from caveat.content.schema import SCHEMA
from caveat.history.archive import archive, recall_problems
from caveat.history.codes import CODES
from caveat.history.moved import unmoved_problems
from caveat.history.record import FILE, Release, content_digest, written
from caveat.history.releases import read_history
from caveat.history.repository import Repository
from caveat.projection.project import examine
from history.story import ONLY, product, repository
from history.told import Files, read_recalled
from projection.corpora import CONFIGURATION, write

CANARY = "Zugvogel"
RECORD = "docs/data/releases.yml:2:3"
"""Where the first release is recorded."""


def both(text: str) -> str:
    """Open to both editions."""
    return text.replace("«all»", "law-enforcement, partner")


PAGE = both(product("G-1", f"Text.\n\n{ONLY.format(CANARY)}\nMore.\n"))
CHANGED = PAGE.replace("More.", "Less.")
NEXT = both(product("G-1", f"Text.\n\n{ONLY.format(CANARY)}\nLess.\n", changed=(1, 2)))
DECIDED = "editions: [partner], reason: tactics, date: 2023-04-01, decided_by: Manager"


@dataclass(frozen=True)
class Case:
    """A project with one release, and the findings it has."""

    expected: tuple[str, ...]
    """`path:line:col code`, sorted."""
    then: Files
    now: Files
    record: str = ""
    """The record of releases, where it is not as it should be. `DIGEST` stands for the right digest."""
    kept: Files | None = None
    """What is kept for the release, where it is not what was released. Empty: nothing."""


ENTRY = "- name: {}\n  date: {}\n  digest: DIGEST\n  schema: {}\n"
CASES: Mapping[str, Case] = {
    "archive-incomplete": Case(
        (f"{RECORD} archive-incomplete",),
        {"docs/a.md": PAGE},
        # The line on which the restriction opens.
        {
            "docs/a.md": NEXT,
            "docs/data/recalls.yml": f"recalls:\n  - {{page: G-1, release: first, lines: '16', {DECIDED}}}\n",
        },
    ),
    "duplicate-release": Case(
        ("docs/data/releases.yml:6:3 duplicate-release", "docs/data/releases.yml:6:3 duplicate-release"),
        {"docs/a.md": PAGE},
        {"docs/a.md": PAGE},
        "# Written by hand.\n" + ENTRY.format(CANARY.lower(), "2020-01-31", 2) * 2,
    ),
    "history-not-moved": Case(
        ("docs/a.md:12:3 history-not-moved",),
        {"docs/a.md": PAGE},
        {"docs/a.md": CHANGED},
    ),
    "history-rewritten": Case(
        ("docs/a.md:12:3 history-rewritten",),
        {"docs/a.md": PAGE.replace("Change 0", CANARY)},
        {"docs/a.md": CHANGED.replace("2019-01-15", "2019-01-16")},
    ),
    "recall-nowhere": Case(
        ("docs/data/recalls.yml:2:5 recall-nowhere",),
        {"docs/a.md": PAGE},
        {"docs/a.md": NEXT, "docs/data/recalls.yml": f"recalls:\n  - {{page: G-1, passage: {CANARY}s, {DECIDED}}}\n"},
    ),
    "release-changed": Case(
        (f"{RECORD} release-changed",),
        {"docs/a.md": PAGE},
        {"docs/a.md": NEXT},
        kept={"docs/a.md": PAGE.replace("Text", CANARY)},
    ),
    "release-missing": Case(
        (f"{RECORD} release-missing",),
        {"docs/a.md": PAGE},
        {"docs/a.md": NEXT},
        kept={},
    ),
    "release-order": Case(
        ("docs/data/releases.yml:6:3 release-order",),
        {"docs/a.md": PAGE},
        {"docs/a.md": NEXT},
        "# Written by hand.\n" + ENTRY.format("first", "2020-01-31", 2) + ENTRY.format("zugvogel", "2019-01-31", 2),
    ),
    "release-too-new": Case(
        (f"{RECORD} release-too-new",),
        {"docs/a.md": PAGE},
        {"docs/a.md": NEXT},
        "# Written by a later Caveat.\n" + ENTRY.format("first", "2020-01-31", 99),
    ),
    "release-unreadable": Case(
        (f"{RECORD} release-unreadable",),
        {"docs/a.md": PAGE.replace("owner:", f"ownr: {CANARY}\nowner:")},
        {"docs/a.md": NEXT},
    ),
}
"""Code to its case."""
IN_BUILDS = {"recall-needed"}


def findings(case: Case, folder: Path) -> list[Problem]:
    """What is wrong with the releases of a project, as `caveat check` and `caveat build` would say."""
    then = {"mkdocs.yml": CONFIGURATION, **case.then}
    files = {path: content if isinstance(content, bytes) else content.encode() for path, content in then.items()}
    root = write(repository(folder / "project"), case.now)
    digest = content_digest(files)
    record = case.record or written((Release("first", date(2020, 1, 31), digest, SCHEMA, Location(FILE)),))
    write(root, {**case.now, FILE: record.replace("DIGEST", digest)})
    kept = files if case.kept is None else {path: str(text).encode() for path, text in case.kept.items()}
    if kept:
        Repository(root).store("first", date(2020, 1, 31), kept)
    (folder / "work").mkdir()
    history, problems = read_history(root, folder / "work")
    now = read_project(root).corpus
    assert now is not None
    recalls, wrong = read_recalled(root, now)
    found = [*problems, *wrong]
    if found:
        return sorted(found)
    found += recall_problems(history, recalls)
    for edition in now.configuration.editions:
        current = examine(now, edition)
        assert not current.problems
        older, problems = archive(history, now, recalls, current)
        found += [*problems, *unmoved_problems(current, older)]
    return sorted({(each.location, each.code): each for each in found}.values())


@pytest.mark.parametrize("code", CASES)
def test_a_problem_is_found_at_its_place(code: str, tmp_path: Path) -> None:
    found = findings(CASES[code], tmp_path)
    assert tuple(f"{each.location} {each.code}" for each in found) == CASES[code].expected
    for each in found:
        assert CANARY.casefold() not in each.message.casefold()
        assert ";" in each.message


def test_every_code_has_a_case() -> None:
    assert set(CASES) | IN_BUILDS == set(CODES)


def test_a_project_without_a_mistake_has_none(tmp_path: Path) -> None:
    assert findings(Case((), {"docs/a.md": PAGE}, {"docs/a.md": NEXT}), tmp_path) == []
