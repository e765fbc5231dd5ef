"""Many texts are looked at together for speed: what is found in one of them alone is found among others too."""

from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.assurance.scanning.fingerprints import Fingerprints
from caveat.assurance.scanning.normal import SHINGLE, normal, normal_lines
from caveat.content.problem import Location

HERE = Location("docs/a.md")
WORDS = ("heron", "kestrel", "the", "van", "Ţăndărei", "it’s", "020", "7946", "ﬁve", "東京", "a|b", "x-y", "|", "'")
TEXT = st.lists(st.sampled_from(WORDS), max_size=9).flatmap(
    lambda words: st.sampled_from((" ", "\n", "-", ", ", "\u00a0")).map(lambda between: between.join(words))
)
SPACED = st.lists(TEXT, max_size=6)


def fingerprints() -> Fingerprints:
    shingle = ("the", "van", "the", "van", "heron")
    assert len(shingle) == SHINGLE
    return Fingerprints({" kestrel ": HERE, " x y 020 ": HERE}, {shingle: HERE}, {}, frozenset())


@settings(deadline=None, database=None)
@given(SPACED)
def test_together_and_alone_are_the_same(texts: list[str]) -> None:
    """Nothing is missed, and nothing is read across the end of a text."""
    looked = fingerprints()
    assert looked.may_find(texts) == any(looked.find(text.replace("\n", " ")) for text in texts)


@settings(deadline=None, database=None)
@given(SPACED)
def test_words_are_the_same(texts: list[str]) -> None:
    words = [normal(text) for text in texts]
    assert [part.strip() for part in normal_lines(texts).split("|")] == (words or [""])
