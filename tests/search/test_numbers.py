"""Numbers written in marks: read back as they were, and never taken for words."""

from hypothesis import given
from hypothesis import strategies as st

from caveat.search.numbers import numbers_of, written
from caveat.search.words import fold, words


@given(st.lists(st.one_of(st.integers(0, 50), st.integers(0, 10**9))))
def test_numbers_are_read_back(numbers: list[int]) -> None:
    assert numbers_of(written(numbers)) == numbers


def test_each_number_has_a_text_of_its_own_and_most_are_short() -> None:
    texts = [written([number]) for number in range(20_000)]
    assert len(set(texts)) == len(texts)
    assert [max(map(len, texts[:most])) for most in (24, 24 + 6 * 24, 20_000)] == [1, 2, 5]


def test_no_text_of_numbers_has_a_word_or_ends_a_string() -> None:
    text = written(range(5000))
    assert words(fold(text)) == []
    assert not {'"', "\\"} & set(text)
    assert text.isascii()
    assert text.isprintable()
