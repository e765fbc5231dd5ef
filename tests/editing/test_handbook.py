"""The handbook's first page, followed to the letter, and the pages beside it compared with what commands do."""

import re
import shlex
from pathlib import Path

import pytest

from caveat.editing.repository import templates
from caveat_cli.main import run

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
WATCHED = "serve"
"""The command that does not end by itself; the tests of previews follow it."""


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a handbook page in one language."""
    text = (HANDBOOK / page).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    return [line for block in blocks(page, "text") for line in block.splitlines() if line.startswith("caveat ")]


def follow(line: str, folder: Path) -> int:
    """Run a command of the handbook as if it were typed in a folder."""
    words = shlex.split(line)[1:]
    at = words.index("-C") + 1 if "-C" in words else None
    if at is None:
        return run(["-C", str(folder), *words])
    return run([*words[:at], str(folder / words[at]), *words[at + 1 :]])


def test_the_first_page_can_be_written_as_the_handbook_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its commands in their order, and between them what it tells the reader to change."""
    init, new, check, restrict, build, serve = commands("first-page.md")
    assert f" {WATCHED}" in serve
    assert follow(init, tmp_path) == 0
    assert follow(new, tmp_path) == 0
    said = capsys.readouterr().out
    assert "guidance/vehicle-stops.md" in said
    assert "TL-GDN-002" in said

    file = tmp_path / "trial" / "guidance" / "vehicle-stops.md"
    (fields,), (body,) = blocks("first-page.md", "yaml"), blocks("first-page.md", "markdown")
    assert file.read_text(encoding="utf-8").startswith(f"---\n{fields}---\n")
    assert follow(check, tmp_path) == 0
    file.write_text(f"---\n{fields}---\n{body}", encoding="utf-8")
    assert follow(check, tmp_path) == 0
    assert "0 problems." in capsys.readouterr().out

    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace("owner: Guidance lead\n", ""), encoding="utf-8")
    assert follow(check, tmp_path) == 1
    (message,) = [block for block in blocks("first-page.md", "text") if "[missing-field]" in block]
    assert message.splitlines()[0] in capsys.readouterr().out.splitlines()
    file.write_text(whole, encoding="utf-8")

    assert follow(restrict, tmp_path) == 0
    text = file.read_text(encoding="utf-8")
    assert "restrictions: 1\n" in text
    assert "::: restricted to law-enforcement because tactics\nRing the duty desk before" in text
    file.write_text(text.replace("status: draft", "status: current"), encoding="utf-8")
    assert follow(build, tmp_path) == 0
    wide, narrow = (
        (tmp_path / "trial" / "site" / edition / "guidance" / "vehicle-stops.html").read_text(encoding="utf-8")
        for edition in ("law-enforcement", "partner")
    )
    assert "duty desk" in wide
    assert "duty desk" not in narrow
    assert "Speak to each person alone." in narrow


def test_the_commands_about_repositories_do_what_they_say(tmp_path: Path) -> None:
    init, schema = commands("repository.md")
    assert follow(init, tmp_path) == 0
    (pin,) = [block for block in blocks("repository.md", "text") if block.startswith("source=")]
    assert pin in (tmp_path / "library" / "caveat.pin").read_text(encoding="utf-8")
    assert follow(schema, tmp_path / "library") == 0
    (first_line,) = blocks("repository.md", "yaml")
    assert (tmp_path / "library" / first_line.strip().partition("$schema=")[2]).is_file()
    assert follow("caveat check", tmp_path / "library") == 0


def test_every_file_and_workflow_of_a_new_repository_is_in_the_handbook() -> None:
    text = (HANDBOOK / "repository.md").read_text(encoding="utf-8")
    for path, content in templates():
        if path.startswith(".github/workflows/"):
            name = re.search(r"^name: (.+)$", content, re.MULTILINE)
            assert name
            assert f"| {name[1]} |" in text
        elif path not in (".gitignore", "stop/index.md"):
            assert path.startswith("docs/data/") or f"`{path}`" in text, path
