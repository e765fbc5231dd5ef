"""The scan of real builds: what stops one, and that nothing stops a right one."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.assurance.scanning.fingerprints import Fingerprints, fingerprints
from caveat.assurance.scanning.reading import Limits
from caveat.assurance.scanning.scan import scan
from caveat.content.corpus import Corpus
from caveat.content.problem import ContentError, Problem
from caveat.content.source_files import SourceFile
from caveat.projection import project as pipeline
from caveat.projection.narrow import narrow
from caveat.projection.view import View
from caveat_cli.main import run
from caveat_site import rendering
from caveat_site.build import build
from caveat_site.source import Source
from caveat_site.stage import staged_files, write_staged
from caveat_site.withheld import ENGINE_FILES, withheld
from cli.running import CANARY, caveat, content, project
from leaks.channels import CHANNELS, UNPUBLISHED, Channel
from leaks.library import canary, everything, filled, write
from projection.corpora import page

WIDER, NARROWER = "law-enforcement", "partner"
OUTSIDE = ("version control", "files beside the content")
"""Channels of files that are no part of the content."""
NAMED = ("file name", "folder name", "attachment")
"""Channels of names of files, which the position of a finding repeats."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with every channel filled, built: neither edition stops it."""
    root = write(tmp_path_factory.mktemp("library"), filled(everything()))
    build(root, None, root / "site")
    return root


@pytest.fixture(scope="module")
def partners(root: Path) -> Fingerprints:
    return withheld(Source(root), NARROWER)


def needles(channel: Channel) -> list[str]:
    return [f"x{each}" if channel.name == "entities" else each for each in channel.needles(canary(channel))]


@pytest.mark.parametrize("channel", [each for each in (*CHANNELS, *UNPUBLISHED) if each.name not in OUTSIDE], ids=str)
def test_everything_withheld_is_looked_for(channel: Channel, partners: Fingerprints) -> None:
    """In whatever place of a project it stands: the leak table's, and those that no edition publishes."""
    assert [needle for needle in needles(channel) if not partners.find(needle)] == []


def test_the_wider_edition_read_as_the_narrower_is_full_of_it(root: Path, partners: Fingerprints) -> None:
    """The positive control."""
    report = scan(root / "site" / WIDER, partners)
    assert len({hit.source for hit in report.hits}) > 0.9 * len(CHANNELS)
    assert scan(root / "site" / NARROWER, partners).is_clean
    assert scan(root / "site" / WIDER, withheld(Source(root), WIDER)).is_clean


def _withholding_nothing(source: Corpus, name: str, *, drafts: bool = False) -> tuple[View, tuple[Problem, ...]]:
    view, problems = narrow(source, WIDER, drafts=drafts)
    return replace(view, edition=replace(view.edition, name=name)), problems


def test_a_build_without_projection_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, what was published before as it was, and no withheld word in what is said about it."""
    root = write(tmp_path, filled(everything()))
    (root / "site" / NARROWER).mkdir(parents=True)
    (root / "site" / NARROWER / "index.html").write_text("earlier")
    monkeypatch.setattr(pipeline, "narrow", _withholding_nothing)
    assert run(["-C", str(root), "build", "--edition", NARROWER]) == 1
    assert content(root / "site") == {f"{NARROWER}/index.html": b"earlier"}
    said = capfd.readouterr().err
    assert said.count("[withheld-text-found]") > 0.9 * len(CHANNELS)
    quoted = [each.name for each in CHANNELS if any(needle in said.casefold() for needle in needles(each))]
    assert set(quoted) <= {*NAMED}


def test_a_build_is_stopped_by_what_comes_in_after_the_projection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache of another edition, a plugin, a template: whatever brings it."""

    def staged(files: Mapping[str, bytes], out: Path) -> None:
        write_staged(files, out)
        (out / "theme" / "assets" / "note.js").write_text(f"// {CANARY}")

    monkeypatch.setattr(rendering, "write_staged", staged)
    root = project(tmp_path)
    with pytest.raises(ContentError) as caught:
        build(root, None, root / "site")
    (problem,) = caught.value.problems
    assert problem.code == "withheld-text-found"
    assert "the finished partner edition" in problem.message
    assert "assets/note.js (text)" in problem.message
    assert CANARY not in str(problem)
    assert not (root / "site").exists()


_ANCHOR = re.compile(rb' id="p-[0-9a-f]{10}(?:-[0-9]+)?"')
"""Of a paragraph: a digest of its words, and no word itself."""


def _words(folder: Path) -> Iterator[SourceFile]:
    for name, data in content(folder).items():
        # Without brackets no word is joined to the next one.
        yield SourceFile(name.replace("/", " "), _ANCHOR.sub(b"", data).replace(b"<", b" ").replace(b">", b" "))


@pytest.mark.parametrize("name", ["empty", "everything"])
def test_an_engine_says_no_word_of_its_own(tmp_path: Path, root: Path, name: str) -> None:
    """Every word of a site is one of the staged folder's, or of the list of what engines write: all else is an alarm.

    Whatever a project withholds, its editions have the words of a build of an empty project.
    """
    if name == "empty":
        root = project(tmp_path, {"docs/index.md": page("", title="Library")})
        build(root, None, root / "site")
    source = Source(root)
    projection = source.project()[WIDER]
    legitimate = {**ENGINE_FILES, **dict(staged_files(projection))}
    found = fingerprints(_words(root / "site" / WIDER), legitimate, Limits())
    assert [pattern for pattern in found._patterns if len(pattern.split()) == 1] == []


def test_the_title_of_a_tab_is_no_passage(tmp_path: Path) -> None:
    """The name of a page and that of the edition, side by side, may read like what stands where only some can see."""
    text = "See the plan for a first hour. Partner agencies come later.\n"
    files = {
        "docs/hour.md": page(title="The plan for a first hour"),
        "docs/later.md": page(text, editions="law-enforcement"),
    }
    root = project(tmp_path, files)
    build(root, None, root / "site")
    assert not withheld(Source(root), NARROWER).find("the plan for a first hour. Partner edition")
    assert withheld(Source(root), NARROWER).find("for a first hour partner agencies")


def test_the_command_says_what_it_found(root: Path) -> None:
    """As text and as JSON, always in the same order."""
    text = caveat("scan", NARROWER, "site/law-enforcement", cwd=root, PYTHONHASHSEED="1")
    *lines, last = text.stdout.splitlines()
    json_ = caveat("scan", NARROWER, "site/law-enforcement", "--format", "json", cwd=root, PYTHONHASHSEED="2")
    report = json.loads(json_.stdout)
    assert (text.returncode, json_.returncode) == (1, 1)
    assert report["files"] == len(content(root / "site" / WIDER))
    assert report["bytes"] == sum(map(len, content(root / "site" / WIDER).values()))
    assert last.endswith(f": {len(report['findings'])} findings.")
    assert lines == [
        f"{each['file']}: says what stands at {each['path']}:{each['line']}, in {each['channel']} [{each['code']}]"
        for each in report["findings"]
    ]


def test_the_exit_code_says_how_it_went(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (root / "locked.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    codes = {
        ("partner", "site/partner"): 0,
        ("partner", "site/law-enforcement/index.html"): 1,
        ("partner", "locked.7z"): 1,
        ("nobody", "site/partner"): 2,
        ("partner", "nowhere"): 2,
    }
    for (edition, place), code in codes.items():
        assert run(["-C", str(root), "scan", edition, place]) == code
    assert "[output-not-scanned]" in capfd.readouterr().out
