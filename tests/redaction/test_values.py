"""Values, counts, folding, and a scheme without words."""

import pytest

from caveat.content.line import Line
from caveat.content.problem import Location
from caveat.redaction import markers
from caveat.redaction.confusables import CONFUSABLES
from caveat.redaction.fold import _folded, fold, unfolded
from caveat.redaction.markers import Scheme, check_count, mark
from caveat.redaction.reserved import check_scalar, reserved
from caveat.redaction.restriction import Place, Restriction
from redaction.damage import SCHEME, marking_of
from redaction.make_confusables import confusables

NOTHING_CONFIGURED = Scheme(frozenset(), frozenset())


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("A guide for partners and the police", None),
        ("Access is restricted to partners who signed", None),
        ("https://example.org/a:b", None),
        ("", None),
        ("restricted to partners", "reserved-text"),
        ("Restricted\nto partner", "reserved-text"),
        ("Public.\nEnd restricted\nPublic.", "reserved-text"),
        ("Guide: restricted to law enforcement", "reserved-text"),
        ("Call {restricted to}", "malformed-marker"),
        ("a ::: b", "malformed-marker"),
        ("Call {restricted to partner}020{end restricted}", "marker-in-value"),
        ("Call {end restricted}", "marker-in-value"),
        ("Public.\n  ::: restricted to partner\nSecret.", "marker-in-value"),
        ("::: end restricted", "marker-in-value"),
    ],
)
def test_value_holds_no_marker(value: str, code: str | None) -> None:
    problem = check_scalar(Line(value, "docs/about.md", 7), SCHEME)
    assert (problem and problem.code) == code
    assert problem is None or problem.location == Location("docs/about.md", 7, 1)


def test_a_value_is_told_what_to_write() -> None:
    problem = check_scalar(Line("Call {end restricted}", "docs/about.md", 7), SCHEME)
    message = "a marker has no effect in a value; give the value below 'restricted' to the editions that may see it"
    assert problem is not None
    assert problem.message == message
    text = "restricted to partner"
    problems = check_scalar(Line(text, "docs/about.md", 7), SCHEME), reserved(Line(text, "docs/about.md", 7), SCHEME)
    assert problems[0] == problems[1]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("restricted to partner maps", 1),
        ("restricted to partner sites", None),
        ("restricted to partne", 1),
        ("- restricted to partner because restricted to partner", 3),
        ("end restricted a", 1),
        ("end restricted it", None),
        ("- end restricted because end restricted", 3),
        ("this end restricted text: more", None),
        (": the end restricted text goes on", 1),
        (":" + "x" * 38 + " end restricted text", 1),
        (":" + "x" * 39 + " end restricted text", None),
        ("Call 020 7946 0000 {end restricte", 20),
        ("x: restricted to partner and restricted local rules", 2),
        ("ed restrictd}", 13),
        ("x" * 146 + " end restricted}", 162),
        ("restricted to partner" + "." * 139, 1),
        ("restricted to partner" + "." * 140, None),
    ],
)
def test_how_near_is_near(text: str, column: int | None) -> None:
    """Words that are little more than a marker's are reserved; a few more letters and they are a sentence."""
    problem = reserved(Line(text, "a.md", 1), SCHEME)
    assert (problem and problem.location.column) == column


def test_count_finds_a_restriction_that_lost_both_markers() -> None:
    place = Location("docs/about.md", 5)
    body = marking_of(
        "Call {restricted to partner}020{end restricted}.\n\n::: restricted to partner\n\n::: end restricted"
    ).body
    assert check_count(body, 2, place) is None
    problem = check_count(body, 3, place)
    message = "restrictions is 3 and the body has 2; look for a lost marker, then write 2"
    assert str(problem) == f"docs/about.md:5:1: {message} [restriction-count]"


def test_unknown_words_are_answered_with_the_likeliest_known_ones() -> None:
    marking = marking_of("Call {restricted to partners because tactic}020{end restricted}.")
    assert [problem.message for problem in marking.problems] == [
        "no such edition; write partner or inspectorate or law-enforcement",
        "no such reason; write tactics or personal-data",
    ]


def test_nothing_is_configured() -> None:
    """Then no marker is right, and what looks like one is still refused."""
    lines = (Line("Call {restricted to partner because x}020{end restricted}.", "a.md", 1), Line("::: note", "a.md", 2))
    marking = mark(lines, NOTHING_CONFIGURED)
    assert [problem.code for problem in marking.problems] == [
        "every-edition", "unknown-edition", "unknown-reason", "malformed-marker"
    ]  # fmt: skip
    assert marking.problems[1].message == "no such edition; none is configured"
    assert "'::: restricted to edition'" in marking.problems[3].message


def test_message_shows_the_form_to_write() -> None:
    problem = reserved(Line("Call {restrict to partner}020", "a.md", 1), SCHEME)
    assert problem
    assert "'{restricted to inspectorate}text{end restricted}' in one line" in problem.message
    assert "'::: restricted to inspectorate' and '::: end restricted', each alone on its line" in problem.message


def test_blocks_and_spans_count_towards_the_limit_of_markers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "LIMIT", 6)
    text = "::: restricted to partner\n::: end restricted\n\n{restricted to partner}a{end restricted} b\n\n" * 2
    assert [each.code for each in marking_of(text).problems] == ["too-many-markers"]
    within = text[: text.rindex("{restricted")]
    assert marking_of(within).problems == ()
    assert marking_of("::: restricted to partner\n::: end restricted\n\n" * 3).problems == ()
    assert len(marking_of("::: restricted to partner\n::: end restricted\n\n" * 4).problems) == 1


def test_near_is_a_quarter_of_the_words() -> None:
    scheme = Scheme(frozenset({"public"}), frozenset())
    assert reserved(Line("restricted to public maps", "a.md", 1), scheme) is not None
    assert reserved(Line("restricted to public sites", "a.md", 1), scheme) is None


def test_what_marking_gives() -> None:
    text = "::: restricted to partner, inspectorate because tactics\n\n::: end restricted\n\na {restricted to partner}b{end restricted}"
    first, second = marking_of(text).body.restrictions
    assert first == Restriction(
        frozenset({"partner", "inspectorate"}), "tactics", inline=False, opener=Place(0, 0, 55), closer=Place(2, 0, 18)
    )
    assert second == Restriction(
        frozenset({"partner"}), "", inline=True, opener=Place(4, 2, 25), closer=Place(4, 26, 42)
    )
    assert (first.inline, second.inline) == (False, True)
    assert [type(each.inline) for each in (first, second)] == [bool, bool]


@pytest.fixture
def _nothing_folded() -> None:
    """What a character folds to is kept; here each is looked at anew."""
    _folded.cache_clear()


@pytest.mark.usefixtures("_nothing_folded")
@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Plain: {ASCII}", "plain: {ascii}"),
        ("ｒｅｓｔｒｉｃｔｅｄ ｔｏ", "restricted to"),
        ("rеѕtrісtеd", "restricted"),
        ("RЕЅТRІСТЕD", "restricted"),
        ("𝐫𝐞𝐬𝐭𝐫𝐢𝐜𝐭𝐞𝐝", "restricted"),
        ("re\u0301s\u200bt\u00adé\u2060", "reste"),
        ("a\u093eb\u20ddc", "abc"),
        ("\u3164\u115f\u17b4", ""),
        ("：∶꞉ ⁝⸬ ։ ः", "::: ::: : :"),
        ("❴x❵ ｛ ［ ＼ ⁄ ∕", "{x} { [ \\ / /"),
        ("–—‑", "---"),
        ("a\u00a0b\u2003c\u3000d\u2028e", "a b c d e"),
        ("Șerban £5 “so”", "serban £5 “so”"),
        ("œ Ꙩ 漢", "oe ꙩ 漢"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "offset", "place"), [("ab", 1, 1), ("e\u0301：x", 1, 2), ("…x", 3, 1), ("é", 5, 1)])
def test_place_before_folding(text: str, offset: int, place: int) -> None:
    assert unfolded(text, offset) == place


def test_look_alikes_are_those_of_the_standard() -> None:
    """`make_confusables.py` writes the module anew when the library has newer data."""
    assert dict(CONFUSABLES) == confusables()
