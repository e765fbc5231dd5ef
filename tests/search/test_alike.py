"""Pages that are alike: which they are, how they are written, and what that does to a ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.search import settings
from caveat.search.alike import Posting, alike, alike_read, alike_written
from caveat.search.lexicon import rarity
from search.sample import guidance
from search.test_rank import PADDING, ranked, scores

PAGES = 100


def found(**having: tuple[int, ...]) -> list[list[int]]:
    """The pages that are alike, of a hundred: each term stands twice on its pages."""
    postings: dict[str, list[Posting]] = {
        term: [(page, 4 * settings.STEPS) for page in pages] for term, pages in having.items()
    }
    return alike(PAGES, postings, rarity(PAGES, {term: len(pages) for term, pages in having.items()}))


def test_pages_that_share_a_rare_term_are_alike() -> None:
    assert [page for page in enumerate(found(heron=(3, 70))) if page[1]] == [(3, [70]), (70, [3])]


def test_a_term_that_most_pages_have_makes_none_alike() -> None:
    assert not any(found(police=tuple(range(settings.ALIKE_PAGES + 1))))


def test_a_page_that_shares_little_of_what_it_says_is_not_alike() -> None:
    own = {f"{word}{page}": (page, page + 50) for page in (3, 20) for word in map(chr, range(ord("a"), ord("z")))}
    assert found(heron=(3, 20), **own)[3] == [53]


def test_a_page_is_not_like_one_that_is_more_like_others() -> None:
    """A page that has something of everything would stand beside all of them."""
    several = {f"own{page}": (page, 90) for page in range(settings.ALIKE_MOST + 1)}
    like = found(**several)[90]
    assert len(like) == settings.ALIKE_MOST


@given(st.sets(st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda pair: pair[0] < pair[1])))
def test_what_is_written_is_read(pairs: set[tuple[int, int]]) -> None:
    both = pairs | {(second, first) for first, second in pairs}
    given_ = [sorted(other for page, other in both if page == number) for number in range(41)]
    assert alike_read(alike_written(given_), 41) == given_


FIRST = guidance("first", "Heron heron", PADDING)
SECOND = guidance("second", "Heron", PADDING)
THIRD = guidance("third", "Some title", f"A heron is here.\n\n## Heron\n\n{PADDING}")
FOURTH = guidance("fourth", "Some title", f"A heron is here, between grebe and osprey. {PADDING}")
LIKE_FOURTH = guidance("fifth", "Grebe and osprey", f"Heron, grebe and osprey. {PADDING}")


def test_a_page_like_the_best_ones_gains(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = (FIRST, SECOND, THIRD, FOURTH, LIKE_FOURTH)
    after = scores("heron", *pages)
    monkeypatch.setattr(settings, "ALIKE_MOST", 0)
    before = scores("heron", *pages)
    assert after["fourth"] > before["fourth"]
    assert after["fifth"] > before["fifth"]


def test_the_first_two_stay_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = (FIRST, SECOND, THIRD, FOURTH, LIKE_FOURTH)
    after, order = scores("heron", *pages), ranked("heron", *pages)
    monkeypatch.setattr(settings, "ALIKE_MOST", 0)
    before = scores("heron", *pages)
    assert order[:2] == ranked("heron", *pages)[:2]
    assert [after[page] for page in order[:2]] == [before[page] for page in order[:2]]
    assert max(after[page] for page in order[2:]) < after[order[1]]
