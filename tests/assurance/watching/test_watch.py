"""What the watch list keeps out of which edition, where it is told, and how it is answered."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from caveat.assurance.examination import examination
from caveat.assurance.watching.codes import CODES
from caveat.content.problem import Problem
from caveat.content.read import read_project
from caveat.projection.project import project
from projection.corpora import CONFIGURATION, page, product, read, write

LIST = "docs/data/watchlist.yml"
WATCHED = "watch:\n  - {words: [Copper Lantern], guards: [partner], reason: A covert tactic}\n"
BOTH = "law-enforcement, partner"
NAME = "Copper Lantern"
NUMBER = "020 7946 0142"


def problems(root: Path, files: Mapping[str, str | bytes]) -> tuple[Problem, ...]:
    return examination(read_project(write(root, files)))


def found(root: Path, files: Mapping[str, str | bytes], *, watched: str = WATCHED) -> list[str]:
    """`path:line:col code` of every problem of a project with this watch list."""
    return [f"{each.location} {each.code}" for each in problems(root, {**files, LIST: watched})]


def debrief(body: str = "Text.\n", *, more: str = "", editions: str = BOTH, restrictions: int = 0) -> str:
    """A debrief whose body starts on line 15, or further down with `more`."""
    fields = f"operation: {{name: Heron}}\nrestrictions: {restrictions}\n{more}"
    return product(body, identifier="X-9", editions=editions, more=fields).replace("type: guidance", "type: debrief")


def csv(text: str, editions: str = BOTH) -> dict[str, str]:
    """A file that a page of both editions uses."""
    return {
        "docs/a.md": page("Text.\n", attachments="[docs/f.csv]"),
        "docs/f.csv": text,
        **registered("csv", text, editions),
    }


def registered(kind: str, text: str, editions: str = BOTH, title: str = "File") -> dict[str, str]:
    row = (
        f"- {{path: docs/f.{kind}, title: {title}, sha256: {sha256(text.encode()).hexdigest()}, marking: OFFICIAL, "
        f"editions: [{editions}], cleared_by: Authority, cleared_on: 2024-01-15}}\n"
    )
    return {"docs/data/attachments.yml": row}


ONLY = "{restricted to law-enforcement}"
END = "{end restricted}"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">\n<path d="M020 7946 0142"/>\n<text>Copper <tspan>Lantern</tspan></text>\n</svg>\n'
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg">\n<g aria-label="Copper Lantern"/>\n</svg>\n'

SHOWN: Mapping[str, tuple[Mapping[str, str | bytes], str]] = {
    "body": ({"docs/a.md": page(f"Text.\n\nAsk {NAME} first.\n")}, "docs/a.md:7:5"),
    "heading": ({"docs/a.md": page(f"## {NAME}\n")}, "docs/a.md:5:4"),
    "title in the body": ({"docs/a.md": page(f"# {NAME}\n")}, "docs/a.md:5:3"),
    "code": ({"docs/a.md": page(f"```\n{NAME}\n```\n")}, "docs/a.md:6:1"),
    "link": ({"docs/a.md": page("[x](https://example.org/copper-lantern)\n")}, "docs/a.md:5:25"),
    "alternative text": ({"docs/a.md": page(f'<span aria-label="{NAME}">x</span>\n')}, "docs/a.md:5:19"),
    "after other text that the edition lacks": (
        {"docs/a.md": page(f"Ask {ONLY}the {NAME} or {END}the {NAME}.\n", restrictions=1)},
        "docs/a.md:6:78",
    ),
    "after look-alikes": ({"docs/a.md": page(f"Ask ﬁve: {NAME}.\n")}, "docs/a.md:5:10"),
    "variable": (
        {"docs/a.md": page("Ask {{ desk.name }} now.\n"), "docs/data/variables.yml": f"desk: {{name: {NAME}}}\n"},
        "docs/a.md:5:5",
    ),
    "after a variable": (
        {
            "docs/a.md": page(f"{{{{ desk.name }}}} has {NAME}.\n"),
            "docs/data/variables.yml": "desk: {name: The desk}\n",
        },
        "docs/a.md:5:21",
    ),
    "shared passage": (
        {
            "docs/a.md": page("{{ include p }}\n"),
            "docs/data/shared/p.md": f"---\neditions: [{BOTH}]\n---\nAsk {NAME}.\n",
        },
        "docs/data/shared/p.md:4:5",
    ),
    "title": ({"docs/a.md": page(title=NAME)}, "docs/a.md:3:8"),
    "summary": ({"docs/a.md": page(summary=f"Of {NAME}")}, "docs/a.md:4:10"),
    "field in a list": ({"docs/a.md": page(tags="[x, copper-lantern]")}, "docs/a.md:4:11"),
    "field of the edition": (
        {"docs/a.md": page(restricted=f"{{partner: {{title: {NAME}}}}}")},
        "docs/a.md:4:31",
    ),
    "history": ({"docs/a.md": product().replace("First published", NAME)}, "docs/a.md:11:61"),
    "history behind an entry that the edition lacks": (
        {
            "docs/a.md": product()
            .replace("First published", NAME)
            .replace(
                "history:\n",
                "history:\n  - {version: '1.0.1', date: 2024-02-01, kind: minor, change: More, editions: [law-enforcement]}\n",
            )
        },
        "docs/a.md:12:61",
    ),
    "file name": ({"docs/copper-lantern.md": page()}, "docs/copper-lantern.md:1:1"),
    "folder": ({"docs/copper-lantern/index.md": page()}, "docs/copper-lantern/index.md:1:1"),
    "alias": ({"docs/a.md": page(aliases="[copper-lantern.html]")}, "docs/a.md:4:11"),
    "glossary": (
        {"docs/a.md": page(), "docs/data/glossary.yml": f"- {{term: X, meaning: The {NAME}, editions: [{BOTH}]}}\n"},
        "docs/data/glossary.yml:1:3",
    ),
    "announcement": (
        {
            "docs/a.md": page(),
            "docs/data/announcements.yml": f"- {{title: New, text: The {NAME}, editions: [{BOTH}]}}\n",
        },
        "docs/data/announcements.yml:1:3",
    ),
    "task": (
        {"docs/a.md": product(), "docs/data/home.yml": f"tasks:\n  - {{text: Ask {NAME}, page: X-1}}\n"},
        "docs/data/home.yml:2:5",
    ),
    "search": ({"docs/a.md": page(), "docs/data/home.yml": "searches: [copper lantern]\n"}, "docs/data/home.yml:1:12"),
    "vocabulary": (
        {"docs/a.md": page(), "docs/data/vocabulary.yml": f"sector:\n  car-wash: {NAME}\n"},
        "docs/data/vocabulary.yml:2:13",
    ),
    "legislation": (
        {"docs/a.md": page(), "docs/data/legislation.yml": f"acts: {{CLA 2015: The {NAME} Act}}\n"},
        "docs/data/legislation.yml:1:1",
    ),
    "configuration": (
        {"docs/a.md": page(), "mkdocs.yml": CONFIGURATION.replace("Test library", f"{NAME} library")},
        "mkdocs.yml:1:1",
    ),
    "row of a file": (csv(f"a,b\nx,{NAME}\n"), "docs/f.csv:2:3"),
    "title of a file": (
        {**csv("a\n"), **registered("csv", "a\n", title=NAME)},
        "docs/data/attachments.yml:1:3",
    ),
    "words of a drawing": (
        {"docs/a.md": page("[x](f.svg)\n"), "docs/f.svg": SVG, **registered("svg", SVG)},
        "docs/f.svg:3:1",
    ),
    "attribute of a drawing": (
        {"docs/a.md": page("[x](f.svg)\n"), "docs/f.svg": PICTURE, **registered("svg", PICTURE)},
        "docs/f.svg:2:1",
    ),
}
"""Where the name stands, to a project that shows it to partners, and the place that is told."""


@pytest.mark.parametrize("channel", SHOWN)
def test_a_watched_name_is_found_wherever_the_edition_shows_it(channel: str, tmp_path: Path) -> None:
    files, place = SHOWN[channel]
    assert found(tmp_path, files) == [f"{place} watch-list-match"]


@pytest.mark.parametrize("channel", SHOWN)
def test_without_the_list_nothing_is_wrong(channel: str, tmp_path: Path) -> None:
    """The positive control: it is the list that finds it."""
    assert found(tmp_path, SHOWN[channel][0], watched="watch: []\n") == []


HIDDEN: Mapping[str, Mapping[str, str | bytes]] = {
    "page": {"docs/a.md": page(f"Ask {NAME}.\n", editions="law-enforcement", title=NAME)},
    "file name": {"docs/a.md": page(), "docs/copper-lantern.md": page(editions="law-enforcement")},
    "span": {"docs/a.md": page(f"Ask {ONLY}{NAME}{END} now.\n", restrictions=1)},
    "block": {"docs/a.md": page(f"::: restricted to law-enforcement\n{NAME}\n::: end restricted\n", restrictions=1)},
    "one word of it": {"docs/a.md": page(f"Ask Copper {ONLY}Lantern{END} now.\n", restrictions=1)},
    "field": {"docs/a.md": page(restricted=f"{{law-enforcement: {{title: {NAME}}}}}")},
    "comment": {"docs/a.md": page(f"Text. <!-- {NAME} -->\n")},
    "glossary": {
        "docs/a.md": page(),
        "docs/data/glossary.yml": f"- {{term: {NAME}, meaning: X, editions: [law-enforcement]}}\n",
    },
    "variable": {
        "docs/a.md": page(f"Ask {ONLY}{{{{ desk.name }}}}{END} now.\n", restrictions=1),
        "docs/data/variables.yml": f"desk: {{name: {{value: {NAME}, editions: [law-enforcement]}}}}\n",
    },
    "variable that nothing uses": {"docs/a.md": page(), "docs/data/variables.yml": f"desk: {{name: {NAME}}}\n"},
    "file": csv("a\n")
    | {
        "docs/f.csv": NAME,
        "docs/a.md": page("::: restricted to law-enforcement\n[x](f.csv)\n::: end restricted\n", restrictions=1),
    }
    | registered("csv", NAME, "law-enforcement"),
    "draft": {"docs/a.md": page(), "docs/b.md": page(f"{NAME}\n", status="draft")},
}
"""Where the name stands, to a project whose partners do not have it."""


@pytest.mark.parametrize("channel", HIDDEN)
def test_what_the_guarded_edition_lacks_is_fine(channel: str, tmp_path: Path) -> None:
    assert found(tmp_path, HIDDEN[channel]) == []


@pytest.mark.parametrize("channel", sorted(HIDDEN.keys() - {"comment", "variable that nothing uses", "draft"}))
def test_and_is_found_where_the_wider_edition_is_guarded(channel: str, tmp_path: Path) -> None:
    """The positive control: the name is there to be found."""
    watched = WATCHED.replace("[partner]", "[law-enforcement]")
    assert {each.rsplit(" ", 1)[1] for each in found(tmp_path, HIDDEN[channel], watched=watched)} == {
        "watch-list-match"
    }


def test_editions_within_a_guarded_one_are_guarded_too(tmp_path: Path) -> None:
    watched = WATCHED.replace("[partner]", "[law-enforcement]")
    files = {"docs/a.md": page(restricted=f"{{partner: {{title: {NAME}}}}}")}
    assert found(tmp_path, files, watched=watched) == ["docs/a.md:4:31 watch-list-match"]


def test_a_pattern_of_the_list_guards_every_page_of_its_edition(tmp_path: Path) -> None:
    watched = WATCHED.replace("words: [Copper Lantern]", "patterns: [telephone]")
    files = {"docs/a.md": page(f"Ring {NUMBER}.\n"), "docs/b.md": page(f"Ring {NUMBER}.\n", editions="law-enforcement")}
    assert found(tmp_path, files, watched=watched) == ["docs/a.md:5:6 watch-list-match"]


def test_a_list_of_numbers_in_a_drawing_is_no_telephone_number(tmp_path: Path) -> None:
    watched = WATCHED.replace("words: [Copper Lantern]", "patterns: [telephone]")
    files = {"docs/a.md": page("[x](f.svg)\n"), "docs/f.svg": SVG, **registered("svg", SVG)}
    assert found(tmp_path, files, watched=watched) == []


# Personal data in debriefs.


@pytest.mark.parametrize(
    "trace",
    [
        NUMBER,
        "jo@example.org",
        "AB12 CDE",
        "AB 12 34 56 C",
        "SW1A 2AA",
        "born on 3 March 1999",
        "PC 1234",
        "crime reference 12/34567/24",
        "NRM reference 123456",
    ],
)
@pytest.mark.parametrize("editions", [BOTH, "law-enforcement"])
def test_a_debrief_shows_no_personal_data_to_anybody(trace: str, editions: str, tmp_path: Path) -> None:
    """With no watch list at all."""
    (problem,) = problems(tmp_path, {"docs/a.md": debrief(f"Then {trace} came up.\n", editions=editions)})
    assert f"{problem.location} {problem.code}" == "docs/a.md:15:6 personal-data"


def test_nor_in_its_fields_or_in_what_it_includes(tmp_path: Path) -> None:
    files = {
        "docs/a.md": debrief("{{ include p }}\n", more=f"summary: Ring {NUMBER}\n"),
        "docs/data/shared/p.md": f"---\neditions: [{BOTH}]\n---\nRing {NUMBER}.\n",
    }
    assert found(tmp_path, files) == ["docs/a.md:14:10 personal-data", "docs/data/shared/p.md:4:6 personal-data"]


def test_nor_in_its_files(tmp_path: Path) -> None:
    text = f"a,b\nx,{NUMBER}\n"
    files = {"docs/a.md": debrief(more="attachments: [docs/f.csv]\n"), "docs/f.csv": text, **registered("csv", text)}
    assert found(tmp_path, files) == ["docs/f.csv:2:3 personal-data"]
    assert found(tmp_path, files, watched=answer(f"text: {NUMBER}, page: X-9")) == []
    files["docs/b.md"] = product("[x](f.csv)\n")
    assert found(tmp_path, files, watched=answer(f"text: {NUMBER}, page: X-9")) == ["docs/f.csv:2:3 personal-data"]


def test_other_pages_may_have_a_telephone_number(tmp_path: Path) -> None:
    assert found(tmp_path, {"docs/a.md": product(f"Ring {NUMBER}.\n")}) == []


def test_a_help_line_is_nobodys_own(tmp_path: Path) -> None:
    assert found(tmp_path, {"docs/a.md": debrief("Ring 08000 121 700 or 101.\n")}) == []


def test_personal_data_that_an_entry_names_too_is_told_once(tmp_path: Path) -> None:
    watched = WATCHED.replace("words: [Copper Lantern]", "patterns: [telephone]")
    files = {"docs/a.md": debrief(f"Ring {NUMBER}.\n")}
    assert found(tmp_path, files, watched=watched) == ["docs/a.md:15:6 personal-data"]


# Answers.

TWICE = {
    "docs/a.md": product(f"Ring {NUMBER} for the Copper\nLantern.\n")
    .replace("type: guidance", "type: debrief")
    .replace("title:", "operation: {name: X}\ntitle:"),
    "docs/b.md": debrief(f"Ring {NUMBER} for the Copper Lantern.\n"),
}


def answer(*lines: str) -> str:
    return WATCHED + "allow:\n" + "".join(f"  - {{{line}, reason: Invented}}\n" for line in lines)


def test_an_answer_allows_its_text_everywhere(tmp_path: Path) -> None:
    assert found(tmp_path, TWICE, watched=answer(f"text: {NUMBER}", "text: copper lantern")) == []


def test_an_answer_for_a_page_allows_it_there_alone(tmp_path: Path) -> None:
    watched = answer(f"text: {NUMBER}, page: X-1", "text: Copper Lantern, page: X-1")
    assert found(tmp_path, TWICE, watched=watched) == [
        "docs/b.md:15:6 personal-data",
        "docs/b.md:15:28 watch-list-match",
    ]


@pytest.mark.parametrize("text", ["020 7946 014", "7946 0142", "Copper", "Copper Lanterns"])
def test_an_answer_allows_no_more_than_its_text(text: str, tmp_path: Path) -> None:
    assert len(found(tmp_path, TWICE, watched=answer(f"text: {text}"))) == 4


def test_an_answer_may_say_more_than_what_is_found(tmp_path: Path) -> None:
    """Then it allows it among these words alone."""
    files = {"docs/a.md": page(f"The {NAME} inn, and the {NAME}.\n")}
    assert found(tmp_path, files, watched=answer("text: Copper Lantern inn")) == ["docs/a.md:5:33 watch-list-match"]


# Messages.


def test_every_code_has_a_case() -> None:
    given = {"watch-list-match", "personal-data"}
    assert given == set(CODES)


@pytest.mark.parametrize("channel", SHOWN)
def test_a_message_says_what_to_do_and_never_what_was_found(channel: str, tmp_path: Path) -> None:
    for each in problems(tmp_path, {**SHOWN[channel][0], LIST: WATCHED}):
        assert ";" in each.message
        assert "line 2 of docs/data/watchlist.yml" in each.message
        assert "lantern" not in each.message.casefold()


def test_no_edition_has_anything_of_the_list(tmp_path: Path) -> None:
    """Its words, its reasons and its answers change no byte of a sound edition."""
    files = {"docs/a.md": page(f"Ask {ONLY}{NAME}{END} now.\n", restrictions=1)}
    texts = ["watch: []\n", answer("text: Copper Lantern Lane").replace("tactic", "whim")]
    for edition in ("law-enforcement", "partner"):
        one, other = (project(read(tmp_path, {**files, LIST: text}), edition).tree() for text in texts)
        assert one == other
        assert (NAME.encode() in b"".join(one.values())) == (edition == "law-enforcement")


def test_an_edition_is_judged_by_what_it_shows_alone(tmp_path: Path) -> None:
    """Changing what partners may not see changes no finding about theirs."""
    told = []
    for number, hidden in enumerate(["", f"{NAME}, {NUMBER}", "Something else, far longer than that, and elsewhere."]):
        span = f"{ONLY}{hidden}{END}" if hidden else ""
        files = {
            "docs/a.md": page(f"The {NAME}.\n{span} Text.\n", restrictions=int(bool(hidden))),
            "docs/b.md": page(f"{hidden}.\n", editions="law-enforcement"),
            LIST: WATCHED,
        }
        told.append(
            {
                (each.location.path, each.message)
                for each in examination(read_project(write(tmp_path / str(number), files)), ["partner"])
            }
        )
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 1
