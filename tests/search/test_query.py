"""A query in its parts: nothing that anybody types is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.search.facets import FACETS, STATUS, columns
from caveat.search.query import FILTERS, query_of
from caveat.search.words import fold, words
from search.sample import LIBRARY, WORDS, ranker

EVER = 99991231
READER = ranker()


@pytest.mark.parametrize(
    ("typed", "text", "phrases", "without"),
    [
        ("duty to notify", "duty to notify", [], []),
        ('"duty to notify" form', "duty to notify form", [("duty", "to", "notify")], []),
        ("\u201cduty to notify\u201d", "duty to notify", [("duty", "to", "notify")], []),
        ('form "duty to', "form duty to", [("duty", "to")], []),
        ('"notify"', "notify", [], []),
        ('""', "", [], []),
        ("police -adult", "police", [], [("adult",)]),
        ('police -"adult male"', "police", [], [("adult", "male")]),
        ("co-operation", "co-operation", [], []),
        ("- a", "- a", [], []),
        ("note:this", "note:this", [], []),
        ("type:", "type:", [], []),
        ("http://example.org", "http://example.org", [], []),
    ],
)
def test_words_phrases_and_what_is_left_out(
    typed: str, text: str, phrases: list[tuple[str, ...]], without: list[tuple[str, ...]]
) -> None:
    query = query_of(typed)
    assert (query.text, query.phrases, query.without) == (text, tuple(phrases), tuple(without))
    assert not query.filtered


@pytest.mark.parametrize(
    ("typed", "filters", "not_filters"),
    [
        ("type:bulletin", [("type", "bulletin")], []),
        ("TYPE:Bulletin", [("type", "bulletin")], []),
        ('role:"Call handler"', [("audience", "call handler")], []),
        ("force:west-midlands for:trainer", [("forces", "west-midlands"), ("audience", "trainer")], []),
        ("-type:bulletin", [], [("type", "bulletin")]),
        ('law:"s 45" -law:"s 1"', [("law", "s 45")], [("law", "s 1")]),
        ("exploitation:Țăndărei", [("exploitation", "tandarei")], []),
    ],
)
def test_filters(typed: str, filters: list[tuple[str, str]], not_filters: list[tuple[str, str]]) -> None:
    query = query_of(typed)
    assert (query.filters, query.not_filters, query.text) == (tuple(filters), tuple(not_filters), "")
    assert query.filtered


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2023", (20230101, 20231231)),
        ("2023-10", (20231001, 20231031)),
        ("2023-10-02", (20231002, 20231002)),
        (">2023", (20231232, EVER)),
        (">2023-10", (20231032, EVER)),
        (">2023-10-02", (20231003, EVER)),
        (">=2023", (20230101, EVER)),
        (">=2023-10-02", (20231002, EVER)),
        ("<2023", (1, 20230100)),
        ("<2023-10-02", (1, 20231001)),
        ("<=2023", (1, 20231231)),
        ("<=2023-10", (1, 20231031)),
    ],
)
def test_days(value: str, span: tuple[int, int]) -> None:
    assert query_of(f"updated:{value}").dates == (span,)
    assert query_of(f"-updated:{value}").not_dates == (span,)


@pytest.mark.parametrize("value", ["soon", "23", "2023-1", "=2023", "2023-10-021", '"2023\n"', "20231002"])
def test_what_is_no_day_is_a_word(value: str) -> None:
    query = query_of(f"updated:{value}")
    assert query.dates == ()
    assert query.text.startswith("updated:")


@pytest.mark.parametrize("typed", ["", "notify ", '"notify"', "notify\u201d"])
def test_a_last_word_is_whole(typed: str) -> None:
    assert query_of(typed).complete


@pytest.mark.parametrize("typed", ["noti", "duty noti", '"duty noti', "type:bull"])
def test_a_last_word_may_go_on(typed: str) -> None:
    assert not query_of(typed).complete


@given(st.text(alphabet='ab-":<>=(). 2018\u201c\ntypeudwlrs', max_size=30))
def test_no_query_is_an_error(typed: str) -> None:
    assert all(len(phrase) > 1 for phrase in query_of(typed).phrases)
    READER.find(typed)


@given(st.text(max_size=60))
def test_free_words_are_all_there(typed: str) -> None:
    """Without signs that mean something, what is typed is what is asked."""
    plain = "".join(letter for letter in typed if letter not in '":-\u201c\u201d\u201e')
    assert words(fold(query_of(plain).text)) == words(fold(plain))


def test_every_facet_is_a_filter_and_every_filter_a_facet() -> None:
    assert FACETS.keys() <= FILTERS.keys()
    assert set(FILTERS.values()) == set(FACETS)


# Facets.


def test_the_pages_of_each_value_of_each_facet() -> None:
    found = columns(LIBRARY.documents, WORDS)
    assert list(found) == list(FACETS)
    for facet, column in found.items():
        assert column["name"] == FACETS[facet]
        assert len(column["values"]) == len(column["labels"])  # type: ignore[arg-type]
        assert len(column["pages"]) == len(LIBRARY.documents)  # type: ignore[arg-type]


def values(facet: str, uri: str) -> list[str]:
    column = columns(LIBRARY.documents, WORDS)[facet]
    number = next(n for n, each in enumerate(LIBRARY.documents) if each.uri == uri)
    return [column["labels"][each] for each in column["sets"][column["pages"][number]]]  # type: ignore[index]


@pytest.mark.parametrize(
    ("facet", "uri", "labels"),
    [
        ("status", "defence.md", ["In force"]),
        ("status", "old-washes.md", ["Superseded"]),
        ("status", "virus.md", ["Withdrawn"]),
        ("status", "about.md", ["About this library"]),
        ("type", "bulletin.md", ["Bulletin"]),
        ("audience", "defence.md", ["Investigator"]),
        ("forces", "fort.md", ["West Midlands Police"]),
        ("law", "defence.md", ["MSA 2015 s 45"]),
        ("year", "defence.md", ["2024"]),
        ("year", "about.md", []),
        ("law", "about.md", []),
    ],
)
def test_a_page_has_its_values_by_their_labels(facet: str, uri: str, labels: list[str]) -> None:
    assert values(facet, uri) == labels


def test_statuses_are_in_the_order_of_their_importance() -> None:
    column = columns(LIBRARY.documents, WORDS)["status"]
    present = {each.status for each in LIBRARY.documents}
    assert column["values"] == [value for value in STATUS if value in present]
