"""Letters, words, and the things that are written in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.search.analyser import stem
from caveat.search.distance import mistakes
from caveat.search.spelling import american
from caveat.search.units import reference_terms, references, units
from caveat.search.words import fold, joined, without_plural, words

LAST = 0x32000
"""No letter has a number as high as this."""

# Letters.


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Țăndărei", "tandarei"),
        ("ŁÓDŹ", "lodz"),
        ("Straße, STRASSE, ẞ", "strasse, strasse, ss"),
        ("Æsop œuvre Øre Đặng þing ħ", "aesop oeuvre ore dang thing h"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ΟΔΟΣ οδός", "οδοσ οδοσ"),
        ("e\u0301 é", "e e"),
        ("ﬁnance № ½ ² ①", "finance no 1⁄2 2 1"),
        ("ａｂｃ１２３", "abc123"),
        ("O\u2019Neill \u2018x\u2019 rock\u02bcn\u2032roll", "o'neill 'x' rock'n'roll"),
        ("198,000 or 1,234,567", "198000 or 1234567"),
        ("co\u2010operation non\u2011stop", "co-operation non-stop"),
        ("ex\u00adploi\u200btation\ufeff", "exploitation"),
        ("1,2 or 12,34 or 1,2345", "1,2 or 12,34 or 1,2345"),
        ("", ""),
    ],
)  # fmt: skip
def test_letters_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_any_letter_twice_changes_nothing_more() -> None:
    for code in range(LAST):
        once = fold(chr(code))
        assert fold(once) == once, hex(code)


@given(st.text())
def test_folding_any_text_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="0123456789, "))
def test_folding_any_number_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# Words.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The victim's account, and the victims'", ["the", "victim", "account", "and", "the", "victims"]),
        ("O'Neill didn't", ["oneill", "didnt"]),
        ("co-operation (s.45)", ["co", "operation", "s", "45"]),
        ("a_b under_score", ["a", "b", "under", "score"]),
        ("日本語 שלום", ["日本語", "שלום"]),
        (f"{'x' * 200} {'y' * 201}", ["x" * 200]),
        ("... -- !", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text: str, found: list[str]) -> None:
    assert words(fold(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("co-operation", ["cooperation"]),
        ("a multi-agency, hub-and-spoke model", ["multiagency", "hubandspoke"]),
        ("co\u2011operation", ["cooperation"]),
        ("MS-GDN-001 and 24-hour and x-", []),
        (f"{'x' * 100}-{'y' * 101}", []),
    ],
)
def test_words_with_hyphens_are_one_word_too(text: str, found: list[str]) -> None:
    assert joined(fold(text)) == found


@pytest.mark.parametrize(
    ("word", "singular"), [("orders", "order"), ("process", "process"), ("gas", "gas"), ("order", "order"), ("s", "s")]
)
def test_phrases_are_compared_without_plurals(word: str, singular: str) -> None:
    assert without_plural(word) == singular


@pytest.mark.parametrize(
    "forms",
    [("refer", "refers", "referring", "referred"), ("exploit", "exploited", "exploiting"), ("victim", "victims")],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len(set(map(stem, forms))) == 1


@pytest.mark.parametrize("word", ["țara", "日本", "s45", "2024"])
def test_what_is_not_english_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("british", "other"),
    [
        ("organise", "organize"), ("organisations", "organizations"), ("recognised", "recognized"), ("analyse", "analyze"),
        ("colour", "color"), ("behaviour", "behavior"), ("labourers", "laborers"), ("neighbourhood", "neighborhood"),
        ("centre", "center"), ("centres", "centers"), ("offence", "offense"), ("defenceless", "defenseless"), ("licence", "license"),
        ("travelling", "traveling"), ("labelled", "labeled"), ("catalogue", "catalog"), ("paediatric", "pediatric"),
        ("programme", "program"), ("judgement", "judgment"), ("enrolment", "enrollment"), ("cheque", "check"), ("grey", "gray"),
        ("kerb", "curb"), ("anaesthetic", "anesthetic"), ("mum", "mom"),
    ],
)  # fmt: skip
def test_british_words_have_american_forms(british: str, other: str) -> None:
    assert american(british) == other


@pytest.mark.parametrize(
    "word", ["rise", "wise", "hour", "four", "fence", "called", "police", "s45", "straße", "does", "said"]
)
def test_other_words_have_none(word: str) -> None:
    assert american(word) == word


# Units.


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("s45", [("s 45",)]),
        ("S. 45", [("s 45",)]),
        ("Section 45(1)", [("s 45 1", "s 45")]),
        ("section 45(1)(a)", [("s 45 1 a", "s 45")]),
        ("s.22A", [("s 22a",)]),
        ("ss 1, 2(3) and 4", [("s 1",), ("s 2 3", "s 2"), ("s 4",)]),
        ("sections 1 to 4 & 7", [("s 1",), ("s 4",), ("s 7",)]),
        ("s 1 or s. 2", [("s 1",), ("s 2",)]),
        ("Schedules 3 and 4", [("sch 3",), ("sch 4",)]),
        ("sched. 4", [("sch 4",)]),
        ("Article 10(2)", [("art 10 2", "art 10")]),
        ("sections of the report, 45 pages, cross 45, s 12345", []),
        ("the victim's 45 pages", [("s 45",)]),
        ("Operation FORT and Op. Wren", [("op fort",), ("op wren",)]),
        ("Project Heron", [("op heron",)]),
        ("op 45, operations room, op it", []),
        ("18 March 2024", [("date 2024-03-18", "month 2024-03")]),
        ("1st Sept. 2024", [("date 2024-09-01", "month 2024-09")]),
        ("March 18, 2024", [("date 2024-03-18", "month 2024-03")]),
        ("2024-03-18", [("date 2024-03-18", "month 2024-03")]),
        ("18.3.2024", [("date 2024-03-18", "month 2024-03")]),
        ("March 2024 and 2023-10", [("month 2024-03",), ("month 2023-10",)]),
        ("18/13/2024, 2024-13, March or 2024, 18 March", []),
        ("May 2024", [("month 2024-05",)]),
    ],
)
def test_units_are_found_in_a_text(text: str, terms: list[tuple[str, ...]]) -> None:
    assert [each.terms for each in units(fold(text))] == terms


def test_a_unit_knows_its_place() -> None:
    text = fold("Under sections 1 and 2, since 18 March 2024.")
    assert [text[each.start : each.end] for each in units(text)] == ["sections 1", " and 2", "18 march 2024"]


@given(st.text(alphabet="s.45()12 andmrch20/-op", max_size=40))
def test_units_follow_one_another_and_overlap_nowhere(text: str) -> None:
    place = 0
    for each in units(text):
        assert place <= each.start < each.end <= len(text)
        place = each.end


@pytest.mark.parametrize(
    ("reference", "terms"),
    [
        ("MS-GDN-001", ("id msgdn 1", "id gdn 1")),
        ("X-010", ("id x 10",)),
        ("A-B-000", ("id ab 0", "id b 0")),
        ("P1", ("id  p1",)),
    ],
)
def test_the_terms_of_a_reference(reference: str, terms: tuple[str, ...]) -> None:
    assert reference_terms(reference) == terms


@pytest.mark.parametrize("typed", ["MS-GDN-001", "msgdn001", "ms gdn 1", "MSGDN-1", "ms-gdn1"])
def test_a_typed_reference_is_one_of_its_terms(typed: str) -> None:
    assert [each.terms for each in references(fold(typed))] == [("id msgdn 1",)]


# Typing mistakes.


_word = st.text(alphabet="abcd\u0437𐐨", max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("notify", "notify", 0),
        ("notify", "notfy", 1),
        ("notify", "nottify", 1),
        ("notify", "motify", 1),
        ("notify", "ontify", 1),
        ("notify", "notiyf", 1),
        ("notify", "ontiyf", 2),
        ("notify", "form", 3),  # More than two is not counted.
    ],
)
def test_mistakes_are_letters_left_out_added_replaced_or_exchanged(one: str, other: str, number: int) -> None:
    assert mistakes(one, other, 2) == number


@given(_word, _word, st.integers(0, 3))
def test_mistakes_are_the_same_from_both_sides(one: str, other: str, most: int) -> None:
    assert mistakes(one, other, most) == mistakes(other, one, most)
