"""Rules between a page's editions, and the addresses that Caveat keeps for itself."""

from pathlib import Path

import pytest

from caveat.content.read import read_project
from caveat.projection.generated import MASTHEAD, generated_addresses
from caveat.projection.narrow import narrow
from caveat.projection.project import examine
from caveat.projection.rules import edition_problems, source_problems
from projection.corpora import CONFIGURATION, page, product, read, write

CHAIN = CONFIGURATION.replace("editions:\n", "editions:\n        national: {title: National edition}\n").replace(
    "Law-enforcement edition}", "Law-enforcement edition, within: national}"
)
ALL = "national, law-enforcement, partner"


def history(root: Path, versions: str, edition: str) -> list[str]:
    """What is wrong with versions, newest first; partners lack those with a minus."""
    entries = "".join(
        f"  - {{version: '{version.lstrip('-')}', date: 2024-01-31, kind: major, change: x"
        f"{', editions: [law-enforcement]' if version.startswith('-') else ''}}}\n"
        for version in versions.split()
    )
    text = product()
    start, end = text.index("history:\n"), text.index("---\n", 4)
    files = {"docs/a.md": text[:start] + "history:\n" + entries + text[end:]}
    corpus = read_project(write(root, files)).corpus
    assert corpus is not None
    return [each.code for each in edition_problems(corpus, narrow(corpus, edition)[0])]


@pytest.mark.parametrize(
    ("versions", "gap"),
    [
        ("1.0", False),
        ("1.1 1.0", False),
        ("2.0 1.3 1.2 1.1 1.0", False),
        ("2.0 -1.3 1.2 1.1 1.0", False),
        ("2.0 -1.4 1.3 1.2 1.1 1.0", False),
        ("1.2 -1.1.1 1.1 1.0", False),
        ("1.1.1 -1.1 1.0", True),
        ("1.2 -1.1 1.0", True),
        ("3.0 -2.0 1.0", True),
        ("2.1 -2.0 1.0", True),
        ("1.1 -1.0", True),
        ("-1.1 1.0", False),
        ("1.0 -0.1", False),
        ("0.2 -0.1", True),
        ("0.3 0.2 -0.1", True),
        ("0.2", False),
        ("-1.0", False),
        ("1.0.2 -1.0.1 1.0", True),
        ("1.0.1 1.0", False),
    ],
)
def test_no_version_number_tells_of_a_hidden_change(versions: str, gap: bool, tmp_path: Path) -> None:
    assert history(tmp_path, versions, "partner") == ["history-gap"] * gap
    assert history(tmp_path, versions, "law-enforcement") == []


def test_a_history_of_an_editions_own_hides_nothing(tmp_path: Path) -> None:
    """It stands in place of the other one, whose numbers say nothing about it."""
    own = "    history: [{version: '0.3', date: 2024-01-31, kind: major, change: x}]\n"
    text = product(more=f"restricted:\n  law-enforcement:\n{own}").replace("version: '1.0'", "version: '0.2'")
    corpus = read(tmp_path, {"docs/a.md": text})
    for edition in ("law-enforcement", "partner"):
        assert list(edition_problems(corpus, narrow(corpus, edition)[0])) == []


def test_the_subset_rule_names_every_wider_edition(tmp_path: Path) -> None:
    """A passage for partners alone would be one that wider editions lack."""
    body = (
        "::: restricted to partner\nA.\n::: end restricted\n\nB {restricted to national, partner}c{end restricted}.\n"
    )
    files = {
        "mkdocs.yml": CHAIN,
        "docs/a.md": page(body, editions=ALL, restrictions=2),
        "docs/b.md": page(body, editions="law-enforcement, national", restrictions=2),
        "docs/c.md": page(body, editions="national", restrictions=2),
    }
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    assert [str(each) for each in source_problems(corpus)] == [
        "docs/a.md:6:1: law-enforcement contains partner; name it too [not-within]",
        "docs/a.md:6:1: national contains partner; name it too [not-within]",
        "docs/a.md:10:3: law-enforcement contains partner; name it too [not-within]",
        "docs/b.md:6:1: law-enforcement contains partner; name it too [not-within]",
        "docs/b.md:6:1: national contains partner; name it too [not-within]",
        "docs/b.md:10:3: law-enforcement contains partner; name it too [not-within]",
        "docs/c.md:6:1: national contains partner; name it too [not-within]",
    ]


def test_the_count_and_the_rule_hold_for_shared_passages_and_problems_of_all_sources_are_told(tmp_path: Path) -> None:
    passage = "---\neditions: [law-enforcement, partner]\nrestrictions: {}\n---\n::: restricted to partner\nA.\n::: end restricted\n"
    files = {
        "docs/a.md": page("A {restrict to partner}.\n"),
        "docs/data/shared/one.md": passage.format(2),
        "docs/data/shared/two.md": passage.format(1),
    }
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    assert [f"{each.location} {each.code}" for each in source_problems(corpus)] == [
        "docs/a.md:5:3 malformed-marker",
        "docs/data/shared/one.md:2:1 restriction-count",
        "docs/data/shared/one.md:5:1 not-within",
        "docs/data/shared/two.md:5:1 not-within",
    ]


def test_addresses_of_made_pages(tmp_path: Path) -> None:
    files = {
        "docs/a.md": product(more="sector: [agriculture]\naliases: [old/place.html, older.md]\n"),
        "guidance/deep/er/b.md": page(),
        "docs/data/glossary.yml": "- {term: A, meaning: B, editions: [law-enforcement]}\n",
        "docs/data/vocabulary.yml": "sector: {agriculture: Farming}\n",
    }
    corpus = read(tmp_path, files)
    made = generated_addresses(narrow(corpus, "partner")[0])
    assert made == {
        *(uri for _, uri in MASTHEAD),
        "index.md", "guidance/index.md", "guidance/deep/index.md", "guidance/deep/er/index.md",
        "id/X-1.md", "old/place.md", "older.md", "type/guidance.md", "sector/agriculture.md",
    }  # fmt: skip
    assert generated_addresses(narrow(corpus, "law-enforcement")[0]) == made | {"glossary.md"}


def test_an_editors_index_takes_the_place_of_a_made_one_and_no_other_page_does(tmp_path: Path) -> None:
    files = {
        "docs/index.md": page(),
        "docs/a/index.md": page(),
        "docs/type/guidance.md": page(),
        "docs/b.md": product(),
        "docs/c.md": product(identifier="X-2", more="superseded_by: X-3\n").replace("current", "superseded"),
        "docs/d.md": product(identifier="X-3", editions="law-enforcement"),
    }
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    found = edition_problems(corpus, narrow(corpus, "partner")[0])
    assert [f"{each.location} {each.code}" for each in found] == [
        "docs/c.md:12:16 successor-not-in-edition",
        "docs/type/guidance.md:3:8 page-collision",
    ]


def test_an_edition_is_examined_whole(tmp_path: Path) -> None:
    """Markers, text, then rules: each part's problems are there."""
    files = {
        "docs/a.md": page("A {restrict to partner}.\n"),
        "docs/b.md": page("[x](nowhere.md)\n"),
        "docs/law.md": page(),
        "docs/data/shared/one.md": "---\neditions: [partner, law-enforcement]\nrestrictions: 1\n---\n## 1. A\n\n::: restricted to law-enforcement\n## 2. B\n::: end restricted\n\n## 3. C\n",
    }
    corpus = read_project(write(tmp_path, files)).corpus
    assert corpus is not None
    assert [f"{each.location} {each.code}" for each in examine(corpus, "partner").problems] == [
        "docs/a.md:5:3 malformed-marker",
        "docs/b.md:5:5 broken-link",
        "docs/law.md:3:8 page-collision",
        "docs/data/shared/one.md:11:1 hand-numbering",
    ]
