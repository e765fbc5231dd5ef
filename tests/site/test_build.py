"""A whole build: what is published, what stops it, and what it leaves behind."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from caveat.content.problem import ContentError
from caveat_site.build import build, quiet
from caveat_site.finding import Finding
from caveat_site.private import private_folder
from caveat_site.source import Source, explained
from caveat_site.usage import UsageError
from cli.running import CANARY, CONFIGURATION, OPEN, PAGES, content, environment, project, says
from projection.corpora import page

EDITIONS = ("law-enforcement", "partner")


def out_of(root: Path) -> dict[str, bytes]:
    return content(root / "site") if (root / "site").exists() else {}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("built") / "project")
    build(root, None, root / "site", quiet)
    return root


def test_both_editions_stand_beside_each_other(built: Path) -> None:
    assert sorted(path.name for path in (built / "site").iterdir()) == sorted(EDITIONS)
    for edition in EDITIONS:
        assert says(built / "site" / edition, OPEN)
        assert (built / "site" / edition / "index.html").is_file()


def test_only_one_of_them_says_what_is_restricted(built: Path) -> None:
    assert {path.partition("/")[0] for path in says(built / "site", CANARY)} == {"law-enforcement"}
    assert "law-enforcement/secret.html" in content(built / "site")


def test_refined_html_is_what_is_published(built: Path) -> None:
    text = (built / "site" / "partner" / "guidance" / "product.html").read_text(encoding="utf-8")
    for part in ('<ol class="steps">', '<table class="stack">', 'class="scroll"', 'aria-label="To do"', "align-right"):
        assert part in text


def test_a_report_says_what_was_built(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    told: list[tuple[str, int, int]] = []
    report = build(root, ["partner", "partner"], root / "out", lambda *step: told.append(step))
    (edition,) = report.editions
    assert (edition.name, edition.title) == ("partner", "Partner edition")
    assert edition.folder == root / "out" / "partner"
    assert edition.pages == len([path for path in content(edition.folder) if path.endswith(".html")])
    assert [path.name for path in (root / "out").iterdir()] == ["partner"]
    assert {step.partition(" ")[0] for step, _, _ in told} == {
        *("Reading", "Checking", "Rendering", "Scanning", "Publishing")
    }


PROBLEMS = {
    "source": {"docs/a.md": page("::: restricted to nobody\nText.\n")},
    "only one edition": {"docs/a.md": page("[x](b.md)\n"), "docs/b.md": page(editions="law-enforcement")},
    "engine": {"docs/a.md": page('<p style="color:red">x</p>\n')},
    "engine, one edition": {
        "docs/a.md": page(
            '::: restricted to law-enforcement\n<p style="color:red">x</p>\n::: end restricted\n', restrictions=1
        )
    },
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_any_problem_leaves_what_was_published_as_it_was(built: Path, tmp_path: Path, name: str) -> None:
    root = tmp_path / "project"
    shutil.copytree(built / "site", root / "site")
    before = out_of(root)
    with pytest.raises(ContentError) as caught:
        build(project(root, PROBLEMS[name]), None, root / "site", quiet)
    assert {problem.location.path for problem in caught.value.problems} == {"docs/a.md"}
    assert out_of(root) == before
    assert not list(root.glob(".caveat*"))


def test_an_edition_that_is_not_built_is_checked_all_the_same(tmp_path: Path) -> None:
    root = project(tmp_path, PROBLEMS["only one edition"])
    with pytest.raises(ContentError):
        build(root, ["law-enforcement"], root / "site", quiet)
    assert not (root / "site").exists()


def test_a_finding_on_a_page_that_caveat_makes_has_its_address(tmp_path: Path) -> None:
    projection = Source(project(tmp_path)).project()["partner"]
    (problem,) = explained(projection, [Finding("library.md", "page-too-deep", "x")])
    assert str(problem) == "library.md:1:1: x [page-too-deep]"


@pytest.mark.parametrize("out", ["docs", "docs/site", "."])
def test_a_site_is_never_put_among_the_content(tmp_path: Path, out: str) -> None:
    configuration = CONFIGURATION.replace("law-enforcement", "docs")
    root = project(tmp_path, {"mkdocs.yml": configuration, "docs/a.md": page(editions="docs, partner")})
    before = content(root)
    with pytest.raises(UsageError, match="overlaps the content folder docs"):
        build(root, None, root / out, quiet)
    assert content(root) == before


def test_what_a_killed_run_left_of_restricted_text_is_removed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Folders that nobody holds; none of a run that is alive, none that has only just been made."""
    variables = environment(TMPDIR=str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = "import os; from caveat_site.private import private_folder\nwith private_folder(): os.kill(os.getpid(), 9)"
    with private_folder() as alive:
        subprocess.run([sys.executable, "-c", code], env=variables, check=False)
        (left,) = {*tmp_path.iterdir()} - {alive}
        just_made = Path(tempfile.mkdtemp(prefix=f"{left.name[:-8]}"))
        os.utime(alive, (0, 0))
        with private_folder() as new:
            assert new.stat().st_mode & 0o777 == 0o700
            assert {*tmp_path.iterdir()} == {just_made, alive, new}
        os.utime(just_made, (0, 0))
        with private_folder() as new:
            assert {*tmp_path.iterdir()} == {alive, new}
    assert not list(tmp_path.iterdir())


def test_a_build_leaves_nothing_outside_the_editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    root = project(tmp_path / "project")
    before = content(root)
    (root / "site" / ".caveat-new-partner").mkdir(parents=True)
    build(root, None, root / "site", quiet)
    assert not list((tmp_path / "temporary").iterdir())
    assert sorted(path.name for path in (root / "site").iterdir()) == sorted(EDITIONS)
    assert {path: data for path, data in content(root).items() if not path.startswith(("site/", ".cache/"))} == before


def test_restricted_text_changes_no_byte_of_the_other_edition(built: Path, tmp_path: Path) -> None:
    files = {path: text.replace(CANARY, "crossbill and more") for path, text in PAGES.items() if isinstance(text, str)}
    root = project(tmp_path, {**files, "docs/another.md": page(editions="law-enforcement")})
    build(root, None, root / "site", quiet)
    assert content(root / "site" / "partner") == content(built / "site" / "partner")
    assert content(root / "site" / "law-enforcement") != content(built / "site" / "law-enforcement")


def test_the_engine_opens_nothing_of_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While an engine runs, the source is not even there."""
    root = project(tmp_path / "project")
    real = subprocess.Popen

    def spy(*arguments: object, **options: object) -> object:
        for folder in ("docs", "stop"):
            if (root / folder).exists():
                (root / folder).rename(tmp_path / folder)
        return real(*arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", spy)
    build(root, None, root / "site", quiet)
    assert says(root / "site" / "law-enforcement", CANARY)
    assert not (root / "docs").exists()


def test_modes_do_not_depend_on_the_umask(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = os.umask(0o077)
    try:
        build(root, ["partner"], root / "site", quiet)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (root / "site" / "partner").rglob("*")} == {0o644, 0o755}
