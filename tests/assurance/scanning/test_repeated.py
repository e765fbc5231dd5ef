"""What pages have in common is read once, for speed: nothing is missed where a page goes on differently."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.assurance.scanning.fingerprints import fingerprints
from caveat.assurance.scanning.markup import parts_of, readings_of, take_apart
from caveat.assurance.scanning.reading import Limits
from caveat.assurance.scanning.scan import scan
from caveat.content.source_files import SourceFile

HIDDEN = "Go in by the back door at night and wait."
SEEN = "By the back, at night, and go in; wait at the door. In by the door and back. The back door at the night."
FOUND = fingerprints([SourceFile("docs/a.md", HIDDEN.encode())], {"docs/b.md": SEEN.encode()}, Limits())
SHARED = "<p>See <b>in by</b>\n"
PAGES = {
    "goes on in the next line": (f"{SHARED}<i>the back</i> door", True),
    "goes on in text": (f"{SHARED}the back door", True),
    "goes on otherwise": (f"{SHARED}<i>the door</i>", False),
    "ends": (f"{SHARED}<p>the back door", False),
    "words joined by a tag": (f"{SHARED} t<i>\n</i>he back door", False),
    "a letter in a tag": ("<p>in by t<i>h</i>e back door", True),
    "in a value": ("<p><b\ntitle='in by the back door'>x", True),
    "in a tag that is not closed": ("<p>x</p>\n<b in by the back door", True),
    "beside a bracket": ("<p>x ></p>\nin by < the back door", True),
    "between brackets": ("<p>in by < the back > door", True),
    "behind a bracket of its own": ("<p>in by the <i>ba</i>ck > door", True),
    "a box beside a box": ("<p><span>in by the</span>\n <span>back door</span>", False),
    "a badge behind a text": ('<p>in by the\n<span class="badge">back door</span>', False),
}
"""What follows to a page, and whether it says what is withheld."""


@pytest.mark.parametrize("what", PAGES)
def test_a_page_is_read_the_same_after_others(tmp_path: Path, what: str) -> None:
    """The first page is read afresh, the second after one that shares its lines, the third after itself."""
    page, says = PAGES[what]
    for name, text in {"a": page, "b": f"{SHARED}the other", "c": page, "d": f"<p>x\n{page}"}.items():
        (tmp_path / f"{name}.html").write_text(text)
    assert {hit.file for hit in scan(tmp_path, FOUND).hits} == ({"a.html", "c.html", "d.html"} if says else set())


def test_every_page_with_a_withheld_text_is_named(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.html").write_text("<p title='x'>in by the back door</p>\n<p>Public</p>")
    assert [hit.file for hit in scan(tmp_path, FOUND).hits] == ["a.html", "b.html", "c.html"]


PIECES = st.lists(st.sampled_from(["in by", "<b>", "</i>", "\n", ">", "<", "the", "<p>", "<a b='c d'>", "\r", " "]))


@given(PIECES)
@settings(database=None)
def test_no_word_of_a_page_is_lost(pieces: list[str]) -> None:
    """In whatever order brackets and ends of lines come, each word is in a tag or in a text."""
    text = "".join(pieces)
    markup = take_apart(text)
    said = " ".join([*parts_of(markup.lines), *readings_of(markup.stretches)])
    assert all(word in said for word in ("by", "the", "c d") if word in text)


WORDS = st.lists(st.sampled_from(HIDDEN.lower().strip(".").split()), max_size=12).map(" ".join)


@given(st.lists(WORDS, max_size=5))
@settings(database=None)
def test_a_part_of_a_passage_is_no_passage(texts: list[str]) -> None:
    """Three words in a row are enough to look closer, and five to report."""
    assert FOUND.may_find(texts) == any(FOUND.find(text) for text in texts)
