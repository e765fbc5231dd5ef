"""Real builds of a small project that are killed outright, at instants spread over all of a run."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from caveat_site.source import Source
from caveat_site.stage import stage
from cli.running import OPEN, PAGES, caveat, environment, project
from leaks.snapshot import snapshot

EDITIONS = ("law-enforcement", "partner")
INSTANTS = 26
SLOW = '---\n{"title": "Slow", "caveat": {"kind": "page", "root": ""}}\n---\n' + "[" * 30_000 + "\n"
"""No projection gives a page like this: it takes its engine some seconds."""
ENGINE = """
import sys
from pathlib import Path
from caveat_site.process import Engine
engine = Engine(Path(sys.argv[1]), "2024-03-18")
engine.start()
engine.findings()
"""
THREE = ("waits for the engine", "is the engine", "waits for the end of the build")

State = Mapping[str, tuple[int, bytes]]


def write(root: Path, word: str) -> Path:
    """The project in one of its states; every page of both editions has the word."""
    return project(root, {path: str(text).replace(OPEN, word) for path, text in PAGES.items()})


def start(root: Path, temporary: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "caveat_cli", "-C", str(root), "build"]
    variables = environment(TMPDIR=str(temporary))
    return subprocess.Popen(command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def kill(build: "subprocess.Popen[bytes]") -> None:
    """The build alone: what it has started has to notice."""
    build.send_signal(signal.SIGKILL)
    build.communicate()


def published(root: Path) -> dict[str, State]:
    return {name: snapshot(root / "site" / name) for name in EDITIONS}


def test_a_build_killed_at_any_instant_leaves_each_edition_old_or_new(tmp_path: Path) -> None:
    """And the next run, with nothing cleaned by hand, ends as if nothing had happened."""
    root, temporary = tmp_path / "project", tmp_path / "temporary"
    temporary.mkdir()
    states = []
    for word in ("wagtail", "goldcrest"):
        began = time.monotonic()
        assert caveat("-C", write(root, word), "build", cwd=tmp_path, TMPDIR=str(temporary)).returncode == 0
        duration = time.monotonic() - began
        states.append(published(root))
    assert all(states[0][name] != states[1][name] for name in EDITIONS)
    ends: list[int] = []
    for number in range(INSTANTS):
        write(root, ("wagtail", "goldcrest")[number % 2])
        build = start(root, temporary)
        time.sleep(duration * (number + 0.5) / INSTANTS)
        kill(build)
        ends.append(build.returncode)
        found = published(root)
        assert all(found[name] in (states[0][name], states[1][name]) for name in EDITIONS)
    assert ends.count(-signal.SIGKILL) > INSTANTS / 2, "others had just ended"
    result = caveat("-C", write(root, "wagtail"), "build", cwd=tmp_path, TMPDIR=str(temporary))
    assert (result.returncode, published(root)) == (0, states[0])
    assert {path.name for path in (root / "site").iterdir()} == set(EDITIONS)
    assert not list(root.glob(".caveat*"))
    assert not list(temporary.iterdir()), "restricted text of the killed runs"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a list of processes")
def test_an_engine_ends_when_its_build_is_killed(tmp_path: Path) -> None:
    stage(Source(project(tmp_path / "project")).project()["partner"], tmp_path / "staged")
    (tmp_path / "staged" / "docs" / "slow.md").write_text(SLOW, encoding="utf-8")
    command = [sys.executable, "-c", ENGINE, str(tmp_path)]
    build = subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)
    try:
        engine = awaited(lambda: next(children(build.pid), 0))
        assert awaited(lambda: len(list(group(engine))) == len(THREE))
    finally:
        kill(build)
    assert awaited(lambda: not list(group(engine)))


def awaited(found: Callable[[], int]) -> int:
    """What a function gives as soon as it is true."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if value := found():
            return value
        time.sleep(0.01)
    raise AssertionError(found)


def processes() -> Iterator[tuple[int, int, int]]:
    """Number, parent and group of every process that is alive."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, group, *_ = path.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue  # It has just ended.
        if state not in "ZX":
            yield int(path.parent.name), int(parent), int(group)


def children(of: int) -> Iterator[int]:
    return (number for number, parent, _ in processes() if parent == of)


def group(leader: int) -> Iterator[int]:
    return (number for number, _, of in processes() if of == leader)
