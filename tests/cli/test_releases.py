"""The commands of releases: what they print, where, and their exit codes."""

import json
import re
import shutil
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from caveat_cli.main import run
from cli.running import caveat
from history.story import ONLY, git, product, repository
from projection.corpora import write

DAY = "2020-03-01"


def both(text: str) -> str:
    return text.replace("«all»", "law-enforcement, partner")


ONE = both(product("G-1", "## Steps\n\nCall the aardvark at the second exit.\n"))
TWO = both(product("G-1", "## Steps\n\nCall the badger at the third exit.\n", changed=(1, 2)))
THREE = both(
    product("G-1", f"## Steps\n\n{ONLY.format('Call the aardvark at the second exit.')}\nCall.\n", changed=(1, 2, 4))
)


@pytest.fixture(scope="module")
def two_releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two releases, made by the command as users run it."""
    root = write(repository(tmp_path_factory.mktemp("releases") / "project"), {"docs/a.md": ONE})
    said = caveat("release", "first", "--date", DAY, cwd=root)
    assert (said.returncode, said.stdout, said.stderr) == (
        0,
        f"Released first of {DAY}: law-enforcement, partner\n",
        "",
    )
    write(root, {"docs/a.md": TWO})
    said = caveat("release", "second", "--date", "2021-01-31", "--bundle", cwd=root)
    assert (said.returncode, said.stdout) == (0, "Released second of 2021-01-31: law-enforcement, partner\n")
    return root


@pytest.fixture
def project(two_releases: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return shutil.copytree(two_releases, tmp_path / "project")


@pytest.fixture(autouse=True)
def signals_as_before() -> Iterator[None]:
    """A command sets its own handler, for its process."""
    handler = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, handler)


def said(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command in this process: much faster than one of its own."""
    try:
        code = run(["-C", str(root), *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, *capsys.readouterr()


def test_releases_are_listed(two_releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, two_releases, "releases")
    assert (code, err) == (0, "")
    assert out == f"{DAY}  first   law-enforcement, partner\n2021-01-31  second  law-enforcement, partner\n"
    code, out, _ = said(capsys, two_releases, "releases", "--json")
    assert json.loads(out)["releases"][0] == {"name": "first", "date": DAY, "editions": ["law-enforcement", "partner"]}


def test_a_project_without_releases_says_how_to_make_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "project", {"docs/a.md": ONE})
    assert said(capsys, root, "releases") == (0, "There is no release yet; make one: caveat release NAME\n", "")


def test_a_page_is_shown_as_it_was_on_a_day(two_releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, two_releases, "show", "G-1", "--edition", "partner", "--at", "2021-01-30")
    assert (code, err) == (0, "")
    head, _, text = out.partition("\n\n")
    assert re.fullmatch(
        f"G-1 Product G-1\npartner edition, release of {DAY}; version 1.0, current\n"
        r"sha256 [0-9a-f]{64} of the text below",
        head,
    )
    assert text == "# Product G-1\n\n## Steps\n\nCall the aardvark at the second exit.\n"
    code, out, _ = said(capsys, two_releases, "show", "G-1", "--edition", "partner", "--at", "2021-01-31", "--json")
    shown = json.loads(out)
    assert (shown["released"], shown["version"]) == ("2021-01-31", "1.1")
    assert shown["text"].endswith("Call the badger at the third exit.\n")
    assert head.partition("sha256 ")[2][:64] != shown["sha256"]


def test_the_content_as_it_stands_is_no_release(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, {"docs/a.md": TWO.replace("badger", "civet")})
    _, out, _ = said(capsys, project, "show", "G-1", "--edition", "partner")
    assert "partner edition, as it stands, not released; version 1.1, current" in out
    assert "civet" in out


def test_the_versions_of_a_page_are_listed(two_releases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for more in ((), ("--edition", "partner")):
        code, out, _ = said(capsys, two_releases, "history", "G-1", *more)
        assert code == 0
        assert out.split() == (
            "1.1 2020-02-10 minor Change 1. a.md 1.0 2019-01-15 major Change 0. releases/2020-03-01/a.md".split()
        )


REFUSED: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "a name with capitals": (("release", "First"), 2, "write small letters, digits and single hyphens"),
    "a name that leads elsewhere": (("release", "../x"), 2, "write small letters, digits and single hyphens"),
    "a name that is an option of git": (("release", "--", "-f"), 2, "write small letters, digits and single hyphens"),
    "a name that is taken": (("release", "first", "--date", "2022-01-31"), 2, "give this one another name"),
    "a date that is none": (("release", "third", "--date", "2022-02-30"), 2, "write a date of the calendar"),
    "a date in words": (("show", "G-1", "--edition", "partner", "--at", "today"), 2, "write a date of the calendar"),
    "nothing new": (("release", "third", "--date", "2022-01-31"), 1, "there is nothing to release"),
    "an unknown edition": (("show", "G-1", "--edition", "parnter"), 2, "there is no edition 'parnter'"),
    "an unknown page": (("show", "G-9", "--edition", "partner"), 2, "this edition had no page G-9 then"),
    "a history of an unknown page": (("history", "G-9"), 2, "no page G-9"),
    "a day before everything": (
        ("show", "G-1", "--edition", "partner", "--at", "2020-02-29"),
        2,
        "nothing of this edition had been released by 2020-02-29",
    ),
    "a recall of nothing": (
        ("recall", "--edition", "partner", "--page", "G-9", "--because", "tactics", "--by", "Somebody"),
        1,
        "[recall-nowhere]",
    ),
    "a recall without a target": (
        ("recall", "--edition", "partner", "--because", "tactics", "--by", "Somebody"),
        2,
        "no release says this",
    ),
    "a recall for an unknown reason": (
        ("recall", "--edition", "partner", "--page", "G-1", "--because", "whim", "--by", "Somebody"),
        2,
        "the vocabulary has no reason 'whim'",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    case: str, two_releases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, expected, message = REFUSED[case]
    before = {
        path: path.read_bytes() for path in two_releases.rglob("*") if path.is_file() and ".git" not in path.parts
    }
    code, out, err = said(capsys, two_releases, *arguments)
    assert (code, out) == (expected, "")
    assert message in err
    assert "Traceback" not in err
    after = {path: path.read_bytes() for path in two_releases.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert after == before
    assert git(two_releases, "tag").split() == ["release/first", "release/second"]


def test_a_day_that_is_not_later_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, {"docs/a.md": THREE})
    code, _, err = said(capsys, project, "release", "third", "--date", "2021-01-31")
    assert code == 1
    assert "the last release is of 2021-01-31; a new one is later" in err


def test_content_with_problems_is_not_released(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, {"docs/a.md": TWO.replace("badger", "civet")})
    code, _, err = said(capsys, project, "release", "third", "--date", "2022-01-31")
    assert code == 1
    assert "[history-not-moved]" in err
    assert said(capsys, project, "check")[0] == 1


def test_a_recall_from_the_place_that_a_problem_names_makes_the_next_build_pass(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole way of an editor: a passage is restricted, the build stops, one command, the build passes."""
    write(project, {"docs/a.md": THREE})
    code, _, err = said(capsys, project, "build", "--edition", "partner")
    assert code == 1
    assert "aardvark" not in err
    assert "second exit" not in err
    command = re.search(r"caveat (recall --edition partner --source \S+:[0-9]+)", err)
    assert command
    decided = ("--because", "tactics", "--by", "Force information manager", "--date", "2021-02-01")
    code, out, err = said(capsys, project, *command[1].split(), *decided)
    assert (code, out, err) == (0, "1 entry written to docs/data/recalls.yml\n", "")
    assert said(capsys, project, "build", "--edition", "partner")[0] == 0
    assert [path for path in (project / "site/partner").rglob("*.html") if "aardvark" in path.read_text()] == []


def test_without_git_a_line_says_so(two_releases: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in (("releases",), ("check",), ("show", "G-1", "--edition", "partner")):
        result = caveat(*arguments, cwd=two_releases, PATH=str(tmp_path / "empty"))
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr == "caveat: git is needed, and there is none here; install git\n"


def test_a_missing_release_stops_every_command(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "tag", "--delete", "release/first")
    (project / "releases.bundle").unlink()
    for arguments in (("releases",), ("show", "G-1", "--edition", "partner"), ("build",), ("release", "third")):
        code, _, err = said(capsys, project, *arguments)
        assert code == 1
        assert "docs/data/releases.yml:2:3: this release is not here" in err
    assert said(capsys, project, "check")[1].count("[release-missing]") == 1
