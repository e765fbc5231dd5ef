"""Every kind of thing that reaches an edition is told of where it changes: nothing is forgotten.

Each case changes one thing that partners see, and that thing holds a word which stands nowhere else. The same change in
what only the widest edition has is told of there and nowhere else.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from caveat.reviewing import editions, pages
from projection.corpora import CONFIGURATION, page, product
from reviewing.reviewed import Files, part, reviewed, texts

BOTH = "law-enforcement, partner"
WORD = "zugvogel"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{}</title><circle r="4"/></svg>\n'


def register(picture: str, title: str = "A map", path: str = "map.svg") -> Files:
    digest = hashlib.sha256(picture.encode()).hexdigest()
    return {
        f"docs/files/{path}": picture,
        "docs/data/attachments.yml": f"- path: docs/files/{path}\n  title: {title}\n  sha256: {digest}\n"
        f"  marking: OFFICIAL\n  editions: [{BOTH}]\n  cleared_by: Manager\n  cleared_on: 2019-01-10\n",
    }


DEBRIEF = """\
---
id: X-2
type: debrief
title: A debrief
editions: [law-enforcement, partner]
marking: OFFICIAL
status: current
owner: Guidance lead
review_by: 2025-01-31
history:
  - {version: '1.0', date: 2024-01-31, kind: major, change: First published}
operation:
  name: Heron
  lead: LEAD
  outcome: OUTCOME
  partners: [PARTNERS]
  dates: DATES
  figures: [{value: '3', label: FIGURE}]
  good_practice: [PRACTICE]
  lessons: [{lesson: LESSON, changed: [{page: X-1, date: 2024-02-01, what: CHANGED}]}]
---
Text.
"""


@dataclass(frozen=True)
class Case:
    """Files in which one thing becomes another."""

    what: str
    """The unit that gains it."""
    now: Files
    before: Files = field(default_factory=dict)
    also: str = ""
    """Another unit that shows it in words of its own."""


def _field(more: str, before: str = "") -> Case:
    return Case("X-1", {"docs/a.md": product(more=more)}, {"docs/a.md": product(more=before)})


def _operation(name: str) -> Case:
    return Case("X-2", {"docs/d.md": DEBRIEF.replace(name, WORD)}, {"docs/d.md": DEBRIEF})


def _body(text: str, *, before: str = "Text.\n") -> Case:
    return Case("X-1", {"docs/a.md": product(text)}, {"docs/a.md": product(before)})


def _data(name: str, entry: str, now: str, before: str = "", **pages: str) -> Case:
    files = {f"docs/{path}.md": text for path, text in pages.items()}
    path = f"docs/data/{name}.yml"
    return Case(f"{path}#{entry}", {**files, path: now}, {**files, **({path: before} if before else {})})


def _setting(now: str, what: str, before: str) -> Case:
    return Case(what, {"mkdocs.yml": CONFIGURATION.replace(before, now)})


DOWNLOAD = product(identifier="X-3", more="attachments: [docs/files/map.svg]\n")
SECTOR = "sector:\n  farm: {{label: {}, plural: {}, note: {}, synonyms: [{}]}}\n"
CASES: Mapping[str, Case] = {
    "a sentence": _body(f"Text. {WORD}.\n"),
    "a heading": _body(f"## {WORD}\n\nText.\n"),
    "a row": _body(f"| A |\n|---|\n| {WORD} |\n"),
    "a footnote": _body(f"Text.[^1]\n\n[^1]: A {WORD}.\n", before="Text.[^1]\n\n[^1]: A bird.\n"),
    "text beside a block of HTML": _body(
        f"<div>\n<p>Text.</p>\nA <b>{WORD}</b>.\n</div>\n", before="<div>\n<p>Text.</p>\n</div>\n"
    ),
    "code": _body(f"```text\n{WORD}\n```\n"),
    "a link": _body(f"[Text](https://example.org/{WORD}).\n", before="[Text](https://example.org/).\n"),
    "the title of a link": _body(f'[Text](https://example.org/ "{WORD}").\n', before="[Text](https://example.org/).\n"),
    "an anchor": _body(f"## Text {{#{WORD}}}\n", before="## Text\n"),
    "a class": _body(f"Text.\n{{: .{WORD} }}\n"),
    "a shared passage": Case(
        "X-1",
        {
            "docs/a.md": product("{{ include signs }}\n"),
            "docs/data/shared/signs.md": page(f"A {WORD}.\n").replace("title: A page\n", ""),
        },
        {
            "docs/a.md": product("{{ include signs }}\n"),
            "docs/data/shared/signs.md": page("A bird.\n").replace("title: A page\n", ""),
        },
    ),
    "a title": Case("docs/b.md", {"docs/b.md": page(title=WORD)}, {"docs/b.md": page()}),
    "a title that the body has otherwise": Case(
        "docs/b.md", {"docs/b.md": page("# Text\n", title=WORD)}, {"docs/b.md": page("# Text\n")}
    ),
    "a summary": _field(f"summary: A {WORD}\n"),
    "a tag": _field(f"tags: [{WORD}]\n"),
    "an owner": Case("X-1", {"docs/a.md": product().replace("Guidance lead", f"The {WORD}")}),
    "a source": _field(f"sources: [{{title: The {WORD}}}]\n", "sources: [{title: A book}]\n"),
    "the address of a source": _field(
        f"sources: [{{title: A book, url: 'https://example.org/{WORD}'}}]\n", "sources: [{title: A book}]\n"
    ),
    "the section of a source": _field(
        f"sources: [{{title: A book, section: {WORD}}}]\n", "sources: [{title: A book}]\n"
    ),
    "a handling instruction": _field(f"handling: For the {WORD}\n"),
    "who was consulted": _field(f"consulted: [The {WORD}]\n"),
    "an alias": _field(f"aliases: [{WORD}.md]\n"),
    "a former id": _field(f"former_ids: [X-{WORD.upper()}]\n"),
    "a history note": Case("X-1", {"docs/a.md": product().replace("First published", f"First {WORD}")}),
    "why it was withdrawn": Case(
        "X-1",
        {
            "docs/a.md": product(more=f"withdrawn_because: The {WORD}.\n").replace(
                "status: current", "status: withdrawn"
            )
        },
    ),
    "a new page": Case("docs/b.md", {"docs/b.md": page(f"{WORD}.\n")}),
    "a page that moves": Case("X-1", {f"docs/{WORD}/a.md": product(), "docs/a.md": ""}, {"docs/a.md": product()}),
    **{
        f"an operation: {name.lower()}": _operation(name)
        for name in "LEAD OUTCOME PARTNERS DATES FIGURE PRACTICE LESSON CHANGED".split()
    },
    "an abbreviation": _data("glossary", "ABC", f"- {{short: ABC, long: the {WORD}, editions: [{BOTH}]}}\n"),
    "a term": _data(
        "glossary",
        "Heron",
        f"- {{term: Heron, meaning: A {WORD}, editions: [{BOTH}]}}\n",
        f"- {{term: Heron, meaning: A bird, editions: [{BOTH}]}}\n",
    ),
    **{
        f"the {name} of a term of the vocabulary": _data(
            "vocabulary",
            "sector.farm",
            SECTOR.format(*(WORD if each == name else each for each in "label plural note synonym".split())),
            SECTOR.format(*"label plural note synonym".split()),
            s=product(identifier="X-3", more="sector: [farm]\n"),
        )
        for name in ("label", "synonym")
    },
    "plain words for the law": _data(
        "legislation",
        "MSA 2015 s 45",
        f"provisions: {{MSA 2015 s 45: The {WORD}}}\n",
        l=product(identifier="X-3", more="legislation: [MSA 2015 s 45]\n"),
    ),
    "a variable": _data(
        "variables",
        "desk.name",
        f"desk: {{name: The {WORD}}}\n",
        "desk: {name: A desk}\n",
        v=page("Ask {{ desk.name }} now.\n"),
    ),
    "an announcement": _data("announcements", f"The {WORD}", f"- {{title: The {WORD}, editions: [{BOTH}]}}\n"),
    "a task of the home page": _data("home", "tasks", f"tasks: [{{text: Find the {WORD}, page: X-1}}]\n"),
    "a scene of the home page": _data("home", "scene", f"scene: [{{text: Find the {WORD}, page: X-1}}]\n"),
    "a search of the home page": _data("home", "searches", f"searches: [{WORD}]\n"),
    "the name of the site": _setting(f"The {WORD}", "mkdocs.yml", "Test library"),
    "the title of the edition": _setting(f"The {WORD}", "mkdocs.yml#partner", "Partner edition"),
    "the title of an attachment": Case(
        "docs/files/map.svg",
        {"docs/f.md": DOWNLOAD, **register(PICTURE.format("x"), WORD)},
        {"docs/f.md": DOWNLOAD, **register(PICTURE.format("x"))},
        also="X-3",
    ),
}


def files(case: Case) -> tuple[Files, Files]:
    """What it was and what it is, with a page that tasks can name."""
    base = {"docs/a.md": product()}
    before, now = {**base, **case.before}, {**base, **case.before, **case.now}
    return before, {path: text for path, text in now.items() if text != ""}


@pytest.mark.parametrize("name", CASES)
def test_a_change_of_anything_is_a_gain(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    review = reviewed(tmp_path, *files(case))
    found = texts(part(review, "partner"))
    saying = {what for what, blocks in found.items() if any(WORD in block.casefold() for block in blocks)}
    assert saying == {case.what, case.also} - {""}
    assert case.what in {gain.change.unit.what for _, gain in review.missing}


@pytest.mark.parametrize("name", CASES)
def test_the_rules_alone_find_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the check on the rules: only ids and classes that an author writes, and titles of lists, are left to it."""
    monkeypatch.setattr(editions, "leftover", lambda *_: ())
    case = CASES[name]
    found = texts(part(reviewed(tmp_path, *files(case)), "partner"))
    assert any(WORD in block.casefold() for block in found.get(case.what, ())) == (name not in ("an anchor", "a class"))


@pytest.mark.parametrize("name", CASES)
def test_the_check_on_the_rules_finds_it_too(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any rule: a kind of content that a rule forgets does not pass."""
    monkeypatch.setattr(pages.Pages, "changes", lambda _: iter(()))
    found = texts(part(reviewed(tmp_path, *files(CASES[name])), "partner"))
    assert any(WORD in block.casefold() for blocks in found.values() for block in blocks)


def test_other_bytes_of_an_attachment_are_a_gain(tmp_path: Path) -> None:
    """Words in a picture are not read: its digest tells that it is another."""
    link = {"docs/f.md": page("[Text](files/map.svg)\n")}
    one, two = ({**link, **register(PICTURE.format(words))} for words in ("x", "y"))
    digest = hashlib.sha256(PICTURE.format("y").encode()).hexdigest()
    assert texts(part(reviewed(tmp_path, one, two), "partner")) == {"docs/files/map.svg": [f"SHA-256: {digest}"]}


@pytest.mark.parametrize("name", ["a sentence", "a title", "a new page", "an abbreviation"])
def test_what_partners_do_not_have_is_told_of_in_the_widest_edition_alone(name: str, tmp_path: Path) -> None:
    def closed(some: Files) -> dict[str, str | bytes]:
        return {
            path: text.replace(BOTH, "law-enforcement") if isinstance(text, str) else text
            for path, text in some.items()
        }

    before, now = (closed(each) for each in files(CASES[name]))
    review = reviewed(tmp_path, {**before, "docs/open.md": page()}, {**now, "docs/open.md": page()})
    assert not part(review, "partner").changes
    assert any(WORD in change.text.casefold() for change in part(review, "law-enforcement").changes)
    assert not review.missing
