"""The library with five releases, built for real, once for all tests of a run that look at its sites.

First with a passage that is restricted today allowed in old releases, then without a word about it, which stops the
build, then with the recall that the message asks for.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from caveat.content.problem import ContentError
from caveat.history.recalls import FILE
from caveat.history.write_recall import Wanted
from caveat_site.build import build
from caveat_site.process import Engine
from caveat_site.recalling import recall
from history import story

ALLOWED = """\
allowed:
  - text: The koala reads every letter.
    reason: For a test.
    date: 2023-04-01
    decided_by: Force information manager
"""


@dataclass(frozen=True)
class Built:
    """What came of it."""

    root: Path
    stopped: tuple[str, ...]
    """What the build without a recall said."""
    engines: tuple[int, ...]
    """How many engines each of the three builds started."""

    @property
    def before(self) -> Path:
        """The editions before the recall."""
        return self.root / "before"

    @property
    def site(self) -> Path:
        """The editions after it."""
        return self.root / "site"


def shared(factory: pytest.TempPathFactory) -> Built:
    """The library, built once for all workers of the run."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    with (base / "releases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        root, facts = base / "releases", base / "releases.json"
        if not facts.exists():
            shutil.rmtree(root, ignore_errors=True)
            facts.write_text(json.dumps(asdict(_built(root)), default=str), encoding="utf-8")
    told = json.loads(facts.read_text(encoding="utf-8"))
    return Built(Path(told["root"]), tuple(told["stopped"]), tuple(told["engines"]))


def _built(root: Path) -> Built:
    work = root.with_name("releases-work")
    work.mkdir(exist_ok=True)
    story.told(root, work)
    (root / FILE).write_text(ALLOWED, encoding="utf-8")
    with counted() as first:
        build(root, None, root / "before")
    (root / FILE).unlink()
    with counted() as second:
        stopped = _stopped(root)
    place = stopped[0].split(": ")[0].rpartition(":")[0]
    recall(root, Wanted(("partner",), "tactics", "Force information manager", date(2023, 4, 1), source=place))
    with counted() as third:
        build(root, None, root / "site")
    return Built(root, stopped, (len(first), len(second), len(third)))


def _stopped(root: Path) -> tuple[str, ...]:
    try:
        build(root, ["partner"], root / "site")
    except ContentError as error:
        return tuple(map(str, error.problems))
    raise AssertionError("a passage that is restricted today and public in an old release does not stop a build")


@contextmanager
def counted() -> Iterator[list[Path]]:
    """The folders of the engines that are started meanwhile."""
    started: list[Path] = []
    start = Engine.start

    def noted(engine: Engine) -> None:
        started.append(engine.site)
        start(engine)

    with mock.patch.object(Engine, "start", noted):
        yield started
