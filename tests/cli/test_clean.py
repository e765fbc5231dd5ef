"""`caveat clean`: a copy to be cleared, and the row of the register for it."""

from hashlib import sha256
from pathlib import Path

from caveat.content.read import read_project
from cli.running import caveat, project
from content.files.inspecting import CANARY
from content.files.pictures import dot, with_chunk

HIDING = with_chunk(dot(7), b"tEXt", b"Comment\0" + CANARY.encode())


def test_it_works_without_a_project_and_leaves_the_file_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.png").write_bytes(HIDING)
    done = caveat("clean", "plan.png", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    copy = (tmp_path / "plan.clean.png").read_bytes()
    assert CANARY.encode() not in copy
    assert sha256(copy).hexdigest() in done.stdout
    assert (tmp_path / "plan.png").read_bytes() == HIDING
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.clean.png", "plan.png"]
    again = caveat("clean", "plan.png", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, done.stdout), "a copy that is there already may stay"


def test_its_row_is_valid_once_it_is_filled_in(tmp_path: Path) -> None:
    """And not before: what nobody has decided is no decision."""
    project(tmp_path)
    (tmp_path / "docs/files").mkdir()
    (tmp_path / "plan.png").write_bytes(HIDING)
    done = caveat("clean", "plan.png", "--out", "docs/files/plan.png", cwd=tmp_path)
    row = done.stdout.partition("\n\n- ")[2]
    register = tmp_path / "docs/data/attachments.yml"
    register.parent.mkdir(exist_ok=True)
    register.write_text(f"- {row}", encoding="utf-8")
    before = {problem.code for problem in read_project(tmp_path).problems}
    assert before == {"null-value"}
    filled = (
        row.replace("title:\n", "title: A plan\n")
        .replace("marking:\n", "marking: OFFICIAL\n")
        .replace("[]", "[law-enforcement]")
    )
    filled = filled.replace("cleared_by:\n", "cleared_by: Release authority\n").replace(
        "cleared_on:\n", "cleared_on: 2024-11-04\n"
    )
    register.write_text(f"- {filled}", encoding="utf-8")
    reading = read_project(tmp_path)
    assert reading.problems == ()
    assert reading.corpus
    assert [each.path for each in reading.corpus.attachments] == ["docs/files/plan.png"]


def test_what_it_cannot_clean_it_refuses_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99">'
        f'<text x="1" y="20">{CANARY}</text><rect width="99" height="99"/></svg>',
        encoding="utf-8",
    )
    done = caveat("clean", "plan.svg", cwd=tmp_path)
    assert done.returncode == 1
    assert "plan.svg:1:1: " in done.stderr
    assert "[attachment-hidden-text]" in done.stderr
    assert CANARY not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["plan.svg"]


def test_wrong_uses(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(HIDING)
    (tmp_path / "b.png").write_bytes(dot(1))
    (tmp_path / "c.docx").write_bytes(b"x")
    (tmp_path / "d.png").symlink_to("a.png")
    for arguments, code, words in (
        (("a.png", "--out", "a.png"), 2, "is there already"),
        (("a.png", "--out", "b.png"), 2, "is there already"),
        (("a.png", "--out", "a.jpg"), 2, "same kind"),
        (("c.docx",), 2, "only files that end in"),
        (("d.png",), 1, "unreadable-file"),
        (("none.png",), 2, "there is no file"),
        (("b.png", "--out", "nowhere/b.png"), 1, "nowhere"),
    ):
        done = caveat("clean", *arguments, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert (tmp_path / "a.png").read_bytes() == HIDING
