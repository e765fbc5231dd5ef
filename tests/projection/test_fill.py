"""What stands for an include, a variable or a comment."""

from collections.abc import Mapping

import pytest

from caveat.content.line import Line, split_lines
from caveat.projection.fill import Filling, examples

PASSAGES = {
    "signs": "- fear\n\n- no papers",
    "outer": "Before.\n\n  {{ include signs }}",
    "loop": "{{ include other-loop }}",
    "other-loop": "Text.\n{{ include loop }}",
    "comment": "a <!-- b --> c",
    "letter": "b",
}
VARIABLES = {"desk.mail": "desk@example.org", "desk.lines": "one\ntwo\n\nthree", "desk.braces": "{{ desk.mail }} <!--"}


def filling(unread: frozenset[str] = frozenset(), passages: Mapping[str, str] = PASSAGES) -> Filling:
    bodies = {name: split_lines(text, f"docs/data/shared/{name}.md") for name, text in passages.items()}
    known = frozenset({*bodies, "heron"}), frozenset({*VARIABLES, "desk.heron"})
    return Filling("partner", bodies, VARIABLES, *known, unread)


def filled(text: str, unread: frozenset[str] = frozenset()) -> tuple[str, list[str]]:
    body, problems = filling(unread).fill(split_lines(text, "docs/a.md"))
    return "\n".join(line.text for line in body), [str(each) for each in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ include signs }}", "- fear\n\n- no papers"),
        ("    {{ include signs }}", "    - fear\n\n    - no papers"),
        ("{{ include outer }}\nAfter.", "Before.\n\n  - fear\n\n  - no papers\nAfter."),
        ("{{ include signs }}\n{{ include signs }}", "- fear\n\n- no papers\n- fear\n\n- no papers"),
        ("{{ include comment }}", "a  c"),
        ("Write to {{ desk.mail }}, {{ desk.mail }}.", "Write to desk@example.org, desk@example.org."),
        ("  - {{ desk.lines }} end", "  - one\n  two\n  \n  three end"),
        ("{{ desk.braces }}", "{{ desk.mail }} <!--"),
        ("${{ not.ours }} {{ desk.mail }}", "${{ not.ours }} desk@example.org"),
        ("{ { a }}", "{ { a }}"),
        # Comments.
        ("a <!-- b --> c <!-- d -->", "a  c "),
        ("<!-- b -->\nc", "c"),
        ("  <!-- b -->  \n\nc", "\nc"),
        ("a <!-- b\nc\n--> d\n", "a \n d\n"),
        ("a <!-- `b --> c` <!-- d --> e", "a  c`  e"),
        ("`<!-- a -->` <!-- b -->", "`<!-- a -->` "),
        ("```\n<!-- a -->\n```", "```\n<!-- a -->\n```"),
        ("<!--\n```\n-->\na\n```\n<!-- b -->\n```", "a\n```\n<!-- b -->\n```"),
        ("<!--> a -->b", " a -->b"),
        ("<!-- ` -->a<!-- b -->`c`", "a`c`"),
        ("a<!-- b --><!-- c -->d", "ad"),
        ("~~~ <!-- a -->\n<!-- b -->\n~~~", "~~~ \n<!-- b -->\n~~~"),
        # A fence inside a comment is no fence, and what follows the comment is no code.
        ("<!--\n```\n-->\na <!-- b -->", "a "),
        ("<!-- a --> ```\n<!-- b -->\n```\n<!-- c -->", " ```\n<!-- b -->\n```"),
        ("<!--\na --> ~~~ <!-- b\nc -->\n<!-- d -->\n~~~", " ~~~ \n<!-- d -->\n~~~"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_reader_gets(text: str, expected: str) -> None:
    assert filled(text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        (
            "\n{{ include loop }}",
            "\nText.",
            "docs/data/shared/other-loop.md:2:1: this passage includes itself; take one include out [include-loop]",
        ),
        (
            "{{ include heron }}\nAfter.",
            "After.",
            "docs/a.md:1:1: this edition does not have the passage; restrict the include, or widen the passage"
            " [include-not-in-edition]",
        ),
        (
            "{{ include nothing }}",
            "",
            "docs/a.md:1:1: no shared passage has this name; write the name of a file in docs/data/shared"
            " [unknown-include]",
        ),
        (
            "Call {{ desk.heron }} now",
            "Call  now",
            "docs/a.md:1:6: this edition does not have the variable; restrict its use, or widen the variable"
            " [variable-not-in-edition]",
        ),
        (
            "Call {{ desk.nothing }}",
            "Call ",
            "docs/a.md:1:6: no data file defines this variable; add it to docs/data/variables.yml [unknown-variable]",
        ),
        (
            "Call {{desk.mail}}",
            "Call desk.mail}}",
            "docs/a.md:1:6: two braces open a variable or an include; write '{{ name.part }}', or '${{' where braces"
            " are meant [malformed-variable]",
        ),
        (
            "\na <!-- b\nc",
            "\na ",
            "docs/a.md:2:1: this comment is never closed; end it with '-->' [unclosed-comment]",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_told_at_its_place(text: str, expected: str, told: str) -> None:
    assert filled(text) == (expected, [told])


def test_what_could_not_be_read_is_told_once_elsewhere() -> None:
    text = "{{ include nothing }}\n{{ desk.nothing }}"
    assert filled(text, frozenset({"docs/data/shared/nothing.md", "docs/data/variables.yml"})) == ("", [])
    assert len(filled(text, frozenset({"docs/data/shared/other.md"}))[1]) == 2


def test_lines_know_where_they_come_from() -> None:
    body, _ = filling().fill(split_lines("{{ include signs }}\na {{ desk.mail }} b\n{{ desk.lines }}", "docs/a.md"))
    assert [(line.path, line.number) for line in body] == [
        *(("docs/data/shared/signs.md", number) for number in (1, 2, 3)),
        ("docs/a.md", 2),
        *(("docs/a.md", 3) for _ in range(4)),
    ]
    assert body[3].at(len("a desk@example.org b")).column == len("a {{ desk.mail }} b")


def test_a_page_has_at_most_two_million_characters_with_all_that_it_includes() -> None:
    """Line ends count."""
    whole = [Line("x" * 999_999, "docs/a.md", number) for number in (1, 2)]
    assert filling().fill(whole)[1] == ()
    body, problems = filling().fill([*whole, Line("{{ include letter }}", "docs/a.md", 3)])
    assert body == ()
    message = "with all that it includes, a page has more than two million characters here; include less"
    assert [str(each) for each in problems] == [f"docs/data/shared/letter.md:1:1: {message} [too-much-included]"]


def test_markers_can_be_shown_and_name_only_the_edition_that_reads_them() -> None:
    assert examples("partner") == {
        "example.opener": "::: restricted to partner because tactics",
        "example.closer": "::: end restricted",
        "example.block": (
            "::: restricted to partner because tactics\nThis paragraph is for one edition only.\n::: end restricted"
        ),
        "example.include": "{{ include indicators }}",
        "example.variable": "{{ unit.name }}",
        "example.inline": "{restricted to partner because tactics}020 7946 0000{end restricted}",
    }
    assert filled("Write {{ example.inline }}.")[0] == f"Write {examples('partner')['example.inline']}."
