"""The register of attachments with files inside that hide something; every code of inspection has a case."""

import gzip
import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from caveat.content.files import inspect as inspection
from caveat.content.files.codes import CODES
from caveat.content.read import read_project
from content.cases_project import REGISTER, register_row
from content.files import test_damage, test_jpeg, test_pdf, test_png, test_svg, test_table
from content.files.inspecting import CANARY, codes
from content.files.pictures import dot, with_chunk
from content.sources import page, write

HIDING = with_chunk(dot(7), b"tEXt", b"Comment\0" + CANARY.encode())


def _row(path: str, data: bytes) -> str:
    return register_row(path=path, sha256=sha256(data).hexdigest())


def problems(root: Path, files: dict[str, bytes]) -> list[str]:
    register = "".join(_row(path, data) for path, data in files.items())
    reading = read_project(write(root, {"docs/a.md": page(), REGISTER: register, **files}))
    assert CANARY not in "".join(map(str, reading.problems))
    return [f"{problem.location} {problem.code}" for problem in reading.problems]


def test_a_file_that_was_cleared_is_inspected_all_the_same(tmp_path: Path) -> None:
    """The place is that of what is wrong inside, as far as the kind of file has lines."""
    table = b"a,b\n1,=1+1\n"
    files = {"docs/a.png": HIDING, "docs/b.csv": table, "docs/c.png": dot(3)}
    assert problems(tmp_path, files) == ["docs/a.png:1:1 attachment-metadata", "docs/b.csv:2:1 attachment-formula"]


def test_every_reason_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    assert problems(tmp_path, {"docs/a.png": HIDING + b"more"}) == [
        "docs/a.png:1:1 attachment-metadata",
        "docs/a.png:1:1 attachment-trailing-bytes",
    ]


def test_a_file_with_reasons_is_in_no_edition(tmp_path: Path) -> None:
    problems(tmp_path, {"docs/a.png": HIDING, "docs/b.png": dot(3)})
    corpus = read_project(tmp_path).corpus
    assert corpus
    assert [attachment.path for attachment in corpus.attachments] == ["docs/b.png"]


def test_the_same_bytes_are_inspected_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A preview reads the project at every change; a library has hundreds of files."""
    asked: list[str] = []

    def count(kind: str, _data: bytes, _worker: object) -> tuple[()]:
        asked.append(kind)
        return ()

    monkeypatch.setattr(inspection, "_inspect", count)
    data = dot(211)
    problems(tmp_path, {"docs/a.png": data, "docs/b.png": data})
    read_project(tmp_path)
    assert asked == ["png"]
    monkeypatch.setattr(inspection, "_KNOWN", {})


def _zip(name: str) -> bytes:
    """An archive bomb: twenty million bytes of nothing in twenty thousand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, bytes(20_000_000))
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.csv", "a.png", "a.jpg", "a.pdf", "a.svg"])
@pytest.mark.parametrize(
    "data",
    [
        _zip("a.csv"),
        gzip.compress(bytes(20_000_000), 1, mtime=0),
        b"GIF89a",
        b"ID;PWXL;N;E\n",
        b"\xd0\xcf\x11\xe0",
        b"{\\rtf1",
    ],
    ids=["zip", "gzip", "GIF", "SYLK", "office", "RTF"],
)
def test_an_archive_or_another_kind_under_a_good_name_is_an_error(name: str, data: bytes) -> None:
    """It is told by its first bytes and never unpacked."""
    assert codes(name, data) == {"attachment-not-as-named"}


def test_a_kind_under_the_name_of_another_is_an_error() -> None:
    kinds = {
        "a.png": test_png.PLAIN,
        "a.jpg": test_jpeg.PLAIN,
        "a.svg": test_svg.GOOD["words"],
        "a.pdf": test_damage._pages()[0],
    }
    for name in (*kinds, "a.csv"):
        for other, data in kinds.items():
            assert (codes(name, data) == {"attachment-not-as-named"}) is (name != other)


def test_every_code_has_a_case() -> None:
    """A code that no file can give is a promise that nothing keeps."""
    tables = (*test_png.HIDING, *test_jpeg.HIDING, *test_pdf.CLEANED, *test_pdf.KEPT, *test_svg.CLEANED, *test_svg.KEPT)
    given = {code for case in tables for code in case.codes} | {code for _, code, _ in test_table.BAD.values()}
    given |= {"attachment-too-complex", "attachment-not-as-named"}  # Tests of their own, above and in every kind.
    assert given & CODES.keys() == CODES.keys()
