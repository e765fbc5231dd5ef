"""How words of the watch list are found: whole, however they are written."""

import pytest

from caveat.assurance.watching.matching import Matcher
from caveat.assurance.watching.reading import as_read, folded, unfolded
from caveat.content.corpus import WatchEntry
from caveat.content.line import split_lines
from caveat.content.problem import Location
from caveat.redaction.redact import LABEL_END, LABEL_START, PASSAGE_END


def hits(words: tuple[str, ...], text: str) -> list[str]:
    """What is found in lines as an edition has them."""
    matcher = Matcher([WatchEntry(frozenset({"partner"}), words, (), "", Location("watchlist.yml"))])
    text = folded("\n".join(as_read(line).text for line in split_lines(text, "docs/a.md")))
    return [text[hit.start : hit.end] for hit in matcher.hits(text, debrief=False)]


@pytest.mark.parametrize(
    "text",
    [
        "Copper Lantern",
        "copper lantern",
        "COPPER LANTERN",
        "the Copper Lantern's men",
        "Cöpper Länterñ",
        "Соpреr Lаntеrn",
        "copper-lantern.md",
        "copper_lantern.csv",
        "Copper – Lantern",
        "Copper   Lantern",
        "Copper\u00a0Lantern",
        "Copper&nbsp;Lantern",
        "of Copper\nLantern now",
        "> of Copper\n> Lantern now",
        "**Copper** Lantern",
        "_Copper Lantern_",
        "Copper <b>Lantern</b>",
        "Copper\\-Lantern",
        "[Copper Lantern](x.md)",
        "[Copper](x.md) Lantern",
        "[Copper][x] **Lantern**",
        '<img alt="Copper Lantern">',
        f"Copper {LABEL_START}tactics{LABEL_END}Lantern{PASSAGE_END} now",
    ],
)
def test_words_are_found_however_they_are_written(text: str) -> None:
    assert len(hits(("Copper Lantern",), text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Copper",
        "Lantern Copper",
        "Coppers Lantern",
        "Copper Lanterns",
        "Copper the Lantern",
        "Copper\n\nLantern",
        "xCopper Lantern",
        "Copper. Lantern",
    ],
)
def test_other_words_are_left_alone(text: str) -> None:
    assert hits(("Copper Lantern",), text) == []


def test_the_longest_of_several_is_told() -> None:
    assert hits(("Heron", "Night Heron"), "The Night Heron and the heron.") == ["Night Heron", "heron"]


def test_words_with_the_same_start_are_told_apart() -> None:
    assert hits(("Night Heron", "Night Owl", "O’Neill"), "A night owl, not o'neill.") == ["night owl", "o'neill"]


def test_many_ways_to_read_a_gap_take_no_time() -> None:
    """A gap is read once: trying each way to divide it would take longer than the world is old."""
    assert hits(("Copper Lantern",), "Copper" + "\n>   " * 200 + "x") == []


@pytest.mark.parametrize("text", ["020 7946 0000", "02079460000", "020-7946-0000", "020 **7946** 0000"])
def test_groups_of_digits_are_one_number(text: str) -> None:
    assert len(hits(("020 7946 0000",), text)) == 1
    assert hits(("020 7946 000",), text) == []


@pytest.mark.parametrize("text", ["Heron", "Müller № 1 ﬁne", "ΑВС Ⅷ"])
def test_every_place_of_a_folded_text_has_its_own(text: str) -> None:
    """Places are counted in folded text, and told in the text itself."""
    small = folded(text)
    assert len(small.lower()) == len(small)
    assert [unfolded(text, offset) for offset in range(len(small))] == sorted(
        unfolded(text, offset) for offset in range(len(small))
    )
    for index, character in enumerate(text):
        if folded(character):
            assert unfolded(text, len(folded(text[:index]))) == index
