"""cases/<name>/source projects to cases/<name>/<edition>, file for file: the rules as a policy owner can read them.

cases/<name>/README.md           the rule, in two or three sentences
cases/<name>/source/             a whole small project
cases/<name>/<edition>/          the pages that editors wrote, as that edition has them, and its files
cases/<name>/words/<edition>/    what readers of some pages are told, in words alone; addresses.txt lists every page
"""

from pathlib import Path

import pytest

from caveat.assurance.examination import examination
from caveat.content.read import read_project
from caveat.projection.project import project
from caveat.projection.staged import Projection
from projection.reader import words

CASES = sorted(path for path in (Path(__file__).parent.parent / "cases").iterdir() if path.is_dir())
MADE = ("feed.xml", "library.json")
"""Files that have tests of their own."""
EDITIONS = [
    pytest.param(case, folder.name, id=f"{case.name}-{folder.name}")
    for case in CASES
    for folder in sorted(case.iterdir())
    if folder.is_dir() and folder.name not in ("source", "words")
]


def golden(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def projected(case: Path, edition: str) -> Projection:
    reading = read_project(case / "source")
    assert examination(reading) == ()
    assert reading.corpus is not None
    return project(reading.corpus, edition)


def bodies(projection: Projection) -> dict[str, str]:
    """Address to body of the pages that editors wrote, and the attachments."""
    pages = {page.uri: page.body for page in projection.pages if page.uri in projection.origins}
    return pages | {uri: data.decode() for uri, data in projection.files.items() if uri not in MADE}


@pytest.mark.parametrize(("case", "edition"), EDITIONS)
def test_an_edition_gets_exactly_the_golden_tree_and_words(case: Path, edition: str) -> None:
    """Lists, badges, dates and control blocks are made from what the edition has: words are their text without markup."""
    projection = projected(case, edition)
    assert bodies(projection) == golden(case / edition)
    told = {page.uri.removesuffix(".md") + ".txt": words(page) for page in projection.pages}
    told["addresses.txt"] = "".join(f"{uri}\n" for uri in projection.tree())
    expected = golden(case / "words" / edition)
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_says_its_rule_and_shows_every_edition(case: Path) -> None:
    """A case without one of its editions would prove nothing about that edition."""
    assert (case / "README.md").read_text(encoding="utf-8").startswith("# ")
    corpus = read_project(case / "source").corpus
    assert corpus is not None
    shown = {folder.name for folder in case.iterdir() if folder.is_dir()} - {"source", "words"}
    assert shown == set(corpus.configuration.editions)
