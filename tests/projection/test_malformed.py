"""Ten thousand malformed sources: each is an error with a place, none a traceback, and no message tells what is protected.

`make test` makes 10,000; CAVEAT_MALFORMED=100000 makes as many as it says.
"""

import importlib
import os
import pkgutil
import random
import re
from collections import Counter
from pathlib import Path

import pytest

import caveat
from caveat.assurance.examination import examination
from caveat.content.read import read_project
from projection.corpora import write
from projection.malformed import CANARY, PAGE_SPOILS, PROJECT, malformed

SOURCES = int(os.environ.get("CAVEAT_MALFORMED", "10000"))
PARTS = range(4)
CODES = {
    code
    for module in pkgutil.walk_packages(caveat.__path__, "caveat.")
    if module.name.endswith(".codes")
    for code in importlib.import_module(module.name).CODES
}
FORM = re.compile(r"[^\s:]+:[1-9]\d*:[1-9]\d*: [^\n]+ \[[a-z0-9-]+\]")


def problems_of(root: Path, path: str, content: str | bytes) -> list[str]:
    """What is wrong with the project, with one of its files changed; every place is one that the file has."""
    text = content if isinstance(content, str) else content.decode(errors="replace")
    (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    found = examination(read_project(root))
    for problem in found:
        assert problem.code in CODES
        lines = text.split("\n") if problem.location.path == path else PROJECT[problem.location.path].split("\n")
        assert problem.location.line <= len(lines)
        assert problem.location.column <= len(lines[problem.location.line - 1].encode()) + 2
    return [str(problem) for problem in found]


@pytest.mark.no_cover
@pytest.mark.parametrize("part", PARTS)
def test_a_malformed_source_is_an_error_with_a_place(part: int, tmp_path: Path) -> None:
    rng = random.Random(part)
    write(tmp_path, PROJECT)
    tried: Counter[str] = Counter()
    for _ in range(SOURCES // len(PARTS)):
        way, path, project = malformed(rng)
        found = problems_of(tmp_path, path, project[path])
        assert found, (way, path, project[path])
        assert all(FORM.fullmatch(each) for each in found), found
        assert CANARY not in "\n".join(found), (way, found)
        (tmp_path / path).write_text(PROJECT[path])
        tried[way] += 1
    # A short run, of which `make mutation` makes many, does not come to all of them.
    assert len(tried) > len(PAGE_SPOILS) or SOURCES < 10_000


def test_the_project_itself_has_no_problem(tmp_path: Path) -> None:
    """Else every error would be there without any damage."""
    assert examination(read_project(write(tmp_path, PROJECT))) == ()
