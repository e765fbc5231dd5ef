"""A folder as values."""

from collections.abc import Mapping
from pathlib import Path


def snapshot(folder: Path) -> Mapping[str, tuple[int, bytes]]:
    """Path of every file and folder, hidden ones too, to its type and mode and its content; links as what they say."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        found[path.relative_to(folder).as_posix()] = path.lstat().st_mode, content
    return found


def without_kept(found: Mapping[str, tuple[int, bytes]]) -> dict[str, tuple[int, bytes]]:
    """A project without what a build keeps for the next one: it holds what the source holds, and is never published."""
    return {name: each for name, each in found.items() if name.partition("/")[0] != ".cache"}


def differences(one: Mapping[str, tuple[int, bytes]], other: Mapping[str, tuple[int, bytes]]) -> list[str]:
    """What differs, and how: short enough to read."""
    return [
        f"{name}: {_shown(one.get(name))} / {_shown(other.get(name))}"
        for name in sorted(one.keys() | other.keys())
        if one.get(name) != other.get(name)
    ]


def _shown(found: tuple[int, bytes] | None) -> str:
    return f"{found[0]:o} {len(found[1])} bytes" if found else "is not there"
