"""Copies of a small project, made by the command as release authorities make them."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from caveat.export.register import FILE
from cli.running import CANARY, OPEN, PAGES, caveat, complaints, environment, project
from export.copies import keys

ISSUED, EXPIRES = "2024-06-01", "2024-12-31"
MORE_HIDDEN: Mapping[str, str | bytes] = {
    "docs/guidance/product.md": str(PAGES["docs/guidance/product.md"]).replace(
        f"Only some know of {CANARY}.", f"Few know of {CANARY}, and since 1 July 2024 of another {CANARY}."
    ),
    "docs/secret.md": str(PAGES["docs/secret.md"]).replace("All of it", "Some of it, and much more, is"),
    "docs/second.md": str(PAGES["docs/secret.md"]).replace("Secret", "Second"),
    # A copy for others, with another number.
    FILE: (
        f"- {{edition: law-enforcement, sequence: 1, content: {'a' * 64}, issued: 2024-05-01, expires: 2024-12-31, "
        f"recipient: {CANARY} force, sha256: {'b' * 64}}}\n"
    ),
}
"""What the partner edition does not see, changed."""
CHANGED: Mapping[str, str | bytes] = {
    "docs/about.md": str(PAGES["docs/about.md"]).replace(f"Text with {OPEN}", f"Another text with {OPEN}")
}
"""What it sees, changed."""


def library(root: Path, *changes: Mapping[str, str | bytes]) -> Path:
    files = dict(PAGES)
    for change in changes:
        files.update(change)
    return project(root, files)


def command(root: Path, out: Path, *more: str | Path, edition: str = "partner") -> list[str | Path]:
    """The words of an export; options in `more` win."""
    given = ["--out", out, "--sign", keys().key("release"), "--issued", ISSUED, "--expires", EXPIRES]
    return ["-C", root, "export", edition, *given, *more]


def export(
    root: Path, out: Path, *more: str | Path, edition: str = "partner", umask: int = -1, **variables: str
) -> bytes:
    """The copy that the command has written."""
    done = caveat(*command(root, out, *more, edition=edition), cwd=out.parent, umask=umask, **variables)
    assert (done.returncode, complaints(done)) == (0, "")
    return out.read_bytes()


def limited(words: list[str | Path], cwd: Path, prelude: str) -> "subprocess.CompletedProcess[str]":
    """A command in a process that first runs a few lines of Python."""
    script = f"import sys\n{prelude}\nfrom caveat_cli.main import run\nsys.exit(run(sys.argv[1:]))\n"
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, words)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def unzipped(package: bytes, place: Path) -> Path:
    """The folder of a copy, unpacked as partners unpack it."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        opened.extractall(place)
        return place / opened.namelist()[0].partition("/")[0]
