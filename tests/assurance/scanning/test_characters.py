"""Bytes read as text, and text read as what its characters stand for."""

import codecs

import pytest

from caveat.assurance.scanning.characters import as_text, is_plain, packed, plain, runs

NOISE = bytes(range(256)) * 4
LONG = "See the heron. " * 400
"""More than the part of a file by which its encoding is known."""


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"abc\t\r\n\x1b", "abc\t\r\n\x1b"),
        ("\u00e9".encode(), "\u00e9"),
        ("caf\u00e9s".encode("cp1252"), "caf\u00e9s"),
        ("\u201ccaf\u00e9s\u201d are open".encode("cp1252"), "\u201ccaf\u00e9s\u201d are open"),
        (codecs.BOM_UTF8 + b"a", "a"),
        (codecs.BOM_UTF16_LE + "ab".encode("utf-16-le"), "ab"),
        (codecs.BOM_UTF16_BE + "ab".encode("utf-16-be"), "ab"),
        (codecs.BOM_UTF32_LE + "ab".encode("utf-32-le"), "ab"),
        (codecs.BOM_UTF32_BE + "ab".encode("utf-32-be"), "ab"),
        (codecs.BOM_UTF8 + b"a\xff", "a\ufffd"),
        (codecs.BOM_UTF16_LE + b"a\0b", "a\ufffd"),
        # Without a mark the byte order is the one that gives more plain characters.
        *((LONG.encode(name), LONG) for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-8")),
        *(("caf\u00e9 \u2060no.1".encode(name), "caf\u00e9 \u2060no.1") for name in ("utf-16-le", "utf-32-be")),
        ("\u043a\u0430\u0448\u0430".encode("utf-16-le"), "\u043a\u0430\u0448\u0430"),
        # A control character among twenty is no reason to take a text for noise; two are.
        (b"x" * 19 + b"\x01", "x" * 19 + "\x01"),
        (b"x" * 37 + b"\x01\x02", None),
        (LONG.encode() + b"\x01" * 999, LONG + "\x01" * 999),
        (LONG.encode("cp1252") + b"\xe9", LONG + "\u00e9"),
        (LONG.encode("utf-16-le") + b"\0", LONG + "\ufffd"),
        # A quarter of it in one half of the code table is noise.
        (b"ab\xe9\xe8cde", None),
        (b"abcdef\xd8\xd8", None),
        (b"see the heron\x81", "see the heron\ufffd"),
        (b"ab\xe9\xe8cdefg", "ab\u00e9\u00e8cdefg"),
        # Among characters of two bytes one of twenty that stands for nothing is noise; one of twenty-one is not.
        (("x" * 19 + "\ue0e0").encode("utf-16-le"), None),
        (("x" * 20 + "\ue0e0").encode("utf-16-le"), "x" * 20 + "\ue0e0"),
        # A zero byte tells of two bytes a character, whatever else it may be.
        (b"x" * 39 + b"\0", "\u7878" * 19 + "x"),
        (NOISE, None),
        (b"\0", None),
    ],
)
def test_a_file_is_text_or_it_is_none(data: bytes, text: str | None) -> None:
    assert as_text(data) == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"heron", True),
        ("h\u00e9ron \u9dfa".encode(), True),
        ("heron".encode("utf-16-be"), True),
        ("heron \u9dfa\u9dfa".encode("utf-16-le"), True),
        ("h\u9dfa\u9dfa".encode("utf-16-le"), False),
        ("he\u9dfa\u9dfa".encode("utf-16-le"), False),
        ("he\u9dfa\u9dfa\u9dfa".encode("utf-16-le"), False),
        ("\u9dfa\u9dfa".encode("utf-16"), True),
        (codecs.BOM_UTF16_BE + "\u9dfa".encode("utf-16-be"), True),
        (b"\xe9\xe8heron at night", False),
        (b"heron\x01", False),
        (b"heron\x01\0", False),
        (NOISE, False),
        (b"\0", False),
    ],
)
def test_a_few_bytes_are_text_beyond_doubt(data: bytes, told: bool) -> None:
    """Noise that a word was taken for is not searched as if somebody had written it."""
    assert is_plain(data) == told


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\xffhello!\xffhell\xff", ["hello!"]),
        (b"\xffa\tb cd\n\xff", ["a\tb cd"]),
        (b"\xff" + "caf\u00e9s!\u20ac".encode() + b"\xffabcde\xff", ["caf\u00e9s!\u20ac"]),
        (b"\xff" + "hello".encode("utf-16-le") + b"\xff" + "heron".encode("utf-16-be"), ["hello", "heron"]),
        (b"\xffheron1\xff" + "hello".encode("utf-16-be"), ["heron1", "hello"]),
        (b"\xff" + "hell".encode("utf-16-le"), []),
        # Half of a surrogate pair is no letter.
        (b"\xffheron \xed\xa0\x80\xff", ["heron \ufffd\ufffd\ufffd"]),
    ],
)
def test_what_is_readable_in_bytes_that_are_no_text(data: bytes, found: list[str]) -> None:
    assert list(runs(data)) == found


REFERENCES, PERCENT, ESCAPES = "character references", "percent-encoding", "escapes"
STYLES, QUOTED = "style sheet escapes", "quoted-printable"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("heron", {}),
        ("&lt;&#65;&#x42;&eacute;", {REFERENCES: "<AB\u00e9"}),
        ("&amp;#65;", {REFERENCES: "&#65;"}),
        ("%41%C3%A9 %E9 %4 %zz", {PERCENT: "A\u00e9 \u00e9 %4 %zz"}),
        ("%c3%a9", {PERCENT: "\u00e9"}),
        (r"\u0041\x42\"\/\w", {ESCAPES: r'AB"/\w'}),
        (r"\103", {ESCAPES: "C", STYLES: "\u0103"}),
        (r"\u{41}\u{1F54A}\U00000042", {ESCAPES: "A\U0001f54aB"}),
        (r"\u{110000}\u{10FFFF}", {ESCAPES: "\ufffd\U0010ffff"}),
        (r"\ud83d\udd4a \ud83d", {ESCAPES: "\U0001f54a \ufffd"}),
        (r"a\b\f\n\r\t\vb", {ESCAPES: "a\b\f\n\r\t\vb"}),
        ("%u0041%u00e9", {ESCAPES: "A\u00e9"}),
        (r"\41 b\1F54a c\42", {STYLES: "Ab\U0001f54acB"}),
        ("a=3D=C3=A9=\nb= c=\r\nd=E9", {QUOTED: "a=\u00e9bcd\u00e9"}),
    ],
)
def test_a_text_stands_for_another_once_for_each_way_to_write_it(text: str, read: dict[str, str]) -> None:
    """What a way leaves as it is tells nothing new."""
    parts = {part.channel: part.content for part in plain(text)}
    assert {channel: content for channel, content in parts.items() if content != text} == read
    assert parts[REFERENCES] == read.get(REFERENCES, text)


@pytest.mark.parametrize(
    ("text", "channel", "data"),
    [
        ("aGVyb24gYXQgbmlnaHQ=", "base64", b"heron at night"),
        ("see (aGVyb24gYXQgbmlnaHQ).", "base64", b"heron at night"),
        ("aGVyb24gYXQgbmlnaHQh", "base64", b"heron at night!"),
        ("aGVyb24gYXQgbmlnaA==", "base64", b"heron at nigh"),
        ("aGVyb24gYXQgbmlnaHQhx", "base64", b"heron at night!"),
        # Where an address stands before it, its first letters are taken for a part of it.
        *((f"{before}aGVyb24gYXQgbmlnaHQ=", "base64", b"heron at night") for before in ("/", "x/", "ab/")),
        ("aGVyb24gYXQg\nbmlnaHQsIG9y\r\nIGJ5IGRheQ==", "base64", b"heron at night, or by day"),
        ("aGVyb24gYXQg\nbmlnaHQsIG9yIGJ5IGRheQ==", "base64", b"night, or by day"),
        ("__79-yBoZXJvbiBhdA==", "base64", b"\xff\xfe\xfd\xfb heron at"),
        ("//79+yBoZXJvbiBhdA==", "base64", b"\xff\xfe\xfd\xfb heron at"),
        ("one aGVyb24gYXQgbmlnaHQ= two d3JlbiBhdCBuaWdodA==", "base64", b"wren at night"),
        ("internationalisation, aGVyb24gYXQgbmlnaHQ=", "base64", b"heron at night"),
        ("6865726f6e206174", "hexadecimal", b"heron at"),
        ("x 68 65 72 6F 6E 20 61 74 x", "hexadecimal", b"heron at"),
        ("68:65:72:6f:6e:20:61:74:6e", "hexadecimal", b"heron atn"),
    ],
)
def test_bytes_that_a_text_holds(text: str, channel: str, data: bytes) -> None:
    assert (channel, data) in {(part.channel, part.content) for part in packed(text)}


@pytest.mark.parametrize(
    "text",
    [
        "no heron here at all",
        "camelCaseLetters and/some/words/more",
        "ALLCAPITALS99 KeepAll2024",
        "internationalisation",
        "aGVyb24gYXQ",
        "68 65 72 6f 6e 20 61",
        "",
    ],
)
def test_words_are_no_bytes(text: str) -> None:
    assert list(packed(text)) == []
