"""Releases are found wherever a project went: in a clone of any kind, in a bundle, and never where they are not.

Real git everywhere: what it does with tags, bundles and shallow clones is what is tested.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.content.findings import Findings
from caveat.content.read import read_project
from caveat.history.make import ReleaseError, check_day, released_files
from caveat.history.record import FILE, content_digest, read_releases, written
from caveat.history.releases import read_history, unpack
from caveat.history.repository import BUNDLE, Repository, RepositoryError
from content.sources import page
from history.story import RELEASES, TODAY, Made, git, product, put, released, repository, state
from history.told import read
from projection.corpora import write

NAMES = [made.name for made in RELEASES.values()]
FIRST = Made("first", date(2020, 1, 31))
SECOND = Made("second", date(2021, 1, 31))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with one release, in git."""
    root = repository(tmp_path / "project")
    write(root, {"docs/a.md": product("G-1", "One.\n").replace("«all»", "law-enforcement, partner")})
    released(root, FIRST, (), tmp_path)
    return root


def found(root: Path, tmp_path: Path) -> tuple[list[str], list[str]]:
    """The names of the releases that are read, and the codes of what is wrong."""
    work = tmp_path / "reading"
    work.mkdir()
    history, problems = read_history(root, work)
    shutil.rmtree(work)
    return [each.record.name for each in history], [problem.code for problem in problems]


def committed(library: Path, folder: Path, *, bundle: bool) -> Path:
    """The library as somebody keeps it on a server: with a commit of everything."""
    root = shutil.copytree(library, folder)
    git(root, "add", "-A")
    if not bundle:
        git(root, "rm", "--quiet", "--cached", BUNDLE)
    git(root, "commit", "--quiet", "-m", "All of it")
    return root


CLONES: Mapping[str, tuple[tuple[str, ...], bool, list[str]]] = {
    "a whole clone": ((), False, NAMES),
    "a clone of depth 1": (("--depth", "1"), True, NAMES),
    "a clone without tags": (("--no-tags",), True, NAMES),
    "a clone of one branch": (("--single-branch",), True, NAMES),
    "a clone of depth 1, and no bundle": (("--depth", "1"), False, []),
    "a clone without tags, and no bundle": (("--no-tags",), False, []),
}
"""How it was cloned, whether the bundle is under version control, and what is found."""


@pytest.mark.parametrize("case", CLONES)
def test_releases_are_found_in_a_clone(case: str, library: Path, tmp_path: Path) -> None:
    options, bundle, expected = CLONES[case]
    origin = committed(library, tmp_path / "origin", bundle=bundle)
    git(tmp_path, "clone", "--quiet", *options, origin.as_uri(), "clone")
    assert (tmp_path / "clone" / BUNDLE).exists() == bundle
    names, problems = found(tmp_path / "clone", tmp_path)
    assert names == expected
    assert set(problems) == ({"release-missing"} if not expected else set())
    assert len(problems) == len(NAMES) - len(expected)


def test_a_folder_without_git_has_them_in_the_bundle(library: Path, tmp_path: Path) -> None:
    root = shutil.copytree(library, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    assert found(root, tmp_path) == (NAMES, [])
    (root / BUNDLE).unlink()
    assert found(root, tmp_path) == ([], ["release-missing"] * len(NAMES))


def test_the_bundle_gives_what_the_repository_gives(library: Path, tmp_path: Path) -> None:
    """Byte for byte, and reading changes nothing in the project."""
    root = shutil.copytree(library, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    before = sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))
    (tmp_path / "copy-work").mkdir()
    one, two = read(library, tmp_path), read(root, tmp_path / "copy-work")
    assert [each.files for each in one.history] == [each.files for each in two.history]
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*")) == before


@pytest.mark.parametrize("damage", ["cut short", "other bytes", "empty"])
def test_a_damaged_bundle_is_told_in_a_line(damage: str, library: Path, tmp_path: Path) -> None:
    root = shutil.copytree(library, tmp_path / "copy", ignore=shutil.ignore_patterns(".git"))
    content = (root / BUNDLE).read_bytes()
    half = len(content) // 2
    damaged = {
        "cut short": content[:half],
        "other bytes": content[:half] + b"x" * 99 + content[half + 99 :],
        "empty": b"",
    }
    (root / BUNDLE).write_bytes(damaged[damage])
    with pytest.raises(RepositoryError) as caught:
        found(root, tmp_path)
    assert str(caught.value).startswith(f"{BUNDLE}: ")
    assert "\n" not in str(caught.value)


def test_a_damaged_bundle_is_not_needed_where_the_tags_are(library: Path, tmp_path: Path) -> None:
    root = shutil.copytree(library, tmp_path / "copy")
    (root / BUNDLE).write_bytes(b"damaged")
    assert found(root, tmp_path) == (NAMES, [])


def test_a_tag_that_was_moved_to_other_content_is_refused(project: Path, tmp_path: Path) -> None:
    """Nothing trusts a tag: the content has to have the recorded digest."""
    Repository(project).store("first", FIRST.day, {"mkdocs.yml": b"site_name: Other\n", "docs/a.md": b"Other.\n"})
    assert found(project, tmp_path) == ([], ["release-changed"])


def test_another_copy_with_the_right_content_serves(project: Path, tmp_path: Path) -> None:
    """A tag was moved, and the bundle still has what was released."""
    put(
        project,
        {
            "mkdocs.yml": (project / "mkdocs.yml").read_bytes(),
            "docs/a.md": product("G-1", "Two.\n", changed=(1, 2)).replace("«all»", "law-enforcement, partner").encode(),
        },
    )
    records = read_history(project, tmp_path)[0]
    released(project, SECOND, tuple(each.record for each in records), tmp_path, bundle=True)
    Repository(project).store("first", FIRST.day, {"mkdocs.yml": b"site_name: Other\n"})
    assert found(project, tmp_path) == (["first", "second"], [])


@pytest.mark.parametrize("kind", ["a link", "a program"])
def test_a_tag_that_was_made_by_hand_is_refused(kind: str, project: Path, tmp_path: Path) -> None:
    """What could point elsewhere or run is no content, and the digest is then another."""
    extra = project / "docs/extra.md"
    if kind == "a link":
        extra.symlink_to("/etc/hostname")
    else:
        extra.write_text("#!/bin/sh\n", encoding="utf-8")
        extra.chmod(0o755)
    git(project, "add", "-A")
    git(project, "commit", "--quiet", "-m", "By hand")
    git(project, "tag", "--force", "-a", "release/first", "-m", "By hand")
    assert found(project, tmp_path) == ([], ["release-changed"])


def test_no_file_of_a_release_is_written_outside_its_folder(tmp_path: Path) -> None:
    for path in ("../x.md", "docs/../../x.md", "/x.md", ""):
        with pytest.raises(ValueError, match="leads out"):
            unpack({path: b""}, tmp_path / "release")
    assert [*tmp_path.rglob("x.md")] == []


def test_without_git_a_message_says_so(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(RepositoryError, match="git is needed, and there is none here; install git"):
        found(project, tmp_path)


def test_a_project_without_releases_needs_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path / "project", {"docs/a.md": page()})
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert found(root, tmp_path) == ([], [])


def test_variables_of_git_lead_nowhere_else(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a hook: git sets them, and what they name is another repository."""
    other = repository(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert found(project, tmp_path) == (["first"], [])


# Making releases.


def test_equal_content_name_and_day_give_an_equal_commit(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever makes it, wherever, whenever: so a release can be made again, and compared."""
    other = repository(tmp_path / "elsewhere")
    git(other, "config", "user.name", "Somebody else")
    for name, value in {
        "TZ": "Asia/Tokyo",
        "GIT_COMMITTER_DATE": "2030-01-01T00:00:00Z",
        "GIT_AUTHOR_NAME": "X",
    }.items():
        monkeypatch.setenv(name, value)
    for path in ("mkdocs.yml", "docs/a.md"):
        (other / path).parent.mkdir(exist_ok=True)
        shutil.copyfile(project / path, other / path)
    released(other, FIRST, (), tmp_path)
    commits = [git(root, "rev-parse", "release/first", "release/first^{commit}") for root in (project, other)]
    assert commits[0] == commits[1]
    assert (project / FILE).read_bytes() == (other / FILE).read_bytes()


def test_a_release_is_an_annotated_tag_of_a_commit_without_parents(project: Path) -> None:
    assert git(project, "cat-file", "-t", "release/first").strip() == "tag"
    commit = git(project, "cat-file", "commit", "release/first^{commit}")
    assert "parent" not in commit
    assert "An editor" not in commit + git(project, "cat-file", "tag", "release/first")
    assert "editor@example.org" not in commit
    assert git(project, "for-each-ref", "--format=%(refname)").split() == ["refs/tags/release/first"]
    assert git(project, "status", "--porcelain", "-uall").splitlines() == [
        "?? docs/a.md",
        f"?? {FILE}",
        "?? mkdocs.yml",
    ]


def test_anybody_can_check_the_digest(library: Path, tmp_path: Path) -> None:
    """With tools that every system has, by the commands of the handbook."""
    handbook = (Path(__file__).parents[2] / "docs/handbook/releases.md").read_text(encoding="utf-8")
    commands = re.findall(r"^(?:git archive|cd somewhere) .*$", handbook, re.MULTILINE)
    assert len(commands) == 2
    script = "\n".join(commands).replace("autumn-2024", "opening").replace("somewhere", str(tmp_path))
    said = subprocess.run(["sh", "-ec", script], cwd=library, check=True, capture_output=True, text=True).stdout
    assert said.split()[0] == read_releases(library, Findings())[0].digest


def test_a_release_holds_content_data_and_configuration_alone(library: Path, tmp_path: Path) -> None:
    """Nothing of version control, of releases and recalls, or beside the content folders."""
    root = shutil.copytree(library, tmp_path / "copy")
    (root / "notes.txt").write_text("Not content.", encoding="utf-8")
    (root / "docs/data/recalls.yml").write_text("recalls: []\n", encoding="utf-8")
    corpus = read_project(root).corpus
    assert corpus is not None
    assert sorted(released_files(root, corpus)) == sorted(state(TODAY))


def test_names_with_spaces_and_accents_come_back_as_they_were(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    names = [
        "docs/a b.md",
        "docs/ünïcödé – dash.md",
        "docs/日本.md",
        "docs/it's 100%.md",
        "docs/back\\slash.md",
        "docs/trailing.x y",
    ]
    files = {name: f"{number}\n\0\r\n".encode() for number, name in enumerate(names)} | {"docs/empty.md": b""}
    Repository(root).store("odd", FIRST.day, files)
    assert Repository(root).files("odd") == files


def test_a_page_whose_name_has_spaces_and_accents_is_released(tmp_path: Path) -> None:
    root = repository(tmp_path / "project")
    write(
        root, {"docs/erste schritte für alle.md": product("G-1", "One.\n").replace("«all»", "law-enforcement, partner")}
    )
    released(root, FIRST, (), tmp_path, bundle=True)
    assert found(root, tmp_path) == (["first"], [])


def test_a_release_that_is_cut_off_leaves_no_record(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is written last. What is left is a tag that nothing names, and the release can be made again."""
    before = (project / FILE).read_bytes()
    records = tuple(each.record for each in read_history(project, tmp_path)[0])

    def full(_self: Repository, _place: Path, _names: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Repository, "bundle", full)
        with pytest.raises(OSError, match="No space left"):
            released(project, SECOND, records, tmp_path, bundle=True)
    assert (project / FILE).read_bytes() == before
    assert not (project / BUNDLE).exists()
    assert found(project, tmp_path) == (["first"], [])
    released(project, SECOND, records, tmp_path, bundle=True)
    assert found(project, tmp_path) == (["first", "second"], [])
    assert sorted(path.name for path in project.iterdir()) == [".cache", ".git", "docs", "mkdocs.yml", BUNDLE]
    assert not list((project / ".cache").rglob(".caveat-*"))


def test_a_record_that_cannot_be_written_leaves_the_one_before(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (project / FILE).read_bytes()
    records = tuple(each.record for each in read_history(project, tmp_path)[0])
    monkeypatch.setattr(os, "fchmod", _refuse)
    with pytest.raises(OSError, match="refused"):
        released(project, SECOND, records, tmp_path)
    monkeypatch.undo()
    assert (project / FILE).read_bytes() == before
    assert [path.name for path in (project / FILE).parent.iterdir()] == ["releases.yml"]


def _refuse(*_: object) -> None:
    raise OSError(1, "refused")


def test_a_folder_without_git_is_released_into_a_bundle(tmp_path: Path) -> None:
    root = write(
        tmp_path / "project", {"docs/a.md": product("G-1", "One.\n").replace("«all»", "law-enforcement, partner")}
    )
    with pytest.raises(ReleaseError, match="add --bundle"):
        released(root, FIRST, (), tmp_path)
    assert not (root / FILE).exists()
    record = released(root, FIRST, (), tmp_path, bundle=True)
    released(root, SECOND, (record,), tmp_path, bundle=True)
    assert found(root, tmp_path) == (["first", "second"], [])
    assert not (root / ".git").exists()


def test_a_bundle_holds_recorded_releases_alone(project: Path, tmp_path: Path) -> None:
    """A tag that nobody recorded may be of anything."""
    Repository(project).store("stray", FIRST.day, {"docs/secret.md": b"Secret.\n"})
    records = tuple(each.record for each in read_history(project, tmp_path)[0])
    released(project, SECOND, records, tmp_path, bundle=True)
    assert "stray" not in git(project, "bundle", "list-heads", BUNDLE)
    assert "release/second" in git(project, "bundle", "list-heads", BUNDLE)


DAYS: Mapping[str, tuple[date, str]] = {
    "the day of the last release": (FIRST.day, "the last release is of 2020-01-31"),
    "a day before it": (date(2019, 12, 31), "the last release is of 2020-01-31"),
    "a day before a change that a page tells of": (date(2020, 2, 9), "a page tells of a change on 2020-02-10"),
}


@pytest.mark.parametrize("case", DAYS)
def test_a_day_that_does_not_fit_is_refused(case: str, project: Path, tmp_path: Path) -> None:
    day, message = DAYS[case]
    write(project, {"docs/a.md": product("G-1", "Two.\n", changed=(1, 2)).replace("«all»", "law-enforcement, partner")})
    records = tuple(each.record for each in read_history(project, tmp_path)[0])
    corpus = read_project(project).corpus
    assert corpus is not None
    with pytest.raises(ReleaseError, match=message):
        check_day(corpus, day, records)
    check_day(corpus, date(2020, 2, 10), records)


def test_what_is_written_is_what_is_read(project: Path) -> None:
    findings = Findings()
    records = read_releases(project, findings)
    assert findings.problems == ()
    assert written(records) == (project / FILE).read_text(encoding="utf-8")
    assert records[0].digest == content_digest(Repository(project).files("first"))
