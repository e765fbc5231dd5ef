"""What an edition may not see does not change a byte of what it gets: not its text, and not that it exists."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caveat.redaction.redact import redact
from redaction.damage import SCHEME, marking_of

CALM = settings(deadline=None, database=None)
"""No time limit for an example: a slow machine is no finding."""
HIDDEN = "law-enforcement"
WORDS = st.sampled_from(
    [
        "the",
        "Call",
        "officer",
        "it",
        "1",
        "é",
        "(so)",
        "“yes”",
        "**bold**",
        "`code`",
        "*a",
        "b*",
        "x_y",
        "|",
        "-",
        "~",
        "£",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
LINE = st.one_of(
    TEXT,
    TEXT.map("- {}".format),
    TEXT.map("    {}".format),
    TEXT.map("> {}".format),
    TEXT.map("{{restricted to partner}}- {}{{end restricted}}".format),
    st.tuples(TEXT, TEXT).map(lambda pair: "{} {{restricted to inspectorate}}x{{end restricted}} {}".format(*pair)),
)
BLANKS = st.lists(st.sampled_from(["", "", "  "]), min_size=1, max_size=3)
PARAGRAPH = st.one_of(st.lists(LINE, min_size=1, max_size=4), st.sampled_from([["```"], ["~~~~"]]))
"""Fences open and close at any place, so that blocks stand in and out of code."""
CONTENT = st.lists(st.one_of(TEXT, st.just("")), max_size=4)
BLOCK = CONTENT.map(lambda lines: [f"::: restricted to {HIDDEN}", *lines, "::: end restricted"])


def seen(text: str, edition: str) -> str:
    """What `edition` gets of a body; a body with problems is not an example."""
    marking = marking_of(text)
    assume(not marking.problems)
    return "\n".join(line.text for line in redact(marking.body, edition))


@st.composite
def bodies_with_blocks(draw: st.DrawFn) -> tuple[str, str]:
    """A body, and the same one with blocks put where a blank line stands or at either end."""
    plain: list[str] = []
    restricted: list[str] = []

    def gap() -> None:
        # A block stands anywhere among blank lines, with a blank line of its own where it needs one.
        blanks = draw(BLANKS)
        cut = draw(st.integers(1, len(blanks)))
        plain.extend(blanks)
        restricted.extend(blanks[:cut])
        for block in draw(st.lists(BLOCK, max_size=2)):
            restricted.extend([*block, *draw(BLANKS)])
        restricted.extend(blanks[cut:])

    if draw(st.booleans()):
        restricted.extend([*draw(BLOCK), ""])
    for paragraph in draw(st.lists(PARAGRAPH, max_size=4)):
        plain.extend(paragraph)
        restricted.extend(paragraph)
        gap()
    return "\n".join(plain), "\n".join(restricted)


@CALM
@given(bodies_with_blocks())
def test_block_leaves_no_trace(bodies: tuple[str, str]) -> None:
    plain, restricted = bodies
    for edition in SCHEME.editions - {HIDDEN}:
        assert seen(plain, edition) == seen(restricted, edition)


@CALM
@given(CONTENT, st.integers(0, 8), st.booleans())
def test_block_in_a_fence_leaves_no_trace(content: list[str], place: int, own_blank: bool) -> None:
    """At any of its blank lines, with a blank line of its own after it or with one that stood there."""
    lines = ["```", "", "", "one", "", "", "", "two", "", "```"]
    assume(place and not lines[place])
    assume(own_blank or not lines[place + 1])
    block = [f"::: restricted to {HIDDEN}", *content, "::: end restricted", *([""] if own_blank else [])]
    inserted = [*lines[: place + 1], *block, *lines[place + 1 :]]
    assert seen("\n".join(lines), "partner") == seen("\n".join(inserted), "partner")


PUNCTUATION = ".,;:!?)]}”"


@st.composite
def lines_with_spans(draw: st.DrawFn) -> tuple[str, str]:
    """A line, and the same one with spans put where a span can stand: after a space, before one, inside a word."""
    plain = draw(st.text(st.sampled_from("ab1     .,)(“”'\"*_`|-"), min_size=1, max_size=12))
    line = ""
    for place in range(len(plain) + 1):
        before, after = plain[place - 1 : place], plain[place : place + 1]
        ways = [""]
        span = f"{{restricted to {HIDDEN}}}{draw(st.sampled_from(['', 'x', ' x ', '**', '. y']))}{{end restricted}}"
        if before.strip() and after.strip():
            ways += [span, span * 2]
        if place and (not after or after in f" {PUNCTUATION}"):
            ways += [f" {span}", f" {span} {span}", f" {span}{span}"]
        if before in ("", " "):
            ways += [f"{span} ", f"{span} {span} "]
        line += draw(st.sampled_from(ways)) + after
    return plain, line


@CALM
@given(lines_with_spans())
def test_span_leaves_no_trace(lines: tuple[str, str]) -> None:
    plain, restricted = lines
    for edition in SCHEME.editions - {HIDDEN}:
        assert seen(plain, edition) == seen(restricted, edition)


@CALM
@given(st.lists(LINE, max_size=4), st.lists(LINE, max_size=4), st.sampled_from(["- x", "| 1 | 2 |", "  y", "*"]))
def test_whole_line_leaves_no_trace(before: list[str], after: list[str], text: str) -> None:
    line = f"{{restricted to {HIDDEN}}}{text}{{end restricted}}"
    assert seen("\n".join(before + after), "partner") == seen("\n".join([*before, line, *after]), "partner")


MARKER_OR_TEXT = re.compile(
    r"(\{restricted to [^}]*\})(.*?)(\{end restricted\})|(::: restricted to .*\n)([^:]*)(\n::: end)"
)


@CALM
@given(bodies_with_blocks(), st.lists(TEXT, min_size=1, max_size=3))
def test_restricted_text_is_without_effect(bodies: tuple[str, str], other: list[str]) -> None:
    """Whatever stands inside a restriction: the editions that may not see it get the same bytes."""

    def replaced(match: re.Match[str]) -> str:
        if HIDDEN not in match[0]:
            return match[0]
        return match[4] + "\n".join(other) + match[6]

    _, restricted = bodies
    changed = MARKER_OR_TEXT.sub(replaced, restricted)
    for edition in SCHEME.editions - {HIDDEN}:
        assert seen(restricted, edition) == seen(changed, edition)


@pytest.mark.parametrize("edition", sorted(SCHEME.editions))
@CALM
@given(bodies=bodies_with_blocks())
def test_what_is_published_has_no_marker(bodies: tuple[str, str], edition: str) -> None:
    """An edition's text passes the scanner itself, and redacting it again changes nothing."""
    text = seen(bodies[1], edition)
    again = marking_of(text)
    assert again.problems == ()
    assert again.body.restrictions == ()
    assert seen(text, edition) == text
