"""Where restricted text could get out: one channel for each place, with the text that stands there.

A channel fills a slot of the public library (`library.py`) or adds files to it. In its text `§` is the canary.
The numbers are rows of the threat model's table of leak channels. Rows without a channel, and why:

    10  broken front matter publishes nothing: an error, in test_bad_input.py
    15  no date or name comes from version control; test_leaks.py plants some nevertheless
    16  edit links and repository addresses are settings that Caveat refuses: an error
    19  what lies inside an attachment is for whoever clears the file: Caveat copies its bytes or nothing
    20  no image is generated, and nothing is cached
    22  stale output has a test of its own
    26  there is no second rendering: paper is the same page
    29  earlier releases are projected like the present one, by the same functions
    30  nothing stands in for what is missing: identical bytes prove it
    31  the log of a build has a test of its own; messages of problems are in test_bad_input.py
    32, 33  archives and manifests are made of a built edition, and have tests of their own
    34  no page loads anything from elsewhere, whatever its edition: the engine refuses it
    36  scripts and styles are those of the theme, the same in every edition
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_MARK = "restricted to law-enforcement"
_ONLY = "editions: [law-enforcement]"
BOTH = "editions: [law-enforcement, partner]"


@dataclass(frozen=True, eq=False)
class Channel:
    """A place for restricted text."""

    row: int
    """Of the threat model's table."""
    name: str
    slots: Mapping[str, str] = field(default_factory=dict)
    """Name of a slot of the library to what this channel puts there."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Path to text of files that this channel adds."""
    written: Callable[[str], str] = str
    """The canary as it is written, where that is not how it reads."""
    needles: Callable[[str], tuple[str, ...]] = lambda word: (word,)
    """What to look for when the canary is this word."""

    def __str__(self) -> str:
        return f"{self.row}-{self.name.replace(' ', '-')}"


def block(text: str, indent: str = "", because: str = "") -> str:
    """A restricted block with the blank line after it."""
    lines = (f"::: {_MARK}{because}", *text.split("\n"), "::: end restricted")
    return "".join(f"{indent}{line}\n" if line else "\n" for line in lines) + "\n"


def span(text: str) -> str:
    """Restricted words."""
    return f"{{{_MARK}}}{text}{{end restricted}}"


def body(row: int, name: str, text: str, **more: Callable[[str], str]) -> Channel:
    """A channel in the body of a public page, in the slot of its own name."""
    return Channel(row, name, {name: text}, **more)  # type: ignore[arg-type]


def of_fields(*lines: str) -> str:
    """Front matter of one edition."""
    return "restricted:\n  law-enforcement:\n" + "".join(f"    {line}\n" for line in lines)


def fields(name: str, *lines: str, row: int = 9, suffixes: str = "") -> Channel:
    """A channel in the front matter of a public product, whose slot has the channel's name.

    `suffixes` are letters that the text puts after the canary, a different one in each place.
    """

    def needles(word: str) -> tuple[str, ...]:
        return tuple(f"{word}{letter}" for letter in suffixes) or (word,)

    return Channel(row, name, {name: of_fields(*lines)}, needles=needles)


def page(title: str = "Hidden", more: str = "", text: str = "Hidden text.") -> str:
    """A page that partners do not have."""
    return f"---\ntitle: {title}\n{_ONLY}\nrestricted_because: tactics\n{more}---\n{text}\n"


def product(identifier: str, more: str = "", title: str = "Hidden", kind: str = "guidance") -> str:
    """A product that partners do not have."""
    change = '{version: "1.0", date: 2024-02-01, kind: major, change: Hidden.}'
    fixed = "marking: OFFICIAL\nstatus: current\nowner: Lead\nreview_by: 2025-01-31\n"
    return page(title, f"id: {identifier}\ntype: {kind}\n{fixed}history:\n  - {change}\n{more}")


def day(word: str) -> str:
    """A date that depends on the canary."""
    number = sum(map(ord, word))
    return f"20{31 + len(word) // 20 % 60}-{1 + number % 12:02}-{1 + number % 28:02}"


def days(word: str) -> tuple[str, ...]:
    """What to look for when the canary is a date."""
    return (day(word),)


def act_of(word: str) -> str:
    """The short form of an Act, which has letters alone."""
    return "".join(letter if letter.isalpha() else "abcdefghij"[ord(letter) % 10] for letter in word)[:12]


CHANGED = "changed: [{page: P-1, date: 2024-01-31, what: §i}]"

IN_BODIES: tuple[Channel, ...] = (
    body(1, "block", block("Text §.")),
    body(1, "words", " " + span("on §")),
    body(1, "whole body", block("Text §.")),
    body(1, "item", span("- §") + "\n"),
    body(1, "row", span("| § | x |") + "\n"),
    body(1, "quoted", " " + span("§")),
    body(1, "fence", block("SELECT §")),
    body(1, "words in code", span("§, ")),
    body(1, "nested block", block("Text §.", indent="    ")),
    body(1, "definition", block("Term\n:   §")),
    body(2, "heading", block("## About §\n\nText.")),
    body(2, "words in a heading", " " + span("by §")),
    body(2, "title in the body", " " + span("by §")),
    body(3, "numbered things", block("## Powers\n\nNote §.[^h]\n\n[^h]: Hidden.\n\n```python\nhidden\n```")),
    body(5, "link to a hidden page", " " + span("and [§](id:H-1)")),
    body(5, "words of a link", span("§ ")),
    body(5, "address", block("[there](https://example.org/§)")),
    body(6, "reference link", block("[it][hidden]\n\n[hidden]: https://example.org/§")),
    body(6, "footnote", block("Text.[^n]\n\n[^n]: §")),
    body(6, "abbreviation", block("*[QXR]: §\n\nAsk QXR.")),
    body(8, "block of a passage", block("Ask §.")),
    body(8, "item of a passage", span("- §") + "\n"),
    body(17, "class", block('<p class="§">x</p>')),
    body(17, "identifier", block('<p id="§">x</p>')),
    body(17, "tooltip", block('<abbr title="§">x</abbr>')),
    body(17, "data attribute", block('<p data-note="§">x</p>')),
    body(17, "label for readers", block('<p aria-label="§">x</p>')),
    body(17, "text for an image", block("![§](files/dot.svg)")),
    body(17, "attribute list", block("Text.\n{: .§ }")),
    body(24, "title of an admonition", " " + span("§")),
    body(24, "admonition", block("Text §.", indent="    ")),
    body(24, "tab", block('=== "§"\n\n    Text.')),
    body(24, "folded text", block("Text §.", indent="    ")),
    body(25, "diagram", block("```mermaid\ngraph TD; A-->§\n```")),
    body(25, "drawing", block('<svg viewBox="0 0 9 9"><text>§</text></svg>')),
    body(25, "data in a page", block('```json\n{"a": "§"}\n```')),
    body(35, "e-mail address", block("<§@example.org>")),
    body(
        35, "percent signs", block("[x](https://example.org/§)"), written=lambda w: "".join(f"%{ord(c):02X}" for c in w)
    ),
    body(35, "entities", block("x§"), written=lambda word: "".join(f"&#{ord(letter)};" for letter in word)),
    body(35, "mark-up in a word", block("§"), written=lambda word: f"{word[:3]}**{word[3:6]}**<b>{word[6:]}</b>"),
    body(35, "full-width letters", block("§"), written=lambda w: "".join(chr(ord(letter) + 0xFEE0) for letter in w)),
    Channel(
        35,
        "highlighted code",
        {"highlighted code": block("```python\nx.§.in_\n```")},
        needles=lambda w: (f"x.{w}.in_",),
    ),
    Channel(
        37,
        "reason",
        {"reason": block("Text.", because=" because r-§"), "reasons": f"  r-§: {{label: Since §x, {_ONLY}}}\n"},
        needles=lambda word: (f"since {word}x",),
    ),
    Channel(
        8,
        "passage",
        {"passage": block("{{ include hidden }}")},
        {"docs/data/shared/hidden.md": f"---\n{_ONLY}\n---\nText §.\n"},
    ),
    Channel(
        8,
        "variable",
        {"use of a variable": " " + span("{{ desk.hidden }}"), "variable": f"  hidden: {{value: §, {_ONLY}}}\n"},
    ),
)

IN_FIELDS: tuple[Channel, ...] = (
    fields("title", "title: About §"),
    fields("summary", "summary: About §"),
    fields("handling", "handling: Only §"),
    fields("owner", "owner: Unit §"),
    fields("lead", "lead: Unit §"),
    fields("approver", "approver: Unit §"),
    fields("consulted", "consulted: [Body §]"),
    fields("legal check", "legal_check: {date: 2024-01-31, body: Body §}"),
    fields("lived experience", "lived_experience_review: {date: 2024-01-31, body: Body §}"),
    fields("sources", "sources: [{title: §a, section: §b, url: https://example.org/§c}]", suffixes="abc"),
    fields(
        "operation",
        "operation:",
        "  {name: §a, lead: §b, partners: [§c], dates: §d, outcome: §e, figures: [{value: §f, label: §g}],",
        f"  lessons: [{{lesson: §h, {CHANGED}}}], good_practice: [§j]}}",
        suffixes="abcdefghij",
    ),
    # Search knows a tag by its words.
    Channel(11, "tags", {"tags": of_fields("tags: [§]")}, needles=lambda word: tuple(word.split("-"))),
    fields("old address", "aliases: [old/§.md]", row=14),
    fields("former id", "former_ids: [X-¶]", row=13),
    Channel(9, "review date", {"review date": of_fields("review_by: §")}, written=day, needles=days),
    Channel(
        9,
        "legislation",
        {"legislation": of_fields("legislation: [§ 2031 s 1]"), "acts": "  § 2031: Act of § 2031\n"},
        written=lambda word: act_of(word).capitalize(),
        needles=lambda word: (f"{act_of(word)} 2031 s 1",),
    ),
    Channel(
        9,
        "successor",
        {"successor": of_fields("status: superseded", "superseded_by: H-9")},
        {"guidance/hidden-successor.md": product("H-9", title="After §")},
    ),
    Channel(
        9,
        "related page",
        {"related page": of_fields("related: [H-8]")},
        {"guidance/hidden-related.md": product("H-8", title="Near §")},
    ),
    Channel(
        12,
        "term",
        {"term": of_fields("sector: [farm, s-§]"), "terms": f"  s-§: {{label: Sites §x, {_ONLY}}}\n"},
        needles=lambda word: (f"s-{word}", f"sites {word}x"),
    ),
    Channel(
        18,
        "attachment",
        {
            "attachment": of_fields("attachments: [docs/files/a-§.csv]"),
            "register": "- path: docs/files/a-§.csv\n  title: File §x\n  sha256: SHA256\n  marking: OFFICIAL\n"
            f"  {_ONLY}\n  cleared_by: Manager\n  cleared_on: 2024-01-31\n",
        },
        {"docs/files/a-§.csv": "name\n§y\n"},
        needles=lambda word: (f"a-{word}", f"file {word}x", f"{word}y"),
    ),
    Channel(
        27,
        "change",
        {"change": f'  - {{version: "1.0.1", date: 2024-02-01, kind: minor, change: Added §., {_ONLY}}}\n'},
    ),
    Channel(
        28,
        "date of a change",
        {"date of a change": f'  - {{version: "1.0.1", date: §, kind: minor, change: X., {_ONLY}}}\n'},
        written=day,
        needles=days,
    ),
)

ELSEWHERE: tuple[Channel, ...] = (
    Channel(1, "page body", files={"docs/hidden-body.md": page(text="Text §.")}),
    Channel(4, "page title", files={"docs/hidden-title.md": page("About §")}),
    Channel(4, "folder title", files={"docs/hidden-folder/index.md": page("Folder §")}),
    Channel(4, "index of a public folder", files={"docs/advice/index.md": page("Folder §")}),
    Channel(7, "glossary", {"glossary": f"- {{short: NRX, long: § x, meaning: other, {_ONLY}}}\n"}),
    Channel(7, "glossary term", {"glossary term": f"- {{term: T, meaning: §, {_ONLY}}}\n"}),
    Channel(9, "page summary", files={"docs/hidden-summary.md": page(more="summary: About §\n")}),
    Channel(
        9,
        "lesson about a public page",
        files={
            "debriefs/hidden.md": product(
                "H-7", f"operation: {{name: X, lessons: [{{lesson: Learn §, {CHANGED}}}]}}\n", kind="debrief"
            )
        },
    ),
    Channel(13, "page id", files={"docs/hidden-id.md": product("X-¶")}),
    Channel(14, "old address of a hidden page", files={"docs/hidden-alias.md": page(more="aliases: [old-§.html]\n")}),
    Channel(21, "file name", files={"docs/p-§.md": page()}),
    Channel(21, "folder name", files={"docs/d-§/page.md": page()}),
    Channel(
        23,
        "announcement",
        {"announcement": f"- {{title: §x, text: §y, {_ONLY}}}\n"},
        needles=lambda word: (f"{word}x", f"{word}y"),
    ),
    Channel(23, "task", {"task": f"  - {{text: Do §, page: P-1, {_ONLY}}}\n"}),
    Channel(23, "scene", {"scene": f"  - {{text: Do §, page: P-1, {_ONLY}}}\n"}),
    Channel(23, "search often made", {"search often made": f"  - {{text: find §, {_ONLY}}}\n"}),
    Channel(37, "title of the wider edition", {"edition title": "§ edition"}),
    Channel(37, "label of the wider edition", {"edition settings": ", label: Only §"}),
)

CHANNELS = (*IN_BODIES, *IN_FIELDS, *ELSEWHERE)
"""What the wider edition shows and partners may not have."""

UNPUBLISHED: tuple[Channel, ...] = (
    Channel(17, "comment", {"comment": "<!-- § -->"}),
    Channel(17, "comment in front matter", {"comment in front matter": "# §\n"}),
    Channel(7, "comment in a data file", {"comment in a data file": "# §\n"}),
    Channel(4, "draft", files={"docs/draft.md": f"---\ntitle: §\n{BOTH}\nstatus: draft\n---\n§\n"}),
    Channel(8, "passage that no page includes", files={"docs/data/shared/unused.md": f"---\n{BOTH}\n---\n§\n"}),
    Channel(8, "variable that no page uses", {"unused variable": "  unused: §\n"}),
    Channel(12, "synonym that only one edition has", {"terms again": f"  t-§: {{label: §, synonyms: [§], {_ONLY}}}\n"}),
    Channel(18, "who cleared a file", {"cleared by": " §"}),
    Channel(
        15, "version control", files={".git/config": "[user]\n\tname = §\n", ".git/logs/HEAD": "§ <§@example.org>\n"}
    ),
    Channel(16, "files beside the content", files={"README.md": "§\n", "notes/§.txt": "§\n", "docs.orig": "§\n"}),
)
"""What stands in the source and in no edition."""
