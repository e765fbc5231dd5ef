"""Any doubt stops a build: exit code 1, every finding at its place, nothing published, what was published untouched."""

import re
from pathlib import Path

import pytest

from caveat_cli.main import run
from leaks.bad_inputs import BAD_INPUTS, CANARY, CONFIGURATION, Bad
from leaks.snapshot import differences, snapshot, without_kept

FINDING = re.compile(r"(?P<place>.+:\d+:\d+): (?P<message>.+) \[(?P<code>[a-z0-9-]+)\]")
EARLIER = "Published before.\n"


def project(root: Path, case: Bad) -> Path:
    """The project of a case, with an edition that was published earlier."""
    earlier = {f"site/{edition}/index.html": EARLIER for edition in ("law-enforcement", "partner")}
    for path, content in {"mkdocs.yml": CONFIGURATION, **earlier, **case.files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    case.prepare(root)
    return root


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_a_doubt_stops_the_build(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    case = BAD_INPUTS[name]
    root = project(tmp_path, case)
    before = without_kept(snapshot(root))
    assert run(["-C", str(root), "build"]) == 1
    output, errors = capfd.readouterr()
    *findings, last = errors.splitlines()
    assert [f"{found['place']} {found['code']}" for found in map(FINDING.fullmatch, findings) if found] == [*case.found]
    assert len(findings) == len(case.found)
    assert last.endswith("nothing was published.")
    assert output == ""
    assert CANARY.casefold() not in re.sub(r"(?m)^\S+:\d+:\d+: ", "", errors).casefold()
    assert differences(before, without_kept(snapshot(root))) == []
