"""The prover reads the source for itself, and reads it rightly."""

import ast
from pathlib import Path

import pytest

from assurance.proving.sample import EDITION, SAMPLE, write
from caveat.assurance.proving.edits import as_text
from caveat.assurance.proving.markers import read_body
from caveat.assurance.proving.project import Project, read_project
from caveat.assurance.proving.yaml_text import read, slots

ROOT = Path(__file__).parents[3]
PLUGINS = ROOT / "plugins"
ALLOWED = {
    "caveat",
    "caveat.assurance",
    "caveat.content",
    "caveat.content.problem",
    "caveat.history",
    "caveat.history.repository",
}
"""Modules outside the prover that it may rest on: the version, the form of an error, and releases in git."""


def imported(module: Path) -> set[str]:
    """The modules of Caveat that a file imports, wherever in it, and the packages above them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # `from package import module` names a module as well.
            names.update((node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)))
    parts = [name.split(".") for name in names if name.partition(".")[0] in {"caveat", "caveat_site"}]
    return {".".join(each[:length]) for each in parts for length in range(1, len(each) + 1)}


def file_of(name: str) -> Path | None:
    path = PLUGINS.joinpath(*name.split("."))
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


def reached(start: str) -> set[str]:
    """Every module of Caveat that a package needs, directly or through others."""
    folder = PLUGINS.joinpath(*start.split("."))
    waiting = {f"{start}.{path.stem}" for path in folder.glob("*.py")}
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        if path := file_of(name):
            waiting |= {each for each in imported(path) if file_of(each)} - found
    return found


def test_the_prover_shares_no_code_with_what_is_on_trial() -> None:
    """Neither directly nor through another module: redaction, projection, history, and every reader of content."""
    others = {name for name in reached("caveat.assurance.proving") if not name.startswith("caveat.assurance.proving")}
    assert others <= ALLOWED


def test_the_check_of_imports_follows_them() -> None:
    """The positive control."""
    assert "caveat.redaction.redact" in reached("caveat.projection")
    assert "caveat.content.line" in reached("caveat.projection")
    assert {"caveat.history.then_and_now", "caveat.history.recall"} <= reached("caveat.history")


@pytest.fixture
def sample(tmp_path: Path) -> Project:
    return read_project(write(tmp_path), EDITION)


def test_every_restriction_of_the_library_is_found() -> None:
    """As many as each page declares, which a build has checked."""
    project = read_project(ROOT, "partner")
    declared = {page.path: int("".join(page.front.words("restrictions")) or 0) for page in project.documents}
    found = {page.path: len(page.body.blocks) + len(page.body.spans) for page in project.documents}
    assert found == declared
    assert sum(found.values()) > 20


def test_who_sees_a_page(sample: Project) -> None:
    assert {page.path for page in sample.unseen} == {
        path for path, text in SAMPLE.items() if path.endswith(".md") and "\neditions: [law-enforcement]\n" in text
    }
    assert "docs/draft.md" not in {page.path for page in sample.seen}


def test_which_editions_may_have_what_one_may_not_see(sample: Project) -> None:
    assert sample.outside == ("law-enforcement",)
    assert sample.others == ("law-enforcement", "public")
    assert sample.closed("public") == ("law-enforcement", "partner", "public")


def test_a_widest_edition_has_nothing_to_miss(tmp_path: Path) -> None:
    assert read_project(write(tmp_path), "law-enforcement").outside == ()


@pytest.mark.parametrize(
    ("text", "fences"),
    [
        ("a\n```\nb\n```\nc", ["", "edge", "inside", "edge", ""]),
        ("- ```\n  b\n  ```", ["edge", "inside", "edge"]),
        ("~~~\n```\n~~~\nc", ["edge", "inside", "edge", ""]),
        ("<!--\n```\n-->\nc", ["", "", "", ""]),
    ],
)
def test_code_fences(text: str, fences: list[str]) -> None:
    assert [line.fence for line in read_body(text, 0).lines] == fences


def test_offsets_are_those_of_the_file(sample: Project) -> None:
    page = next(each for each in sample.documents if each.path == "docs/text.md")
    opener = page.body.blocks[0].opener
    assert page.text[opener.start : opener.end] == opener.text
    assert page.text.split("\n")[opener.number - 1] == opener.text
    span = page.body.spans[0]
    assert page.text[span.inside_start : span.inside_end] == " the desk on 020 7946 0000"


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (
            "- a\n- b # comment\n",
            ["- n\n- a\n- b # comment\n", "- a\n- n\n- b # comment\n", "- a\n- b # comment\n- n\n"],
        ),
        ("- a", ["- n\n- a", "- a\n- n"]),
        ("[a, b]\n", ["[n, a, b]\n"]),
        ("[]\n", ["[n, ]\n"]),
        ("  - {a: 1}\n\n# end\n", ["  - n\n  - {a: 1}\n\n# end\n", "  - {a: 1}\n  - n\n\n# end\n"]),
    ],
)
def test_entries_can_be_put_in(text: str, added: list[str]) -> None:
    found = slots(read(text), text)
    assert [text[: slot.offset] + slot.holding("n") + text[slot.offset :] for slot in found] == added


def test_line_ends_and_byte_order_mark_are_left_out() -> None:
    assert as_text(b"\xef\xbb\xbfa\r\nb\r\n") == "a\nb\n"
