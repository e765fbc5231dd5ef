"""The command line: what it prints, where, and its exit codes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from caveat import __version__
from caveat_cli.main import COMMANDS, command, parser, run
from cli.running import CANARY, OPEN, caveat, complaints, content, environment, project, says
from projection.corpora import page

LINE = re.compile(r"[a-z/-]+\.(?:md|yml):\d+:\d+: .+ \[[a-z-]+\]")
BROKEN = {
    "docs/b.md": page("A [link](nowhere.md).\n"),
    "docs/a.md": page("Text.\n", titel="A"),
    "docs/c.md": page("::: restricted to law-enforcement\nText.\n", restrictions=1),
}


class Said(NamedTuple):
    """What a command has printed."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Said]]:
    """Run a command in this process, which is much faster than in one of its own."""
    handler = signal.getsignal(signal.SIGTERM)

    def command_line(*arguments: str | Path, cwd: Path) -> Said:
        monkeypatch.chdir(cwd)
        try:
            code = run([*map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Said(code, *capsys.readouterr())

    yield command_line
    signal.signal(signal.SIGTERM, handler)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, "subprocess.CompletedProcess[str]"]:
    root = project(tmp_path_factory.mktemp("built"))
    return root, caveat("build", cwd=root)


def test_build_publishes_every_edition_and_says_where(
    built: tuple[Path, "subprocess.CompletedProcess[str]"],
) -> None:
    root, result = built
    assert (result.returncode, complaints(result)) == (0, "")
    for edition, title in (("law-enforcement", "Law-enforcement edition"), ("partner", "Partner edition")):
        address = (root / "site" / edition / "index.html").as_uri()
        assert re.search(rf"^{title}: \d+ pages\n  {re.escape(address)}$", result.stdout, re.MULTILINE)
    assert sorted(path.name for path in (root / "site").iterdir()) == ["law-enforcement", "partner"]


def test_each_edition_has_what_it_may_see(built: tuple[Path, "subprocess.CompletedProcess[str]"]) -> None:
    site = built[0] / "site"
    assert says(site / "law-enforcement", CANARY)
    assert says(site / "law-enforcement", OPEN)
    assert says(site / "partner", OPEN)
    assert not says(site / "partner", CANARY)
    assert not says(site / "partner", "secret")
    assert not says(site, "Text of a draft")


def test_where_names_built_editions_only(
    built: tuple[Path, "subprocess.CompletedProcess[str]"], here: Callable[..., Said]
) -> None:
    root, _ = built
    listed = here("-C", root, "editions", "--where", cwd=root.parent).stdout.splitlines()
    assert listed[1] == f"partner          {(root / 'site/partner/index.html').as_uri()}"
    elsewhere = here("editions", "--where", "--out", "elsewhere", cwd=root)
    assert elsewhere.stdout.count("not built yet") == 2
    assert elsewhere.returncode == 0


def test_editions_lists_names_and_titles(tmp_path: Path, here: Callable[..., Said]) -> None:
    result = here("editions", cwd=project(tmp_path))
    assert result.stdout.splitlines() == [
        "law-enforcement  Law-enforcement edition",
        "partner          Partner edition",
    ]


@pytest.mark.parametrize("arguments", [("build",), ("build", "--edition", "partner"), ("stage", "partner", "out")])
def test_problems_are_listed_sorted_and_nothing_is_written(
    tmp_path: Path, arguments: tuple[str, ...], here: Callable[..., Said]
) -> None:
    """Every edition is checked, whichever is asked for."""
    root = project(tmp_path, BROKEN)
    before = content(root)
    result = here(*arguments, cwd=root)
    *problems, last = result.stderr.splitlines()
    assert result.returncode == 1
    assert all(LINE.fullmatch(line) for line in problems)
    assert [line.partition(":")[0] for line in problems] == sorted(line.partition(":")[0] for line in problems)
    assert {line.partition(":")[0] for line in problems} == set(BROKEN)
    assert last == f"{len(problems)} problems; nothing was published."
    assert result.stdout == ""
    assert content(root) == before


def test_check_as_text(tmp_path: Path, here: Callable[..., Said]) -> None:
    result = here("check", cwd=project(tmp_path, BROKEN))
    *problems, last = result.stdout.splitlines()
    assert (result.returncode, result.stderr) == (1, "")
    assert all(LINE.fullmatch(line) for line in problems)
    warnings = sum(": warning: " in line for line in problems)
    assert last == f"{len(problems) - warnings} problems, {warnings} warnings."


def test_check_as_json(tmp_path: Path, here: Callable[..., Said]) -> None:
    result = here("check", "--format", "json", cwd=project(tmp_path, BROKEN))
    problems = json.loads(result.stdout)["problems"]
    assert result.returncode == 1
    assert {problem["path"] for problem in problems} == set(BROKEN)
    assert set(problems[0]) == {"path", "line", "column", "code", "severity", "message"}


@pytest.mark.parametrize("form, said", [("text", "0 problems.\n"), ("json", '{\n  "problems": []\n}\n')])
def test_check_of_sound_content(tmp_path: Path, form: str, said: str, here: Callable[..., Said]) -> None:
    sound = "---\ntitle: A page\neditions: [law-enforcement, partner]\n---\nText.\n"
    result = here("check", "--format", form, cwd=project(tmp_path, {"docs/a.md": sound}))
    assert (result.returncode, result.stdout, result.stderr) == (0, said, "")


def test_stage_writes_a_new_folder_only(tmp_path: Path, here: Callable[..., Said]) -> None:
    root = project(tmp_path / "project")
    result = here("-C", root, "stage", "partner", tmp_path / "out", cwd=tmp_path)
    assert result.returncode == 0
    assert (tmp_path / "out" / "mkdocs.yml").is_file()
    assert says(tmp_path / "out", OPEN)
    assert not says(tmp_path / "out", CANARY)
    again = here("-C", root, "stage", "partner", tmp_path / "out", cwd=tmp_path)
    assert again.returncode == 2
    assert "is not empty; name a new folder" in again.stderr


@pytest.mark.parametrize(
    "arguments, words",
    [
        (
            ("build", "--edition", "police"),
            "there is no edition 'police'; this project has law-enforcement and partner",
        ),
        (("stage", "police", "out"), "there is no edition 'police'"),
        (("serve", "--edition", "police"), "there is no edition 'police'"),
        (("build", "--out", "docs/site"), "overlaps the content folder docs"),
        (("-C", "stop", "build"), "stop is no content project"),
        (("-C", "none", "check"), "none is no content project"),
        (("publish",), "invalid choice: 'publish'"),
        (("build", "--edit", "partner"), "unrecognized arguments: --edit"),
        ((), "the following arguments are required: COMMAND"),
    ],
)
def test_a_wrong_use_is_exit_code_2(
    tmp_path: Path, arguments: tuple[str, ...], words: str, here: Callable[..., Said]
) -> None:
    result = here(*arguments, cwd=project(tmp_path))
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_project_without_the_plugin_is_told_what_is_missing(tmp_path: Path, here: Callable[..., Said]) -> None:
    result = here("build", cwd=project(tmp_path, {"mkdocs.yml": "site_name: X\nplugins: [search]\n"}))
    assert result.returncode == 1
    assert "[missing-plugin]" in result.stderr


def test_version(here: Callable[..., Said]) -> None:
    result = here("--version", cwd=Path())
    assert (result.returncode, result.stdout) == (0, f"caveat {__version__}\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parser().parse_args([name, "--help"])
    assert stop.value.code == 0
    assert COMMANDS[name].capitalize()[:30] in " ".join(capsys.readouterr().out.split())


def test_an_unexpected_error_is_one_line_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text of an error of ours may quote what it was working on."""

    def fail(*_: object) -> int:
        raise ValueError(CANARY)

    monkeypatch.setattr(command("editions"), "run", fail)
    monkeypatch.delenv("CAVEAT_DEBUG", raising=False)
    handler = signal.getsignal(signal.SIGTERM)
    try:
        assert run(["-C", str(project(tmp_path)), "editions"]) == 1
        said = capsys.readouterr().err
        assert "unexpected ValueError at cli/test_commands.py:" in said
        assert CANARY not in said
        assert "Traceback" not in said
        monkeypatch.setenv("CAVEAT_DEBUG", "1")
        assert run(["-C", str(project(tmp_path)), "editions"]) == 1
        assert "Traceback" in capsys.readouterr().err
    finally:
        signal.signal(signal.SIGTERM, handler)


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    root = project(tmp_path)
    read, write = os.pipe()
    os.close(read)
    command_line = [sys.executable, "-m", "caveat_cli", "check", "--format", "json"]
    with os.fdopen(write, "wb") as pipe:
        result = subprocess.run(
            command_line, cwd=root, env=environment(), stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (result.returncode, result.stderr) == (1, b"")


def _has(folder: Path, sign: str) -> bool:
    """Whether a file or folder of a name like this is in it now. Folders may go away meanwhile."""
    return any(
        f"{parent}/{name}".endswith(f"/{sign}")
        for parent, folders, files in os.walk(folder)
        for name in (*folders, *files)
    )


@pytest.mark.parametrize("sign", ["staged", "scratch", "errors", "site/index.html"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_an_interrupted_build_publishes_nothing_and_leaves_nothing(
    tmp_path: Path, number: signal.Signals, sign: str
) -> None:
    """When staging, when starting the engine, and when it is at work."""
    root = project(tmp_path / "project")
    (tmp_path / "temporary").mkdir()
    command_line = [sys.executable, "-m", "caveat_cli", "build"]
    with subprocess.Popen(
        command_line,
        cwd=root,
        env=environment(TMPDIR=str(tmp_path / "temporary")),
        stderr=subprocess.PIPE,
        start_new_session=True,
        # Where the tests run in the background of a shell, SIGINT is ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - No threads here.
    ) as child:
        while child.poll() is None and not _has(tmp_path / "temporary", sign):
            time.sleep(0.002)
        child.send_signal(number)
        said = child.communicate()[1]
    assert (child.returncode, said) == (130, b"caveat: stopped; nothing was published\n")
    assert not list((tmp_path / "temporary").iterdir())
    assert not (root / "site").exists()
    assert not list(root.glob(".caveat*"))
