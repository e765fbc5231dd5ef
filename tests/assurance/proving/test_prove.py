"""The experiment: its rounds, what it does with a difference and with a mutation that gives no sound source."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assurance.proving.sample import EDITION, SAMPLE, staged, write
from caveat.assurance.proving import plan as planning
from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.kinds import KINDS, Maker
from caveat.assurance.proving.plan import plan
from caveat.assurance.proving.project import Project, read_project
from caveat.assurance.proving.prove import ROUNDS, SEED, Proof, prove
from caveat.assurance.proving.texts import Texts
from caveat.content.problem import ContentError
from leaks.snapshot import snapshot

ABOUT = "docs/about.md"
CONFIGURED = SAMPLE["mkdocs.yml"].replace("      content: [docs, guidance]\n", "")
HIDDEN_FOLDER = {"debriefs/one.md": "---\ntitle: One\neditions: [law-enforcement]\n---\nHidden.\n"}


def run(root: Path, *, rounds: int = 1, most: int = 3) -> Proof:
    """A run on the sample, with a quick build."""
    work = root / "work"
    work.mkdir()
    project = write(root / "project")
    return prove(project, EDITION, staged, work, rounds=rounds, seed=SEED, progress=lambda *_told: None, most=most)


def visible(kind: str, word: str) -> Maker:
    """Mutations of text that everybody sees: no mutation that the prover makes, but what it has to find."""

    def make(project: Project, _texts: Texts) -> Iterator[Mutation]:
        text = next(page.text for page in project.documents if page.path == ABOUT)
        at = text.index(word)
        yield Mutation(kind, Place(ABOUT, text.count("\n", 0, at) + 1), (Patch(ABOUT, at, at + len(word), "Wren"),))

    return make


def refused(_project: Project, _texts: Texts) -> Iterator[Mutation]:
    """A mutation that gives no sound source."""
    yield Mutation("refused", Place("docs/bad.md"), added={"docs/bad.md": b"no front matter"})


def kinds(monkeypatch: pytest.MonkeyPatch, makers: Mapping[str, Maker]) -> None:
    monkeypatch.setattr(planning, "KINDS", {**KINDS, **makers})


def test_the_default_rounds_exercise_every_kind_that_has_a_place(tmp_path: Path) -> None:
    project = read_project(write(tmp_path), EDITION)
    found: Counter[str] = Counter()
    for number in range(1, ROUNDS + 1):
        found.update(mutation.kind for mutation in plan(project, SEED, number, found))
    assert set(KINDS) - set(found) == {"never-staged data changed"}
    assert set(found) <= set(KINDS)


def test_data_that_is_never_staged_is_changed_where_it_is_there(tmp_path: Path) -> None:
    write(tmp_path, {**SAMPLE, "docs/data/releases.yml": "- release\n"})
    assert list(KINDS["never-staged data changed"](read_project(tmp_path, EDITION), Texts("seed")))


def test_a_content_folder_keeps_its_name(tmp_path: Path) -> None:
    """Also where all of it is hidden and nothing names it: under another one it would be none."""
    project = read_project(write(tmp_path, {**SAMPLE, "mkdocs.yml": CONFIGURED, **HIDDEN_FOLDER}), EDITION)
    for kind in ("folder renamed", "folder removed"):
        moved = {path for each in KINDS[kind](project, Texts("seed")) for path in each.removed}
        assert moved
        assert not moved & HIDDEN_FOLDER.keys()


def test_a_round_is_the_same_for_a_seed(tmp_path: Path) -> None:
    project = read_project(write(tmp_path), EDITION)
    assert plan(project, 1, 1, {}) == plan(project, 1, 1, {})
    assert plan(project, 1, 1, {}) != plan(project, 2, 1, {})
    assert plan(project, 1, 1, {}) != plan(project, 1, 2, {})


def test_a_run_repeats_itself(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    assert run(tmp_path / "one", rounds=2) == run(tmp_path / "other", rounds=2)


def test_the_project_is_only_read_and_nothing_is_left(tmp_path: Path) -> None:
    project = write(tmp_path / "project")
    before = snapshot(project)
    run(tmp_path)
    assert snapshot(project) == before
    assert [path.name for path in (tmp_path / "work").iterdir()] == ["first"]


def test_a_difference_names_file_offset_and_the_one_mutation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds(monkeypatch, {"planted": visible("planted", "Who")})
    found = run(tmp_path)
    assert not found.proved
    (finding,) = found.findings
    assert (finding.round, finding.difference.file, finding.difference.how) == (1, "docs/about.md", "content")
    staged_text = (tmp_path / "work" / "first" / "docs" / "about.md").read_bytes()
    assert staged_text[finding.difference.offset :].startswith(b"ho we are")
    assert [(cause.kind, str(cause.place)) for cause in finding.causes] == [("planted", "docs/about.md:7")]


def test_several_causes_are_found_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind that has shown itself is left out of later rounds, so that it hides no other."""
    kinds(monkeypatch, {"planted": visible("planted", "Who"), "other": visible("other", "are")})
    found = run(tmp_path, rounds=3)
    assert sorted(cause.kind for finding in found.findings for cause in finding.causes) == ["other", "planted"]
    assert found.rounds == 3


def test_a_run_ends_after_the_most_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds(monkeypatch, {"planted": visible("planted", "Who")})
    assert run(tmp_path, rounds=3, most=1).rounds == 1


def test_what_shows_only_together_is_named_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two names of hidden files; the fault needs both."""
    names = ("notes/one.txt", "notes/two.txt")
    makers = {
        name: lambda _project, _texts, name=name: iter([Mutation(name, Place(name), added={name: b""})])
        for name in names
    }
    monkeypatch.setattr(planning, "KINDS", makers)
    work = tmp_path / "work"
    work.mkdir()

    def leaky(root: Path, out: Path) -> Path:
        folder = staged(root, out)
        if all((root / name).exists() for name in names):
            (folder / "both").touch()
        return folder

    project = write(tmp_path / "project")
    found = prove(project, EDITION, leaky, work, rounds=1, seed=SEED, progress=lambda *_told: None)
    assert sorted(cause.kind for cause in found.findings[0].causes) == sorted(names)


def test_a_refused_mutation_is_counted_and_the_others_are_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds(monkeypatch, {"refused": refused, "planted": visible("planted", "Who")})
    found = run(tmp_path)
    assert found.refused == {"refused": 1}
    assert "refused" not in found.mutations
    assert [cause.kind for finding in found.findings for cause in finding.causes] == ["planted"]


def test_a_build_that_cannot_be_repeated_is_no_fault_of_a_mutation(tmp_path: Path) -> None:
    count = iter(range(9))

    def restless(root: Path, out: Path) -> Path:
        folder = staged(root, out)
        (folder / "count").write_text(str(next(count)), encoding="utf-8")
        return folder

    (tmp_path / "work").mkdir()
    project = write(tmp_path / "project")
    found = prove(project, EDITION, restless, tmp_path / "work", rounds=2, seed=1, progress=lambda *_told: None)
    assert [(finding.difference.file, finding.causes) for finding in found.findings] == [("count", ())]


def test_nothing_is_proved_where_every_mutation_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "KINDS", {"refused": refused})
    found = run(tmp_path, rounds=2)
    assert (found.proved, found.rounds, found.refused) == (False, 0, {"refused": 2})


def test_a_project_with_problems_is_not_tried(tmp_path: Path) -> None:
    project = write(tmp_path / "project", {**SAMPLE, ABOUT: "no front matter"})
    (tmp_path / "work").mkdir()
    with pytest.raises(ContentError, match="no-front-matter"):
        prove(project, EDITION, staged, tmp_path / "work", rounds=1, seed=1, progress=lambda *_told: None)


def test_progress_is_told_round_by_round(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    (tmp_path / "work").mkdir()
    project = write(tmp_path / "project")
    prove(project, EDITION, staged, tmp_path / "work", rounds=2, seed=1, progress=lambda *each: told.append(each))
    assert told == [("Building", 0, 3), ("Comparing", 1, 3), ("Comparing", 2, 3)]
