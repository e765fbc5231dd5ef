"""Texts that an edition has are never flagged; passages that it does not have always are."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from assurance.scanning.containers import CONTAINERS
from assurance.scanning.encodings import ENCODINGS
from caveat.assurance.scanning.fingerprints import Fingerprints, fingerprints
from caveat.assurance.scanning.normal import SHINGLE, normal
from caveat.assurance.scanning.reading import Limits, Reader
from caveat.content.source_files import SourceFile

WORDS = (
    *("the", "of", "and", "a", "phone", "night", "entry", "team", "desk", "Heron", "Wren", "zebrafinch", "Redwing"),
    *("020 7946 0123", "MS-BUL-014", "2031-04-28", "desk@unit.example", "plan-b7.csv", "45", "s 45(1)", "\u015etefan"),
    *("**bold**", "`code_bird`", "[link](id:MS-BUL-014)", "don't", "A&amp;B", "50%", "&#87;ren"),
)
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
written = st.sampled_from([*ENCODINGS.values()])
kept = st.sampled_from([make for _, make in CONTAINERS.values()])
SEARCH = settings(max_examples=3 * settings().max_examples)


def of(public: Sequence[str], hidden: Sequence[str]) -> Fingerprints:
    """A page with all the lines, of which an edition has the public ones."""
    mixed = [line for pair in zip(public, hidden, strict=False) for line in pair]
    mixed += [*public[len(hidden) :], *hidden[len(public) :]]
    page, seen = ("\n\n".join(each).encode() for each in (mixed, public))
    return fingerprints([SourceFile("docs/a.md", page)], {"docs/a.md": seen}, Limits())


def says(data: bytes, found: Fingerprints) -> bool:
    """Whether a finished file is flagged."""
    return Reader(lambda text, _way, raw: bool(found.find(text, raw=raw)), Limits()).file(data, ())


@SEARCH
@given(st.lists(lines, min_size=1, max_size=5), st.lists(lines, max_size=5), st.data())
def test_what_an_edition_has_is_never_flagged(public: list[str], hidden: list[str], data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(public))
    encode, keep = data.draw(written), data.draw(kept)
    found = of(public, hidden)
    assert not says(keep(encode(line)), found)
    assert not says("\n\n".join(public).encode(), found)


@SEARCH
@given(st.lists(lines, min_size=1, max_size=5), lines, st.data())
def test_five_words_that_it_does_not_have_always_are(public: list[str], hidden: str, data: st.DataObject) -> None:
    words = normal(hidden).split()
    start = data.draw(st.integers(0, len(words)))
    passage = " ".join(words[start : start + SHINGLE])
    encode, keep = data.draw(written), data.draw(kept)
    # As the other property: the edition has it where any reading of its text does.
    has = says(passage.encode(), of([], public))
    if len(words[start:]) >= SHINGLE and not has:
        assert says(keep(encode(passage)), of(public, [hidden]))
