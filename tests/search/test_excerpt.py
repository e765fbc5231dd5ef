"""What a result shows of its page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.search.excerpt import Excerpt, excerpt
from caveat.search.passages import Passage, passages
from caveat.search.rank import Ranker
from caveat.search.settings import EXCERPT
from caveat.search.shards import Shards
from search.sample import fresh, guidance
from search.test_rank import library

BODY = """\
Before anything else. Keep calm.

## Birds { #birds }

Storks are large. A heron stands in the water. It waits for fish there.

## Fish { #fish }

Fish swim. So does a grebe, which is no fish.

### Heron food { #food }

Eels are eaten.
"""


def shown(query: str, body: str = BODY, summary: str = "") -> Excerpt:
    shards = Shards(fresh(library(guidance("a", "A page", body, summary=summary))))
    found = Ranker(shards).find(query)
    assert found.ranking
    return excerpt(shards["page-0"], found.slots)  # type: ignore[arg-type]


def test_the_section_that_answers_and_the_sentence_there() -> None:
    assert shown("grebe") == Excerpt("fish", "Fish", "So does a grebe, which is no fish.")
    assert shown("water") == Excerpt("birds", "Birds", "A heron stands in the water. It waits for fish there.")


def test_a_heading_counts_for_more_than_the_text_below_another() -> None:
    assert shown("heron") == Excerpt("food", "Heron food", "Eels are eaten.")


def test_a_section_with_all_the_words_comes_before_one_with_some() -> None:
    assert shown("heron storks").anchor == "birds"


def test_text_before_the_first_heading_is_no_section() -> None:
    assert shown("calm") == Excerpt("", "", "Keep calm.")


def test_a_page_that_says_nothing_of_it_shows_its_summary_or_its_beginning() -> None:
    """The page is found by its type alone, or by its title."""
    assert shown("page", summary="What there is.") == Excerpt("", "", "What there is.")
    assert shown("page") == Excerpt("", "", "Before anything else. Keep calm.")
    assert shown("page", body="") == Excerpt("", "", "")


def test_another_form_of_a_word_shows_too() -> None:
    assert shown("stork ").anchor == "birds"


def test_the_long_form_shows_what_the_short_form_asked() -> None:
    body = "## One { #one }\n\nOther things.\n\n## Two { #two }\n\nThe National Referral Mechanism helps.\n"
    assert shown("NRM", body).anchor == "two"


def test_an_excerpt_goes_on_until_it_says_enough() -> None:
    sentences = [f"Sentence number {number} says a little." for number in range(40)]
    text = shown("sentence", " ".join(sentences)).text
    assert text.startswith(sentences[0])
    assert EXCERPT["enough"] <= len(text) <= EXCERPT["most"]
    assert text.endswith("little.")


def test_a_sentence_without_end_is_cut_between_words() -> None:
    text = shown("heron", "heron " + "word " * 500).text
    assert len(text) <= EXCERPT["most"] + 2
    assert text.endswith("word …")


def test_a_word_without_end_is_cut_too() -> None:
    text = shown("page", "x" * 1000).text
    assert text == "x" * int(EXCERPT["most"]) + " …"


@given(
    st.lists(
        st.sampled_from(("heron", "Heron!", "A. B", "stork?", "...", "e.g.", "1.5", "\n\n", "## Heron\n\n")), min_size=1
    ).map(" ".join)
)
def test_an_excerpt_is_always_bounded(body: str) -> None:
    shards = Shards(fresh(library(guidance("a", "Heron", body))))
    found = Ranker(shards).find("heron stork")
    text = excerpt(shards["page-0"], found.slots).text  # type: ignore[arg-type]
    assert len(text) <= EXCERPT["most"] + 2


# The sections that it is taken from.


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        ("One *two* `three`.\n", [Passage("", "", "One two three.")]),
        ("One\ntwo\n\n- three\n- four\n", [Passage("", "", "One two three four")]),
        ("## Head *line* { #x }\n\nText.\n", [Passage("x", "Head line", "Text.")]),
        ("## One { #one }\n\n## Two { #two }\n", [Passage("one", "One", ""), Passage("two", "Two", "")]),
        ("| a | b |\n|---|---|\n| 1 | |\n| 2 | 3 |\n", [Passage("", "", "a · b · 1 · 2 · 3")]),
        ("Line  \nbreak<br>here\n", [Passage("", "", "Line break here")]),
        ("<script>heron</script><style>heron</style>Text\n", [Passage("", "", "Text")]),
        ("<!-- heron -->Text\n", [Passage("", "", "Text")]),
        ('<p><span class="restricted__label">Heron only</span>Text</p>\n', [Passage("", "", "Text")]),
        ("![An image](a.png) after\n", [Passage("", "", "after")]),
        ("A&nbsp;b &amp; c\n", [Passage("", "", "A b & c")]),
        ("", []),
    ],
)
def test_a_page_is_read_as_its_readers_see_it(body: str, sections: list[Passage]) -> None:
    assert list(passages("a.md", body).sections) == sections


def test_a_link_is_its_target_and_its_words() -> None:
    body = "[*one* two](../b/c.md#x), [three](d.md), [four](https://example.org/e.md), [five](f.csv)\n"
    assert passages("a/a.md", body).links == (("b/c.md", "one two"), ("a/d.md", "three"))


def test_a_link_in_a_heading_counts_too() -> None:
    found = passages("a.md", "## See [the other page](b.md) {#see}\n\nText.\n")
    assert found.links == (("b.md", "the other page"),)
    assert found.sections == (Passage("see", "See the other page", "Text."),)


def test_elements_may_stand_in_each_other_as_deep_as_they_like() -> None:
    depth = 200
    body = "<div>" * depth + "heron" + "</div>" * depth
    assert passages("a.md", body).sections == (Passage("", "", "heron"),)
