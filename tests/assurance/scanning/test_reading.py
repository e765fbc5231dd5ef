"""How far a file is followed, what is told of it on the way, and what is not told twice."""

import base64
import gzip
from pathlib import Path

import pytest

from assurance.scanning.containers import png, tarred, zipped
from caveat.assurance.scanning.markup import is_markup, parts_of, readings_of, take_apart
from caveat.assurance.scanning.normal import normal, normal_lines
from caveat.assurance.scanning.reading import Limits, Reader, Way
from caveat.content.corpus import Configuration, Edition
from caveat.content.source_files import SourceFile, source_files

LIMITS = Limits()
HERON = "heron at night"


class Listening:
    """Hears what a reader tells, and looks for one word."""

    def __init__(self, limits: Limits = LIMITS, word: str = "", *, many: bool = True) -> None:
        self.told: list[tuple[str, Way, bool]] = []
        self.files: list[Way] = []
        self._word = word
        self._many = many
        self.reader = Reader(self._take, limits, self._take_file, self._take_many)

    def _take(self, text: str, way: Way, raw: bool) -> bool:
        self.told.append((text, way, raw))
        return bool(self._word) and self._word in text

    def _take_file(self, _digest: bytes, way: Way) -> bool | None:
        self.files.append(way)
        return None

    def _take_many(self, _texts: object) -> bool:
        return self._many


def told(data: bytes | str, limits: Limits = LIMITS) -> list[tuple[str, str, bool]]:
    """(text, way, raw) of everything that a file says."""
    listening = Listening(limits)
    listening.reader.file(data if isinstance(data, bytes) else data.encode(), ())
    assert listening.reader.unread == []
    return [(text, " > ".join(way), raw) for text, way, raw in listening.told]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("heron", [("heron", "", False)]),
        ("one\n\ntwo", [("one", "", False), ("two", "", False)]),
        ("<p title='a b'>one <b>two</b></p>", [
            ("a b", "tags and comments", False), ("one two", "text", False), ("one  two ", "text", False),
        ]),
        ('caveatSearch.add("postings-z",{"heron":[[1,2]]});\n', [("heron", "search index", False)]),
        ("a &amp;lt; b", [
            ("a &amp;lt; b", "", False), ("a &lt; b", "character references", False),
            ("a < b", "character references > character references", False),
        ]),
        (b"herons\0\0\xff\xfe\xfd\0", [("herons", "bytes", True)]),
        (gzip.compress(b"heron", mtime=0), [("heron", "gzip > content", False)]),
        (tarred("a.txt", b"heron"), [
            ("a.txt", "tar > name in the archive", False), ("heron", "tar > a.txt", False),
        ]),
    ],
)  # fmt: skip
def test_every_text_is_told_with_its_way(data: bytes | str, expected: list[tuple[str, str, bool]]) -> None:
    """Text by chance, in bytes that are none, is told apart."""
    found = told(data)
    assert [each for each in found if each[0].strip()][: len(expected)] == expected or set(expected) <= set(found)


def test_text_in_base64_is_read_and_noise_is_not_taken_for_text() -> None:
    found = told(base64.b64encode(HERON.encode()).decode())
    assert (HERON, "base64", False) in found
    assert [text for text, way, raw in found if "base64" in way and not raw] == [HERON]


def test_what_chance_left_readable_in_base64_is_told_as_such() -> None:
    noise = b"\xff\xfd" + HERON.encode() + b"\xff"
    assert (HERON, "base64 > bytes", True) in told(base64.b64encode(noise).decode())


def test_a_container_in_base64_is_opened() -> None:
    assert (HERON, "base64 > gzip > content", False) in told(base64.b64encode(gzip.compress(HERON.encode())).decode())


def test_what_letters_in_pairs_say_is_said_by_the_file() -> None:
    assert Listening(word="h\u00e9ron").reader.file("the h\u00e9ron".encode("utf-16-le"), ())


def test_letters_in_pairs_are_read_both_ways() -> None:
    """Bytes that may be UTF-16 may be something else with letters in it."""
    found = told(b"heron at night" + b"\0a")
    assert ("heron at night", "bytes", True) in found


def nested(times: int) -> bytes:
    data = b"heron"
    for _ in range(times):
        data = gzip.compress(data, mtime=0)
    return data


DEEP = "its containers or encodings are nested too deeply"


@pytest.mark.parametrize("depth", [2, 5])
def test_containers_are_followed_so_deep(depth: int) -> None:
    limits = Limits(depth=depth)
    assert ("heron", " > ".join(["gzip > content"] * depth), False) in told(nested(depth), limits)
    listening = Listening(limits)
    assert listening.reader.file(nested(depth + 1), ())
    assert listening.reader.unread == [(("gzip", "content") * (depth + 1), DEEP)]


def test_encodings_are_followed_so_deep() -> None:
    limits = Limits(depth=3)
    assert ("%", "percent-encoding > percent-encoding > percent-encoding", False) in told("%252525", limits)
    listening = Listening(limits)
    assert listening.reader.file(b"%25252525", ())
    assert listening.reader.unread == [(("percent-encoding",) * 4, DEEP)]
    assert not Listening(limits).reader.name("%252525", ())
    assert Listening(limits).reader.name("%25252525", ())


@pytest.mark.parametrize("depth", [2, 3])
def test_base64_is_followed_so_deep(depth: int) -> None:
    data = HERON.encode()
    for _ in range(depth):
        data = base64.b64encode(data)
    assert (HERON, " > ".join(["base64"] * depth), False) in told(data, Limits(depth=depth))
    listening = Listening(Limits(depth=depth))
    listening.reader.file(base64.b64encode(data), ())
    assert {why for _, why in listening.reader.unread} == {DEEP}


def read(limits: Limits, *files: bytes) -> list[tuple[Way, str]]:
    listening = Listening(limits)
    for data in files:
        listening.reader.file(data, ())
    return listening.reader.unread


UNFOLDS, PARTS = "it unfolds to more than may be read", "it has more parts than may be read"


def test_a_file_may_unfold_to_so_much() -> None:
    """As a file, and again as a text. Each file has room of its own."""
    assert read(Limits(size=10), b"heron", b"wren1") == []
    assert read(Limits(size=9), b"heron") == [((), UNFOLDS)]
    packed = gzip.compress(b"x" * 99, mtime=0)
    assert read(Limits(size=len(packed) + 198), packed) == []
    assert read(Limits(size=len(packed) + 197), packed) == [((), UNFOLDS)]


def test_a_file_may_have_so_many_parts() -> None:
    assert read(Limits(members=2), b"heron") == []
    assert read(Limits(members=1), b"heron") == [((), PARTS)]


def test_a_member_may_be_so_large() -> None:
    packed = gzip.compress(b"x" * 99, mtime=0)
    assert read(Limits(largest=99), packed) == []
    assert read(Limits(largest=98), packed) == [((), UNFOLDS)]


def test_what_cannot_be_opened_is_named_and_the_rest_is_read() -> None:
    listening = Listening()
    data = zipped(
        {"a.7z": b"7z\xbc\xaf\x27\x1c", "b.gz": gzip.compress(b"x")[:-1], "c.txt": b"heron", "d.png": png()[:-5]}
    )
    assert listening.reader.file(data, ("here",))
    assert listening.reader.unread == [
        (("here", "zip", "a.7z", "locked"), "it is a 7z archive"),
        (("here", "zip", "b.gz", "gzip"), "it is cut off"),
        (("here", "zip", "d.png", "image"), "it is cut off"),
    ]
    assert ("heron", ("here", "zip", "c.txt"), False) in listening.told


def test_a_damaged_file_is_named_with_the_error_and_its_bytes_are_read() -> None:
    listening = Listening()
    assert listening.reader.file(b"II*\0" + bytes(40) + b"heron at night", ())
    assert listening.reader.unread == [(("image",), "it is damaged (UnidentifiedImageError)")]
    assert listening.told == [("heron at night", ("image", "bytes"), True)]


def test_an_encrypted_member_is_named() -> None:
    data = bytearray(zipped({"a.txt": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    listening = Listening()
    assert listening.reader.file(bytes(data), ())
    assert listening.reader.unread == [(("zip", "a.txt"), "it is encrypted or damaged")]


def test_what_repeats_is_told_again_only_where_it_is_looked_for() -> None:
    """Of thousands of pages most have most in common. What is found is told of each file."""
    files = (b"<p>heron</p><p>wren</p>", b"<p>heron</p><p>wren</p><hr>", b"<p>heron</p><br>")
    for word, times in (("heron", 3), ("wren", 2), ("", 0)):
        listening = Listening(word=word)
        found = [listening.reader.file(data, ()) for data in files]
        assert found == [word.encode() in data for data in files] if word else not any(found)
        said = [text for text, _, _ in listening.told]
        for each in ("heron", "wren"):
            assert said.count(each) == (times if each == word else 1)


def test_within_a_file_a_text_is_told_once() -> None:
    listening = Listening(word="heron")
    assert listening.reader.file(b"<p title='heron'>heron</p><p>heron</p><p>wren</p>", ())
    assert [text for text, _, _ in listening.told].count("heron") == 1


def test_a_long_text_is_not_remembered() -> None:
    for text, times in (("x" * 2000, 1), ("x" * 2001, 2)):
        listening = Listening()
        for _ in range(2):
            assert not listening.reader.file(text.encode(), ())
        assert [each for each, _, _ in listening.told] == [text] * times


def test_what_is_settled_by_its_hash_is_not_read() -> None:
    """A file that the edition has, and one that is withheld: either is known whole."""
    for answer in (True, False):
        reader = Reader(lambda *_: pytest.fail("read"), LIMITS, lambda _digest, _way, answer=answer: answer)
        assert reader.file(b"heron", ()) == answer
    listening = Listening()
    assert not listening.reader.file(zipped({"a": b"x", "b": b"y"}), ("z",))
    assert listening.files[0] == ("z",)
    assert {("z", "zip", "a"), ("z", "zip", "b")} <= set(listening.files)


def test_texts_that_say_nothing_are_told_together() -> None:
    """And one by one where one of them may say something, or be an encoding."""
    texts = [f"text {number}" for number in range(250)]
    page = "\n\n".join([*texts, "a&lt;b"]).encode()
    listening = Listening(many=False)
    assert not listening.reader.file(page, ())
    assert [text for text, _, _ in listening.told] == ["a&lt;b", "a<b"]
    listening = Listening(many=True)
    listening.reader.file(page, ())
    assert {text for text, _, _ in listening.told} == {*texts, "a&lt;b", "a<b"}
    listening = Listening(many=False)
    listening.reader.file(f"one\n\n{base64.b64encode(HERON.encode()).decode()}".encode(), ())
    assert HERON in [text for text, _, _ in listening.told]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("one\n\na&#66;", "aB"),
        ("one\n\n%41", "A"),
        (r"one" "\n\n" r"\x41", "A"),
        ("one\n\na=3Db", "a=b"),
    ],
)
def test_what_may_be_an_encoding_is_not_passed_over_with_others(page: str, said: str) -> None:
    listening = Listening(many=False)
    listening.reader.file(page.encode(), ())
    assert said in [text for text, _, _ in listening.told]


def test_a_word_that_a_tag_divides_is_found_in_a_search_index() -> None:
    reader = Reader(
        lambda text, _way, _raw: "heron" in text, LIMITS, take_many=lambda texts: "heron" in "".join(texts).split()
    )
    assert reader.file(b'caveatSearch.add("postings-z",{"he<b>ron</b>":[[1,2]]});\n', ())


def test_texts_that_are_told_together_count() -> None:
    """Each once, beside the file and its text."""
    for members, unread in ((5, []), (4, [((), PARTS)])):
        listening = Listening(Limits(members=members), many=False)
        listening.reader.file(b"one\n\ntwo\n\nsix", ())
        assert listening.reader.unread == unread
    listening = Listening(Limits(members=50), many=False)
    assert listening.reader.file("\n\n".join(f"text {number}" for number in range(99)).encode(), ())
    assert listening.reader.unread == [((), PARTS)]


def test_the_name_of_a_file_is_read_as_a_text() -> None:
    listening = Listening(word="heron")
    assert listening.reader.name("a/%68eron", ("file name",))
    assert not listening.reader.name("a/wren", ("file name",))
    assert Listening(word="%68").reader.name("a/%68eron", ())
    assert [(text, way) for text, way, _ in listening.told] == [
        ("a/%68eron", ("file name",)),
        ("a/heron", ("file name", "percent-encoding")),
        ("a/wren", ("file name",)),
    ]


@pytest.mark.parametrize(
    ("text", "tags", "stretches"),
    [
        ("one<br>two", {"br"}, {"one", "two"}),
        ("one<b>two</b>", {"b", "/b"}, {"onetwo", "one two"}),
        ("<a href='x' title=\"one two\">three</a>", {"a href", "x", "title", "one two", "/a"}, {"three"}),
        ("<p>one</p>\n<p>two\r\nthree</p>", {"p", "/p"}, {"one", "two  three"}),
        ("on<!-- two -->e", {"!-- two --"}, {"one", "on e"}),
        ('<span>one</span> <span class="badge">two</span>', {"span", "/span", "span class", "badge", "br"},
         {"one", "two"}),
        ('one <span class="badge">two</span>', {"br", "span class", "badge", "/span"}, {"one", "two"}),
        ("<a\rtitle='one two'>three", {"a title", "one two"}, {"three"}),
        ("<w:p>one</w:p>two", {"w:p", "/w:p"}, {"one", "two"}),
        ("<LI>one<LI/>two", {"LI", "LI/"}, {"one", "two"}),
    ],
)  # fmt: skip
def test_markup_is_taken_apart(text: str, tags: set[str], stretches: set[str]) -> None:
    """Elements that stand apart divide a text; of all others it is read with a space and without."""
    assert is_markup(text)
    lines, between = take_apart(text)
    assert {each.strip() for each in parts_of(lines)} - {""} == tags
    assert {each.strip() for each in readings_of(between)} - {""} == stretches


@pytest.mark.parametrize(("text", "told"), [("a < b > c", False), ("<a>", True), ("</a>", True), ("a <b", False)])
def test_what_has_tags(text: str, told: bool) -> None:
    assert is_markup(text) == told


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Don't\tSTOP -- here ", "dont stop here"),
        ("a|b_c.d", "a b c d"),
        ("do\u0149t", "dont"),
        ("don\u1feft", "dont"),
        ("\u1e9e\u00df \ufb01ve", "ssss five"),
        ("\u6771\u4eac 1\u00b2", "\u6771\u4eac 12"),
        ("\u6771\u4eac|Don\u2019t", "\u6771\u4eac dont"),
        ("", ""),
    ],
)
def test_the_words_of_a_text(text: str, words: str) -> None:
    assert normal(text) == words


def test_the_words_of_several_texts() -> None:
    assert normal_lines(["One two", "three\nfour", ""]) == " one two | three four | "
    assert normal_lines(["\u6771", "Don\u2019t"]) == " \u6771 | dont "
    assert normal_lines(["caf\u00e9", "don't"]) == " cafe | dont "


def test_sources_are_content_data_and_configuration(tmp_path: Path) -> None:
    """Whatever their names, in whatever folder below; nothing else of the project, and no links."""
    for path in ("mkdocs.yml", "docs/a.md", "docs/deep/er/.b", "guide/c.md", "docs/data/d.yml", "site/e.html", "f.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    (tmp_path / "docs" / "link.md").symlink_to(tmp_path / "f.md")
    (tmp_path / "docs" / "links").symlink_to(tmp_path / "site")
    folders = ("docs", "guide", "nowhere")
    configuration = Configuration("Library", {"all": Edition("all", "All")}, folders)
    paths = ["docs/a.md", "docs/data/d.yml", "docs/deep/er/.b", "guide/c.md", "mkdocs.yml"]
    assert source_files(tmp_path, configuration) == tuple(SourceFile(path, path.encode()) for path in paths)


def test_a_source_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"mkdocs\.yml"):
        source_files(tmp_path, Configuration("Library", {}, ()))
