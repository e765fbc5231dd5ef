"""Characters, lines and bytes."""

from content.case import Case
from content.sources import page, product

P = "docs/a.md"


def _body(name: str, text: str | bytes, *problems: str) -> Case:
    """A page whose body, from line 5, is `text`."""
    start = page(body="")
    content = start.encode() + text if isinstance(text, bytes) else start + text
    return Case(name, {P: content}, problems)


CASES = [
    _body("nul", "a\0b\n", f"{P}:5:2 control-character"),
    _body("escape sequence", "x\n\x1b[2K\n", f"{P}:6:1 control-character"),
    _body("form feed", "a\fb\n", f"{P}:5:2 control-character"),
    _body("delete", "a\x7f\n", f"{P}:5:2 control-character"),
    _body("next line", "a\x85b\n", f"{P}:5:2 line-separator"),
    _body("line separator", "a\u2028b\n", f"{P}:5:2 line-separator"),
    _body("paragraph separator", "a\u2029b\n", f"{P}:5:2 line-separator"),
    _body("zero-width space", "a\u200bb\n", f"{P}:5:2 format-character"),
    _body("zero-width joiner", "ab\u200d\n", f"{P}:5:3 format-character"),
    _body("right-to-left override", "\u202eb\n", f"{P}:5:1 format-character"),
    _body("isolate", "\u2066b\n", f"{P}:5:1 format-character"),
    _body("soft hyphen", "a\u00adb\n", f"{P}:5:2 format-character"),
    _body("byte order mark inside", "a\ufeffb\n", f"{P}:5:2 format-character"),
    _body("tag character", "a\U000e0041\n", f"{P}:5:2 format-character"),
    _body("variation selector", "a\ufe0f\n", f"{P}:5:2 format-character"),
    _body("hidden data in variation selectors", "a\U000e0150\n", f"{P}:5:2 format-character"),
    _body("Hangul filler", "a\u3164\n", f"{P}:5:2 format-character"),
    _body("grapheme joiner", "a\u034fb\n", f"{P}:5:2 format-character"),
    _body("unassigned", "a\u0378\n", f"{P}:5:2 unassigned-character"),
    _body("noncharacter", "a\uffff\n", f"{P}:5:2 unassigned-character"),
    _body("private use", "a\ue000b\n", f"{P}:5:2 private-use-character"),
    _body("private use, plane 15", "a\U000f0000\n", f"{P}:5:2 private-use-character"),
    _body("decomposed letter", "caf e\u0301\n", f"{P}:5:5 not-nfc"),
    _body("two decomposed lines", "e\u0301\ne\u0301\n", f"{P}:5:1 not-nfc", f"{P}:6:1 not-nfc"),
    _body("Angstrom sign", "10 \u212b\n", f"{P}:5:4 not-nfc"),
    _body("Latin-1", b"caf\xe9\n", f"{P}:5:4 not-utf8"),
    _body("overlong", b"\xc0\xaf\n", f"{P}:5:1 not-utf8"),
    _body("surrogate", b"a\xed\xa0\x80\n", f"{P}:5:2 not-utf8"),
    _body("lone carriage return", "a\rb\n", f"{P}:5:2 lone-carriage-return"),
    _body("two kinds of line end", "a\r\nb\n", f"{P}:5:1 mixed-line-ends"),
    _body("two wrong characters", "a\u200bb\u202e\u200b\n", f"{P}:5:2 format-character", f"{P}:5:4 format-character"),
    _body("long line", "x" * 100_001 + "\n", f"{P}:5:1 line-too-long"),
    _body("long line of wide characters", "é" * 50_001 + "\n", f"{P}:5:1 line-too-long"),
    _body("long page", "x\n" * 1_000_001, f"{P}:1:1 file-too-large"),
    Case("wrong character in a field", {P: product(title="A\u200b title")}, (f"{P}:4:9 format-character",)),
    Case("UTF-16", {P: page().encode("utf-16")}, (f"{P}:1:1 not-utf8",)),
    Case(
        "wrong character in a data file",
        {"docs/data/vocabulary.yml": "tags:\n  a: b\u200b\n"},
        ("docs/data/vocabulary.yml:2:7 format-character",),
    ),
    Case(
        "wrong character in the configuration",
        {"mkdocs.yml": "site_name: a\u200b\n"},
        ("mkdocs.yml:1:13 format-character",),
    ),
]
