"""Finished editions are compared down to the last byte, name and mode."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from caveat.assurance.proving.disk import (
    Difference,
    Status,
    digest,
    entries,
    first_difference,
    status_below,
    write_source,
)
from caveat.assurance.proving.texts import Texts


def edition(folder: Path) -> Path:
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "page.html").write_bytes(b"0123456789" * 300_000)
    (folder / "index.html").write_bytes(b"")
    return folder


def _append(folder: Path) -> None:
    with (folder / "a" / "page.html").open("ab") as file:
        file.write(b"x")


def _change(folder: Path) -> None:
    with (folder / "a" / "page.html").open("r+b") as file:
        file.seek(2_000_003)
        file.write(b"x")


CHANGES: dict[str, tuple[Callable[[Path], object], Difference]] = {
    "a byte": (_change, Difference("a/page.html", 2_000_003, "content")),
    "a byte more": (_append, Difference("a/page.html", 3_000_000, "content")),
    "a mode": (lambda folder: (folder / "index.html").chmod(0o600), Difference("index.html", 0, "mode")),
    "a mode of a folder": (lambda folder: (folder / "a").chmod(0o700), Difference("a", 0, "mode")),
    "a mode of the edition": (lambda folder: folder.chmod(0o700), Difference(".", 0, "mode")),
    "a hidden file": (lambda folder: (folder / ".x").touch(), Difference(".x", 0, "added")),
    "an empty folder": (lambda folder: (folder / "b").mkdir(), Difference("b", 0, "added")),
    "a file less": (lambda folder: (folder / "index.html").unlink(), Difference("index.html", 0, "missing")),
    "a link": (lambda folder: (folder / "z").symlink_to("a"), Difference("z", 0, "added")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_is_found(change: str, tmp_path: Path) -> None:
    one, other = edition(tmp_path / "one"), edition(tmp_path / "other")
    assert first_difference(one, other) is None
    assert digest(entries(one)) == digest(entries(other))
    make, expected = CHANGES[change]
    make(other)
    assert first_difference(one, other) == expected
    assert digest(entries(one)) != digest(entries(other))


def test_the_digest_is_what_it_is_said_to_be(tmp_path: Path) -> None:
    """Anybody can compute it with other tools."""
    tmp_path.chmod(0o755)
    (tmp_path / "a.txt").write_bytes(b"text")
    (tmp_path / "a.txt").chmod(0o644)
    content = hashlib.sha256(b"text").hexdigest()
    expected = hashlib.sha256(f".\00040755\0-\0a.txt\000100644\0{content}\0".encode()).hexdigest()
    assert digest(entries(tmp_path)) == expected


def test_a_source_is_written_whole_whatever_is_drawn_by_lot(tmp_path: Path) -> None:
    files = {"docs/a.md": b"a", "docs/deep/b.md": b"b", "mkdocs.yml": b"c"}
    everything = frozenset({"times", "modes", "order"})
    lie = {"empty": Status(0o700, 5, is_folder=True)}
    write_source(files, lie, tmp_path / "source", everything, Texts("seed"))
    written = {path.relative_to(tmp_path / "source").as_posix() for path in (tmp_path / "source").rglob("*.*")}
    assert written == set(files)
    assert all((tmp_path / "source" / path).read_bytes() == data for path, data in files.items())
    assert (tmp_path / "source" / "empty").is_dir()
    assert len({(tmp_path / "source" / path).stat().st_mtime for path in files}) == len(files)


def test_a_source_lies_as_it_did(tmp_path: Path) -> None:
    """So that a time or a mode that shows is traced to the mutation that changes them."""
    (tmp_path / "one" / "docs" / "empty").mkdir(parents=True)
    (tmp_path / "one" / "docs" / "a.md").write_bytes(b"a")
    (tmp_path / "one" / "docs" / "a.md").chmod(0o640)
    os.utime(tmp_path / "one" / "docs" / "a.md", ns=(5, 1_234_567_890))
    lie = status_below(tmp_path / "one", ["docs", "missing"])
    write_source({"docs/a.md": b"b"}, lie, tmp_path / "other", frozenset(), Texts("seed"))
    assert status_below(tmp_path / "other", ["docs"]) == lie
    assert set(lie) == {"docs", "docs/a.md", "docs/empty"}
