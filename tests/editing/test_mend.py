"""Mending keeps what front matter says, and does nothing the second time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.content.findings import Findings
from caveat.content.front_matter import FIELD_ORDER
from caveat.content.nodes import plain
from caveat.content.yaml_reader import read_yaml
from caveat.editing.mend import mended
from caveat.editing.written_fields import in_order
from caveat.redaction.restriction import Scheme

SCHEME = Scheme(frozenset({"law-enforcement", "partner"}), frozenset({"tactics"}))
VALUES = st.sampled_from(
    [
        " one",
        " [a, b]",
        "\n  - a\n  # About b.\n  - b",
        "\n- a\n# About b.\n- b",
        ' "a: b"  # and why',
        " >-\n  One\n\n  title: no field",
        "\n  a: 1\n\n  b:\n    title: no field",
    ]
)
FIELDS = st.lists(
    st.tuples(
        st.sampled_from([*FIELD_ORDER, "unheard_of"]),
        VALUES,
        st.sampled_from(["", "# Of the next.\n", "\n", "\n# A\n"]),
    ),
    unique_by=lambda field: field[0],
    min_size=1,
)


@given(FIELDS)
def test_order_changes_nothing_but_order(fields: list[tuple[str, str, str]]) -> None:
    head = "---\n" + "".join(f"{comment}{name}:{value}\n" for name, value, comment in fields) + "---\n"
    ordered = in_order(head)
    before, after = (read_yaml(text[4:-4], "a.md", Findings()) for text in (head, ordered))
    assert before is not None
    assert after is not None
    assert plain(after) == plain(before)
    assert sorted(ordered.split("\n")) == sorted(head.split("\n"))
    assert in_order(ordered) == ordered
    known = [name for name in plain(after) if name in FIELD_ORDER]
    assert known == sorted(known, key=FIELD_ORDER.index) or "unheard_of" in plain(after)


def test_a_comment_goes_with_the_field_below_it() -> None:
    head = "---\n# First.\ntags: [a]\n\n# Of the title.\ntitle: A\n# Last.\n---\n"
    assert in_order(head) == "---\n\n# Of the title.\ntitle: A\n# First.\ntags: [a]\n# Last.\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.\n",
        "---\ntitle: A\n--\nText.\n",
        "---\ntitle: A\n---\nNo editions {restricted to law-enforcement}a{end restricted} b.\n",
        "---\ntitle: A\neditions: [law-enforcement]\nrestrictions: 3\n---\nFewer than it says.\n",
        "---\ntitle: A\neditions: [law-enforcement]\n---\nA marker is open {restricted to law-enforcement} here.\n",
    ],
)
def test_what_is_in_doubt_is_left_alone(text: str) -> None:
    assert mended(text, "docs/a.md", SCHEME) == text
