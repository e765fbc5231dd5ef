"""Publishing while others publish, and after a build that was killed at any instant."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assurance.publishing.sites import EDITIONS, finished, marks, run
from caveat.assurance.publishing import publish
from caveat.assurance.publishing.exchange import journal_of
from caveat.assurance.publishing.publish import PublicationError, publication

PLUGINS = Path(publish.__file__).parents[2]

CHILD = """
import sys
from pathlib import Path
from caveat.assurance.publishing import exchange, folders
from caveat.assurance.publishing.publish import PublicationError, publication
out, new, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if way == "two renames":
    exchange.exchange = lambda one, other: False
    folders.sync_file_system = lambda folder: True
print("ready", flush=True)
while True:
    try:
        with publication(out) as place:
            place.publish({name.name: name for name in new.iterdir()})
    except PublicationError:
        pass
"""


def start(out: Path, new: Path, way: str = "exchange") -> "subprocess.Popen[bytes]":
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(out), str(new), way],
        env={**os.environ, "PYTHONPATH": str(PLUGINS)},
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    child.stdout.readline()
    return child


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_a_build_killed_at_any_instant_leaves_whole_editions(tmp_path: Path, way: str) -> None:
    """And the next run, with nothing cleaned by hand, ends as if nothing had happened."""
    out = tmp_path / "site"
    sites = {mark: finished(tmp_path, mark, files=12) for mark in ("one", "two")}
    run(out, sites["one"])
    instants = random.Random(20240318)
    for turn in range(12):
        child = start(out, tmp_path / ("two" if turn % 2 else "one"), way)
        time.sleep(instants.uniform(0, 0.06))
        child.send_signal(signal.SIGKILL)
        child.wait()
        assert child.stdout
        child.stdout.close()
        for name in EDITIONS:
            # Between its two renames an edition has no folder; the journal stands, and the next run puts one there.
            assert marks(out / name) in ({"one"}, {"two"}, set() if journal_of(out).exists() else {"one"})
        if turn % 3 == 2:
            with publication(out):
                assert all(marks(out / name) in ({"one"}, {"two"}) for name in EDITIONS)
            assert sorted(path.name for path in out.iterdir()) == sorted(EDITIONS)
    run(out, sites["two"])
    assert [marks(out / name) for name in EDITIONS] == [{"two"}, {"two"}]
    assert sorted(path.name for path in out.iterdir()) == sorted(EDITIONS)


def test_a_second_build_says_that_another_is_at_work(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with publication(out), pytest.raises(PublicationError, match="another build"), publication(out):
        pass
    with publication(out):
        pass
    assert not list(tmp_path.iterdir())


def test_builds_at_once_take_turns_or_say_so(tmp_path: Path) -> None:
    """Several processes publish as fast as they can: what stands there is whole whenever one looks."""
    out = tmp_path / "site"
    run(out, finished(tmp_path, "one"))
    finished(tmp_path, "two")
    child = start(out, tmp_path / "two")
    refused = published = 0
    try:
        until = time.monotonic() + 1
        while time.monotonic() < until:
            try:
                run(out, finished(tmp_path, "one"))
                published += 1
            except PublicationError as error:
                assert "another build" in str(error)
                refused += 1
    finally:
        child.kill()
        child.wait()
        assert child.stdout
        child.stdout.close()
    assert refused
    assert all(marks(out / name) in ({"one"}, {"two"}) for name in EDITIONS)
