"""Real builds on a full disk, with files that cannot be read, and beside another build."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from caveat.content.problem import ContentError
from caveat_site.build import build
from cli.running import complaints, content, environment, project
from leaks.library import filled, write

EDITIONS = ("law-enforcement", "partner")
FULL_DISK = Path(__file__).with_name("full_disk.py")
SMALL_DISKS = ("unshare", "-Urm")
"""Runs a command where everybody may mount a file system of memory."""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What full_disk.py says."""
    if not shutil.which("unshare") or subprocess.run([*SMALL_DISKS, "true"], check=False).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    folder = tmp_path_factory.mktemp("disks")
    command = [*SMALL_DISKS, sys.executable, str(FULL_DISK), project(folder / "project"), str(folder)]
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, check=True)
    printed: list[dict[str, Any]] = json.loads(done.stdout)
    return printed


def test_a_full_disk_is_a_clear_error_and_publishes_nothing(runs: list[dict[str, Any]]) -> None:
    first, *full, _ = runs
    assert first["code"] == 0
    assert len(full) == 6
    for run in full:
        line = run["said"].removeprefix("caveat: ")
        assert (run["code"], line.count("\n"), line.endswith("No space left on device\n")) == (1, 1, True), line
        assert run["site"] == first["site"], (run["disk"], run["free"])
        assert run["left"] == []
        assert f"/{run['disk']}/" in line or "the site engine" in line, "the disk that is full"


def test_a_full_disk_stops_a_build_in_each_of_its_parts(runs: list[dict[str, Any]]) -> None:
    """Else the sizes are no longer those that matter."""
    said = " ".join(run["said"] for run in runs)
    for words in ("cannot write to", "the site engine failed: ", "cannot publish to"):
        assert words in said


def test_with_room_again_the_next_build_publishes(runs: list[dict[str, Any]]) -> None:
    assert (runs[-1]["code"], runs[-1]["left"]) == (0, [])
    # The index of a search is in a folder with the name of its content, which has changed.
    pages, before = ({name for name in each["site"] if "/assets/search/" not in name} for each in (runs[-1], runs[0]))
    assert pages == before
    assert runs[-1]["site"] != runs[0]["site"]


@pytest.fixture(scope="module")
def library() -> Iterator[Path]:
    """A built library, in a folder where other users can do the same, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        root = write(Path(name) / "library", filled({}))
        build(root, None, root.with_name("site"))
        yield root


UNREADABLE = ("mkdocs.yml", "docs/text.md", "docs/advice", "docs/files/dot.svg", "docs/data", "docs/data/glossary.yml")
UNREADABLE += ("docs/data/shared", "docs/data/shared/signs.md", "guidance", "docs")


@pytest.mark.parametrize("path", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_and_publishes_nothing(library: Path, path: str) -> None:
    """It never counts as a file that is not there: without its data an edition could show more."""
    site, mode, root = library.with_name("site"), (library / path).stat().st_mode, os.geteuid() == 0
    before = content(site)
    (library / path).chmod(0)
    try:
        if root:  # Who may read everything.
            os.seteuid(65534)
        with pytest.raises(ContentError) as caught:
            build(library, None, site)
    finally:
        if root:
            os.seteuid(0)
        (library / path).chmod(mode)
    assert (path, "unreadable-file") in {(each.location.path, each.code) for each in caught.value.problems}
    assert content(site) == before


def test_builds_at_once_publish_whole_editions_or_say_that_another_is_at_work(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "caveat_cli", "-C", str(root), "build"]
    variables = environment(TMPDIR=str(tmp_path / "temporary"))
    builds = [subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    done = [(each, each.communicate()[1]) for each in builds]
    for each, said in done:
        finished = subprocess.CompletedProcess[str](command, each.returncode, "", said)
        assert (each.returncode, complaints(finished)) == (0, "") or "another build is publishing to" in said
    assert 0 in [each.returncode for each, _ in done]
    at_once = content(root / "site")
    build(root, None, root / "site")
    assert at_once == content(root / "site")
    assert not list((tmp_path / "temporary").iterdir())
    assert sorted(path.name for path in root.iterdir()) == [".cache", "docs", "mkdocs.yml", "site", "stop"]
