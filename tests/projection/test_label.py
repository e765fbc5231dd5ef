"""Labels never change structure or numbering; the words say which part of the page they are about."""

import re

import pytest

from caveat.content.line import split_lines
from caveat.projection.dialect import convert
from caveat.projection.label import label
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


def test_a_page_without_labels_is_left_as_it_is() -> None:
    body = split_lines("Text.\n", "page.md")
    assert label(body, WORDING, convert) == body
