"""`caveat search`, as somebody at a terminal uses it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import CANARY, OPEN, environment, project

KEYS = {"id", "path", "title", "section", "url", "score", "excerpt"}


def search(root: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "caveat_cli", "-C", str(root), "search", *words]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)


def found(root: Path, query: str, edition: str, *options: str) -> list[dict[str, object]]:
    result = search(root, query, "--edition", edition, "--json", *options)
    assert (result.returncode, result.stderr) == (0, "")
    answer = json.loads(result.stdout)
    assert answer["query"] == query
    assert all(set(each) == KEYS for each in answer["results"])
    return list(answer["results"])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


def test_it_finds_pages_of_the_edition_and_of_no_other(root: Path) -> None:
    """The positive control: what partners may not find, law enforcement finds."""
    restricted = found(root, CANARY, "law-enforcement")
    assert {"docs/secret.md", "docs/guidance/product.md"} <= {each["path"] for each in restricted}
    assert found(root, CANARY, "partner") == []
    assert found(root, OPEN, "partner") != []


def test_the_text_names_page_place_and_excerpt(root: Path) -> None:
    result = search(root, OPEN, "--edition", "partner", "--limit", "1")
    (first,) = found(root, OPEN, "partner", "--limit", "1")
    name = f"{first['id']} {first['title']}".strip()
    assert result.stdout.startswith(f"1. {name}  (")
    assert str(first["url"]) in result.stdout
    assert str(first["excerpt"]) in result.stdout


def test_nothing_found_is_no_error(root: Path) -> None:
    result = search(root, "xyzzyplugh", "--edition", "partner")
    assert (result.returncode, result.stdout) == (0, "Nothing in this edition matches 'xyzzyplugh'.\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("x", "--edition", "partnr"), "caveat: there is no edition 'partnr'; this project has "),
        ((" ", "--edition", "partner"), "caveat: the query is empty; write what you look for"),
    ],
)
def test_a_wrong_use_is_a_clear_error(root: Path, words: tuple[str, ...], message: str) -> None:
    result = search(root, *words)
    assert result.returncode == 2
    assert result.stderr.startswith(message)


def test_content_is_searched_as_it_stands(root: Path) -> None:
    """A kept index is not used once anything has changed."""
    assert found(root, "quokka", "partner") == []
    page = root / str(found(root, OPEN, "partner")[0]["path"])
    page.write_text(page.read_text(encoding="utf-8") + "\nA quokka was seen.\n", encoding="utf-8")
    assert [each["path"] for each in found(root, "quokka", "partner")] == [page.relative_to(root).as_posix()]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b'0000\n{"of": ""}'])
def test_a_damaged_index_is_made_again(root: Path, damage: bytes) -> None:
    whole = found(root, OPEN, "partner")
    kept = sorted((root / ".cache" / "caveat").glob("*.json"))
    assert kept
    for each in kept:
        each.write_bytes(damage)
    assert found(root, OPEN, "partner") == whole


def test_problems_of_the_content_are_told(root: Path) -> None:
    page = root / str(found(root, OPEN, "partner")[0]["path"])
    page.write_text("---\ntitle: X\n---\n", encoding="utf-8")
    result = search(root, OPEN, "--edition", "partner")
    assert result.returncode == 1
    assert page.relative_to(root).as_posix() in result.stdout + result.stderr
