"""Two builds of the same sources are the same, by whomever, wherever and whenever: every byte, every name, every mode.

The wall clock moves between the builds; tests of the engine hold that no page shows it.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from cli.running import complaints, environment
from leaks.library import everything, filled, write
from leaks.snapshot import differences, snapshot

MEMORY = Path("/dev/shm")  # noqa: S108
"""A file system that lists its files in another order."""


@dataclass(frozen=True)
class Way:
    """How a build is run."""

    folder: str
    """Name of the project's folder."""
    variables: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[Sequence[str]] = ()
    """Commands that run a command in other circumstances; those that this machine has not are left out."""
    umask: int = 0o022
    backwards: bool = False
    """Whether files are made in the opposite order, long ago."""
    in_memory: bool = False


PLAIN = Way("project", {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})
WAYS = {
    "elsewhere": Way(
        "a longer name/of a Prüfung",
        {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "de_DE.ISO-8859-1",
            "PYTHONHASHSEED": "4242",
            "SOURCE_DATE_EPOCH": "86400",
            "COLUMNS": "20",
            "PYTHONUTF8": "0",
        },
        umask=0o077,
        backwards=True,
    ),
    "by another, on one processor": Way(
        "p",
        {"LC_ALL": "C", "PYTHONHASHSEED": "7", "USER": "somebody", "LOGNAME": "somebody", "PYTHONOPTIMIZE": "1"},
        before=(
            ("unshare", "--user", "--map-user=4321", "--map-group=4321", "--uts"),
            ("taskset", "--cpu-list", str(min(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else "0"),
        ),
        umask=0o002,
        in_memory=True,
    ),
}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, bytes]]:
    return built(PLAIN, tmp_path_factory.mktemp("plain"))


@pytest.mark.parametrize("way", WAYS)
def test_two_builds_are_the_same(way: str, plain: Mapping[str, tuple[int, bytes]]) -> None:
    with TemporaryDirectory(dir=MEMORY if WAYS[way].in_memory and MEMORY.is_dir() else None) as place:
        assert differences(plain, built(WAYS[way], Path(place))) == []
    assert len(plain) > 200


def built(way: Way, place: Path) -> Mapping[str, tuple[int, bytes]]:
    """The published editions."""
    root = place / way.folder
    files = dict(sorted(filled(everything()).items(), reverse=way.backwards))
    write(root, files)
    for path in files if way.backwards else ():
        os.utime(root / path, (0, 0))
    folders = {name: place / f"{name} of {way.folder[:1]}" for name in ("HOME", "TMPDIR")}
    for path in folders.values():
        path.mkdir()
    before = [word for command in way.before if works(command) for word in command]
    result = subprocess.run(
        [*before, sys.executable, "-m", "caveat_cli", "-C", str(root), "build"],
        cwd=place,
        env=environment(**way.variables, **{name: str(path) for name, path in folders.items()}),
        umask=way.umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, complaints(result)) == (0, "")
    return snapshot(root / "site")


def works(command: Sequence[str]) -> bool:
    return bool(shutil.which(command[0])) and not subprocess.run([*command, "true"], check=False).returncode
