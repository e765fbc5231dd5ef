"""The strict subset of YAML."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.content import yaml_reader
from caveat.content.findings import Findings
from caveat.content.nodes import Fields, Items, find, locations, plain
from caveat.content.problem import Location
from caveat.content.yaml_reader import read_yaml

# Pieces of YAML that make trouble for parsers when they meet.
PIECES = [
    *(
        "a",
        "b: ",
        "c:",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        '"',
        "'",
        "\n",
        "\n  ",
        "\n    ",
        "#",
        " # x",
        "|",
        ">",
        "|-\n",
    ),
    *(
        "&a ",
        "*a ",
        "!t ",
        "%",
        "@",
        "`",
        "? ",
        ": ",
        "---",
        "...",
        "\\",
        "é",
        '"x"',
        "'y'",
        "1.0",
        "2024-01-01",
        "null",
    ),
    *(
        "~",
        "true",
        " ",
        "x y",
        "<<: ",
        "=",
        "k: v\n",
        "k2: [a, b]\n",
        "m: {a: 1}\n",
        'text: "q: r"\n',
        "\xa0",
        '""',
        "?,",
    ),
]


def tree(text: str) -> tuple[Fields | Items | None, tuple[str, ...]]:
    findings = Findings()
    found = read_yaml(text, "a.yml", findings)
    return found, tuple(map(str, findings.problems))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b", {"a": "b"}),
        ("a: 'yes'", {"a": "yes"}),
        ('a: "1.0"', {"a": "1.0"}),
        ("a: true\nb: false", {"a": True, "b": False}),
        ("a: 0\nb: -7\nc: 2024", {"a": 0, "b": -7, "c": 2024}),
        ("a: 2024-02-29", {"a": date(2024, 2, 29)}),
        ("a: [b, c]\nd:\n  - e\n  - f", {"a": ("b", "c"), "d": ("e", "f")}),
        ("a: {b: c, d: [e]}", {"a": {"b": "c", "d": ("e",)}}),
        ("a: >-\n  b\n  c", {"a": "b c"}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: Refer or notify?\nb: [Really?, no doubt]", {"a": "Refer or notify?", "b": ("Really?", "no doubt")}),
        ("a: 020 7946 0000", {"a": "020 7946 0000"}),
        ("a: 0ba0c2cc", {"a": "0ba0c2cc"}),
        (
            "a: 3 pages\nb: 101 calls\nc: -x\nd: .md\ne: +x",
            {"a": "3 pages", "b": "101 calls", "c": "-x", "d": ".md", "e": "+x"},
        ),
        ("a: MSA 2015 s 45(1)", {"a": "MSA 2015 s 45(1)"}),
        ("a: it's # a comment", {"a": "it's"}),
        ("a: b\u00a0c", {"a": "b\u00a0c"}),
        ("---\n- a\n", ("a",)),
        ("[]", ()),
    ],
)
def test_values(text: str, value: object) -> None:
    found, problems = tree(text)
    assert problems == ()
    assert found is not None
    assert plain(found) == value


def test_every_value_and_key_knows_its_place() -> None:
    findings = Findings()
    found = read_yaml("a: b\nc:\n  - {d: e}\n", "a.yml", findings, first_line=2)
    assert isinstance(found, Fields)
    places = {name: (place.line, place.column) for name, place in locations(found).items()}
    assert places == {"a": (2, 4), "c": (4, 3), "c.0": (4, 5), "c.0.d": (4, 9)}
    assert found.key_location("c") == Location("a.yml", 3, 1)
    assert find(found, ("c", 0, "d", "x"))[1] == ("x",)


@pytest.mark.skipif(yaml_reader.C_PARSER is None, reason="ruamel.yaml.clib is not installed")
@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_both_parsers_say_the_same(text: str) -> None:
    """What is installed beside Caveat changes how fast it reads and nothing else."""
    fast = tree(text)
    parser, yaml_reader.C_PARSER = yaml_reader.C_PARSER, None
    try:
        assert tree(text) == fast
    finally:
        yaml_reader.C_PARSER = parser


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_reading_never_raises_and_never_stays_silent(text: str) -> None:
    """No tree without a problem that says why."""
    found, problems = tree(text)
    assert found is not None or problems


def test_a_message_never_repeats_the_text() -> None:
    for text in (
        "Kestrel: &Plover Dunlin",
        "Kestrel: *Plover",
        "Kestrel: !Plover x",
        "a: [Kestrel",
        "'Kestrel",
        "Kestrel: Plover: x",
    ):
        assert not any(word in problem for problem in tree(text)[1] for word in ("Kestrel", "Plover", "Dunlin")), text


def test_brackets_by_the_thousand_take_no_time() -> None:
    for text in ("a: " + "[" * 400_000, "a: " + "{" * 8000, "- " * 8000, "a: " + "[ " * 150):
        assert [problem.endswith("[yaml-depth]") for problem in tree(text)[1]] == [True]
