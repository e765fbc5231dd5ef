"""Every problem code has a case, and a source gives its own problems and no other."""

import re
from pathlib import Path

import pytest

from caveat.content import codes
from caveat.content.codes import CODES
from caveat.content.patterns import PATTERNS
from caveat.content.read import read_project
from content import cases_fields, cases_project, cases_text, cases_watch_list, cases_yaml
from content.case import Case
from content.sources import found, write

CASES = [*cases_text.CASES, *cases_yaml.CASES, *cases_fields.CASES, *cases_project.CASES, *cases_watch_list.CASES]
PACKAGE = Path(codes.__file__).parent


@pytest.mark.parametrize("case", CASES, ids=str)
def test_source_gives_its_problems(case: Case, tmp_path: Path) -> None:
    """Position and code of every problem, and no echo of it elsewhere."""
    case.prepare(write(tmp_path, case.files))
    reading = read_project(tmp_path)
    assert sorted(found(reading)) == sorted(case.problems)


def test_every_code_has_a_case() -> None:
    """A code that no source can give is a promise that nothing keeps."""
    given = {problem.rsplit(" ", 1)[1] for case in CASES for problem in case.problems}
    assert given == CODES.keys() - {"unreadable-file"}


def test_every_code_in_the_source_is_listed() -> None:
    """The list is complete: what looks like a code in the package is one, a pattern's name, or one of these words."""
    words = {
        "aide-memoire",
        "cultural-resource",
        "first-contact",
        "insight-report",
        "investigation-guide",
        "role-profile",
    }
    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("*.py") if path.name != "codes.py")
    used = set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"', sources)) - words - {"utf-8"} - PATTERNS.keys()
    assert used == set(CODES)
