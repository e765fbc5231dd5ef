"""Small projects in pairs that differ only in what the partner edition may not see.

A project is drawn in two parts. The public part is shared; it has slots where hidden material may stand. The hidden
part fills some of the slots; a pair is one public part with two hidden parts. Nothing is written to a disk: pages are
read by the reader's own functions, the rest is made of the same values that the reader makes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import count
from random import Random
from unicodedata import category, normalize

from hypothesis import strategies as st

from caveat.content.access import AccessRules
from caveat.content.corpus import (
    Access,
    Attachment,
    Configuration,
    Corpus,
    Edition,
    Page,
    Passage,
    Vocabulary,
)
from caveat.content.data_files import read_announcements, read_glossary, read_home, read_variables
from caveat.content.findings import Findings
from caveat.content.legislation import read_legislation
from caveat.content.line import split_lines
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.page import read_page
from caveat.content.page_rules import ProjectRules
from caveat.content.problem import ContentError, Location
from caveat.content.vocabulary import read_lists

AFTER_WORD, LINE_START, BEFORE_WORD = "\u0001", "\u0002", "\u0003"
"""Slots for words within a line."""
BLOCK = "\u0004"
"""A slot for blocks, alone on its line after its indentation; a blank line stands before it, or the body begins."""
ROW = "\u0005"
"""A slot for whole lines such as list items; what follows it says how such a line looks."""

PUBLIC_BLOCKS: Sequence[str] = (
    "Call the desk\u0001 out of hours\u0001, then write\u0001.\n\u0002It is open (always\u0001).\nA \u0003last line\u0001",
    "- one\n\u0005- {}\n- two\n\u0005- {}",
    "1. one\n\u0005 1. {}\n1. two\n\n    \u0004\n    more\n\n1. three",
    "| a | b |\n|---|---|\n| 1\u0001 | 2 |\n\u0005| {} | x |\n| 3 | 4 |",
    "## Powers\u0001\n\nWhat they are.[^1]\n\n[^1]: A public note\u0001.",
    '## Powers\n\nWhat "else\u0001" they are.[^2]\n\n[^2]: Another note.',
    "```text\nalpha\n\n\u0004\nbeta\n\u0005{}\ngamma\n```",
    "> quoted\u0001\n>\n> more",
    '<div class="note" markdown="1">\n\nIn a *division*\u0001.\n\n\u0004\n</div>',
    '!!! warning "Careful\u0001"\n\n    Text.\n\n    \u0004\n    More.',
    '=== "One"\n\n    First.\n\n\u0004\n=== "Two"\n\n    Second.',
    "See [the basics](id:P-1), [here](id:P-1#powers) and [there][out].\n\n[out]: https://example.org/",
    "Term\n:   Meaning\u0001\n\n*[NRM]: National Referral Mechanism\n\nThe NRM.",
    "- [ ] ask the OIC\n\u0005- [ ] {}\n- [x] write",
    "{{ include signs }}",
    "Write to {{ desk.mail }}\u0001. <!-- a comment -->\n\nEnd of `code\u0001`.",
)
"""Bodies are made of these, with a slot for blocks between any two."""

WORDS: Sequence[str] = (
    "heron", "", "Heron & Söhne <b>GmbH</b>", "*heron* _heron_ ~~heron~~ ==heron== ^heron^", "`heron`", "020 7946 0000",
    "[heron](https://example.org/heron)", "![heron](heron.png)", "[^heron]", "https://example.org/heron", "&amp; &#58; %3A",
    "\\* \\_ \\#", "# heron", "- heron", "1. heron", "> heron", "--- title", "*[NRX] heron", "{ .heron #powers }", "$heron$",
    "heron <!-- heron --> heron", '<span id="powers" class="heron">heron</span>', "ﬁ ß İ ǆ ẞ", "سر الحمام", "鷺 鷺", "🕊 🕊",
    "ṩ q̇", "A" * 400, "heron " * 80, "null", "2024-12-31", '"quoted"', "it's", "NRM OIC CPS", "Powers", "x_1 powers_2",
)  # fmt: skip
"""What stands in the words of hidden material. None looks like a marker: that is an error, in every edition."""

HIDDEN_BLOCKS: Sequence[str] = (
    "{}",
    "",
    "## Powers\n\n{}",
    "### {}",
    "{}\n\n\n\n{}",
    "Text.[^h]\n\n[^h]: {}",
    "[hidden]: https://example.org/hidden\n\n[hidden] {}",
    "*[HRN]: {}\n\nAsk HRN.",
    "---\neditions: [partner]\ntitle: {}\n---",
    "===\n\n---\n\n***\n\n{}",
    "- {}\n- two\n\n    three",
    "1. {}\n2. two",
    "| h | {} |\n|---|---|\n| 1 | 2 |",
    "```python\n{}\n\n\ncode\n```",
    "~~~\n<!-- {}\n~~~",
    '<div class="powers" id="powers" data-x="y">\n{}\n</div>',
    "<!-- {} -->",
    "<!--\n\n{}\n\n-->",
    "<script>\nlet heron = 1; // {}\n</script>",
    "<details><summary>More</summary>\n\n{}\n\n</details>",
    '!!! note "Heron"\n\n    {}',
    '=== "Three"\n\n    {}',
    "Term\n:   {}",
    "{{{{ include hidden }}}}\n\n{{{{ desk.hidden }}}} {}",
    "[it](hidden.md) and ![it](hidden.csv) {}",
    "${{{{ heron }}}} [TOC] --8<-- {{% heron %}} {}",
    "> {}\n> [!NOTE]",
    "{}  \n\\",
    "\u00b6 " * 500 + "{}",
)
"""Whole hidden blocks; braces stand for the words."""

HIDDEN_FIELDS: Sequence[str] = (
    "title: {}",
    "summary: {}",
    "handling: {}",
    "tags: [{}, other]",
    "owner: {}",
    "lead: {}",
    "marking: OFFICIAL-SENSITIVE",
    "review_by: 2020-01-01",
    "law_as_at: 2030-01-01",
    "legislation: [MSA 2015 s 45, NBA 2022 s 60]",
    "audience: [prosecutor, investigator]",
    "sector: [online, hidden]",
    "exploitation: [sexual]",
    "stage: [trial]",
    "forces: [kent]",
    "agencies: [cps]",
    "consulted: [{}]",
    "legal_check: {{date: 2024-05-01, body: {}}}",
    "lived_experience_review: {{date: 2024-05-01, body: {}}}",
    "sources: [{{title: {}, section: {}}}]",
    "related: [H-1]",
    "aliases: [hidden-name.md]",
    "attachments: [docs/hidden.csv]",
    "proceedings: {{status: live, until: 2031-01-01}}",
    "status: withdrawn\n    withdrawn_because: {}",
    "status: draft",
    "series: guide\n    part: 1",
)
"""Fields that a public product has otherwise in the wider edition."""

HIDDEN_PAGES: Sequence[str] = (
    "title: {}",
    "title: Hidden\nid: H-1\naliases: [old-hidden.md, hidden/old.html]",
    "title: Hidden\nid: H-2\nrelated: [P-1, P-2]\nsummary: {}",
    "id: H-3\ntype: guidance\ntitle: {}\nseries: guide\npart: 9\nlegislation: [MSA 2015 s 1]\naudience: [trainer]",
    "id: H-4\ntype: debrief\ntitle: Hidden\noperation:\n  name: {}\n  lessons:\n    - lesson: {}\n"
    "      changed: [{{page: P-1, date: 2030-01-01, what: {}}}]",
    "id: H-5\ntype: bulletin\ntitle: Hidden\nexpires: 2030-01-01\nsupersedes: [P-2]\nsector: [hidden]",
    "id: H-6\ntype: statistics\ntitle: {}\nmarking: OFFICIAL-SENSITIVE\nhandling: {}",
)
"""Front matter of hidden pages."""

HIDDEN_PATHS: Sequence[str] = (
    "docs/hidden.md", "docs/0.md", "docs/zz.md", "docs/advice/index.md", "docs/advice/hidden.md", "docs/hidden/index.md",
    "docs/hidden/deep/er.md", "guidance/a.md", "guidance/zz/index.md", "debriefs/hidden.md", "docs/Ärger.md",
)  # fmt: skip

Tree = Mapping[str, "Tree"] | Sequence["Tree"] | str | date
"""What stands in a data file."""

PRODUCT = "marking: OFFICIAL\nowner: Lead\nreview_by: 2025-01-31\n"
HISTORY = (
    ("1.1", date(2024, 3, 18), "minor", "Corrected."),
    ("1.0", date(2024, 1, 31), "major", "First published."),
)
BASICS = "docs/advice/basics.md"
"""Other pages lead to this one, so that it is always there."""
PUBLIC_PAGES: Mapping[str, str] = {
    BASICS: f"id: P-1\ntype: guidance\ntitle: Basics\nstatus: current\n{PRODUCT}summary: The basics.\n"
    "audience: [investigator]\nsector: [farm]\nlegislation: [MSA 2015 s 45]\nseries: guide\npart: 2\n",
    "docs/advice/second.md": f"id: P-2\ntype: guidance\ntitle: Second\nstatus: current\n{PRODUCT}series: guide\npart: 3\n"
    "related: [P-1]\nattachments: [docs/steps.csv]\naliases: [second-old.md]\n",
    "guidance/old.md": f"id: P-3\ntype: guidance\ntitle: Old\nstatus: superseded\nsuperseded_by: P-1\n{PRODUCT}",
    "guidance/review.md": f"id: P-4\ntype: debrief\ntitle: Review\nstatus: current\n{PRODUCT}operation:\n  name: Wren\n"
    "  lessons:\n    - lesson: Ask first.\n      changed: [{page: P-1, date: 2024-03-18, what: Powers}]\n",
    "docs/about.md": "title: About\n",
    "guidance/index.md": "title: Guidance\nid: P-5\n",
}


@dataclass(frozen=True)
class Public:
    """What every edition has."""

    pages: Mapping[str, Sequence[str]]
    """Path to the blocks of the body, with slots."""
    furniture: bool
    """Whether there are announcements, tasks and terms."""


@dataclass(frozen=True)
class Fill:
    """Hidden material for one slot: taken modulo what there is, so that any number fits."""

    slot: int
    form: str
    words: str


@dataclass(frozen=True)
class Hidden:
    """What only the wider edition has."""

    blocks: Sequence[Fill] = ()
    spans: Sequence[Fill] = ()
    rows: Sequence[Fill] = ()
    fields: Sequence[Fill] = ()
    history: Sequence[Fill] = ()
    pages: Sequence[Fill] = ()
    drafts: Sequence[Fill] = ()
    glossary: Sequence[Fill] = ()
    notices: Sequence[Fill] = ()
    tasks: Sequence[Fill] = ()
    terms: int = 0
    """Which of several vocabularies there is."""
    passage: str = ""
    """Words of a hidden passage, a hidden variable and a hidden attachment; empty: there is none."""
    comment: str = "a comment"
    wider: int = 0
    """Which of several configurations of the wider edition there is."""


@dataclass(frozen=True)
class Wider:
    """The editions that contain the partner edition, as a configuration has them."""

    editions: Sequence[Edition]
    folders: Sequence[str] = ("docs", "guidance")
    reasons: Sequence[str] = ()
    names: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", ", ".join(edition.name for edition in self.editions))


WIDER: Sequence[Wider] = (
    Wider([Edition("law-enforcement", "Law-enforcement edition")]),
    Wider(
        [Edition("law-enforcement", "Police", label="Heron eyes", handling="Do not forward")],
        ("docs", "guidance", "debriefs"),
    ),
    Wider(
        [Edition("law-enforcement", "Law-enforcement edition", marking="OFFICIAL-SENSITIVE")],
        reasons=("tactics", "heron"),
    ),
    Wider([Edition("law-enforcement", "Force edition", "national"), Edition("national", "National edition")]),
)
"""Titles, labels, ceilings, content folders, reasons, a third edition: configuration is hidden material too."""

TERMS: Sequence[tuple[Sequence[str], Sequence[str]]] = (
    ((), ()),
    (("aaa",), ()),
    ((), ("aaa", "zzz")),
    (("zzz", "aaa"), ("heron",)),
)
"""Hidden terms of the sectors before and after those that everybody has."""


def words_of(number: int) -> str:
    """One of the prepared words; for higher numbers, letters of any script."""
    if number < len(WORDS):
        return WORDS[number]
    chance = Random(number)
    text = "".join(
        chr(chance.choice((chance.randrange(0x20, 0x250), chance.randrange(0x250, 0x2FA1F)))) for _ in range(20)
    )
    # Composed, as a source has to be, and without the punctuation that makes words resemble a marker.
    return normalize("NFC", "".join(each for each in text if category(each)[0] in "LNS" or each in " .,"))


def fill_of(number: int, forms: Sequence[str]) -> Fill:
    number, slot = divmod(number, 12)
    number, form = divmod(number, len(forms))
    return Fill(slot, forms[form], words_of(number % (2 * len(WORDS))))


def fills(forms: Sequence[str] = ("{}",), most: int = 3) -> st.SearchStrategy[Sequence[Fill]]:
    """Up to `most` fills. One number holds a whole fill: drawing is what takes the time."""
    numbers = st.lists(st.integers(0, 2**32 - 1), max_size=most)
    return numbers.map(lambda drawn: tuple(fill_of(number, forms) for number in drawn))


hidden_parts = st.builds(
    Hidden,
    blocks=fills(HIDDEN_BLOCKS, 4),
    spans=fills(most=4),
    rows=fills(),
    fields=fills(HIDDEN_FIELDS),
    history=fills(most=2),
    pages=fills(HIDDEN_PAGES),
    drafts=fills(HIDDEN_PAGES[:3], 1),
    glossary=fills(("{}", "OIC", "NRM", "CPS")),
    notices=fills(most=1),
    tasks=fills(most=1),
    terms=st.integers(0, len(TERMS) - 1),
    passage=st.sampled_from(("", "hidden words", "# hidden", "## Powers")),
    comment=st.sampled_from(("a comment", "heron", "heron " * 50)),
    wider=st.integers(0, len(WIDER) - 1),
)
public_parts = st.builds(
    Public,
    pages=st.dictionaries(
        st.sampled_from(sorted(PUBLIC_PAGES.keys() - {BASICS})),
        st.lists(st.sampled_from(PUBLIC_BLOCKS), max_size=5),
        max_size=4,
    ).map(lambda pages: {BASICS: ("## Powers", *PUBLIC_BLOCKS[:2]), **pages}),
    furniture=st.booleans(),
)
pairs = st.tuples(public_parts, hidden_parts, hidden_parts)


def corpus(public: Public, hidden: Hidden) -> Corpus:
    """The project of a public and a hidden part."""
    return _Project(public, hidden).corpus()


class _Project:
    def __init__(self, public: Public, hidden: Hidden) -> None:
        self.public, self.hidden = public, hidden
        self.wider = WIDER[hidden.wider]
        self.everyone = frozenset({"partner", *(edition.name for edition in self.wider.editions)})
        self.few = Access(self.everyone - {"partner"}, "tactics")
        self.all = Access(self.everyone)
        self._slots = {kind: count() for kind in (BLOCK, ROW, "span", "page")}

    def corpus(self) -> Corpus:
        rules, findings = rules_of(self.hidden.wider, self.hidden.terms), Findings()
        pages = [self._page(path, blocks, rules) for path, blocks in sorted(self.public.pages.items())]
        pages += self._hidden_pages(rules)
        corpus = Corpus(
            configuration=rules.configuration,
            pages=tuple(sorted(pages, key=lambda page: page.path)),
            vocabulary=rules.vocabulary,
            passages={passage.name: passage for passage in self._passages()},
            variables=read_variables(node(self._variables(), "variables.yml"), rules.access, findings),
            glossary=read_glossary(node(self._glossary(), "glossary.yml"), rules.access, findings),
            attachments=tuple(self._attachments()),
            announcements=read_announcements(node(self._notices(), "announcements.yml"), rules.access, findings),
            home=read_home(node(self._home(), "home.yml"), rules.access, findings),
        )
        if findings.problems:
            raise ContentError(findings.problems)
        return corpus

    # Pages.

    def _page(self, path: str, blocks: Sequence[str], rules: ProjectRules) -> Page:
        number = next(self._slots["page"])
        own = [fill for fill in self.hidden.fields if fill.slot % len(self.public.pages) == number]
        front = f"editions: [{self.wider.names}, partner]\n{PUBLIC_PAGES[path]}"
        if "type:" in front:
            front += self._history(
                [fill for fill in self.hidden.history if fill.slot % len(self.public.pages) == number]
            )
            front += self._restricted(own)
        body = "\n\n".join(self._lines(blocks))
        page = page_of(path, front, self.hidden.wider, self.hidden.terms)
        return replace(page, body=split_lines(body, path, 20))

    def _history(self, fills: Sequence[Fill]) -> str:
        entries = [(version, day, kind, change, "") for version, day, kind, change in HISTORY]
        for fill in fills:
            place = fill.slot % 2
            version, day, _, _ = HISTORY[place]
            entry = (f"{version}.{len(entries)}", day, "minor", fill.words or "-", f", editions: [{self.wider.names}]")
            at = next(at for at, (other, *_) in enumerate(entries) if other == version)
            while at and entries[at - 1][0].startswith(f"{version}."):
                at -= 1
            entries.insert(at, entry)
        return "history:\n" + "".join(
            f'  - {{version: "{version}", date: {day}, kind: {kind}, change: {quoted(change)}{more}}}\n'
            for version, day, kind, change, more in entries
        )

    def _restricted(self, fills: Sequence[Fill]) -> str:
        fields = {line.partition(":")[0]: fill for fill in fills for line in fill.form.split("\n")[:1]}
        lines = [f"    {fill.form.format(*[quoted(fill.words)] * 3)}\n" for fill in fields.values()]
        names = [edition.name for edition in self.wider.editions]
        return "restricted:\n" + "".join(f"  {name}:\n{''.join(lines)}" for name in names) if lines else ""

    def _hidden_pages(self, rules: ProjectRules) -> Iterator[Page]:
        taken = set(self.public.pages)
        for fill in (*self.hidden.pages, *self.hidden.drafts):
            path = HIDDEN_PATHS[fill.slot % len(HIDDEN_PATHS)]
            if path in taken:
                continue
            taken.add(path)
            names = f"{self.wider.names}, partner" if fill in self.hidden.drafts else self.wider.names
            front = f"editions: [{names}]\n" + fill.form.format(*[quoted(fill.words)] * 3) + "\n"
            status = "draft" if fill in self.hidden.drafts else "current"
            front += f"status: {status}\n"
            if "type:" in front:
                front += (PRODUCT.replace("marking: OFFICIAL\n", "") if "marking:" in front else PRODUCT) + (
                    'history:\n  - {version: "1.0", date: 2030-05-05, kind: major, change: Hidden}\n'
                )
            page = page_of(path, front, self.hidden.wider, self.hidden.terms)
            yield replace(page, body=split_lines(f"## Powers\n\n{fill.words}\n", path, 20))

    # Bodies.

    def _lines(self, blocks: Sequence[str]) -> Iterator[str]:
        yield from self._blocks("")
        for block in blocks:
            lines: list[str] = []
            for line in block.split("\n"):
                lines += self._line(line, in_code=block.startswith("```"))
            yield "\n".join(lines)
            yield from self._blocks("")

    def _line(self, line: str, *, in_code: bool = False) -> Iterator[str]:
        if BLOCK in line:
            indent = line.partition(BLOCK)[0]
            for block in self._blocks(indent, in_code=in_code):
                yield from (*block.split("\n"), "")
        elif line.startswith(ROW):
            for fill in self._taken(self.hidden.rows, ROW):
                row = line.removeprefix(ROW).format(fill.words.replace("|", "") or "heron")
                indent = " " * (len(row) - len(row.lstrip(" ")))
                yield f"{indent}{self._opener(fill)}{row.lstrip(' ')}{{end restricted}}"
        else:
            yield self._with_spans(line)

    def _blocks(self, indent: str, *, in_code: bool = False) -> Iterator[str]:
        for fill in self._taken(self.hidden.blocks, BLOCK):
            # A fence in a fence, or a comment in a comment, would end it: that is an error.
            form = "{}" if in_code and ("```" in fill.form or "~~~" in fill.form) else fill.form
            inner = form.format(*[fill.words.replace("<!-- heron -->", "") if "<!--" in form else fill.words] * 3)
            opener = f"::: restricted to {self.wider.names}{' because tactics' if fill.slot % 2 else ''}"
            lines = (opener, *inner.split("\n"), "::: end restricted")
            yield "\n".join(indent + line if line else "" for line in lines)

    def _with_spans(self, line: str) -> str:
        text = ""
        for letter in line:
            if letter not in (AFTER_WORD, LINE_START, BEFORE_WORD):
                text += letter
                continue
            for fill in self._taken(self.hidden.spans, "span"):
                span = f"{self._opener(fill)}{fill.words}{{end restricted}}"
                near = letter == BEFORE_WORD or fill.slot % 3 == 0
                text += span if near else f"{span} " if letter == LINE_START else f" {span}"
        return text.replace("a comment", self.hidden.comment)

    def _opener(self, fill: Fill) -> str:
        return f"{{restricted to {self.wider.names}{' because source' if fill.slot % 2 else ''}}}"

    def _taken(self, fills: Sequence[Fill], kind: str) -> Iterator[Fill]:
        """The fills of the next slot of a kind: a slot has a number on its page, and counting begins again after 12."""
        number = next(self._slots[kind]) % 12
        yield from (fill for fill in fills if fill.slot % 12 == number)

    # Data.

    def _passages(self) -> Iterator[Passage]:
        lines = ["- fear", *(line for line in self._line("\u0005- {}")), "- no papers", "", "Read\u0001."]
        body = "\n".join(self._with_spans(line) for line in lines)
        if block := "\n\n".join(self._blocks("")):
            body += f"\n\n{block}"
        yield Passage("signs", "signs.md", self.all, 0, split_lines(body, "signs.md"), Location("signs.md"))
        if self.hidden.passage:
            lines_of = split_lines(self.hidden.passage, "hidden.md")
            yield Passage("hidden", "hidden.md", self.few, 0, lines_of, Location("hidden.md"))

    def _variables(self) -> Tree:
        hidden = {"hidden": self._few(value=self.hidden.passage)} if self.hidden.passage else {}
        return {"desk": {**hidden, "mail": "desk@example.org"}}

    def _glossary(self) -> Tree:
        entries: list[Tree] = [
            self._all(short="OIC", long="officer in the case"),
            self._all(short="CPS", long="Crown Prosecution Service", meaning="Prosecutes."),
        ]
        entries = entries if self.public.furniture else []
        for number, fill in enumerate(self.hidden.glossary):
            text = f"hidden {number} {one_line(fill.words)}"
            names = {"term": text} if fill.form == "{}" else {"short": fill.form, "long": text}
            entries.insert(fill.slot % (len(entries) + 1), self._few(**names, meaning=text))
        return entries

    def _attachments(self) -> Iterator[Attachment]:
        def attachment(path: str, access: Access, data: bytes) -> Attachment:
            return Attachment(path, path.removeprefix("docs/"), path, "OFFICIAL", access, "", data, Location(path))

        if self.hidden.passage:
            yield attachment("docs/hidden.csv", self.few, self.hidden.passage.encode())
        yield attachment("docs/steps.csv", self.all, b"a,b\n")

    def _notices(self) -> Tree:
        notices = [self._all(title="New form", text="Use it.", page="P-1", until=date(2030, 1, 1))]
        notices = notices if self.public.furniture else []
        for fill in self.hidden.notices:
            notices.insert(fill.slot % 2, self._few(title=one_line(fill.words), text="hidden", page="H-1"))
        return notices

    def _home(self) -> Tree:
        tasks = [self._all(text="Refer somebody", page="P-1")] if self.public.furniture else []
        for fill in self.hidden.tasks:
            tasks.insert(fill.slot % 2, self._few(text=f"hidden {one_line(fill.words)}".strip(), page="P-1"))
        return {"tasks": tasks, "scene": tasks[::-1]}

    def _all(self, **fields: Tree) -> dict[str, Tree]:
        return {**fields, "editions": sorted(self.everyone)}

    def _few(self, **fields: Tree) -> dict[str, Tree]:
        return {**fields, "editions": sorted(self.few.editions), "because": "tactics"}


def one_line(text: str) -> str:
    """Text for a field: a field without text is left out of a source, never empty."""
    return " ".join(text.split()) or "-"


def quoted(text: str) -> str:
    """A field's text as a YAML scalar."""
    return json.dumps(one_line(text), ensure_ascii=False)


def node(value: Tree, path: str) -> Node:
    """A tree as the YAML reader gives it."""
    if isinstance(value, Mapping):
        entries = {name: node(part, path) for name, part in value.items()}
        return Fields(entries, dict.fromkeys(entries, (1, 1)), path, 1, 1)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Items(tuple(node(part, path) for part in value), path, 1, 1)
    return Scalar(value, path, 1, 1)


@cache
def rules_of(wider: int, terms: int) -> ProjectRules:
    """What pages are read against."""
    settings, findings = WIDER[wider], Findings()
    names = [edition.name for edition in settings.editions]
    editions = {edition.name: edition for edition in settings.editions}
    editions["partner"] = Edition("partner", "Partner edition", names[0])
    configuration = Configuration("Library", editions, settings.folders)
    access = AccessRules.of(configuration, frozenset({"tactics", "source", *settings.reasons}))
    few = {"editions": names, "because": "tactics"}
    before, after = TERMS[terms]
    sector: dict[str, Tree] = {name: {"label": f"Hidden {name}", "synonyms": [name], **few} for name in before}
    sector |= {"farm": "Farming", "online": "Online"}
    sector |= {name: {"label": f"Hidden {name}", **few} for name in (*after, "hidden")}
    reason = {name: {"label": f"{name} reason", **(few if name == "heron" else {})} for name in sorted(access.reasons)}
    own = node({"sector": sector, "reason": reason}, "vocabulary.yml")
    acts, provisions = packaged_legislation()
    lists = read_lists(own if isinstance(own, Fields) else None, access, findings)
    if findings.problems:
        raise ContentError(findings.problems)
    return ProjectRules(configuration, access, Vocabulary(lists, acts, provisions), {})


@cache
def packaged_legislation() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Acts and provisions that come with Caveat. Kept: reading them takes longer than a project."""
    return read_legislation(None, Findings())


@cache
def page_of(path: str, front_matter: str, wider: int, terms: int) -> Page:
    """The page of a front matter, without a body. Kept: the same front matter comes up again and again."""
    findings = Findings()
    text = f"---\n{front_matter}---\n"
    reading = read_page(text, path, path.removeprefix("docs/"), rules_of(wider, terms), findings)
    if reading.page is None:
        raise ContentError(findings.problems)
    return reading.page
