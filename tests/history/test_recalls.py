"""A recall reaches everything of the edition that it names, in every release, and nothing of any other edition."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.content.problem import ContentError
from caveat.history import archive as archive_module
from caveat.history.archive import recall_problems
from caveat.history.recalls import FILE, recalled_text
from caveat.history.write_recall import Wanted, appended, entries
from history import story
from history.story import ONLY, product
from history.told import NOW, Files, Told, in_memory, read_recalled

ONE, TWO = date(2020, 1, 31), date(2021, 1, 31)
DECIDED = "editions: [partner], reason: tactics, date: 2023-04-01, decided_by: Force information manager"
PASSAGE = "---\neditions: [law-enforcement, partner]\n---\nSee pelican and otter tracks.\n"
NUMBER = 1 + product("G-20", "", more="lead: Team robin\nsummary: About a nightingale, and more.\n").count("\n")
"""The line on which the body of `guidance/words.md` begins."""


def _files(*, changed: bool) -> dict[str, str | bytes]:
    words = product(
        "G-20",
        "## Where\n\nThe lynx sleeps\nunder the\nbridge. The others do not.\n\n"
        "The quail\nflies low.\n\n- Keep calm.\n- Feed the meerkat.\n- Go.\n\n{{ include tracks }}\n",
        more="lead: Team robin\nsummary: About a nightingale, and more.\n",
    )
    files: dict[str, str | bytes] = {
        "guidance/words.md": words,
        "guidance/titled.md": product("G-21", "Text.\n").replace("title: Product G-21", "title: Panther hunting"),
        "guidance/picture.md": product("G-8", "![A map](../files/map.svg)\n"),
        "guidance/changed.md": product("G-1", "The toucan two.\n" if changed else "The toucan one.\n"),
        "docs/data/shared/tracks.md": PASSAGE,
        "docs/data/attachments.yml": story._REGISTER.format(editions="«all»"),
        "docs/files/map.svg": story.PICTURE,
    }
    return {
        path: text.replace("«all»", "law-enforcement, partner") if isinstance(text, str) else text
        for path, text in files.items()
    }


TODAY: Files = {
    "guidance/changed.md": product("G-1", "Another.\n", changed=(1, 2)).replace("«all»", "law-enforcement, partner")
}


@pytest.fixture(scope="module")
def unrecalled(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A library with two releases that say much, and a source of today that says nothing of it any more."""
    releases = (("one", ONE, _files(changed=False)), ("two", TWO, _files(changed=True)))
    return in_memory(tmp_path_factory.mktemp("small"), releases, TODAY)


def recalled(told: Told, folder: Path, *lines: str, more: str = "") -> Told:
    """The library with recalls, each a line of YAML without what is the same in all of them. Raises ContentError."""
    text = "".join(f"  - {{{line}{'' if 'decided_by' in line else f', {DECIDED}'}}}\n" for line in lines)
    (folder / FILE).parent.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(f"recalls:\n{text}{more}", encoding="utf-8")
    recalls, problems = read_recalled(folder, told.now)
    problems = problems or tuple(recall_problems(told.history, recalls))
    if problems:
        raise ContentError(problems)
    return Told(told.root, told.history, told.now, recalls)


CASES: Mapping[str, tuple[str, str]] = {
    "a page by its id": ("page: G-1", "toucan"),
    "a page by its path": ("page: guidance/changed.md", "toucan"),
    "words of a page": ("page: G-1, passage: The toucan", "toucan"),
    "words that stand on several lines": ("page: G-20, passage: The lynx sleeps under the bridge.", "lynx"),
    "words of a list item": ("page: G-20, passage: Feed the meerkat.", "meerkat"),
    "words of a string in front matter": ("page: G-20, passage: 'a nightingale, '", "nightingale"),
    "words of a title": ("page: G-21, passage: Panther hunting", "panther"),
    "words of a shared passage": ("page: docs/data/shared/tracks.md, passage: and otter tracks", "otter"),
    "a shared passage": ("page: docs/data/shared/tracks.md", "pelican"),
    "a field": ("page: G-20, field: lead", "robin"),
    "an attachment": ("attachment: docs/files/map.svg", "marmoset"),
}
"""What is recalled, and a word that goes with it."""
BOTH = {ONE.isoformat(), TWO.isoformat()}


@pytest.mark.parametrize("case", CASES)
def test_a_recall_reaches_every_page_of_every_release_of_its_edition(
    case: str, unrecalled: Told, tmp_path: Path
) -> None:
    line, word = CASES[case]
    told = recalled(unrecalled, tmp_path, line)
    assert unrecalled.says("partner", word) >= BOTH
    assert told.says("partner", word) == set()


@pytest.mark.parametrize("case", CASES)
def test_a_recall_changes_no_byte_of_another_edition(case: str, unrecalled: Told, tmp_path: Path) -> None:
    told = recalled(unrecalled, tmp_path, CASES[case][0])
    assert told.trees("law-enforcement") == unrecalled.trees("law-enforcement")


def test_without_its_mechanism_no_recall_does_anything(
    unrecalled: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control."""
    told = recalled(unrecalled, tmp_path, *(line for line, _ in CASES.values()))
    monkeypatch.setattr(archive_module, "without_recalled", lambda corpus, *_: corpus)
    assert [word for _, word in CASES.values() if not told.says("partner", word) >= BOTH] == []


def test_a_recall_of_lines_reaches_one_release(unrecalled: Told, tmp_path: Path) -> None:
    """Lines have numbers in one release alone."""
    line = f"page: G-20, release: one, lines: '{NUMBER + 6}-{NUMBER + 7}'"
    told = recalled(unrecalled, tmp_path, line)
    assert told.says("partner", "quail") == {TWO.isoformat()}
    assert told.says("partner", "flies low") == {TWO.isoformat()}
    assert told.says("partner", "Keep calm") == BOTH
    one = recalled(unrecalled, tmp_path, line.replace(f"-{NUMBER + 7}", ""))
    assert one.says("partner", "flies low") == BOTH


def test_a_recall_reaches_comparisons_too(told: Told, tmp_path: Path) -> None:
    """Of the library with five releases: what today's version deleted stands in its comparison with the one before."""
    after = recalled(told, tmp_path, "page: G-6, passage: The koala reads every letter.")
    assert "redline" in told.says("partner", "koala")
    assert after.says("partner", "koala") == set()
    assert after.trees("law-enforcement") == told.trees("law-enforcement")


def test_a_recall_reaches_editions_within_the_named_one(told: Told, tmp_path: Path) -> None:
    """Who may not see something cannot have it by way of a narrower edition."""
    after = recalled(told, tmp_path, "page: G-14, passage: walrus")
    # The text in force still has the word: a recall is of releases.
    assert told.says("public", "walrus swims") != set()
    assert after.says("public", "walrus swims") == set()


def test_a_recall_is_of_use_where_one_of_its_editions_loses_something(told: Told, tmp_path: Path) -> None:
    """A page that only police had: the editions within theirs, which lose it too, never had it."""
    line = f"page: X-B-2, {DECIDED}".replace("partner", "law-enforcement")
    after = recalled(told, tmp_path, line)
    assert after.recalls.entries[0].editions == {"law-enforcement", "partner", "public"}
    assert after.says("law-enforcement", "unicorn") == set()


def test_a_recall_leaves_the_other_words_of_a_page_as_they_were(unrecalled: Told, tmp_path: Path) -> None:
    told = recalled(
        unrecalled,
        tmp_path,
        "page: G-20, passage: The lynx sleeps under the bridge.",
        "page: G-20, passage: Feed the meerkat.",
    )
    text = told.archive("partner").releases[0].examined.pages["guidance/words.md"].text
    assert text == (
        "## Where\n\nThe others do not.\n\nThe quail\nflies low.\n\n- Keep calm.\n- Go.\n\nSee pelican and otter tracks.\n"
    )


def test_a_recalled_page_leaves_links_that_lead_to_a_stand_in(told: Told, tmp_path: Path) -> None:
    after = recalled(told, tmp_path, "page: G-1")
    page = after.trees("partner")["2019-02-01"]["guidance/links.md"].decode()
    assert "[more](../not-here.md)" in page


def test_a_recall_that_cuts_a_marker_in_two_opens_nothing(tmp_path: Path) -> None:
    """Lines may hold the opening marker of a restriction: what it closed stays closed, or the build stops."""
    body = "Before.\n\n" + ONLY.format("The vole hides.") + "\nAfter.\n"
    files: Files = {"docs/a.md": product("G-1", body).replace("«all»", "law-enforcement, partner")}
    number = 1 + files["docs/a.md"].split("::: restricted")[0].count("\n")  # type: ignore[arg-type]
    told = in_memory(tmp_path / "p", [("one", ONE, files)], TODAY)
    cut = recalled(told, tmp_path, f"page: docs/a.md, release: one, lines: '{number}'")
    with pytest.raises(ContentError) as caught:
        cut.archive("partner")
    assert {each.code for each in caught.value.problems} == {"archive-incomplete"}


def test_words_that_stand_in_no_release_are_a_mistake(unrecalled: Told, tmp_path: Path) -> None:
    """A recall with a slip of the pen would leave in sight what it was written for."""
    for line in (
        "page: G-20, passage: The lynx sleeps over the bridge.",
        "page: G-99",
        "page: G-20, release: three, lines: '20'",
        "page: G-21, field: lead",
        "attachment: docs/files/other.svg",
    ):
        with pytest.raises(ContentError) as caught:
            recalled(unrecalled, tmp_path, line)
        assert [(str(each.location), each.code) for each in caught.value.problems] == [
            ("docs/data/recalls.yml:2:5", "recall-nowhere")
        ]


WRONG: Mapping[str, tuple[str, str]] = {
    "two things at once": ("page: G-20, passage: lynx, field: lead", "unknown-value"),
    "a page and a file": ("page: G-20, attachment: docs/files/map.svg", "missing-field"),
    "neither": ("passage: lynx", "missing-field"),
    "lines of no release": ("page: G-20, lines: 1-2", "missing-field"),
    "a release without lines": ("page: G-20, release: one", "missing-field"),
    "a field that a page cannot be without": ("page: G-20, field: title", "unknown-value"),
    "an unknown edition": (
        "page: G-20, editions: [parnter], reason: tactics, date: 2023-04-01, decided_by: Manager",
        "unknown-edition",
    ),
    "no edition": (
        "page: G-20, editions: [], reason: tactics, date: 2023-04-01, decided_by: Manager",
        "empty-editions",
    ),
    "an unknown reason": (
        "page: G-20, editions: [partner], reason: tactical, date: 2023-04-01, decided_by: Manager",
        "unknown-reason",
    ),
    "nobody who decided": ("page: G-20, editions: [partner], reason: tactics, decided_by: ''", "missing-field"),
    "an unknown part": ("page: G-20, words: lynx", "unknown-field"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_recall_that_is_not_clear_is_a_problem(case: str, unrecalled: Told, tmp_path: Path) -> None:
    line, code = WRONG[case]
    with pytest.raises(ContentError) as caught:
        recalled(unrecalled, tmp_path, line)
    assert code in {each.code for each in caught.value.problems}
    assert not [each for each in caught.value.problems if "lynx" in each.message]


def test_an_unknown_part_of_the_file_is_a_problem(unrecalled: Told, tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        recalled(unrecalled, tmp_path, "page: G-1", more="allow: []\n")
    assert [each.code for each in caught.value.problems] == ["unknown-field"]


def test_what_an_edition_has_lost_is_looked_for_in_it_alone(unrecalled: Told, tmp_path: Path) -> None:
    told = recalled(
        unrecalled,
        tmp_path,
        "page: G-20, passage: The lynx sleeps under the bridge.",
        "page: G-1, passage: The toucan, " + DECIDED.replace("partner", "law-enforcement"),
    )
    assert recalled_text(told.recalls, "partner").splitlines() == [
        "",
        "The lynx sleeps under the bridge.",
        "The toucan",
    ]
    assert recalled_text(told.recalls, "law-enforcement").splitlines() == ["", "", "The toucan"]


def test_a_title_that_is_recalled_leaves_words_in_its_place(unrecalled: Told, tmp_path: Path) -> None:
    told = recalled(unrecalled, tmp_path, CASES["words of a title"][0])
    assert told.archive("partner").releases[0].catalogue.by_id["G-21"].fields.title == "Title withdrawn"


# Writing recalls.


def wanted(**target: str) -> Wanted:
    return Wanted(("partner",), "tactics", "Force information manager", date(2023, 4, 1), **target)


SOURCES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "a block of one line": (ONLY.format("The lynx sleeps under the bridge."), ("lynx",)),
    "a block of several paragraphs": (
        ONLY.format("The quail flies low.\n\nThe lynx sleeps under the bridge."),
        ("quail", "lynx"),
    ),
    "words in a line": ("A {restricted to law-enforcement}The lynx sleeps{end restricted} b.\n", ("lynx",)),
    "a list item": (
        "- Keep calm.\n{restricted to law-enforcement}- Feed the meerkat.{end restricted}\n",
        ("meerkat",),
    ),
    "words of a shared passage": (ONLY.format("See pelican and otter tracks."), ("otter",)),
    "a summary": (ONLY.format("About a nightingale, and more."), ("nightingale",)),
}
"""Text of today's source, and words that are to go from the releases."""


@pytest.mark.parametrize("case", SOURCES)
def test_a_place_in_the_source_is_enough_to_recall_what_it_says(case: str, unrecalled: Told, tmp_path: Path) -> None:
    """What `caveat recall --source PATH:LINE` writes takes the words out of every release, on whatever page."""
    body, words = SOURCES[case]
    text = product("G-30", f"Before.\n\n{body}\nAfter.\n").replace("«all»", "law-enforcement, partner")
    now = in_memory(tmp_path / "p", (), {**TODAY, "docs/further.md": text}).now
    lines = text.splitlines()
    number = next(at for at, line in enumerate(lines, 1) if words[0] in line)
    made = entries(wanted(source=f"docs/further.md:{number}"), now, unrecalled.history)
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(appended("", made), encoding="utf-8")
    recalls, problems = read_recalled(tmp_path, now)
    assert not [*problems, *recall_problems(unrecalled.history, recalls)]
    after = Told(unrecalled.root, unrecalled.history, now, recalls)
    assert [word for word in words if after.says("partner", word) - {NOW}] == []


def test_a_place_that_nothing_of_a_release_stands_at_gives_no_entry(unrecalled: Told) -> None:
    for place in ("guidance/changed.md:99", "guidance/nowhere.md:1", "guidance/changed.md", "guidance/changed.md:x"):
        assert entries(wanted(source=place), unrecalled.now, unrecalled.history) == []


FILES_BEFORE: Mapping[str, str] = {
    "no file": "",
    "a file with recalls": "# Why.\nrecalls:\n  - {page: G-1, " + DECIDED + "}\n",
    "a file with both parts": "recalls:\n  - {page: G-1, "
    + DECIDED
    + "}\n\n# May stand.\nallowed:\n  - {text: toucan, reason: Known., date: 2023-04-01, decided_by: Manager}\n",
    "a file with the other part": "allowed:\n  - {text: toucan, reason: Known., date: 2023-04-01, decided_by: Manager}\n",
    "a file without a line end": "recalls:\n  - {page: G-1, " + DECIDED + "}",
}


@pytest.mark.parametrize("case", FILES_BEFORE)
def test_entries_are_added_to_what_the_file_says(case: str, unrecalled: Told, tmp_path: Path) -> None:
    before = FILES_BEFORE[case]
    made = entries(wanted(page="G-20", passage='The "lynx": it sleeps # under'), unrecalled.now, unrecalled.history)
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(appended(before, made), encoding="utf-8")
    recalls, problems = read_recalled(tmp_path, unrecalled.now)
    assert problems == ()
    assert [each.page for each in recalls.entries] == (["G-1"] if "G-1" in before else []) + ["G-20"]
    assert recalls.entries[-1].passage == 'The "lynx": it sleeps # under'
    assert recalls.allowed == (("toucan",) if "toucan" in before else ())


def test_a_recall_changes_nothing_of_what_is_in_force(unrecalled: Told, tmp_path: Path) -> None:
    """What is in force is the business of its source."""
    told = recalled(unrecalled, tmp_path, "page: G-1")
    assert b"Another." in told.trees("partner")[NOW]["guidance/changed.md"]
    without = Told(told.root, (), told.now, told.recalls)
    assert without.trees("partner") == Told(told.root, (), told.now).trees("partner")
