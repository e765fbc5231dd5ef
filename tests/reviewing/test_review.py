"""What counts as a gain, what is told where, and when somebody has to decide."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from caveat.content.problem import Location
from caveat.reviewing.approvals import FILE, Approval
from caveat.reviewing.review import Gain, Review
from history import story
from projection.corpora import CONFIGURATION, page, product
from reviewing.reviewed import Files, only, part, reviewed, texts
from reviewing.test_gains import DEBRIEF

RESTRICTED = "Before.\n\n::: restricted to law-enforcement because tactics\nThe jackal waits at the second exit.\n::: end restricted\n\nAfter.\n"
OPEN = "Before.\n\nThe jackal waits at the second exit.\n\nAfter.\n"


def one(body: str, **fields: object) -> Files:
    restrictions = body.count("restricted to ")
    return {"docs/a.md": page(body, **({"restrictions": restrictions} if restrictions else {}), **fields)}


def gain(review: Review) -> Gain:
    (found,) = part(review, "partner").gains
    return found


def test_a_restriction_that_is_opened_is_told_apart_from_new_text(tmp_path: Path) -> None:
    review = reviewed(tmp_path, one(RESTRICTED), one(OPEN + "\nA new heron.\n"))
    found = gain(review)
    assert found.is_opened
    assert [(block.newer, opened) for block, opened in zip(found.change.gains, found.opened, strict=True)] == [
        ("The jackal waits at the second exit.", True),
        ("A new heron.", False),
    ]
    assert [entry.reason for entry in review.opened] == ["tactics"]
    assert not review.closed


OPENED = {
    "a span": (
        "Meet {restricted to law-enforcement}at the exit{end restricted} now.\n",
        "Meet at the exit now.\n",
    ),
    "a block, in other words": (RESTRICTED, OPEN.replace("waits", "always waits")),
    "a passage beside new words": (RESTRICTED, OPEN.replace("After", "Later, when all of them have gone, after")),
}


@pytest.mark.parametrize("name", OPENED)
def test_opening_is_seen_in_whatever_form(name: str, tmp_path: Path) -> None:
    before, now = OPENED[name]
    assert gain(reviewed(tmp_path, one(before), one(now))).is_opened


def test_a_page_a_field_and_an_entry_that_are_opened(tmp_path: Path) -> None:
    entry = "- {{short: ABC, long: antelope beaver club, editions: [{}]}}\n"
    before = {
        "docs/a.md": page("The jackal waits at the second exit.\n", editions="law-enforcement"),
        "docs/b.md": product(more="restricted:\n  law-enforcement:\n    lead: Team narwhal\n"),
        "docs/data/glossary.yml": entry.format("law-enforcement"),
    }
    now = {
        "docs/a.md": page("The jackal waits at the second exit.\n"),
        "docs/b.md": product(more="lead: Team narwhal\n"),
        "docs/data/glossary.yml": entry.format("law-enforcement, partner"),
    }
    found = part(reviewed(tmp_path, before, now), "partner").gains
    assert {each.change.unit.what: each.is_opened for each in found} == {
        "docs/a.md": True,
        "X-1": True,
        "docs/data/glossary.yml#ABC": True,
    }


def test_what_was_opened_stands_first(tmp_path: Path) -> None:
    before = {"docs/a.md": page(), "docs/z.md": page(RESTRICTED, restrictions=1)}
    now = {"docs/a.md": page("New heron.\n"), "docs/z.md": page(OPEN)}
    assert [each.change.unit.what for each in part(reviewed(tmp_path, before, now), "partner").gains] == [
        "docs/z.md",
        "docs/a.md",
    ]


def test_text_that_is_new_in_the_library_needs_an_approval_too(tmp_path: Path) -> None:
    review = reviewed(tmp_path, one("Text.\n"), one("Text.\n\nA new heron.\n"))
    assert not gain(review).is_opened
    assert [name for name, _ in review.missing] == ["partner"]


def test_losses_need_none(tmp_path: Path) -> None:
    review = reviewed(tmp_path, one(OPEN), one(RESTRICTED))
    assert not review.missing
    assert (only(part(review, "partner")).gained, only(part(review, "partner")).lost) == (0, 7)
    assert [entry.reason for entry in review.closed] == ["tactics"]


def approval(found: Gain, **changes: str) -> Approval:
    values = {"edition": "partner", "what": found.change.unit.what, "sha256": found.change.sha256, **changes}
    return Approval(**values, by="Release authority", because="Known", date=date(2024, 5, 1), location=Location(FILE))


def test_an_approval_is_bound_to_edition_page_and_words(tmp_path: Path) -> None:
    before, now = one(RESTRICTED), one(OPEN)
    found = gain(reviewed(tmp_path / "1", before, now))
    given = approval(found)
    assert not reviewed(tmp_path / "2", before, now, [given]).missing
    for other in ({"edition": "law-enforcement"}, {"what": "docs/b.md"}, {"sha256": "0" * 64}):
        assert reviewed(tmp_path / f"{other}", before, now, [approval(found, **other)]).missing
    one_more = one(OPEN.replace("exit.", "exit there."))
    assert reviewed(tmp_path / "3", before, one_more, [given]).missing
    assert not reviewed(tmp_path / "4", before, before, [given]).missing, "an approval that fits nothing is a record"


def test_the_digest_is_that_of_the_text(tmp_path: Path) -> None:
    """Anybody can work it out, with the text from the JSON report."""
    found = gain(reviewed(tmp_path, one(RESTRICTED), one(OPEN))).change
    assert found.text == "The jackal waits at the second exit."
    assert found.sha256 == hashlib.sha256(found.text.encode()).hexdigest()


def test_text_that_moves_within_its_page_is_no_gain(tmp_path: Path) -> None:
    review = reviewed(tmp_path, one("One heron.\n\nTwo egrets.\n"), one("## More\n\nTwo egrets.\n\nOne heron.\n"))
    assert texts(part(review, "partner")) == {"docs/a.md": ["More"]}


def test_a_page_that_moves_gains_its_address_alone(tmp_path: Path) -> None:
    files = {"docs/b.md": page("See [it](a.md).\n")}
    before = {**files, "docs/a.md": product("Text.\n")}
    now = {"docs/b.md": page("See [it](new/a.md).\n"), "docs/new/a.md": product("Text.\n", more="aliases: [a.md]\n")}
    found = part(reviewed(tmp_path, before, now), "partner")
    assert [(each.unit.what, each.before, each.now) for each in found.moved] == [("X-1", "a.md", "new/a.md")]
    assert not found.added
    assert not found.removed
    assert texts(found) == {"X-1": ["Address: new/a.md"]}, "a link goes to the same page as before"


def test_a_page_without_an_id_is_found_by_its_old_address(tmp_path: Path) -> None:
    found = part(reviewed(tmp_path, {"docs/a.md": page()}, {"docs/b.md": page(aliases="[a.md]")}), "partner")
    assert [(each.before, each.now) for each in found.moved] == [("a.md", "b.md")]


def test_a_new_value_is_told_of_once(tmp_path: Path) -> None:
    """A variable, a title, and words for the law stand on many pages: one decision is enough for each."""
    cites = "legislation: [MSA 2015 s 45]\nrelated: [X-9]\n"
    pages = {
        f"docs/{n}.md": product("Call {{ desk.number }} now.\n", identifier=f"X-{n}", more=cites) for n in range(3)
    }
    before = {
        **pages,
        "docs/named.md": product(identifier="X-9"),
        "docs/data/variables.yml": "desk: {number: '0300'}\n",
        "docs/data/legislation.yml": "provisions: {MSA 2015 s 45: Defence}\n",
    }
    now = {
        **before,
        "docs/named.md": product(identifier="X-9").replace("title: Product X-9", "title: Heron"),
        "docs/data/variables.yml": "desk: {number: '0400'}\n",
        "docs/data/legislation.yml": "provisions: {MSA 2015 s 45: Reasonable excuse}\n",
    }
    assert texts(part(reviewed(tmp_path, before, now), "partner")) == {
        "X-9": ["Title: Heron"],
        "docs/data/variables.yml#desk.number": ["Value: 0400"],
        "docs/data/legislation.yml#MSA 2015 s 45": ["Words: Reasonable excuse"],
    }


def test_an_edit_that_looks_like_a_new_value_is_told_of_on_its_page(tmp_path: Path) -> None:
    """The page says more than the variable explains, or says the same by hand."""
    variables = "docs/data/variables.yml"
    before = {
        "docs/a.md": page("Do wait for {{ bird.name }}.\n"),
        "docs/b.md": page("Herons never wait.\n"),
        "docs/c.md": page("{{ include signs }}\n"),
        "docs/data/shared/signs.md": "---\neditions: [law-enforcement, partner]\n---\nHerons always wait.\n",
        variables: "bird: {name: Herons}\n",
    }
    now = {path: text.replace("Herons", "Geese") for path, text in before.items()}
    now["docs/a.md"] = page("Do not wait for {{ bird.name }}.\n")
    assert {"docs/a.md", "docs/b.md", "docs/c.md"} < set(texts(part(reviewed(tmp_path, before, now), "partner")))


THREE = CONFIGURATION + "        public: {title: Public edition, within: partner}\n"


def test_each_edition_within_another_needs_its_own_approval(tmp_path: Path) -> None:
    body = "::: restricted to law-enforcement\nThe jackal waits at the second exit.\n::: end restricted\n"
    everybody = "law-enforcement, partner, public"
    before = {"mkdocs.yml": THREE, "docs/a.md": page(body, editions=everybody, restrictions=1)}
    now = {"mkdocs.yml": THREE, "docs/a.md": page("The jackal waits at the second exit.\n", editions=everybody)}
    assert [name for name, _ in reviewed(tmp_path, before, now).missing] == ["partner", "public"]


def test_an_edition_that_leaves_a_wider_one_still_needs_approvals(tmp_path: Path) -> None:
    alone = CONFIGURATION.replace(", within: law-enforcement", "")
    review = reviewed(tmp_path, one(RESTRICTED), {**one(OPEN), "mkdocs.yml": alone})
    assert [name for name, _ in review.missing] == ["partner"]


def test_a_new_edition_gains_everything_it_shows(tmp_path: Path) -> None:
    now = {"mkdocs.yml": THREE, "docs/a.md": page(editions="law-enforcement, partner, public")}
    review = reviewed(tmp_path, {"docs/a.md": page()}, now)
    found = part(review, "public")
    assert found.is_new
    assert {"docs/a.md", "mkdocs.yml#public"} <= set(texts(found))


def test_an_edition_that_ends_is_named(tmp_path: Path) -> None:
    before = {"mkdocs.yml": THREE, "docs/a.md": page(editions="law-enforcement, partner, public")}
    assert reviewed(tmp_path, before, {"docs/a.md": page()}).ended == ("public",)


def test_new_versions_and_overdue_reviews(tmp_path: Path) -> None:
    entry = "history:\n  - {version: '1.1', date: 2024-02-29, kind: minor, change: A comma}\n"
    now = {"docs/a.md": product().replace("history:\n", entry).replace("2025-01-31", "2024-05-31")}
    found = part(reviewed(tmp_path, {"docs/a.md": product()}, now), "partner")
    assert [(each.unit.what, each.entry.version) for each in found.notes] == [("X-1", "1.1")]
    assert [(unit.what, day) for unit, day in found.overdue] == [("X-1", date(2024, 5, 31))]


def test_a_restriction_that_moves_is_neither_added_nor_removed(tmp_path: Path) -> None:
    review = reviewed(tmp_path, one(RESTRICTED), one("More.\n\n" + RESTRICTED))
    assert (review.closed, review.opened) == ((), ())


def test_a_source_that_did_not_change_says_nothing(tmp_path: Path) -> None:
    review = reviewed(tmp_path, one(RESTRICTED), one(RESTRICTED))
    assert not any(each.is_changed or each.gains for each in review.editions)


def test_a_library_that_grows_has_no_words_that_nothing_tells_of(tmp_path: Path) -> None:
    """What Caveat says of its own accord, where something is shown for the first time, is nobody's gain."""
    everything = story.state(story.TODAY) | {"docs/d.md": DEBRIEF.replace("X-1", "G-1").encode()}
    first = {path: everything[path] for path in ("mkdocs.yml", "guidance/steady.md", "bulletins/covert.md")}
    review = reviewed(tmp_path, first, everything)
    blocks = [block for each in review.editions for gain in each.gains for block in gain.change.gains]
    assert len(blocks) > 200
    assert not [block.newer for block in blocks if block.kind == "word"]
