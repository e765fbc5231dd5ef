"""`docs/data/approvals.yml`: what it may hold, where its problems are, and that no edition has a word of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.content.findings import Findings
from caveat.content.problem import ContentError, Location
from caveat.reviewing.approvals import FILE, Approval, read_approvals
from caveat_site.build import build
from caveat_site.source import Source
from cli.running import caveat, says
from projection.corpora import page, write

DIGEST = "4f" * 32
VALUES: Mapping[str, str] = {
    "edition": "partner",
    "what": "docs/a.md",
    "sha256": DIGEST,
    "by": "Release authority",
    "because": "It was said in Zugvogel court.",
    "date": "2024-05-13",
}
"""Field n stands on line n + 1: `edition` on 1, `date` on 6."""


def entry(**fields: str | None) -> str:
    """An entry; None leaves a field out."""
    chosen = {**VALUES, **fields}
    lines = [f"{name}: {value}" for name, value in chosen.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def read(root: Path, text: str) -> tuple[tuple[Approval, ...], list[str]]:
    findings = Findings()
    write(root, {FILE: text})
    found = read_approvals(root, frozenset({"law-enforcement", "partner"}), findings)
    return found, [f"{each.location} {each.code}" for each in findings.problems]


def test_a_whole_entry(tmp_path: Path) -> None:
    approval = Approval(
        "partner",
        "docs/a.md",
        DIGEST,
        "Release authority",
        "It was said in Zugvogel court.",
        date(2024, 5, 13),
        Location(FILE, 1, 3),
    )
    assert read(tmp_path, entry()) == ((approval,), [])


PROBLEMS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "a mapping": ("approvals: []\n", ("1:1 not-a-list",)),
    "an entry of a word": ("- partner\n", ("1:3 wrong-type",)),
    "an entry as it is printed": (
        entry(by='""', because='""', date='""'),
        ("4:7 empty-value", "5:12 empty-value", "6:9 wrong-type"),
    ),
    "nobody": (entry(by=None), ("1:3 missing-field",)),
    "no reason": (entry(because=None), ("1:3 missing-field",)),
    "no day": (entry(date=None), ("1:3 missing-field",)),
    "no digest": (entry(sha256=None), ("1:3 missing-field",)),
    "a digest that is none": (entry(sha256=DIGEST[:-1]), ("3:11 bad-digest",)),
    "a digest in capitals": (entry(sha256=DIGEST.upper()), ("3:11 bad-digest",)),
    "an unknown edition": (entry(edition="partners"), ("1:12 unknown-edition",)),
    "an unknown field": (entry(reason="tactics"), ("7:3 unknown-field",)),
    "a day in words": (entry(date="today"), ("6:9 wrong-type",)),
    "the same text twice": (entry() + entry(by="Somebody else"), ("7:3 duplicate-value",)),
    "two texts of a page": (entry() + entry(sha256="5a" * 32), ()),
    "what there is no more": (entry(what="MS-GDN-999"), ()),
    "nothing": ("", ("1:1 not-a-mapping",)),
    "every mistake in one run": (
        entry(edition="x", sha256="4f") + entry(by=None),
        ("3:11 bad-digest", "7:3 missing-field"),
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_is_told_at_its_place(name: str, tmp_path: Path) -> None:
    text, expected = PROBLEMS[name]
    _, found = read(tmp_path, text)
    assert [each.removeprefix(f"{FILE}:") for each in found] == list(expected)


def test_a_malformed_entry_stops_check_and_build(tmp_path: Path) -> None:
    root = write(tmp_path, {"docs/a.md": page(), FILE: entry(by='""')})
    (problem,) = Source(root).problems()
    assert str(problem).startswith(f"{FILE}:4:7: there is no text here")
    assert problem.code == "empty-value"
    with pytest.raises(ContentError):
        Source(root).project()


def test_no_edition_has_a_word_of_it(tmp_path: Path) -> None:
    root = write(tmp_path, {"docs/a.md": page("Zaunkönig.\n"), FILE: entry()})
    build(root, None, root / "site")
    assert says(root / "site", "Zaunkönig")
    assert not says(root / "site", "Zugvogel")
    assert not says(root / "site", DIGEST)


def test_a_reason_that_leaks_is_found_and_the_rest_is_no_alarm(tmp_path: Path) -> None:
    """Ids, roles and days are words of editions too: an old release may still have those of a page that has gone."""
    root = write(
        tmp_path / "project", {"docs/a.md": page(), FILE: entry(because="The Zugvogel sat in a stall beside it.")}
    )
    for name, text in {
        "leak": "The Zugvogel sat in a stall",
        "fine": "Release authority, 13 May 2024, docs/a.md",
    }.items():
        write(tmp_path / name, {"page.txt": text})
        (tmp_path / name / "mkdocs.yml").unlink()
        said = caveat("scan", "partner", tmp_path / name, cwd=root)
        assert (said.returncode, FILE in said.stdout) == ((1, True) if name == "leak" else (0, False))
