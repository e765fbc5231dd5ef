"""Labels never change structure or numbering; the words say which part of the page they are about."""

import re

import pytest

from caveat.content.line import split_lines
from caveat.projection.dialect import convert
from caveat.projection.label import label, without_labels
from caveat.projection.wording import Label, Wording
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END

WORDING = Wording({"tactics": "Tactics"})
TACTICS = Label("Law enforcement only", "tactics").carried()

CASES = {
    "block": ("Before.\n\n<\nInside.\n\n## Heading\n\n- a\n- b\n>\n\nAfter.", "wrap"),
    "words": ("Call <020 7946 0000> out of hours.", "wrap"),
    "link text": ("See [the <long> page](https://example.org).", "wrap"),
    "raw HTML": ('Text.\n\n<p class="x">raw <words> here</p>\n\nMore.', "wrap"),
    "footnote": ("Text[^1].\n\n<\n[^1]: Note.\n>\n\nMore.", "wrap"),
    "list item": ("- one\n<- two>\n- three\n", "list"),
    "numbered item": ("Intro.\n\n1. one\n<2. two>\n3. three\n", "list"),
    "block between items": ("- one\n\n<\n- two\n>\n\n- three\n", "list"),
    "nested block": ("- one\n\n    <\n    inside\n    >\n\n- two\n", "list"),
    "table row": ("Intro.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n<| 3 | 4 |>\n| 5 | 6 |\n", "table"),
    "fence": ("Text.\n\n```yaml\na: 1\n\n<\nb: 2\n>\n\nc: 3\n```\n", "example"),
    "heading": ("Text.\n\n## Title <words> here\n\nMore.", "heading"),
    "link target": ("See [the page](<https://example.org>) now.", "paragraph"),
    "code span": ("Use `a <b> c` now.", "paragraph"),
}


def marked(text: str) -> str:
    """`<` and `>` stand for the sentinels of a labelled passage; HTML tags and link brackets are left alone."""
    text = re.sub(r"<(?!/?p\b)", LABEL_START + TACTICS + LABEL_END, text)
    return re.sub(r"(?<![\"p])>", PASSAGE_END, text)


def without_sentinels(text: str) -> str:
    """The page as if it had no restriction: lines that only hold a sentinel go, others lose theirs."""
    sentinel = re.compile(f"{LABEL_START}[^{LABEL_END}]*{LABEL_END}|{PASSAGE_END}")
    kept = (line for line in text.split("\n") if not sentinel.fullmatch(line.strip(" ")))
    return "\n".join(sentinel.sub("", line) for line in kept)


def unlabelled(html: str) -> str:
    """What a reader's browser is given, labels taken out: written apart from the code under test."""
    html = re.sub(r'<p class="restricted-note">.*?</p>', "", html)
    html = re.sub(r'<p class="restricted__end">[^<]*</p>\s*</div>', "", html)
    html = re.sub(r'<div[^>]*class="restricted"[^>]*>\s*<p class="restricted__label">.*?</p>', "", html)
    html = re.sub(r'<span class="restricted-inline"><span class="restricted-inline__label">[^<]*</span> ', "", html)
    html = re.sub(r'<span class="vh">[^<]*</span></span>', "", html)
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html)).strip()


@pytest.mark.parametrize("name", CASES)
def test_a_label_changes_nothing_but_itself(name: str) -> None:
    """Headings' anchors, numbers, list tightness, tables and code are those of the page without labels."""
    source, expected = CASES[name]
    body = split_lines(marked(source), "page.md")
    text = "\n".join(line.text for line in label(body, WORDING, convert))
    plain = without_sentinels(marked(source))
    assert unlabelled(convert(text)) == unlabelled(convert(plain))
    if expected == "wrap":
        assert "End of law enforcement only" in text or "(end of law enforcement only)" in text
    else:
        assert f"<b>Part of this {expected} is for law enforcement only</b>" in text


def test_the_label_comes_first_and_gives_the_reason() -> None:
    body = split_lines(marked("<\nInside.\n>"), "page.md")
    lines = [line.text for line in label(body, WORDING, convert)]
    assert lines[1] == '<p class="restricted__label"><b>Law enforcement only</b> <span>Reason: tactics</span></p>'


@pytest.mark.parametrize(
    "row",
    [
        "<| {} | x |>\n",
        "<- item {}>\n",
        "<- item {}>\n\n",
        "See [this {}](<https://example.org>).\n\n",
        "<## H {}>\n\n",
    ],
    ids=["rows", "items", "items apart", "link targets", "headings"],
)
def test_many_labels_take_few_conversions(row: str) -> None:
    """What a label costs does not grow with the labels beside it: the work of a page stays within bounds."""
    head = "| a | b |\n|---|---|\n| 1 | 2 |\n" if row.startswith("<|") else ""
    body = split_lines(marked(head + "".join(row.format(number) for number in range(200))), "page.md")
    converted = []

    def counting(text: str) -> str:
        converted.append(text)
        return convert(text)

    text = "\n".join(line.text for line in label(body, WORDING, counting))
    assert len([each for each in converted if len(each) > 1_000]) <= 50
    assert unlabelled(convert(text)) == unlabelled(convert(without_sentinels("\n".join(line.text for line in body))))
    assert text.count("restricted-note") <= 200


def test_a_long_list_of_restricted_items_is_noted_as_a_list() -> None:
    """They are too many to try one by one: what would break up a list is known beforehand."""
    body = split_lines(marked("Before.\n\n" + "<- item>\n" * 40), "page.md")
    assert label(body, WORDING, convert)[2].text == WORDING.note("list", "Law enforcement only")


def test_a_label_without_a_place_is_found_among_many() -> None:
    """So long as they are not too many: each is noted where it is."""
    targets = "See [this](<https://example.org/>).\n\n"
    body = split_lines(marked((targets + "Call <020> now.\n\n") * 10), "page.md")
    text = "\n".join(line.text for line in label(body, WORDING, convert))
    assert text.count(f"{WORDING.note('paragraph', 'Law enforcement only')}\n\nSee [this]") == 10
    assert text.count("(end of law enforcement only)") == 10


def test_where_too_many_labels_have_no_place_one_note_stands_above_the_page() -> None:
    """It says whom parts are for, each audience once."""
    link = "See [this](<https://example.org/>)."
    body = split_lines(marked(f"{link}\n\n" * 40), "page.md")
    lines = [line.text for line in label(body, WORDING, convert)]
    assert lines == [WORDING.note("page", "Law enforcement only"), "", *(without_sentinels(marked(link)), "") * 40, ""]


@pytest.mark.parametrize("before", [0, 2, 6])
def test_a_note_goes_as_far_up_as_its_list_goes(before: int) -> None:
    """Terms look like blocks of their own and are one list: a note stands above all of them, however many."""
    terms = [f"Term {number}\n:   Meaning {number}.\n" for number in range(7)]
    terms[before] = f"<\n{terms[before].strip()}\n>\n"
    body = split_lines(marked("\n".join(terms)), "page.md")
    text = "\n".join(line.text for line in label(body, WORDING, convert))
    assert text.startswith(
        '<p class="restricted-note"><b>Part of this list is for law enforcement only</b></p>\n\nTerm 0'
    )
    assert unlabelled(convert(text)) == unlabelled(convert(without_sentinels("\n".join(line.text for line in body))))


def test_each_list_has_its_own_note() -> None:
    """Where the first guess is wrong for several labels, each finds its own place, and no other loses its own."""
    terms = "".join(f"Term {{0}}{number}\n:   Meaning.\n\n" for number in range(2))
    hidden = "<\nTerm {0}x\n:   Hidden.\n>\n\n"
    lists = [f"## {name}\n\n" + (terms + hidden + terms.upper().replace("{0}", "{0}2")).format(name) for name in "ABCD"]
    body = split_lines(marked("\n".join(lists)), "page.md")
    text = "\n".join(line.text for line in label(body, WORDING, convert))
    assert text.count("Part of this list is for law enforcement only") == 4
    for name in "ABCD":
        assert f'## {name}\n\n<p class="restricted-note">' in text
    assert unlabelled(convert(text)) == unlabelled(convert(without_sentinels("\n".join(line.text for line in body))))


def test_a_page_without_labels_is_left_as_it_is() -> None:
    body = split_lines("Text.\n", "page.md")
    assert label(body, WORDING, convert) == body


POLICE = Label("Police only").carried()


def short(lines: list[str]) -> str:
    """Labels in a few signs."""
    text = "\n".join(lines)
    text = re.sub(r'<p class="restricted-note"><b>Part of this (\w+) is for (.*?) only</b></p>', r"(\1: \2)", text)
    text = re.sub(r'<div class="restricted" [^>]*>\n<p class="restricted__label"><b>(\w+).*</p>', r"[\1", text)
    text = re.sub(r'<p class="restricted__end">End of (\w+) .*</p>\n</div>', r"\1]", text)
    text = re.sub(
        r'<span class="restricted-inline"><span class="restricted-inline__label">(\w+) [^<]*</span> ', r"[\1 ", text
    )
    return re.sub(r'<span class="vh"> \(end of (\w+) [^<]*</span></span>', r" \1]", text)


@pytest.mark.parametrize(
    ("source", "expected", "numbers"),
    [
        (
            "A.\n\n{\nB.\n}\n\n<\nC.\n}",
            "A.\n\n[Law\n\nB.\n\nlaw]\n\n[Police\n\nC.\n\npolice]",
            [1, 2, 4, 4, 4, 4, 6, 6, 6, 6, 8, 8, 8, 8, 8, 8, 8],
        ),
        (
            "- a\n{- b}\n<- c}\n\nD {e} f <g}.",
            "(list: law enforcement)\n\n(list: police)\n\n- a\n- b\n- c\n\nD [Law e law] f [Police g police].",
            [1, 1, 1, 1, 1, 2, 3, 4, 5],
        ),
        (
            "A.\n\n- a\n\n    {\n    b\n    }\n\n- c\n\n| a |\n|---|\n{| b |}",
            "A.\n\n(list: law enforcement)\n\n- a\n\n    b\n\n- c\n\n(table: law enforcement)\n\n| a |\n|---|\n| b |",
            [1, 2, 3, 3, 3, 4, 6, 8, 9, 10, 11, 11, 11, 12, 13],
        ),
        (
            "A {b}.\n\n## H {x} y\n\n<\n- i\n}\n",
            "A [Law b law].\n\n(heading: law enforcement)\n\n## H x y\n\n[Police\n\n- i\n\npolice]\n",
            [1, 2, 3, 3, 3, 4, 6, 6, 6, 6, 8, 8, 8, 8],
        ),
        (
            "```\n{\na\n}\n```\n\n- x\n{- y}\n",
            "(example: law enforcement)\n\n```\na\n```\n\n(list: law enforcement)\n\n- x\n- y\n",
            [1, 1, 1, 3, 5, 6, 7, 7, 7, 8, 9],
        ),
        (
            "{\nA.\n}\n<\nB.\n}\n",
            "(paragraph: law enforcement)\n\n(paragraph: police)\n\nA.\nB.\n",
            [2, 2, 2, 2, 2, 5, 7],
        ),
        ("{\nA.\n}\n## B\n", "[Law\n\nA.\n\nlaw]\n\n## B\n", [2, 2, 2, 2, 4, 4, 4, 4, 4, 5]),
        ("{A}", "[Law A law]", [1]),
        ("{\n}", "(block: law enforcement)\n", [1, 1]),
        (
            "A {b}{c} d.\n\n- x\n{- y}\n<- z}\n{- w}\n",
            "A [Law b law][Law c law] d.\n\n(list: law enforcement)\n\n(list: police)\n\n- x\n- y\n- z\n- w\n",
            [1, 2, 3, 3, 3, 3, 3, 4, 5, 6, 7],
        ),
    ],
)  # fmt: skip
def test_where_labels_stand(source: str, expected: str, numbers: list[int]) -> None:
    """`{` begins a passage for law enforcement, `<` one for police, `}` ends either. Every line has a place."""
    for sign, mark in (
        ("{", LABEL_START + TACTICS + LABEL_END), ("<", LABEL_START + POLICE + LABEL_END), ("}", PASSAGE_END)
    ):  # fmt: skip
        source = source.replace(sign, mark)
    lines = label(split_lines(source, "page.md"), WORDING, convert)
    assert short([line.text for line in lines]) == expected
    assert [line.number for line in lines] == numbers
    assert {line.path for line in lines} <= {"page.md", ""}


def test_a_place_without_room_for_labels() -> None:
    marked_ = f"A {LABEL_START}{POLICE}{LABEL_END}b{PASSAGE_END} c {LABEL_START}{TACTICS}{LABEL_END}d{PASSAGE_END}"
    assert without_labels(marked_) == ("A b c d", "Police only")
    assert without_labels("A b") == ("A b", "")
