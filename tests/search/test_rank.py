"""Which page comes first, and why: each rule of the ranking by itself, on pages that differ in one thing."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import settings as bounded
from hypothesis import strategies as st

from caveat.projection.staged import Document, Terminology
from caveat.search import settings
from caveat.search.compile import Library
from caveat.search.rank import Found, Ranker
from caveat.search.shards import Shards
from caveat.search.words import fold, words
from search.sample import WORDS, fresh, guidance, names

PADDING = "Nothing of interest is said in this text about anything at all. " * 5


def library(*documents: Document, as_at: str = "2024-06-30", terminology: Terminology = WORDS) -> Library:
    return Library(tuple(sorted(documents, key=lambda each: each.uri)), terminology, as_at)


def found(query: str, of: Library) -> Found:
    return Ranker(Shards(fresh(of))).find(query)


def ranked(query: str, *documents: Document, as_at: str = "2024-06-30") -> list[str]:
    """The pages that a query finds, the best first. A tie is broken by address: `a` before `z`."""
    of = library(*documents, as_at=as_at)
    return names(found(query, of).ranking, of)


def scores(query: str, *documents: Document, as_at: str = "2024-06-30") -> dict[str, float]:
    of = library(*documents, as_at=as_at)
    each = found(query, of)
    return {of.documents[one.page].uri.removesuffix(".md"): one.score for one in (*each.ranking, *each.gone)}


IN_BODY = guidance("a", "Some title", f"A heron is here. {PADDING}")
ELSEWHERE: Mapping[str, Document] = {
    "title": guidance("z", "The heron", PADDING),
    "summary": guidance("z", "Some title", PADDING, summary="About a heron."),
    "heading": guidance("z", "Some title", f"{PADDING}\n\n## A heron\n\n{PADDING}"),
    "tag": guidance("z", "Some title", PADDING, tags=("grey-heron",)),
    "lesson": guidance("z", "Some title", PADDING, lessons=("A heron was there.",)),
    "address": guidance("grey-heron", "Some title", PADDING),
}


# Where a word stands.


@pytest.mark.parametrize("field", ELSEWHERE)
def test_a_word_counts_for_more_outside_the_body(field: str) -> None:
    other = ELSEWHERE[field]
    assert ranked("heron", IN_BODY, other) == [other.uri.removesuffix(".md"), "a"]


def test_a_word_of_the_title_counts_for_most() -> None:
    of = library(*(replace(each, uri=f"{field}.md") for field, each in ELSEWHERE.items() if field != "address"))
    assert names(found("heron", of).ranking, of)[0] == "title"


def test_what_a_summary_repeats_counts_no_more_than_three_times() -> None:
    three, nine = (guidance("a", "A", PADDING, summary="heron " * count) for count in (3, 9))
    assert scores("heron", three) == scores("heron", nine)


def test_repetition_in_the_body_counts_for_less_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALIKE_MOST", 0)
    of = library(
        *(guidance(f"p{count}", "A", "heron " * count + "word " * (200 - count)) for count in (1, 2, 4, 8, 16))
    )
    score = {of.documents[each.page].uri: each.score for each in found("heron", of).ranking}
    values = [score[f"p{count}.md"] for count in (1, 2, 4, 8, 16)]
    assert values == sorted(values)
    gains = [(after - before) / before for before, after in pairwise(values)]
    assert gains == sorted(gains, reverse=True)
    assert values[-1] < 16 * values[0]


def test_a_word_counts_for_less_in_a_long_text() -> None:
    assert ranked("heron", guidance("a", "A", "heron " + PADDING * 40), guidance("z", "A", "heron " + PADDING)) == [
        "z",
        "a",
    ]


def test_a_rare_word_counts_for_more_than_a_common_one() -> None:
    common = [guidance(f"c{number}", "A", f"stork {PADDING}") for number in range(5)]
    assert ranked("heron stork ", guidance("z", "A", f"heron {PADDING}"), *common)[0] == "z"


def test_a_word_that_every_page_has_finds_every_page() -> None:
    pages = [Document(f"p{number:03}.md", "A", "Heron.\n") for number in range(250)]
    assert len(ranked("heron", *pages)) == 250


# Links.


def test_the_words_of_a_link_count_for_the_page_that_it_leads_to() -> None:
    here, there = guidance("a", "A", f"See [the heron](z.md). {PADDING}"), guidance("z", "Z", PADDING)
    assert ranked("heron", here, there) == ["z", "a"]


@pytest.mark.parametrize("link", ["z.md#more", "./z.md", "../folder/z.md"])
def test_links_may_be_written_in_several_ways(link: str) -> None:
    assert (
        ranked("heron", guidance("folder/a", "A", f"See [the heron]({link}).\n"), guidance("folder/z", "Z", PADDING))[0]
        == "folder/z"
    )


@pytest.mark.parametrize("link", ["https://example.org/z.md", "y.md", "z.csv", "#z"])
def test_other_links_count_for_no_page(link: str) -> None:
    assert ranked("heron", guidance("a", "A", f"See [the heron]({link}).\n"), guidance("z", "Z", PADDING)) == ["a"]


def test_a_page_gains_nothing_from_its_own_links_nor_from_the_same_words_again() -> None:
    target = guidance("z", "Z", PADDING)
    once = scores("heron", target, guidance("a", "A", "[heron](z.md)\n"))["z"]
    twice = scores("heron", target, guidance("a", "A", "[heron](z.md)\n"), guidance("b", "B", "[heron](z.md)\n"))["z"]
    assert twice < once  # The word is no longer as rare; its weight is the same.
    own, plain = (scores("heron", guidance("z", "Z", body))["z"] for body in ("[heron](z.md)\n", "heron\n"))
    assert own == plain


# What a page is.


def test_products_come_before_pages_about_the_library_and_those_before_made_lists() -> None:
    product, about = guidance("p", "A", "heron\n"), Document("l.md", "A", "heron\n", marking="OFFICIAL")
    assert ranked("heron", Document("a.md", "A", "heron\n"), about, product) == ["p", "l", "a"]


def bulletin(uri: str, updated: str) -> Document:
    return guidance(uri, "A heron", PADDING, kind="Bulletin", terms=(("type", "bulletin"),), updated=updated)


def test_a_fresh_bulletin_comes_before_an_old_one() -> None:
    assert ranked("heron", bulletin("a", "2024-01-01"), bulletin("z", "2024-06-01")) == ["z", "a"]


def test_fresh_is_measured_from_the_date_of_the_edition() -> None:
    """The same pages, years before or after this test runs: only the edition's own date matters."""
    early, late = bulletin("a", "1999-01-01"), bulletin("z", "1999-06-01")
    assert ranked("heron", early, late, as_at="1999-06-30") == ["z", "a"]
    assert ranked("heron", early, late, as_at="2024-06-30") == ["a", "z"]
    assert ranked("heron", early, late, as_at="") == ["a", "z"]


def test_after_a_year_a_bulletin_is_as_good_as_one_that_is_older() -> None:
    found_ = scores("heron", bulletin("a", "2001-01-01"), bulletin("b", "2023-06-30"), bulletin("c", "2023-09-30"))
    assert found_["a"] == found_["b"] < found_["c"]


def test_other_pages_do_not_grow_old() -> None:
    old, new = (
        guidance(uri, "A heron", PADDING, updated=day) for uri, day in (("a", "1999-01-01"), ("z", "2024-06-01"))
    )
    values = scores("heron", old, new)
    assert values["a"] == values["z"]


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_what_is_out_of_force_stands_apart_however_well_it_answers(status: str) -> None:
    of = library(guidance("a", "The heron", "heron " * 20, status=status), guidance("z", "A", f"A heron. {PADDING}"))
    each = found("heron", of)
    assert (names(each.ranking, of), names(each.gone, of)) == (["z"], ["a"])


# Several words.


def test_a_page_with_all_the_words_comes_before_one_with_more_of_a_single_word() -> None:
    one = guidance("a", "A heron", f"heron heron heron {PADDING}")
    assert ranked("heron stork ", one, guidance("z", "Other", f"heron stork {PADDING}")) == ["z", "a"]


def test_a_title_that_says_what_was_asked_comes_before_a_longer_one() -> None:
    assert ranked(
        "grey heron",
        guidance("a", "A grey heron and many other birds of rivers", PADDING),
        guidance("z", "Grey heron", PADDING),
    ) == ["z", "a"]


def test_a_query_without_words_finds_the_newest_page_first() -> None:
    pages = [
        guidance(uri, "A", "Text.\n", updated=day)
        for uri, day in (("a", "2020-01-01"), ("b", "2024-01-01"), ("c", "2024-01-01"), ("d", ""))
    ]
    assert ranked("type:guidance", *pages) == ["b", "c", "a", "d"]


def test_small_words_count_where_there_are_no_others() -> None:
    pages = guidance("a", "The who", PADDING), guidance("z", "A heron", "Who is there?\n")
    assert ranked("who", *pages) == ["a", "z"]
    assert ranked("who heron", *pages) == ["z"]


def test_a_word_as_it_is_typed_comes_before_its_other_forms() -> None:
    pages = guidance("a", "Referring", PADDING), guidance("z", "Referred", PADDING)
    assert ranked("referred ", *pages) == ["z", "a"]
    assert ranked("referring ", *pages) == ["a", "z"]


def test_a_mistyped_word_says_what_was_taken_for_it() -> None:
    (slot,) = found("herron ", library(guidance("a", "Heron", PADDING))).slots
    assert (slot.typed, slot.instead) == ("herron", "heron")


def test_a_mistake_in_the_first_letter_is_forgiven_where_the_second_is_right() -> None:
    assert ranked("ehron ", guidance("a", "Heron", PADDING)) == ["a"]


def test_two_mistakes_are_forgiven_in_long_words_only() -> None:
    page = guidance("a", "Exploitation of herons", PADDING)
    assert ranked("exploittaon ", page) == ["a"]
    assert ranked("hreosn ", page) == []


def test_a_short_form_with_its_long_form_on_the_page_has_that_meaning_alone() -> None:
    """SOC stands for two things; this page says which."""
    page = guidance("a", "SOC", f"Serious and organised crime, or SOC. {PADDING}")
    assert ranked('"serious and organised crime"', page) == ["a"]
    terms = {
        term
        for name, data in fresh(library(page)).items()
        if name.startswith("words-")
        for term in data.decode().split("\\n")
    }
    assert any("= seriou and organised crime" in term for term in terms)
    assert not any("occupational" in term for term in terms)


# What other pages change.


_bird = st.sampled_from("heron stork crane egret bittern ibis spoonbill".split())
_text = st.lists(_bird, min_size=1, max_size=8).map(" ".join)
_pages = st.lists(st.tuples(_text, _text), min_size=2, max_size=5)


@bounded(max_examples=60)
@given(_pages, _bird)
def test_a_page_about_something_else_changes_no_order(texts: list[tuple[str, str]], query: str) -> None:
    """It makes every word rarer, and nothing else."""
    pages = [guidance(f"p{number}", title, body) for number, (title, body) in enumerate(texts)]
    unrelated = guidance("unrelated", "Quarterly budget", "Money was spent.\n")
    assert ranked(f"{query} ", *pages, unrelated) == ranked(f"{query} ", *pages)


@bounded(max_examples=40)
@given(_pages)
def test_a_page_about_something_else_changes_no_weight(texts: list[tuple[str, str]]) -> None:
    pages = [guidance(f"p{number}", title, body) for number, (title, body) in enumerate(texts)]
    before = weights(library(*pages))
    after = weights(library(*pages, guidance("unrelated", "Quarterly budget", "Money was spent.\n")))
    said = set(words(" ".join(word for text in texts for word in text)))
    assert said <= before.keys()
    assert {word: after[word] for word in said} == {word: before[word] for word in said}


def weights(of: Library) -> dict[str, object]:
    """Term to its postings."""
    files = fresh(of)
    shards, rows = Shards(files), dict[str, object]()
    for name in files:
        if name.startswith("words-"):
            part = shards[name]
            starts = [*part["starts"], len(part["rarity"])]  # type: ignore[index]
            terms = part["terms"].split("\n")  # type: ignore[index]
            for run, (start, end) in enumerate(pairwise(starts)):
                block = shards[f"postings-{part['block'] + run}"]["lists"]  # type: ignore[index]
                rows |= dict(zip(terms[start:end], block, strict=True))  # type: ignore[arg-type]
    return rows


@given(st.text(min_size=1, max_size=40))
def test_every_word_of_a_title_finds_its_page(title: str) -> None:
    found_in = words(fold(title))
    assume(found_in)
    try:
        title.encode()
    except UnicodeEncodeError:
        assume(condition=False)
    searcher = Ranker(Shards(fresh(library(guidance("a", title, PADDING), guidance("b", "Other", PADDING)))))
    for word in found_in:
        assert 0 in {each.page for each in searcher.find(f"{word} ").ranking}, word
