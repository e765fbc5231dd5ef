"""Groups of small projects that differ only in what the partner edition may not see: every two of them are a pair."""

from collections.abc import Sequence
from random import Random
from unicodedata import category, normalize

from hypothesis import strategies as st

from projection.drawn import TERMS, WIDER, Fill, Hidden, Public
from projection.material import (
    BASICS,
    HIDDEN_BLOCKS,
    HIDDEN_FIELDS,
    HIDDEN_PAGES,
    LABELLED_BLOCKS,
    PUBLIC_BLOCKS,
    PUBLIC_PAGES,
    WORDS,
)


def words_of(number: int) -> str:
    """One of the prepared words; for higher numbers, letters of any script."""
    if number < len(WORDS):
        return WORDS[number]
    chance = Random(number)
    text = "".join(
        chr(chance.choice((chance.randrange(0x20, 0x250), chance.randrange(0x250, 0x2FA1F)))) for _ in range(20)
    )
    # Composed, as a source has to be, and without the punctuation that makes words resemble a marker.
    return normalize("NFC", "".join(each for each in text if category(each)[0] in "LNS" or each in " .,"))


def fill_of(number: int, forms: Sequence[str]) -> Fill:
    number, slot = divmod(number, 12)
    number, form = divmod(number, len(forms))
    return Fill(slot, forms[form], words_of(number % (2 * len(WORDS))))


def fills(forms: Sequence[str] = ("{}",), most: int = 3) -> st.SearchStrategy[Sequence[Fill]]:
    """Up to `most` fills. One number holds a whole fill: drawing is what takes the time."""
    numbers = st.lists(st.integers(0, 2**32 - 1), max_size=most)
    return numbers.map(lambda drawn: tuple(fill_of(number, forms) for number in drawn))


hidden_parts = st.builds(
    Hidden,
    blocks=fills(HIDDEN_BLOCKS, 4),
    spans=fills(most=4),
    rows=fills(),
    fields=fills(HIDDEN_FIELDS),
    history=fills(most=2),
    pages=fills(HIDDEN_PAGES),
    drafts=fills(HIDDEN_PAGES[:3], 1),
    glossary=fills(("{}", "OIC", "NRM", "CPS")),
    notices=fills(most=1),
    tasks=fills(most=1),
    terms=st.integers(0, len(TERMS) - 1),
    passage=st.sampled_from(("", "hidden words", "# hidden", "## Powers")),
    comment=st.sampled_from(("a comment", "heron", "heron " * 50)),
    wider=st.integers(0, len(WIDER) - 1),
)
public_parts = st.builds(
    Public,
    pages=st.dictionaries(
        st.sampled_from(sorted(PUBLIC_PAGES.keys() - {BASICS})),
        st.lists(st.sampled_from(PUBLIC_BLOCKS), max_size=5),
        max_size=4,
    ).map(lambda pages: {BASICS: ("## Powers", *PUBLIC_BLOCKS[:2]), **pages}),
    furniture=st.booleans(),
)
middle_parts = st.builds(
    Public,
    pages=st.lists(st.sampled_from((*LABELLED_BLOCKS, *LABELLED_BLOCKS, *PUBLIC_BLOCKS)), min_size=1, max_size=4).map(
        lambda blocks: {BASICS: ("## Powers", *blocks)}
    ),
    furniture=st.booleans(),
    middle=st.just(value=True),
)
GROUP = 5
"""Hidden parts of a group. Projecting one more project costs as much as the first, and makes four more pairs."""
PAIRS_IN_A_GROUP = GROUP * (GROUP - 1) // 2

Group = tuple[Public, Sequence[Hidden]]
_several = st.lists(hidden_parts, min_size=GROUP, max_size=GROUP)
groups: st.SearchStrategy[Group] = st.tuples(public_parts, _several)
"""A public part and several hidden parts."""
middle_groups: st.SearchStrategy[Group] = st.tuples(middle_parts, _several)
"""The same for an edition that has another one within it."""
pairs = st.tuples(public_parts, hidden_parts, hidden_parts)
"""A public part and two hidden parts."""
