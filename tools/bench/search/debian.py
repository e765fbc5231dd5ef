"""Debian packages of documentation, by name, version and digest, unpacked into a folder.

Fetched with apt when the bench runs, and never kept in the repository. Each may be copied under the licences in its
`copyright` file; the bench reads them and hands nothing on.
"""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Package:
    """A package of Debian 12 whose files the bench reads."""

    name: str
    version: str
    sha256: str


class MissingPackageError(Exception):
    """A package cannot be had, or is not the one that was pinned."""


def unpacked(package: Package, cache: Path) -> Path:
    """The folder with the files of a package; fetched and checked where it is not there yet.

    Raises MissingPackageError where apt does not have that version or its bytes are others.
    """
    folder = cache / f"{package.name}_{package.version.replace(':', '-')}"
    if folder.exists():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    archive = _fetched(package, cache)
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise MissingPackageError(f"{archive.name} is not the package that was pinned: its SHA-256 differs")
    partial = folder.with_suffix(".partial")
    subprocess.run(["dpkg-deb", "-x", archive, partial], check=True)
    partial.rename(folder)
    archive.unlink()
    return folder


def _fetched(package: Package, cache: Path) -> Path:
    before = set(cache.glob("*.deb"))
    command = ["apt-get", "download", "-qq", f"{package.name}={package.version}"]
    done = subprocess.run(command, cwd=cache, check=False, capture_output=True, text=True)
    new = sorted(set(cache.glob("*.deb")) - before)
    if done.returncode or not new:
        raise MissingPackageError(
            f"apt has no {package.name} {package.version}; run apt-get update, or pin the version that Debian has now "
            "in tools/bench/search/sources.py: the figures are then those of another corpus"
        )
    return new[0]
