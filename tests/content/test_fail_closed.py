"""Whatever a source holds, reading never raises, never publishes by accident, and never repeats what is protected."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caveat.content.problem import ContentError
from caveat.content.read import Reading, read_project
from content.sources import FIELDS, page, product, read, write

CANARY = "kestrel"
"""Looks like a word of a vocabulary: the hardest thing not to repeat."""
FUZZ = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def assert_nothing_open(reading: Reading) -> None:
    """No page is read without saying who may see it, and a page is either read or has a problem."""
    assert reading.corpus is not None
    for found in reading.corpus.pages:
        assert found.access.editions
    assert {found.uri for found in reading.corpus.pages}.isdisjoint(reading.unread)
    if reading.unread:
        assert reading.problems


@FUZZ
@given(st.binary(max_size=200))
def test_random_bytes_are_no_page(tmp_path: Path, data: bytes) -> None:
    reading = read(tmp_path, {"docs/a.md": data})
    assert reading.unread == {"a.md"}
    assert_nothing_open(reading)


LINES = [
    *("---", "----", "--- ", "...", "", "title: A", "title: B", "editions: [partner]", "editions: [law-enforcement]"),
    *("editions: [law-enforcement, partner]", "editions:", "editions: []", "Editions: [partner]", "edition: [partner]"),
    *(
        "restricted:",
        "  law-enforcement:",
        "    title: C",
        "  partner: {tags: [a]}",
        "- a",
        "x: &a [partner]",
        "<<: *a",
    ),
    *("  editions: [partner]", "\tid: A", "\u00a0editions: [partner]", "type: page", "type: guidance", "Body.", "#"),
]


@FUZZ
@given(st.lists(st.sampled_from(LINES), max_size=9))
def test_pages_of_shuffled_lines(tmp_path: Path, lines: list[str]) -> None:
    """A page that is read has one `editions` line, in its front matter, and is open to no more than it says."""
    text = "\n".join(lines)
    reading = read(tmp_path, {"docs/a.md": text})
    assert_nothing_open(reading)
    assert reading.corpus is not None
    for found in reading.corpus.pages:
        front = text.split("\n---", 1)[0].split("\n")
        stated = [line for line in front if line.startswith("editions: [")]
        assert stated == [f"editions: [{', '.join(sorted(found.access.editions))}]"]


@FUZZ
@given(
    st.binary(max_size=120),
    st.sampled_from(["home", "glossary", "variables", "vocabulary", "legislation", "attachments"]),
)
def test_random_bytes_as_data(tmp_path: Path, data: bytes, name: str) -> None:
    reading = read(tmp_path, {f"docs/data/{name}.yml": data})
    assert reading.problems
    (tmp_path / f"docs/data/{name}.yml").unlink()


@FUZZ
@given(st.one_of(st.binary(max_size=120), st.lists(st.sampled_from(LINES), max_size=5).map("\n".join).map(str.encode)))
def test_random_bytes_as_configuration(tmp_path: Path, data: bytes) -> None:
    reading = read(tmp_path, {"mkdocs.yml": data})
    assert reading.corpus is None
    assert reading.problems


@pytest.mark.parametrize(
    "name", sorted({*FIELDS, "summary", "tags", "legislation", "audience", "related", "aliases", "sources"})
)
@pytest.mark.parametrize(
    "shape", ["{}", "[{}]", "{{{}: {}}}", "[[{}]]", "[{{{}: a}}]", "&{} x", "!{} x", "*{}", "[{}", "'{}"]
)
def test_a_message_never_repeats_a_restricted_value(name: str, shape: str, tmp_path: Path) -> None:
    """Wrong in whatever way, in a page for one edition or below `restricted:`, a value stays out of the messages."""
    value = shape.format(*[CANARY] * 2)
    alone = product(**{"editions": "[law-enforcement]", name: value})
    below = product("restricted:", "  law-enforcement:", f"    {name}: {value}", editions="[law-enforcement, partner]")
    for number, text in enumerate((alone, below)):
        reading = read(tmp_path / str(number), {"docs/a.md": text})
        assert CANARY not in str(ContentError(reading.problems)).casefold()


@pytest.mark.parametrize(
    "line",
    [
        f"{CANARY}: x",
        f"restricted: {{{CANARY}: {{a: b}}}}",
        f"restricted: {{law-enforcement: {{{CANARY}: b}}}}",
        f"restricted: {{law-enforcement: {{status: {CANARY}, marking: {CANARY}, history: {CANARY}}}}}",
        f"restricted_because: {CANARY}",
        f"attachments: [{CANARY}.pdf]",
        f"operation: {{name: {CANARY}}}",
        f"sources: [{{title: a, {CANARY}: b}}]",
    ],
)
def test_nor_a_restricted_name(line: str, tmp_path: Path) -> None:
    reading = read(tmp_path, {"docs/a.md": product(line, editions="[law-enforcement]")})
    assert reading.problems
    assert CANARY not in str(ContentError(reading.problems)).casefold()


def test_open_words_are_repeated_and_bettered(tmp_path: Path) -> None:
    """What everybody may see is named, so that an author finds it."""
    reading = read(tmp_path, {"docs/a.md": product("colour: red", "audiense: [a]", type="guidence", marking="OFFICAL")})
    assert [problem.message for problem in reading.problems] == [
        "'guidence' is not a type of page; did you mean 'guidance'?",
    ]
    reading = read(tmp_path, {"docs/a.md": product("colour: red", "audiense: [a]", marking="OFFICAL")})
    assert [problem.message for problem in reading.problems] == [
        "'OFFICAL' is not a protective marking; did you mean 'OFFICIAL'?",
        "'colour' is not a field that is known here; remove it",
        "'audiense' is not a field that is known here; did you mean 'audience'?",
    ]


def test_terminal_codes_in_a_file_name_are_shown_as_escapes(tmp_path: Path) -> None:
    write(tmp_path, {"docs/a.md": page()})
    (tmp_path / "docs/\x1b[2J.md").write_text("x", encoding="utf-8")
    (problem,) = read_project(tmp_path).problems
    assert str(problem.location) == "docs/\\x1b[2J.md:1:1"


def test_a_corpus_with_problems_leaves_out_what_is_wrong(tmp_path: Path) -> None:
    """A data entry whose editions are wrong is open to nobody."""
    files = {"docs/data/glossary.yml": "- {short: A, long: B, editions: [police]}\n- {short: C, long: D}\n"}
    reading = read(tmp_path, files)
    assert reading.corpus is not None
    assert [entry.access.editions for entry in reading.corpus.glossary] == [frozenset()]
