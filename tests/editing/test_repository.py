"""`caveat init`: a content repository that can be checked, built and released, with every step of its workflows."""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from caveat.assurance.examination import examination
from caveat.content.read import read_project
from caveat.editing.neighbours import initials
from caveat.editing.repository import NO_COMMIT, templates
from caveat_cli.main import run
from editing.workflows import IMITATED, Runner, git, load, steps

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "plugins" / "caveat" / "editing" / "new_repository"
WORKFLOWS = sorted(path.name for path in (TEMPLATES / "github" / "workflows").iterdir())
RELEASE_DAY = "2999-01-01"
"""Later than the day on which the test makes its first page."""
CONTEXT: Mapping[str, str] = {
    "github.event.pull_request.base.sha": "",
    "secrets.PREVIEW_PASSPHRASE": "a passphrase; with $odd `characters`",
    "inputs.name": "first-release",
    "inputs.date": RELEASE_DAY,
    "inputs.rounds": "1",
}


def init(folder: Path, *arguments: str) -> int:
    return run(["init", str(folder), *arguments])


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_new_repository_has_no_problem_and_builds_both_editions(tmp_path: Path) -> None:
    root = tmp_path / "library"
    assert init(root, "--title", "Border guidance") == 0
    assert examination(read_project(root)) == ()
    assert run(["-C", str(root), "build"]) == 0
    wide, narrow = (
        (root / "site" / name / "guidance" / "first-page.html").read_text(encoding="utf-8")
        for name in ("law-enforcement", "partner")
    )
    assert "Only the law-enforcement edition has this paragraph." in wide
    assert "Only the law-enforcement edition has this paragraph." not in narrow
    home = (root / "site" / "partner" / "index.html").read_text(encoding="utf-8")
    assert "See how a page is written" in home
    assert "Border guidance</title>" in home or "<title>Border guidance" in home


def test_nothing_of_a_template_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit = "ab" * 20
    init(
        tmp_path / "a", "--title", "Guidance of @DATE@", "--source", "https://git.example.org/c.git", "--commit", commit
    )
    made = files(tmp_path / "a")
    assert {path for path, _ in templates()} == set(made)
    for path, content in made.items():
        assert not re.search(rb"@[A-Z_]+@", content.replace(b"Guidance of @DATE@", b"")), path
    assert f"commit={commit}\n".encode() in made["caveat.pin"]
    assert b'site_name: "Guidance of @DATE@"\n' in made["mkdocs.yml"]
    assert "caveat.pin does not say yet" not in capsys.readouterr().out
    init(tmp_path / "b", "--commit", commit)
    assert "caveat.pin does not say yet" in capsys.readouterr().out


def test_a_title_is_text_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path / "a", "--title", 'A"\nhooks: [x.py]') == 1
    assert "a title is one line" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("kind", ["a file", "a full folder", "a link", "a link to nothing"])
def test_what_is_there_is_left_alone(tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "library"
    if kind == "a file":
        place.write_text("mine")
    elif kind == "a full folder":
        place.mkdir()
        (place / ".hidden").write_text("mine")
    else:
        place.symlink_to(tmp_path / "elsewhere")
        if kind == "a link":
            (tmp_path / "elsewhere").mkdir()
    before = files(tmp_path)
    assert init(place) == 2
    assert "is there already" in capsys.readouterr().err
    assert files(tmp_path) == before


def test_an_empty_folder_may_be_filled_and_c_is_where_it_starts(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    assert run(["-C", str(tmp_path), "init", "library"]) == 0
    assert (tmp_path / "library" / "mkdocs.yml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["library"]


def test_a_run_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert init(tmp_path / "library") == 1
    assert [*tmp_path.iterdir()] == []


def test_without_a_pin_nothing_is_installed(tmp_path: Path) -> None:
    """The zeros that stand there at first are no commit."""
    init(tmp_path / "library")
    assert f"commit={NO_COMMIT}" in (tmp_path / "library" / "caveat.pin").read_text()
    script = tmp_path / "library" / ".github" / "install-caveat.sh"
    done = subprocess.run(["sh", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("caveat.pin: write where Caveat's repository is")
    assert not (tmp_path / "library" / ".venv").exists()


def test_the_stop_page_is_the_one_of_caveat() -> None:
    assert (TEMPLATES / "stop" / "index.md").read_bytes() == (ROOT / "plugins/caveat_site/stop/index.md").read_bytes()


def test_a_name_gives_its_first_letters() -> None:
    assert [initials(name) for name in ("Border guidance", "12", "Über alles")] == ["BG", "P", "UA"]


# --- Workflows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORKFLOWS)
def test_this_repository_uses_the_same_workflows(name: str) -> None:
    own = ROOT / ".github" / "workflows" / name
    assert own.read_bytes() == (TEMPLATES / "github" / "workflows" / name).read_bytes()


def test_workflows_meet_the_published_schema() -> None:
    paths = [TEMPLATES / "github" / "workflows" / name for name in WORKFLOWS]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_a_full_commit_id_with_its_tag(name: str) -> None:
    lines = (TEMPLATES / "github" / "workflows" / name).read_text(encoding="utf-8").splitlines()
    uses = [line.strip().removeprefix("- ") for line in lines if "uses:" in line]
    assert uses
    for line in uses:
        assert re.fullmatch(r"uses: [a-z-]+/[a-z/-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", line)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_that_others_write_gets_into_a_shell(name: str) -> None:
    """A branch can be called `$(rm -rf .)`. Expressions are filled in before a shell reads them, so they stand in `env:`."""
    for _, step in steps(load(TEMPLATES / "github" / "workflows" / name)):
        assert "${{" not in step.get("run", "")
        assert "${{" not in step.get("with", {}).get("script", "")


@pytest.mark.parametrize("name", WORKFLOWS)
def test_rights_are_named_for_each_job_and_a_job_that_can_write_runs_nothing_that_was_installed(name: str) -> None:
    workflow = load(TEMPLATES / "github" / "workflows" / name)
    assert workflow["permissions"] == {}
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    for job in workflow["jobs"].values():
        writes = [scope for scope, right in job["permissions"].items() if right == "write"]
        runs = [step["run"] for step in job["steps"] if "run" in step]
        if writes:
            assert not any("install-caveat" in script or "caveat " in script for script in runs)
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] == ("contents" in writes) for step in checkouts)
        assert job["timeout-minutes"] <= 360


@pytest.mark.parametrize("name", ["check.yml", "preview.yml", "review.yml"])
def test_a_fork_gets_no_secret_and_no_right_to_write(name: str) -> None:
    """Jobs with either are for branches of the repository itself, or wait for one that is."""
    jobs = load(TEMPLATES / "github" / "workflows" / name)["jobs"]
    guarded = {job for job, given in jobs.items() if "head.repo.full_name == github.repository" in given.get("if", "")}
    for job, given in jobs.items():
        special = "write" in given["permissions"].values() or "secrets." in json.dumps(given)
        assert not special or job in guarded or given.get("needs") in guarded


def test_approvals_recalls_and_the_watch_list_have_owners_of_their_own() -> None:
    """They are not those of the pages: nobody approves what they wrote."""
    lines = (TEMPLATES / "github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owners = dict(line.split() for line in lines if line and not line.startswith("#"))
    assert next(iter(owners)) == "*"
    for name in ("approvals", "recalls", "watchlist", "attachments", "releases"):
        assert owners[f"/docs/data/{name}.yml"] not in (owners["*"], owners["/.github/"])
    assert owners["/caveat.pin"] == owners["/.github/"] != owners["*"]


@pytest.fixture(scope="module")
def caveat_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of Caveat with what an installation takes from it, as the working tree has it."""
    folder = tmp_path_factory.mktemp("caveat")
    for name in ("plugins", "tools/caveat_cli", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder / name)
    git("init", "--quiet", "--initial-branch=main", cwd=folder)
    git("add", "--all", cwd=folder)
    git("commit", "--quiet", "--message=Caveat", cwd=folder)
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that has all packages of this one, so that nothing is fetched: Caveat itself is installed."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return folder


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory, caveat_repository: Path) -> Path:
    """A content repository as it would stand on GitHub: a branch main, and a topic for a pull request."""
    folder = tmp_path_factory.mktemp("library")
    commit = git("rev-parse", "HEAD", cwd=caveat_repository).strip()
    assert init(folder / "work", "--source", caveat_repository.as_uri(), "--commit", commit) == 0
    work = folder / "work"
    git("init", "--quiet", "--initial-branch=main", cwd=work)
    git("add", "--all", cwd=work)
    git("commit", "--quiet", "--message=New", cwd=work)
    git("switch", "--quiet", "--create", "topic", cwd=work)
    page = work / "guidance" / "first-page.md"
    page.write_text(page.read_text().replace("It is invented for illustration.", "It is invented, to illustrate."))
    git("commit", "--quiet", "--all", "--message=Change", cwd=work)
    git("clone", "--quiet", "--bare", work, folder / "origin.git", cwd=folder)
    return folder / "origin.git"


@pytest.fixture
def runner(tmp_path: Path, origin: Path, environment: Path) -> Runner:
    base = git("rev-parse", "main", cwd=origin).strip()
    context = {**CONTEXT, "github.event.pull_request.base.sha": base}
    return Runner(origin, "topic", environment, tmp_path, context)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_step_of_a_workflow_runs(name: str, runner: Runner) -> None:
    """None is left out, and each ends well."""
    workflow = load(TEMPLATES / "github" / "workflows" / name)
    runner.run(workflow)
    wanted = [f"{job}: {step['name']}" for job, step in steps(workflow) if "run" in step]
    assert sorted(set(runner.ran)) == sorted(set(wanted))
    CLAIMS.get(name, lambda _runner: None)(runner)


def _previews(runner: Runner) -> None:
    """Each edition is an artifact of its own, which nobody opens without its passphrase."""
    assert sorted(path.name for path in runner.artifacts.iterdir()) == ["preview-law-enforcement", "preview-partner"]
    locked = runner.artifacts / "preview-partner" / "preview-partner.tar.gz.gpg"
    assert _opened(locked, runner.work, "another passphrase") == b""
    packed = runner.work / "opened.tar.gz"
    packed.write_bytes(_opened(locked, runner.work, CONTEXT["secrets.PREVIEW_PASSPHRASE"]))
    shutil.unpack_archive(packed, runner.work / "opened")
    assert (runner.work / "opened" / "partner" / "index.html").is_file()
    assert [path.name for path in (runner.work / "opened").iterdir()] == ["partner"]


def _opened(locked: Path, home: Path, passphrase: str) -> bytes:
    command = ["gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase-fd", "0"]
    given = f"{passphrase}\n".encode()
    return subprocess.run([*command, "--decrypt", locked], input=given, capture_output=True, check=False).stdout


def _release(runner: Runner) -> None:
    """It stands on a branch of its own, as one commit on main that holds the record and the bundle."""
    changed = git("diff", "--name-only", runner.ref, "record-first-release", cwd=runner.origin).split()
    assert changed == ["docs/data/releases.yml", "releases.bundle"]
    assert "compare/record-first-release?expand=1" in runner.summary
    proofs = {path.name for path in (runner.artifacts / "proofs").iterdir()}
    assert proofs == {"proof-law-enforcement.txt", "proof-partner.txt"}
    git("clone", "--quiet", "--branch", "record-first-release", runner.origin, runner.work / "merged", cwd=runner.work)
    assert run(["-C", str(runner.work / "merged"), "releases"]) == 0
    assert run(["-C", str(runner.work / "merged"), "check"]) == 0


def _proofs(runner: Runner) -> None:
    for edition in ("law-enforcement", "partner"):
        report = (runner.artifacts / f"proof-{edition}" / f"proof-{edition}.txt").read_text()
        assert "proved" in report
        assert "NOT PROVED" not in report


CLAIMS = {"preview.yml": _previews, "release.yml": _release, "prove.yml": _proofs}
"""Workflow to what it leaves behind."""


def test_the_runner_sees_a_step_that_fails(runner: Runner) -> None:
    """The positive control: a page without an owner does not get through."""
    workflow = load(TEMPLATES / "github" / "workflows" / "build.yml")
    script = "sed -i '/^owner/d' guidance/first-page.md\ncaveat build"
    workflow["jobs"]["build"]["steps"][-2]["run"] = script
    with pytest.raises(AssertionError, match="missing-field"):
        runner.run(workflow)


def test_an_installed_caveat_has_every_template(runner: Runner, tmp_path: Path) -> None:
    """What is packed is what the tree has: files without an ending, and those whose name tools pass over."""
    workflow = load(TEMPLATES / "github" / "workflows" / "build.yml")
    build = workflow["jobs"]["build"]
    new = "caveat -C made new guidance Boats --editions partner --owner Lead"
    build["steps"][-2]["run"] = f"caveat init made && {new} && cp -R made {tmp_path}"
    del build["steps"][-1]
    runner.run(workflow)
    (tmp_path / "made" / "guidance" / "boats.md").unlink()
    init(tmp_path / "expected")
    assert files(tmp_path / "made") == files(tmp_path / "expected")


def test_the_runner_imitates_what_it_must() -> None:
    """Whatever else a workflow uses is named here, so that a new action is looked at."""
    used = {
        step["uses"].partition("@")[0]
        for name in WORKFLOWS
        for _, step in steps(load(TEMPLATES / "github" / "workflows" / name))
        if "uses" in step
    }
    assert used == {*IMITATED, "actions/setup-python", "actions/github-script", "github/codeql-action/upload-sarif"}
