"""What a line leaves open: a fence, a comment, an element."""

import pytest

from caveat.redaction.enclosure import NOTHING, Enclosure, balanced, enclosure_after

COMMENT = Enclosure(comment="-->", since=3)
TICKS, LONG, WAVES = (Enclosure(fence=fence, since=3) for fence in ("```", "````", "~~~"))
HERE = 7
"""The number of the line."""


@pytest.mark.parametrize(
    ("text", "before", "after", "tags"),
    [
        ("plain", NOTHING, NOTHING, []),
        ("a < b", NOTHING, NOTHING, []),
        # Fences.
        ("```", NOTHING, Enclosure("```", "", HERE), []),
        ("> - ~~~~ text ``` <b>", NOTHING, Enclosure("~~~~", "", HERE), []),
        ("1. ```", NOTHING, Enclosure("```", "", HERE), []),
        ("``` one `", NOTHING, NOTHING, []),
        ("```", TICKS, NOTHING, []),
        ("  > `````  ", TICKS, NOTHING, []),
        ("```", LONG, LONG, []),
        ("~~~", TICKS, TICKS, []),
        ("``` text", TICKS, TICKS, []),
        ("<b> <!--", WAVES, WAVES, []),
        # Comments.
        ("a <!-- b", NOTHING, Enclosure("", "-->", HERE), []),
        ("a <![CDATA[ b -->", NOTHING, Enclosure("", "]]>", HERE), []),
        ("a <? b ]]>", NOTHING, Enclosure("", "?>", HERE), []),
        ("<i> <!-- <b> --> <u> <!-- <b>", NOTHING, Enclosure("", "-->", HERE), ["i", "u"]),
        ("<!-- <b> --> <i> -->", NOTHING, NOTHING, ["i"]),
        ("--> <!--> -->", NOTHING, NOTHING, []),
        ("no end <b>", COMMENT, COMMENT, []),
        ("```", COMMENT, COMMENT, []),
        ("-->", COMMENT, NOTHING, []),
        ("--><b>", COMMENT, NOTHING, ["b"]),
        ("<i> --> <b> --> <u>", COMMENT, NOTHING, ["b", "u"]),
        ("<b>--> <i>", COMMENT, NOTHING, ["i"]),
        ("--> <!-- ", COMMENT, Enclosure("", "-->", HERE), []),
        # Code.
        ("`<b>` <i>", NOTHING, NOTHING, ["i"]),
        ("``<b> ` <u>`` <i>", NOTHING, NOTHING, ["i"]),
        ("` <b>", NOTHING, NOTHING, ["b"]),
        ("`` <b> ` <i> ```", NOTHING, NOTHING, ["b", "i"]),
        ("`<!--`", NOTHING, NOTHING, []),
        # Elements.
        ("<b><I class='x'>y</I></b >", NOTHING, NOTHING, ["b", "i", "/i", "/b"]),
        ("<br> <BR> <img src=x> <circle/> <my-x a=b/>", NOTHING, NOTHING, []),
        ("<b", NOTHING, NOTHING, ["b"]),
        ("<b.c> <1> <https://example.org>", NOTHING, NOTHING, []),
    ],
)
def test_what_is_open_after_a_line(text: str, before: Enclosure, after: Enclosure, tags: list[str]) -> None:
    assert enclosure_after(text, before, HERE) == (after, tags)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([], True),
        (["b", "/b"], True),
        (["b", "i", "/i", "/b", "u", "/u"], True),
        (["b"], False),
        (["/b"], False),
        (["b", "i", "/b", "/i"], False),
        (["b", "/b", "/b"], False),
        (["b", "b", "/b"], False),
    ],
)
def test_elements_are_closed_in_order(tags: list[str], expected: bool) -> None:
    assert balanced(tags) is expected
