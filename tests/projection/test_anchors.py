"""Anchors of paragraphs: what moves them, and what does not."""

from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.projection.anchors import anchored, anchors, anchors_of
from caveat.projection.dialect import convert
from caveat.projection.project import project
from projection.corpora import page, read

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=20).filter(
    lambda text: text.strip() != ""
)


def texts(body: str) -> list[str]:
    """What the paragraphs of a Markdown body say."""
    return list(anchors_of(convert(body)).values())


def test_an_anchor_is_made_of_the_text_alone() -> None:
    digest = sha256(b"Call the desk.").hexdigest()
    assert anchors(["Call the desk."]) == (f"p-{digest[:10]}",)
    assert anchors(["  Call\n the\tdesk. "]) == anchors(["Call the desk."])
    assert anchors([normalize("NFD", "Café")]) == anchors(["Café"])


def test_equal_paragraphs_are_told_apart_by_their_order() -> None:
    first, other, second, third = anchors(["a", "b", "a", "a"])
    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert other != first


@given(st.lists(TEXT, max_size=8), st.integers(0, 8), TEXT)
def test_a_paragraph_more_or_less_moves_no_other(given_texts: list[str], at: int, text: str) -> None:
    """What is added above, or withheld there, changes the anchors of equal texts alone."""
    before = dict(zip(given_texts, anchors(given_texts), strict=True))
    with_one_more = [*given_texts[:at], text, *given_texts[at:]]
    after = dict(zip(with_one_more, anchors(with_one_more), strict=True))
    for each, anchor in before.items():
        assert after[each].partition("-")[0] == anchor.partition("-")[0]
        if normalize("NFC", each).split() != normalize("NFC", text).split():
            assert after[each] == anchor


@given(st.lists(TEXT, max_size=8))
def test_no_two_paragraphs_share_an_anchor(given_texts: list[str]) -> None:
    found = anchors(given_texts)
    assert len({*found}) == len(given_texts)


@given(TEXT, TEXT)
def test_changed_text_has_a_new_anchor(one: str, other: str) -> None:
    same = normalize("NFC", one).split() == normalize("NFC", other).split()
    assert (anchors([one]) == anchors([other])) is same


def test_digests_that_begin_alike_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """In either order, so that neither has to know the other came first."""

    class Alike:
        def __init__(self, data: bytes) -> None:
            self._end = data.decode()

        def hexdigest(self) -> str:
            return "0123456789ab" + self._end.ljust(52, "0")

    monkeypatch.setattr("caveat.projection.anchors.sha256", Alike)
    assert anchors(["c", "d"]) == ("p-0123456789abc", "p-0123456789abd")
    assert anchors(["d", "c"]) == ("p-0123456789abd", "p-0123456789abc")
    assert anchors(["c"]) == ("p-0123456789",)


def test_an_anchor_that_an_author_took_is_not_given_again() -> None:
    (anchor,) = anchors(["Text."])
    found = anchors_of(convert(f"## Head {{#{anchor}}}\n\nText.\n"))
    assert list(found) == [f"p-{sha256(b'Text.').hexdigest()[:11]}"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("One\ntwo *three*  \nfour `five`.\n\nSix.", ["One two three four five.", "Six."]),
        ("- one\n- two\n    - three\n- four", ["one", "two", "three", "four"]),
        ("1. One.\n\n    More.\n\n1. Two.", ["One.", "More.", "Two."]),
        ("Term\n:   Meaning.", ["Meaning."]),
        ("> Quoted.\n>\n> - item", ["Quoted.", "item"]),
        ("## Head\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n\nText.", ["Text."]),
        ('!!! warning "Careful"\n\n    Text.', ["Text."]),
        ('=== "One"\n\n    First.\n\n=== "Two"\n\n    Second.', ["First.", "Second."]),
        ("Text.[^1] More.\n\n[^1]: A note.", ["Text. More.", "A note."]),
        ("A &amp; B &lt;c&gt; <i>d</i>.", ["A & B <c> d."]),
        ("![A picture](a.png)", []),
        ('<p class="x">By hand <b title="a > b">too</b><p>and again\n<ul><li>one<li>two</ul>', ["By hand too", "and again", "one", "two"]),
        ("<dl><dt>a<dd>b<dt>c<dd>d <dl><dd>e</dl></dl>", ["b", "d", "e"]),
        ("<!-- <p>no</p> -->\n\nText.", ["Text."]),
        ("</p>\n\nText.", ["Text."]),
    ],
)  # fmt: skip
def test_what_a_paragraph_is(body: str, said: list[str]) -> None:
    assert texts(body) == said


@pytest.mark.parametrize("name", ["restricted__label", "banner", "checks", "laws"])
def test_labels_and_what_caveat_adds_are_no_paragraphs(name: str) -> None:
    assert texts(f'<div class="{name}">\n<p>Text.</p>\n<ul><li>item</li></ul>\n</div>\n\nMore.') == ["More."]


def test_a_label_within_a_line_is_no_part_of_the_text() -> None:
    labelled = (
        'Ask <span class="restricted-inline"><span class="restricted-inline__label">Police only:</span> the desk'
        '<span class="vh"> (end of police only)</span></span> first.'
    )
    assert anchors_of(convert(labelled)) == anchors_of(convert("Ask the desk first."))


def test_a_footnote_more_moves_no_anchor() -> None:
    """Footnotes are numbered by the converter: the number in the text is not the text's."""
    one = anchors_of(convert("Text.[^a]\n\n[^a]: Note."))
    two = anchors_of(convert("More.[^b]\n\nText.[^a]\n\n[^b]: Other.\n[^a]: Note."))
    assert one.keys() < two.keys()


def test_paragraphs_are_given_their_anchors() -> None:
    html = convert('First.\n\n- one\n- one\n\n<p id="own" class="x">Mine.</p>\n')
    found = anchored(html)
    assert list(anchors_of(html)) == [*anchors(["First.", "one", "one"]), "own"]
    for anchor in anchors_of(html):
        assert found.count(f' id="{anchor}"') == 1
    assert '<p id="own" class="x">' in found
    assert anchors_of(found) == anchors_of(html)
    assert anchored(found) == found


@given(st.lists(st.sampled_from(["<p>", "</p>", "<li>", "</ul>", "<ul>", "<dd>", "<b>", "</b>", "a", "b ", "<", ">", "&", '"', "<p id='x'>", "<br>", "<!--", "-->"])))  # fmt: skip
def test_html_by_hand_may_be_anything(pieces: list[str]) -> None:
    html = "".join(pieces)
    assert anchors_of(anchored(html)).keys() == anchors_of(html).keys()


def test_what_is_withheld_moves_no_anchor_in_any_edition(tmp_path: Path) -> None:
    """A paragraph that both editions have has one anchor; what partners may not see changes none of theirs."""
    shared = "Ask the desk.\n\n- now\n- later\n"
    hidden = "\n::: restricted to law-enforcement\nA number.\n\n- now\n::: end restricted\n\n"
    words = "Ask {restricted to law-enforcement}Heron and {end restricted}the desk.\n\n- now\n- later\n"
    bodies = {"without": (shared, 0), "above": (hidden + shared, 1), "below": (shared + hidden, 1), "words": (words, 1)}
    found: dict[tuple[str, str], list[str]] = {}
    for name, (body, count) in bodies.items():
        corpus = read(tmp_path / name, {"docs/a.md": page(body, restrictions=count)})
        for edition in ("law-enforcement", "partner"):
            (document,) = [each for each in project(corpus, edition).documents if each.uri == "a.md"]
            found[name, edition] = list(anchors_of(convert(document.body)))
    expected = found["without", "partner"]
    assert [found[name, "partner"] for name in bodies] == [expected] * 4
    assert set(expected) < set(found["below", "law-enforcement"])
    assert found["below", "law-enforcement"][:3] == expected
    assert expected[0] in found["above", "law-enforcement"]
    assert found["words", "law-enforcement"][1:] == expected[1:]
    assert found["words", "law-enforcement"][0] != expected[0]
