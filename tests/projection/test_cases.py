"""cases/<name>/source projects to cases/<name>/<edition>, file for file: the rules as a policy owner can read them."""

from pathlib import Path

import pytest

from caveat.content.read import read_project
from caveat.projection.check import check
from caveat.projection.project import project

CASES = sorted(path for path in (Path(__file__).parent.parent / "cases").iterdir() if path.is_dir())


def golden(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()
    }


def bodies(case: Path, edition: str) -> dict[str, str]:
    """Address to body of the pages that editors wrote, as `edition` has them, and its files."""
    reading = read_project(case / "source")
    assert check(reading) == ()
    assert reading.corpus is not None
    projection = project(reading.corpus, edition)
    pages = {page.uri: page.body for page in projection.pages if page.uri in projection.origins}
    return pages | {uri: data.decode() for uri, data in projection.files.items()}


@pytest.mark.parametrize("edition", ["law-enforcement", "partner"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_edition_gets_exactly_the_golden_tree(case: Path, edition: str) -> None:
    assert bodies(case, edition) == golden(case / edition)
