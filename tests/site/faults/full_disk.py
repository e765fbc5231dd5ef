"""Build where a disk is full. Runs in a namespace of its own, with two small disks of memory, and says what came of it.

    python full_disk.py PROJECT FOLDER

FOLDER/temporary and FOLDER/published become the disks. A build publishes; then the project changes, and builds follow
with less and less room on one of them; then the disks have room again. Writes a list of JSON objects.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOM = 32
"""Size of each disk in MB: enough for a small project."""
FREE = {"temporary": (1.6, 0.6, 0.02), "published": (0.7, 0.3, 0.02)}
"""Disk to room, in sizes of what is published: pages are staged in little more than one, and rendered in another."""


def main(project: Path, folder: Path) -> None:
    for disk in FREE:
        (folder / disk).mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}m", "tmpfs", folder / disk], check=True)
    runs = [built(project, folder)]
    status = os.statvfs(folder / "published")
    size = (status.f_blocks - status.f_bfree) * status.f_frsize
    page = project / "docs" / "about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    for disk, parts in FREE.items():
        for free in parts:
            filler = folder / disk / "filler"
            fill(filler, int(free * size))
            runs.append({"disk": disk, "free": free, **built(project, folder)})
            filler.unlink()
    runs.append(built(project, folder))
    sys.stdout.write(json.dumps(runs))


def fill(filler: Path, free: int) -> None:
    status = os.statvfs(filler.parent)
    filler.write_bytes(bytes(status.f_bavail * status.f_frsize - free))


def built(project: Path, folder: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "caveat_cli", "-C", project, "build", "--out", folder / "published" / "site"]
    variables = {**os.environ, "TMPDIR": str(folder / "temporary")}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    site = folder / "published" / "site"
    files = {path: path.read_bytes().hex() for path in sorted(site.rglob("*")) if path.is_file()}
    left = [path.name for disk in FREE for path in (folder / disk).iterdir() if path.name not in ("filler", "site")]
    return {
        "code": done.returncode,
        "said": done.stderr,
        "site": {path.relative_to(site).as_posix(): text for path, text in files.items()},
        "left": left,
    }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
