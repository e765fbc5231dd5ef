"""What is looked for: everything a source says and an edition does not have, with its place."""

import hashlib
from collections.abc import Mapping

import pytest

from assurance.scanning.containers import zipped
from caveat.assurance.scanning.fingerprints import Fingerprints, fingerprints
from caveat.assurance.scanning.normal import normal
from caveat.assurance.scanning.reading import Limits
from caveat.content.problem import Location
from caveat.content.source_files import SourceFile

HERE = Location("d/a.md")


def made(sources: Mapping[str, str], legitimate: Mapping[str, str] | None = None) -> Fingerprints:
    files = {path: text.encode() for path, text in (legitimate or {}).items()}
    return fingerprints([SourceFile(path, text.encode()) for path, text in sources.items()], files, Limits())


def places(found: Fingerprints, text: str) -> list[str]:
    return sorted(f"{place.path}:{place.line}" for place in found.find(text))


PAGE = """\
---
title: Forced entry
summary: >
  How to open a door
  without being heard
owner: Method team  # ask Wagtail
restricted:
  law-enforcement: {tags: [lockpicking], review_by: 2031-04-28}
---
Go in by the back door at night and
wait for the second team there.

- [ ] Ask **Red**wing
- see [the list](id:MS-BUL-014 "Kingfisher")

| Who | Number |
|-----|--------|
| Desk | 020 7946 0123 |

Call {restricted to law-enforcement}the grey van{end restricted} first. <!-- not Bullfinch -->

Write to desk@unit.example or &#83;tonechat, %43haffinch, or Gold_crest. See files/plan-b7.csv.
"""
FOUND = {
    "go in by the back": ["docs/door.md:10"],
    "night and wait for the": ["docs/door.md:10"],
    "second team there": [],
    "how to open a door": ["docs/door.md:4"],
    "open a door without being": ["docs/door.md:4"],
    "forced entry": ["docs/door.md:2"],
    "Wagtail": ["docs/door.md:6"],
    "lockpicking": ["docs/door.md:8"],
    "2031-04-28": ["docs/door.md:8"],
    "28 April 2031": ["docs/door.md:8"],
    "Redwing": ["docs/door.md:13"],
    "MS-BUL-014": ["docs/door.md:14"],
    "ms.bul.014": ["docs/door.md:14"],
    "Kingfisher": ["docs/door.md:14"],
    "020-7946-0123": ["docs/door.md:18"],
    "02079460123": ["docs/door.md:18"],
    "the grey van": ["docs/door.md:20"],
    "call the grey van first": ["docs/door.md:20"],
    "Bullfinch": ["docs/door.md:20"],
    "Stonechat": ["docs/door.md:22"],
    "Chaffinch": ["docs/door.md:22"],
    "Goldcrest": ["docs/door.md:22"],
    "desk at unit": [],
    "desk@unit.example": ["docs/door.md:22"],
    "plan-b7.csv": ["docs/door.md:22"],
}


@pytest.mark.parametrize("text", FOUND)
def test_everything_a_page_says_is_a_fingerprint_with_its_line(text: str) -> None:
    """Five words of a passage, words, codes, dates, short passages; whatever they become when they are rendered."""
    assert places(made({"docs/door.md": PAGE}, {"x.md": COMMON}), text) == FOUND[text]


COMMON = """\
A page has words that all may read, each by itself: a, about, and, ask, at, back, being, by, call, desk, door, entry,
example, files, first, for, forced, go, grey, heard, how, in, law, enforcement, list, method, night, number, open, or,
second, see, team, the, there, title, to, unit, van, wait, who, without, write.
"""


def test_values_of_a_list_are_no_passage() -> None:
    """Two tags of a page may stand side by side on another: its type and its badge, say."""
    page = b"---\ntags: [training, updated]\nsector: {a: [nail bars, car washes]}\n---\nText.\n"
    seen = b"Updated training, car washes, nail bars, tags, sector a text."
    found = fingerprints([SourceFile("docs/a.md", page)], {"docs/a.md": seen}, Limits())
    assert found.find("what nobody wrote") == set()
    assert not found.find("training updated")
    assert not found.find("nail bars car washes")


def test_names_of_files_and_folders_are_fingerprints() -> None:
    found = made(
        {"docs/heron-watch/first-hour-plan.md": "x", "docs/files/oriole.png": "x"}, {"x.md": "docs files plan"}
    )
    assert places(found, "see /heron-watch/") == ["docs/heron-watch/first-hour-plan.md:1"]
    assert places(found, "first hour plan") == ["docs/heron-watch/first-hour-plan.md:1"]
    assert places(found, "files/oriole.png") == ["docs/files/oriole.png:1"]


@pytest.mark.parametrize(
    "path", ["mkdocs.yml", "docs/data/watchlist.yml", "docs/data/glossary.yml", "docs/data/shared/a.md", "docs/a.csv"]
)
def test_every_kind_of_file_is_a_source(path: str) -> None:
    assert places(made({path: "# note\n- {short: NRX, long: Nightjar}\n"}), "nightjar") == [f"{path}:2"]


@pytest.mark.parametrize("has", ["On 28 April 2031.", "2031-04-28", "Due\n2031-04-28\nor later"])
def test_a_date_that_an_edition_has_is_its_own_in_every_form(has: str) -> None:
    found = made({"docs/a.md": "Due 2031-04-28, 2031-04-29."}, {"x.md": has})
    assert [places(found, each) for each in ("28 April 2031", "28 Apr 2031", "2031-04-28")] == [[], [], []]
    assert places(found, "29 Apr 2031") == ["docs/a.md:1"]


def test_the_hash_of_a_file_that_an_edition_has_is_its_own() -> None:
    """Manifests have it as the register does."""
    register = "".join(f"- sha256: {hashlib.sha256(data).hexdigest()}\n" for data in (b"seen", b"hidden"))
    found = made({"docs/data/attachments.yml": register}, {"seen.csv": "seen", "b.csv": "b"})
    assert places(found, hashlib.sha256(b"seen").hexdigest()) == []
    assert places(found, hashlib.sha256(b"hidden").hexdigest()) == ["docs/data/attachments.yml:2"]


@pytest.mark.parametrize("path", ["mkdocs.yml", "docs/data/announcements.yml"])
def test_names_that_caveat_gives_are_none(path: str) -> None:
    assert len(made({path: ""})) == 0


def test_what_an_edition_has_is_none() -> None:
    """Anywhere, under any encoding, in any form: a word, a passage, a name, a whole file."""
    source = {"docs/door.md": PAGE, "docs/plan.csv": "name\nOriole\n", "docs/b.csv": "Dunlin"}
    has = {
        "docs/oriole/lockpicking.md": "**Wag**tail &#82;edwing MS/BUL/014",
        "x.html": "<p>go in <b>by the</b> back</p><!-- bullfinch -->",
        "b.csv": "Dunlin",
    }
    found = made(source, has)
    for text in (
        "lockpicking",
        "Wagtail",
        "Redwing",
        "MS-BUL-014",
        "go in by the back",
        "Bullfinch",
        "Oriole",
        "Dunlin",
    ):
        assert places(found, text) == [], text
    assert "docs/door.md:10" in places(found, "in by the back door")


def test_an_edition_that_has_everything_has_no_fingerprints() -> None:
    assert len(made({"docs/door.md": PAGE}, {"docs/door.md": PAGE})) == 0


def test_a_long_word_is_found_inside_another_and_a_short_one_is_not() -> None:
    found = made({"docs/a.md": "zebrafinch wren"}, {"x.md": "wrens"})
    assert places(found, "myZebraFinchList") == ["docs/a.md:1"]
    assert places(found, "rewrenched") == []
    assert places(found, "a-wren_b") == ["docs/a.md:1"]
    # Nor is one that a word of the edition has inside.
    assert places(made({"d/a.md": "rebuilding buildings"}, {"x.md": "rebuildings"}), "rebuildings") == []


@pytest.mark.parametrize("text", ["a", "of it", "No. 12", "yes, no"])
def test_what_tells_nothing_is_no_fingerprint(text: str) -> None:
    """Numbers and words so short that a page number or a class name has them by accident."""
    assert places(made({"docs/a.md": text}), f"x {text} x") == []


SAME = {
    "typography": ("don't \u201cgo\u201d \u2013 stop", "don\u2019t 'go' - stop"),
    "look-alikes": ("\u0437\u0435bra", "3ebra"),
    "compatibility forms": ("\ufb01nch \u2460", "finch 1"),
    "accents": ("\u015etefan", "S\u0327tefan"),
    "a letter without a base": ("Stra\u00dfe", "STRASSE"),
    "invisible characters": ("ze\u00adbra\u200bfin\u2060ch", "zebrafinch"),
    "white space": ("a\u00a0\u3000b\t\n c", "a b c"),
    "Arabic": ("\u0643\u0644\u0645\u0629", "\u0643\u064e\u0644\u0650\u0645\u064e\u0629"),
}


@pytest.mark.parametrize("what", SAME)
def test_texts_that_look_the_same_are_the_same(what: str) -> None:
    one, other = SAME[what]
    assert normal(one) == normal(other) != ""


@pytest.mark.parametrize(
    ("source", "text", "is_found"),
    [
        ("wren", "a wren", True),
        ("tit", "a tit", False),
        ("12345", "of 12345", True),
        ("1234", "of 1234", False),
        ("\u6771\u4eac", "\u6771\u4eac", True),
        ("\u6771", "\u6771", False),
        ("\u6771a", "\u6771a", True),
        # Inside another word only what no chance makes.
        ("longtail", "xlongtails", True),
        ("redwing", "xredwings", False),
        # A passage of less than five words.
        ("go by sea or", "go by sea or", True),
        ("go by sea up", "go by sea up", True),
        ("go by air", "go by air", False),
        ("go by tea", "go by tea", False),
        ("up to the end", "up to the end", True),
        ("do it at one", "do it at one", True),
        ("do it at 9a", "do it at 9a", False),
        # A code, of six characters.
        ("b/7-12", "b 7 12", True),
        ("b/7-1", "b 7 1", False),
        # Five words are looked for wherever they stand.
        ("a b c d e f", "x b c d e f x", True),
        ("a b c d e f", "a b c d x", False),
    ],
)
def test_how_much_is_needed_for_a_fingerprint(source: str, text: str, is_found: bool) -> None:
    assert bool(places(made({"d/a.md": source}), text)) == is_found


def test_passages_of_an_edition_may_share_words() -> None:
    found = made({"d/a.md": "one two three\n\nthree four five"}, {"x.md": "one two three four five"})
    assert [places(found, each) for each in ("one two three", "three four five")] == [[], []]


def test_a_passage_is_found_though_each_part_of_it_is_public() -> None:
    found = made(
        {"d/a.md": "one two three four five"}, {"x.md": "one two three, or two three four, or three four five"}
    )
    assert places(found, "one two three four five") == ["d/a.md:1"]
    assert found.may_find(["one two three four five"])


def test_what_chance_left_readable_says_something_only_where_it_is_long() -> None:
    """Bytes that are no text have every short word somewhere."""
    found = made({"d/a.md": "wren zebrafinch\n\nlongtail\n\nlong tails\n\nfive words of one line"})
    for text, line in (("a longtail", [3]), ("zebrafinch", [1]), ("wren", []), ("five words of one line", [7])):
        assert {place.line for place in found.find(text, raw=True)} == {*line}
    assert {place.line for place in found.find("wren, longtail, five words of one line")} == {1, 3, 7}


def test_a_file_is_known_by_its_hash_from_sixteen_bytes_on() -> None:
    """Less may be anybody's: an empty table, one pixel."""
    sources = {"d/a.csv": "x" * 16, "d/b.csv": "y" * 15, "d/c.csv": "heron at the desk", "d/d.md": "zebrafinch"}
    found = made(sources, {"c.csv": sources["d/c.csv"]})
    digests = {path: hashlib.sha256(text.encode()).digest() for path, text in sources.items()}
    assert found.find_file(digests["d/a.csv"]) == Location("d/a.csv")
    assert found.find_file(digests["d/b.csv"]) is None
    assert found.find_file(digests["d/c.csv"]) is None
    assert [found.is_known(digest) for digest in digests.values()] == [False, False, True, False]
    # Known files are passed over, and no other.
    assert places(found, "zebrafinch") == ["d/d.md:1"]


def test_of_two_places_the_first_is_named() -> None:
    sources = {"d/a.md": "zebrafinch\n\nfive words of one line", "d/b.md": "five words of one line\n\nzebrafinch"}
    found = made({**sources, "d/c.csv": "the very same content", "d/d.csv": "the very same content"})
    assert places(found, "zebrafinch, five words of one line") == ["d/a.md:1", "d/a.md:3"]
    assert found.find_file(hashlib.sha256(b"the very same content").digest()) == Location("d/c.csv")
    # A telephone number as a code, and as a word.
    assert "d/a.md:1" in places(made({"d/a.md": "020 7946 0123\n\n02079460123"}), "02079460123")


def test_contents_of_a_container_are_fingerprints_of_its_file() -> None:
    """Words of what is no text are not: chance makes them."""
    sources = [
        SourceFile("d/a.zip", zipped({"b.txt": b"zebrafinch\n\nfive words of one line"})),
        SourceFile("d/noise.bin", b"\xff\xfd\0longtails as we go by\xff\xfd\0go by sea or\xff\0nightingales\xff"),
    ]
    found = fingerprints(sources, {}, Limits())
    assert places(found, "zebrafinch") == ["d/a.zip:1"]
    assert {place.path for place in found.find("five words of one line")} == {"d/a.zip"}
    assert places(found, "longtails as we go by") == ["d/noise.bin:1"]
    assert places(found, "go by sea or") == ["d/noise.bin:1"]
    assert places(found, "longtails, nightingales") == []
    assert found.find_file(hashlib.sha256(sources[0].data).digest()) == Location("d/a.zip")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("b.html", b"<p>five <b>words</b> of one line</p>"),
        ("b.zip", zipped({"b.txt": b"five words of one line"})),
        ("five/words/of-one-line.md", b"x"),
        ("five-words-of-one-line.html", b"x"),
        ("five%20words%20of/one%20line.md", b"x"),
        ("b.csv", b"five **words** of one&nbsp;line"),
        ("b.csv", b"x\nfive words=20of one line\ny"),
        ("b.md", b"five words\nof one line"),
    ],
    ids=["markup", "member", "folders", "name", "name in other letters", "table", "encoded line", "paragraph"],
)
def test_what_an_edition_has_anywhere_is_its_own(path: str, data: bytes) -> None:
    found = fingerprints([SourceFile("d/a.md", b"five words of one line")], {path: data}, Limits())
    assert places(found, "five words of one line") == []


def test_line_ends_and_bytes_that_are_no_text_do_not_matter() -> None:
    source = SourceFile("d/a.md", b"herons\r\nas we go\r\n\r\non by zebrafinches \xff\r\n")
    found = fingerprints([source], {"b.csv": b"by \xff"}, Limits())
    assert places(found, "herons") == ["d/a.md:1"]
    assert places(found, "zebrafinches") == ["d/a.md:4"]
    assert places(found, "herons as we go") == ["d/a.md:1"]
    assert places(found, "as we go on by") == []


def test_many_texts_are_looked_at_together() -> None:
    found = made({"d/a.md": "wren\n\nas we go to it"})
    assert found.may_find(["x", "a wren", "y"])
    assert found.may_find(["x", "as we go to it"])
    assert not found.may_find(["as we go", "to it"])
    # Three words of it are enough to look closer, and hide nothing that stands beside them.
    assert not found.may_find(["go to it"])
    assert found.may_find(["go to it, wren"])
    assert places(found, "go to it, wren") == ["d/a.md:1"]
    assert not found.may_find([])


def test_how_many_fingerprints_there_are() -> None:
    """Patterns, passages and files."""
    found = Fingerprints({" a ": HERE, " b ": HERE}, {("a", "b", "c", "d", "e"): HERE}, {b"x": HERE}, frozenset())
    assert len(found) == 4
    assert len(made({"d/a.md": "as we go on by"})) == 1
