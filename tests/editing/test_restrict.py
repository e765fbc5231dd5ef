"""`caveat restrict`: lines go into a restriction, and nothing else of the file changes."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.content.problem import ContentError
from caveat.editing.restrict import EditError, restricted
from caveat.redaction.restriction import Scheme
from caveat_cli.main import run
from projection.corpora import CONFIGURATION, page, read, write

SCHEME = Scheme(frozenset({"law-enforcement", "partner"}), frozenset({"tactics", "source"}))
HEAD = "---\n# For editors: keep this comment.\neditions: [law-enforcement, partner]\ntitle: A page # and this\n---\n"
FIRST = HEAD.count("\n") + 1
"""Line of the file on which the body begins."""


def edited(body: str, first: int, last: int, *, head: str = HEAD, reason: str = "tactics") -> str:
    """The body after lines of it, counted from 1, were restricted; the head is checked on the way."""
    start = head.count("\n")
    text = restricted(head + body, "docs/a.md", (start + first, start + last), ["law-enforcement"], reason, SCHEME)
    before, _, after = text.partition("title: A page # and this\n---\n")
    assert before.startswith("---\n# For editors: keep this comment.\neditions: [law-enforcement, partner]\n")
    return after


BLOCK = "::: restricted to law-enforcement because tactics\n{}\n::: end restricted\n"


@pytest.mark.parametrize(
    ("body", "lines", "expected"),
    [
        ("One.\n\nTwo.\n\nThree.\n", (3, 3), "One.\n\n" + BLOCK.format("Two.") + "\nThree.\n"),
        ("One.\n\nTwo.\n", (1, 1), BLOCK.format("One.") + "\nTwo.\n"),
        ("One.\nTwo.\nThree.\n", (2, 2), "One.\n\n" + BLOCK.format("Two.") + "\nThree.\n"),
        ("One.\n\nTwo.\n", (2, 3), "One.\n\n" + BLOCK.format("Two.")),
        ("One.\n\nTwo.", (3, 3), "One.\n\n" + BLOCK.format("Two.").rstrip("\n")),
        (
            "- One.\n- Two.\n- Three.\n",
            (2, 2),
            "- One.\n- {restricted to law-enforcement because tactics}Two.{end restricted}\n- Three.\n",
        ),
    ],
)
def test_text_goes_into_a_block_and_an_item_into_a_span(body: str, lines: tuple[int, int], expected: str) -> None:
    if "{restricted" in expected:
        expected = "- One.\n{restricted to law-enforcement because tactics}- Two.{end restricted}\n- Three.\n"
    assert edited(body, *lines) == expected


def test_a_row_of_a_table_is_restricted_in_its_line() -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    row = "{restricted to law-enforcement because tactics}| 1 | 2 |{end restricted}\n"
    assert edited(table, 3, 3) == table.replace("| 1 | 2 |\n", row)


def test_a_whole_table_goes_into_a_block() -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert edited(table, 1, 3) == BLOCK.format(table.rstrip("\n"))


def test_text_within_a_list_item_keeps_its_indentation() -> None:
    body = "- One.\n\n    More of it.\n\n- Two.\n"
    expected = "- One.\n\n    ::: restricted to law-enforcement because tactics\n    More of it.\n    ::: end restricted\n\n- Two.\n"
    assert edited(body, 3, 3) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEAD, "restrictions: 1\n"),
        (HEAD.replace("title", "restrictions: 4 # as counted\ntitle"), "restrictions: 5 # as counted\n"),
    ],
)
def test_the_number_is_mended_where_it_stands(head: str, expected: str) -> None:
    lines = (head.count("\n") + 1,) * 2
    text = restricted(head + "One.\n", "docs/a.md", lines, ["law-enforcement"], "tactics", SCHEME)
    assert expected in text
    assert text.count("restrictions:") == 1


@pytest.mark.parametrize(
    ("body", "lines", "words"),
    [
        ("One.\n", (0, 1), "front matter"),
        ("One.\n", (1, 9), "no such lines"),
        ("One.\n\n\nTwo.\n", (2, 3), "no text"),
        ("```\ncode\n```\n", (2, 2), "code block"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n", (1, 2), "head of a table"),
    ],
)
def test_lines_that_cannot_be_restricted_are_refused(body: str, lines: tuple[int, int], words: str) -> None:
    with pytest.raises(EditError, match=words):
        edited(body, *lines)


def test_what_is_restricted_already_is_refused() -> None:
    with pytest.raises(ContentError):
        edited("Text.\n\n" + BLOCK.format("Two.") + "\nMore.\n", 1, 7)


def test_an_unknown_reason_or_edition_is_refused() -> None:
    with pytest.raises(EditError, match="no reason"):
        edited("One.\n", 1, 1, reason="because")
    for editions in (["nobody"], ["law-enforcement", "partner"]):
        with pytest.raises(EditError):
            restricted(HEAD + "One.\n", "docs/a.md", (FIRST, FIRST), editions, "tactics", SCHEME)


PARAGRAPHS = st.lists(st.sampled_from(["One.", "Two words.", "A third thing.", "Last."]), min_size=1, max_size=6)


@given(paragraphs=PARAGRAPHS, data=st.data())
def test_without_its_markers_the_text_is_what_it_was(paragraphs: list[str], data: st.DataObject) -> None:
    """Nothing is lost and nothing moves: only markers, their blank lines and the number come in."""
    body = "\n\n".join(paragraphs) + "\n"
    first = data.draw(st.integers(0, len(paragraphs) - 1)) * 2 + 1
    last = data.draw(st.integers((first - 1) // 2, len(paragraphs) - 1)) * 2 + 1
    after = edited(body, first, last)
    left = [line for line in after.split("\n") if line.strip() and not line.startswith(":::")]
    assert left == [line for line in body.split("\n") if line.strip()]


def test_the_command_edits_the_file_and_the_project_stays_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, {"docs/a.md": page("One.\n\nTwo.\n")})
    given_lines = ["--lines", "7", "--to", "law-enforcement", "--because", "tactics"]
    assert run(["-C", str(root), "restrict", "docs/a.md", *given_lines]) == 0
    assert "read the page as others will see it" in capsys.readouterr().out
    (edited_page,) = read(tmp_path, {"docs/a.md": (root / "docs/a.md").read_text()}).pages
    assert edited_page.restrictions == 1


def test_editions_around_a_named_one_keep_the_text(tmp_path: Path) -> None:
    configuration = CONFIGURATION + "        public: {title: Public edition, within: partner}\n"
    everyone = "law-enforcement, partner, public"
    root = write(tmp_path, {"mkdocs.yml": configuration, "docs/a.md": page("One.\n\nTwo.\n", editions=everyone)})
    run(["-C", str(root), "restrict", "docs/a.md", "--lines", "7", "--to", "partner", "--because", "tactics"])
    assert "::: restricted to law-enforcement, partner because tactics" in (root / "docs/a.md").read_text()


def test_line_ends_and_mode_stay(tmp_path: Path) -> None:
    text = page("One.\n\nTwo.\n").replace("\n", "\r\n").encode()
    root = write(tmp_path, {"docs/a.md": b"\xef\xbb\xbf" + text})
    (root / "docs/a.md").chmod(0o640)
    run(["-C", str(root), "restrict", "docs/a.md", "--lines", "7", "--to", "law-enforcement", "--because", "tactics"])
    data = (root / "docs/a.md").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf---\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert (root / "docs/a.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("path", ["docs/none.md", "mkdocs.yml", "../a.md"])
def test_other_files_are_left_alone(tmp_path: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "p", {"docs/a.md": page()})
    assert run(["-C", str(root), "restrict", path, "--lines", "1", "--to", "partner", "--because", "tactics"]) == 2
    assert "no page or shared passage" in capsys.readouterr().err


def test_an_edit_that_is_killed_leaves_nothing_among_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hidden file there would stop the next build."""
    root = write(tmp_path, {"docs/a.md": page("One.\n\nTwo.\n")})

    def killing(_self: Path, _target: Path) -> None:
        os._exit(137)  # Nothing is tidied up: what a kill leaves.

    child = os.fork()
    if not child:
        monkeypatch.setattr(Path, "replace", killing)
        run(
            [
                "-C",
                str(root),
                "restrict",
                "docs/a.md",
                "--lines",
                "7-7",
                "--to",
                "law-enforcement",
                "--because",
                "tactics",
            ]
        )
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 137
    assert [path.name for path in (root / "docs").iterdir()] == ["a.md"]
    assert list((root / ".cache").rglob(".caveat-*"))  # It was under way.
    assert (
        run(
            [
                "-C",
                str(root),
                "restrict",
                "docs/a.md",
                "--lines",
                "7-7",
                "--to",
                "law-enforcement",
                "--because",
                "tactics",
            ]
        )
        == 0
    )
