"""Analyses that are kept save time and change nothing."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.projection.staged import Definition, Document, Terminology
from caveat.search.analysis import Analysis, analysis
from caveat.search.compile import Library, compiled
from caveat.search.index import index
from caveat.search.kept import KeptInFile, Nowhere
from caveat.search.phrases import phrases
from search.sample import AS_AT, LIBRARY, PAGES, WORDS, fresh


class Reader:
    """Makes the index of one library after another, with one place to keep analyses, and counts the analysed pages."""

    def __init__(self, place: Path) -> None:
        self.kept = KeptInFile(place)
        self.analysed: list[str] = []

    def read(self, library: Library) -> Mapping[str, bytes]:
        self.analysed.clear()
        known = phrases(library.terminology)

        def analyse(document: Document) -> Analysis:
            self.analysed.append(document.uri)
            return analysis(document, known)

        found = self.kept.analyses(library.documents, known, analyse)
        return compiled(library, [each for each in found if each])


def library(documents: Sequence[Document], words: Terminology = WORDS) -> Library:
    return Library(tuple(sorted(documents, key=lambda each: each.uri)), words, AS_AT)


FEW = library(PAGES[:4])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "private" / "analyses.json"


@pytest.fixture
def reader(place: Path) -> Reader:
    return Reader(place)


def test_a_page_is_analysed_once(reader: Reader) -> None:
    assert reader.read(LIBRARY) == fresh(LIBRARY)
    assert reader.analysed == [each.uri for each in LIBRARY.documents]
    assert reader.read(LIBRARY) == fresh(LIBRARY)
    assert reader.analysed == []


def test_a_changed_page_is_analysed_again_and_no_other(reader: Reader) -> None:
    reader.read(FEW)
    changed = library([replace(PAGES[0], body="Other words.\n"), *PAGES[1:4]])
    assert reader.read(changed) == fresh(changed) != fresh(FEW)
    assert reader.analysed == [PAGES[0].uri]


def test_a_page_added_and_one_removed(reader: Reader) -> None:
    reader.read(FEW)
    other = library([*PAGES[1:4], PAGES[4]])
    assert reader.read(other) == fresh(other)
    assert reader.analysed == [PAGES[4].uri]


def test_a_page_that_is_gone_is_kept_no_longer(reader: Reader, place: Path) -> None:
    reader.read(FEW)
    reader.read(library(PAGES[1:4]))
    assert "statutory" not in place.read_text(encoding="utf-8")


def test_other_words_of_the_edition_are_another_analysis(reader: Reader) -> None:
    """A glossary entry makes a term of every page that has its long form."""
    reader.read(FEW)
    more = replace(WORDS, glossary=(*WORDS.glossary, Definition("VD", "statutory defence", "", "glossary.html#vd")))
    assert reader.read(library(PAGES[:4], more)) == fresh(library(PAGES[:4], more))
    assert len(reader.analysed) == 4


def test_another_date_of_the_edition_is_no_other_analysis(reader: Reader) -> None:
    reader.read(FEW)
    assert reader.read(replace(FEW, as_at="2030-01-01")) == fresh(replace(FEW, as_at="2030-01-01"))
    assert reader.analysed == []


_edits = st.lists(
    st.tuples(
        st.sampled_from(("add", "change", "remove", "words")),
        st.integers(0, 7),
        st.sampled_from(("", "heron", "NRM", "s 45")),
    ),
    max_size=5,
)


@given(edits=_edits)
def test_no_sequence_of_edits_makes_another_index(
    edits: Sequence[tuple[str, int, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    reader = Reader(tmp_path_factory.mktemp("kept") / "analyses.json")
    pages = {each.uri: each for each in PAGES[:4]}
    words = WORDS
    for edit, number, text in edits:
        page = PAGES[number]
        if edit == "remove":
            pages.pop(page.uri, None)
        elif edit == "words":
            words = replace(WORDS, glossary=WORDS.glossary[: number % 4])
        else:
            pages[page.uri] = page if edit == "add" else replace(page, body=f"{page.body}\n{text}\n")
        now = library(tuple(pages.values()), words)
        assert reader.read(now) == fresh(now)


_RUN = """
import sys
from pathlib import Path
from search.test_kept import LIBRARY, Reader
reader = Reader(Path(sys.argv[1]))
reader.read(LIBRARY)
print(len(reader.analysed))
"""


def test_what_one_process_keeps_the_next_one_finds(place: Path) -> None:
    def run(seed: str) -> int:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", _RUN, str(place)]
        return int(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)

    assert (run("1"), run("2"), run("3")) == (len(LIBRARY.documents), 0, 0)


# Files that are not as they were written.


def digested(text: str) -> bytes:
    return f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}".encode()


def emptied(content: bytes) -> bytes:
    """The file as another program might write it: the right keys, and nothing in them."""
    values = json.loads(content.partition(b"\n")[2])
    return digested(json.dumps({key: {} for key in values}))


SPOILT: Mapping[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "cut off before its last letter": lambda content: content[:-1],
    "a letter changed": lambda content: content.replace(b"defence", b"defense", 1),
    "no text": lambda _: bytes(range(256)),
    "no JSON": lambda _: digested("[}"),
    "a list": lambda _: digested("[1, 2]"),
    "a number": lambda _: digested("1"),
    "nested too deeply": lambda _: digested("[" * 100_000),
    "other keys": lambda _: digested('{"a": {"weights": {}}}'),
    "nothing in the right keys": emptied,
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_spoilt_file_costs_time_alone(reader: Reader, place: Path, way: str) -> None:
    reader.read(FEW)
    place.write_bytes(SPOILT[way](place.read_bytes()))
    assert reader.read(FEW) == fresh(FEW)
    assert len(reader.analysed) == 4
    reader.read(FEW)
    assert reader.analysed == []


def test_a_folder_in_place_of_the_file_costs_time_alone(reader: Reader, place: Path) -> None:
    place.mkdir(parents=True)
    assert reader.read(FEW) == fresh(FEW) == reader.read(FEW)
    assert {each.name for each in place.parent.iterdir()} == {".gitignore", place.name}


def test_a_place_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    reader = Reader(tmp_path / "file" / "private" / "analyses.json")
    assert reader.read(FEW) == fresh(FEW) == reader.read(FEW)
    assert len(reader.analysed) == 4


def test_only_this_user_can_read_what_is_kept(reader: Reader, place: Path) -> None:
    before = os.umask(0)
    try:
        reader.read(FEW)
    finally:
        os.umask(before)
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert {each.name for each in place.parent.iterdir()} == {".gitignore", place.name}


def test_a_page_that_cannot_be_analysed_is_tried_again(place: Path) -> None:
    kept, tried = KeptInFile(place), []

    def fails(document: Document) -> None:
        tried.append(document.uri)

    for _ in range(2):
        assert kept.analyses(FEW.documents, phrases(WORDS), fails) == [None] * 4
    assert len(tried) == 8


def test_nothing_is_kept_nowhere() -> None:
    tried: list[str] = []
    for _ in range(2):
        Nowhere().analyses(FEW.documents, phrases(WORDS), lambda each: tried.append(each.uri))
    assert len(tried) == 8


def test_an_index_is_the_same_with_and_without_what_is_kept(place: Path) -> None:
    first = index(library(PAGES[:5]), KeptInFile(place))
    assert index(library(PAGES[5:9]), KeptInFile(place)) == fresh(library(PAGES[5:9]))
    assert index(library(PAGES[9:12]), KeptInFile(place)) == fresh(library(PAGES[9:12]))
    assert first == index(library(PAGES[:5]), KeptInFile(place)) == fresh(library(PAGES[:5]))
