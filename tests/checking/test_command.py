"""`caveat check` as editors and their pull requests use it: what stops, what only warns, what is mended."""

import json
import subprocess
from pathlib import Path

import pytest

from caveat_cli.main import run
from cli.running import project
from projection.corpora import page

QUIET = "---\ntitle: A page\neditions: [law-enforcement, partner]\n---\nText.\n"


def git(root: Path, *words: str) -> None:
    identity = ["-c", "user.name=An editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def codes(capsys: pytest.CaptureFixture[str], root: Path, *more: str) -> tuple[int, list[str]]:
    """The exit code, and path and code of what is found."""
    capsys.readouterr()
    exit_code = run(["-C", str(root), "check", "--format", "json", "--today", "2024-06-30", *more])
    found = json.loads(capsys.readouterr().out)["problems"]
    return exit_code, [f"{each['path']} {each['code']}" for each in found]


def test_a_warning_stops_nothing_and_an_error_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {"docs/a.md": QUIET.replace("Text", "We utilise it")})
    assert codes(capsys, root) == (0, ["docs/a.md house-style"])
    (root / "docs" / "b.md").write_text(QUIET + "\n![](car.png)\n", encoding="utf-8")
    exit_code, found = codes(capsys, root)
    assert (exit_code, sorted(found)) == (
        1,
        ["docs/a.md house-style", "docs/b.md broken-link", "docs/b.md image-without-text"],
    )


def test_what_the_linter_said_is_kept_and_damage_to_it_is_not_believed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, {"docs/a.md": QUIET + "## Two\n"})
    expected = (0, ["docs/a.md markdown-style"])
    assert codes(capsys, root) == expected
    kept = root / ".cache" / "caveat" / "markdown-style.json"
    assert kept.stat().st_mode & 0o77 == 0
    for damage in ("{}", "", kept.read_text(encoding="utf-8")[:-9]):
        kept.write_text(damage, encoding="utf-8")
        assert codes(capsys, root) == expected


def test_changed_asks_rules_of_what_differs_from_a_revision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What stops a build is told wherever it stands."""
    worded = QUIET.replace("Text", "We utilise it")
    root = project(tmp_path / "with space", {"docs/a.md": worded, "docs/b.md": worded, "docs/gone.md": worded})
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "First")
    assert codes(capsys, root, "--changed", "HEAD") == (0, [])
    (root / "docs" / "b.md").write_text(worded + "More.\n", encoding="utf-8")
    (root / "docs" / "gone.md").unlink()
    (root / "docs" / "later.md").write_text(worded + "\n[b](gone.md)\n", encoding="utf-8")
    found = ["docs/b.md house-style", "docs/later.md house-style", "docs/later.md broken-link"]
    assert codes(capsys, root, "--changed", "HEAD") == (1, found)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Second")
    (root / "docs" / "later.md").write_text(worded, encoding="utf-8")
    assert codes(capsys, root, "--changed", "HEAD~1")[1] == ["docs/b.md house-style", "docs/later.md house-style"]
    assert codes(capsys, root, "--changed", "HEAD")[1] == ["docs/later.md house-style"]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD"])
def test_a_revision_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], revision: str
) -> None:
    root = project(tmp_path, {"docs/a.md": QUIET})
    git(root, "init", "--quiet")
    assert run(["-C", str(root), "check", f"--changed={revision}"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"caveat: this repository has no revision {revision}; ")
    assert not (root / "x").exists()


def test_without_git_nothing_says_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {"docs/a.md": QUIET})
    assert run(["-C", str(root), "check", "--changed", "HEAD"]) == 2
    assert "lies in no git repository" in capsys.readouterr().err


def test_fix_mends_order_and_number_and_leaves_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "One {restricted to law-enforcement because tactics}two{end restricted} three.\n"
    written = page(body, title="A page # of a kind").replace("\n", "\r\n")
    root = project(tmp_path, {"docs/a.md": written, "docs/b.md": QUIET})
    (root / "docs" / "a.md").chmod(0o640)
    before = (root / "docs" / "b.md").stat().st_mtime_ns
    assert run(["-C", str(root), "check", "--fix"]) == 0
    assert capsys.readouterr().err == "caveat: mended docs/a.md\n"
    expected = f"---\ntitle: A page # of a kind\neditions: [law-enforcement, partner]\nrestrictions: 1\n---\n{body}"
    assert (root / "docs" / "a.md").read_bytes().decode() == expected.replace("\n", "\r\n")
    assert (root / "docs" / "a.md").stat().st_mode & 0o777 == 0o640
    assert (root / "docs" / "b.md").stat().st_mtime_ns == before
    assert run(["-C", str(root), "check", "--fix"]) == 0
    assert capsys.readouterr().err == ""


def test_fix_of_a_project_that_cannot_be_read_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {"mkdocs.yml": "site_name: A\n", "docs/a.md": QUIET})
    assert run(["-C", str(root), "check", "--fix"]) == 1
    assert "[missing-plugin]" in capsys.readouterr().out


def test_fix_never_lowers_the_number_as_a_marker_may_be_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, {"docs/a.md": QUIET.replace("partner]\n", "partner]\nrestrictions: 2\n")})
    assert run(["-C", str(root), "check", "--fix"]) == 1
    assert "[restriction-count]" in capsys.readouterr().out
