"""What of a source may be shown together, and how it may read once it is rendered."""

import pytest

from caveat.assurance.scanning.wording import (
    Paragraph,
    as_decoded,
    as_rendered,
    as_spaced,
    as_written,
    codes,
    dates,
    paragraphs,
    stretches,
)


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (
            "a.md",
            "---\ntitle: A\nx: b\n---\nOne\ntwo\n\nThree\n\n\nFour",
            [
                (1, "---\ntitle: A\nx: b", True),
                (4, "---\nOne\ntwo", False),
                (8, "Three", False),
                (10, "\nFour", False),
            ],
        ),
        ("a.md", "---\n---\nb", [(1, "---", True), (2, "---\nb", False)]),
        ("a.md", "---\na: b\n---\nc\n\n---\nd", [(1, "---\na: b", True), (3, "---\nc", False), (6, "---\nd", False)]),
        ("a.md", "One\n---\ntwo", [(1, "One\n---\ntwo", False)]),
        ("a.md", "---\nnever closed", [(1, "---\nnever closed", False)]),
        ("a.csv", "---\na: b\n---\nc", [(1, "---\na: b\n---\nc", False)]),
        ("a.yml", "---\na: b\n---\n\nc: d", [(1, "---\na: b\n---", True), (5, "c: d", True)]),
    ],
)
def test_a_file_is_paragraphs_and_knows_their_lines(path: str, text: str, found: list[tuple[int, str, bool]]) -> None:
    assert [tuple(each) for each in paragraphs(path, text)] == found


def together(text: str, *, is_data: bool) -> set[tuple[str, tuple[int, ...]]]:
    """Words that stand together, and the line of each, of a paragraph that begins in line 5."""
    found = stretches(Paragraph(5, text, is_data))
    return {(" ".join(each.words), each.lines) for each in found if each.words}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One two\nthree", {("one two three", (5, 5, 6))}),
        ("- one\n- two\n  three", {("one", (5,)), ("two three", (6, 7))}),
        ("One\n1. two\n2) three", {("one", (5,)), ("1 two", (6, 6)), ("2 three", (7, 7))}),
        ("One\n## two\nthree\n[r]: four", {("one", (5,)), ("two three", (6, 7)), ("r four", (8, 8))}),
        ("> one\n> Xray\n>", {("one xray", (5, 6))}),
        ("> - one\n> - two", {("one", (5,)), ("two", (6,))}),
        (
            "a **b**c <i>d</i>e",
            {("a b c i d i e", (5,) * 7), ("a bc de", (5,) * 3), ("a b c d e", (5,) * 5)},
        ),
        ("a &#66; %43", {("a 66 43", (5,) * 3), ("a b c", (5,) * 3)}),
        ("| one two | three |", {("one two three", (5,) * 3), ("one two", (5, 5)), ("three", (5,))}),
        ("One\n| *two* | three |", {("one", (5,)), ("two three", (6, 6)), ("two", (6,)), ("three", (6,))}),
        (
            "Call {restricted to x}the van{end restricted} first",
            {
                ("call the van first", (5,) * 4), ("call", (5,)), ("restricted to x", (5,) * 3), ("the van", (5, 5)),
                ("end restricted", (5, 5)), ("first", (5,)),
            },
        ),
        # Where nothing of a cell is left without its markup, the markup counts.
        ("|one|{.two}|", {("one two", (5, 5)), ("one", (5,)), ("two", (5,))}),
    ],
)  # fmt: skip
def test_what_a_paragraph_may_show_together(text: str, found: set[tuple[str, tuple[int, ...]]]) -> None:
    assert together(text, is_data=False) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: One two\nowner: three four", {("title", (5,)), ("one two", (5, 5)), ("owner", (6,)), ("three four", (6, 6))}),
        ("summary: >\n  one two\n  three", {("summary", (5,)), ("one two three", (6, 6, 7))}),
        ("tags: [one two, three]\nx: four", {("tags", (5,)), ("one two", (5, 5)), ("three", (5,)), ("x", (6,)), ("four", (6,))}),
        ("- {short: one, long: two three}", {("short", (5,)), ("one", (5,)), ("long", (5,)), ("two three", (5, 5))}),
        ("a: one | two", {("a", (5,)), ("one two", (5, 5))}),
        ("title: Xray", {("title", (5,)), ("xray", (5,))}),
        ("x: 'one' # two", {("x", (5,)), ("one", (5,)), ("two", (5,)), ("one two", (5, 5))}),
        ("- one\n- two three\n- x: four", {("one", (5,)), ("two three", (6, 6)), ("x", (7,)), ("four", (7,))}),
        ("a: one\nb: [two, three, four]", {("a", (5,)), ("one", (5,)), ("b", (6,)), ("two", (6,)), ("three", (6,)), ("four", (6,))}),
    ],
)  # fmt: skip
def test_keys_and_values_beside_each_other_are_no_passage(text: str, found: set[tuple[str, tuple[int, ...]]]) -> None:
    assert together(text, is_data=True) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("No code", set()),
        ("Room 12, 1234567", {"12", "1234567"}),
        ("020 7946 0123", {"020", "7946", "0123", "020 7946 0123", "02079460123"}),
        ("Or (020) 7946-0123.", {"020", "7946 0123", "020 7946 0123", "02079460123"}),
        ("12 34 56 78", {"12", "34", "56", "78", "12 34 56 78"}),
        ("1 23 45 67 89", {"1", "23", "45", "67", "89", "1 23 45 67 89", "123456789"}),
        ("MS-BUL-014, a/b (desk@unit.example)", {"ms bul 014", "a b", "desk unit example"}),
        ("2031-04-28", {"2031 04 28", "28 april 2031", "28 apr 2031"}),
        ("2031-12-01", {"2031 12 01", "1 december 2031", "1 dec 2031"}),
        ("2031-02-30", {"2031 02 30"}),
    ],
)
def test_what_tells_by_itself(text: str, found: set[str]) -> None:
    """Addresses, references, telephone numbers, dates, in the form in which output is compared."""
    assert set(codes(text)) - {""} == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("on 2031 04 28 and", ["2031 04 28", "28 april 2031", "28 apr 2031"]),
        ("on 1 january 2031", ["2031 01 01", "1 january 2031", "1 jan 2031"]),
        ("on 31 december 2031", ["2031 12 31", "31 december 2031", "31 dec 2031"]),
        ("on 31 june 2031", []),
        ("2031 13 01", []),
    ],
)
def test_a_date_is_told_in_every_form(words: str, found: list[str]) -> None:
    assert list(dates(words)) == found


READ = "**a**b [c](d) ![e][f] <i>g</i>h{: .x}[^1] {restricted to x}i{end restricted}"


def test_how_a_text_may_read() -> None:
    assert as_written(READ) == "**a**b [c](d) ![e][f] <i>g</i>h{: .x}[^1] i"
    assert as_rendered(READ) == "ab c  !e  gh  i"
    assert as_spaced(READ).split() == ["a", "b", "c", "!", "e", "g", "h", "i"]
    assert as_decoded("&amp; %41 **b**") == "& A **b**"
    assert as_decoded(r"&amp; \u0041") == "& A"
    assert as_decoded("%41") == "A"
    assert as_decoded("&#65;") == "A"
    assert as_decoded(r"\x41=3D") == "A=3D"
