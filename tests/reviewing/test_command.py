"""`caveat review` as reviewers run it, on real repositories: from a branch to its approval, and what cannot be compared."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from caveat.reviewing.approvals import FILE
from cli.running import caveat
from history.story import git, repository
from projection.corpora import CONFIGURATION, page, product, write

CANARY = "Zugvogel"
RESTRICTED = product(
    f"Before.\n\n::: restricted to law-enforcement because tactics\nThe {CANARY} waits at the second exit.\n::: end restricted\n",
    more="restrictions: 1\n",
)
OPEN = product(f"Before.\n\nThe {CANARY} waits at the second exit.\n")


def commit(root: Path, files: Mapping[str, str], message: str = "An edit") -> None:
    write(
        root,
        {"mkdocs.yml": (root / "mkdocs.yml").read_text() if (root / "mkdocs.yml").exists() else CONFIGURATION, **files},
    )
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", message)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = repository(tmp_path / "project")
    git(root, "checkout", "--quiet", "-b", "main")
    commit(root, {"docs/a.md": RESTRICTED, "docs/b.md": page()})
    return root


def test_a_pull_request_from_branch_to_approval(project: Path) -> None:
    """A restriction is opened, refused, approved, and refused again after one more word."""
    git(project, "checkout", "--quiet", "-b", "open-it")
    commit(project, {"docs/a.md": OPEN})
    said = caveat("review", "--base", "main", "--format", "json", cwd=project)
    assert (said.returncode, said.stderr) == (1, "")
    report = json.loads(said.stdout)
    (gain,) = report["editions"][0]["gains"]
    assert (gain["what"], gain["opened"], gain["text"]) == ("X-1", True, f"The {CANARY} waits at the second exit.")

    # The entry as it is printed is refused until somebody has filled it in.
    write(project, {FILE: report["approvals"], "mkdocs.yml": CONFIGURATION})
    said = caveat("check", cwd=project)
    assert said.returncode == 1
    assert re.findall(r"^docs/data/approvals\.yml:(\d+:\d+): .* \[(.*)\]$", said.stdout, re.MULTILINE) == [
        ("4:7", "empty-value"),
        ("5:12", "empty-value"),
        ("6:9", "wrong-type"),
    ]
    assert caveat("review", "--base", "main", cwd=project).returncode == 1

    filled = (
        report["approvals"]
        .replace('by: ""', "by: Release authority")
        .replace('because: ""', "because: It was said in court.")
    )
    commit(project, {FILE: filled.replace('date: ""', "date: 2024-05-13")})
    assert caveat("check", cwd=project).returncode == 0
    said = caveat("review", "--base", "main", cwd=project)
    assert (said.returncode, said.stderr) == (0, "")
    assert "approved by Release authority on 13 May 2024: It was said in court." in said.stdout

    commit(project, {"docs/a.md": OPEN.replace("exit.", "exit there.")})
    said = caveat("review", "--base", "main", cwd=project)
    assert said.returncode == 1
    assert "exit there." in said.stdout

    # Merged, the approval is a record that fits nothing any more.
    commit(project, {"docs/a.md": OPEN})
    git(project, "checkout", "--quiet", "main")
    git(project, "merge", "--quiet", "--no-ff", "-m", "Merge", "open-it")
    assert caveat("review", "--base", "HEAD~1", cwd=project).returncode == 0
    assert caveat("review", "--base", "HEAD", cwd=project).returncode == 0


def test_work_that_is_not_committed_counts(project: Path) -> None:
    """The report is of the folder as it stands: so an editor sees it before anybody else."""
    write(project, {"docs/a.md": OPEN})
    for form, sign in (("markdown", "# What each"), ("json", "{"), ("html", "<!DOCTYPE html>")):
        said = caveat("review", "--base", "HEAD", "--format", form, cwd=project)
        assert said.returncode == 1
        assert said.stdout.startswith(sign)
    assert git(project, "status", "--porcelain").split() == ["M", "docs/a.md"]


def test_a_project_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    root = repository(tmp_path / "whole")
    write(root / "library", {"docs/a.md": RESTRICTED})
    git(root, "add", "-A")
    git(root, "commit", "--quiet", "-m", "All")
    write(root / "library", {"docs/a.md": OPEN})
    assert caveat("-C", root / "library", "review", "--base", "HEAD", cwd=tmp_path).returncode == 1


def test_the_base_is_read_by_the_rules_of_its_time(project: Path) -> None:
    """Old front matter has old names: a library that was brought up to date can still be compared."""
    old = page().replace("---\n", "---\n", 1).replace("title: A page", "title: A page\nrole: [investigator]")
    commit(project, {"docs/b.md": old})
    commit(project, {"docs/b.md": old.replace("role:", "audience:")})
    said = caveat("review", "--base", "HEAD~1", cwd=project)
    assert (said.returncode, said.stderr) == (0, "")


def test_everything_since_a_release(project: Path) -> None:
    """What partners have is a release: its tag is a base like any other, and what it said already is no gain."""
    assert caveat("release", "first", "--date", "2024-02-01", cwd=project).returncode == 0
    later = "history:\n  - {version: '1.1', date: 2024-03-01, kind: minor, change: Later}\n"
    write(
        project,
        {
            "docs/a.md": RESTRICTED.replace("Before.", "After.").replace("history:\n", later),
            "mkdocs.yml": CONFIGURATION,
        },
    )
    said = caveat("review", "--base", "release/first", "--format", "json", cwd=project)
    (gain,) = json.loads(said.stdout)["editions"][0]["gains"]
    assert [block["now"] for block in gain["blocks"]] == ["After.", "1.1 | 1 March 2024 | Later minor"]


REFUSED: Mapping[str, tuple[str, str]] = {
    "an unknown revision": (
        "nowhere",
        "--base nowhere: git knows no such commit here; name a branch, a tag or a commit",
    ),
    "an option of git": ("-x", "--base -x: git knows no such commit here"),
    "a file": ("HEAD:docs/a.md", "--base HEAD:docs/a.md: git knows no such commit here"),
    "a base before the project": (
        "HEAD~1",
        "--base HEAD~1: there was no mkdocs.yml in this folder then; name a later revision",
    ),
    "a base with problems": (
        "broken",
        "--base broken: the content had problems then, so nothing can be compared with it:"
        " docs/a.md:5:12: this edition is not configured in mkdocs.yml; did you mean 'law-enforcement'? [unknown-edition],"
        " and 2 more problems; name a revision that is sound",
    ),
    "a base with malformed recalls": ("recalled", "docs/data/recalls.yml:1:1: "),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_compared_with_is_told_in_a_line(name: str, tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "Nothing yet")
    commit(root, {"docs/a.md": RESTRICTED})
    for tag, files in {
        "broken": {"docs/a.md": RESTRICTED.replace("[law-enforcement,", f"[law-enforcment, {CANARY},")},
        "recalled": {"docs/data/recalls.yml": f"- {CANARY}\n"},
    }.items():
        git(root, "checkout", "--quiet", "-b", f"for-{tag}")
        commit(root, files)
        git(root, "tag", tag)
        git(root, "checkout", "--quiet", "-")
    revision, message = REFUSED[name]
    said = caveat("review", f"--base={revision}", cwd=root)
    assert (said.returncode, said.stdout) == (2, "")
    assert message in said.stderr
    assert said.stderr.count("\n") == 1
    assert CANARY not in said.stderr
    assert "fatal" not in said.stderr
    assert "Traceback" not in said.stderr


def test_a_shallow_clone_is_told_how_to_get_the_rest(project: Path, tmp_path: Path) -> None:
    commit(project, {"docs/b.md": page("More.\n")})
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "clone")
    said = caveat("review", "--base", "HEAD~1", cwd=tmp_path / "clone")
    assert said.returncode == 2
    assert said.stderr.endswith("this clone lacks older commits: git fetch --unshallow\n")


def test_a_clone_without_the_files_of_older_commits(project: Path, tmp_path: Path) -> None:
    """A partial clone: git would fetch them one by one, and nothing here reaches for a network."""
    commit(project, {"docs/a.md": OPEN})
    git(project, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", project.as_uri(), "clone")
    said = caveat("review", "--base", "HEAD~1", cwd=tmp_path / "clone")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.count("\n") == 1
    assert "git fetch --refetch --no-filter" in said.stderr
    git(tmp_path / "clone", "fetch", "--quiet", "--refetch", "--no-filter")
    assert caveat("review", "--base", "HEAD~1", cwd=tmp_path / "clone").stderr == ""


def test_a_folder_without_git(project: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(project, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    said = caveat("review", "--base", "HEAD", cwd=copy)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "caveat: this project is in no git repository, so there is no revision to compare with\n"


def test_a_machine_without_git(project: Path, tmp_path: Path) -> None:
    said = caveat("review", "--base", "HEAD", cwd=project, PATH=str(tmp_path / "nothing"))
    assert (said.returncode, said.stderr) == (1, "caveat: git is needed, and there is none here; install git\n")


def test_problems_of_today_are_listed(project: Path) -> None:
    write(project, {"docs/b.md": page(editions="police")})
    said = caveat("review", "--base", "HEAD", cwd=project)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.splitlines()[0].startswith("docs/b.md:2:12: ")


def test_nothing_restricted_is_left_on_the_disk(project: Path, tmp_path: Path) -> None:
    """The base is unpacked in a private folder, which is gone at the end."""
    (tmp_path / "tmp").mkdir()
    caveat("review", "--base", "HEAD", cwd=project, TMPDIR=str(tmp_path / "tmp"))
    caveat("review", "--base", "nowhere", cwd=project, TMPDIR=str(tmp_path / "tmp"))
    assert not [*(tmp_path / "tmp").iterdir()]
