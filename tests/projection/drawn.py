"""A small project, made of a public part and of what only wider editions than the partner's have.

The public part has slots where hidden material may stand; the hidden part fills some of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from caveat.content.corpus import Edition
from projection.material import (
    AFTER_WORD,
    BEFORE_WORD,
    BLOCK,
    HIDDEN_PATHS,
    HISTORY,
    LINE_START,
    PRODUCT,
    PUBLIC_PAGES,
    ROW,
)

Tree = Mapping[str, "Tree"] | Sequence["Tree"] | str | date
"""What stands in a data file."""


@dataclass(frozen=True)
class Public:
    """What every edition has."""

    pages: Mapping[str, Sequence[str]]
    """Path to the blocks of the body, with slots."""
    furniture: bool
    """Whether there are announcements, tasks and terms."""
    middle: bool = False
    """Whether an edition lies within the partners', so that their pages have labels."""


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


LAW: Tree = {"changed": {"MSA 2015": [date(2024, 2, 1), date(2029, 1, 1)], "NBA 2022 s 60": [date(2024, 2, 2)]}}
"""Everybody has the law. The later day counts only where a hidden change makes an edition as late as that."""


@dataclass(frozen=True)
class Sources:
    """A project as text and trees: what would stand in its files."""

    wider: int
    terms: int
    middle: bool
    pages: Sequence[tuple[str, str, str]]
    """Path, front matter and body."""
    passages: Sequence[tuple[str, str, str]]
    """Name, front matter and body."""
    data: Mapping[str, Tree]
    """Name of a data file to what it holds."""
    attachments: Sequence[tuple[str, Sequence[str], bytes]]
    """Path, editions and content."""


def sources(public: Public, hidden: Hidden) -> Sources:
    """The project of a public and a hidden part."""
    return _Project(public, hidden).sources()


def vocabulary(wider: int, terms: int) -> dict[str, Tree]:
    """The project's own lists."""
    few = {"editions": [edition.name for edition in WIDER[wider].editions], "because": "tactics"}
    before, after = TERMS[terms]
    sector: dict[str, Tree] = {name: {"label": f"Hidden {name}", "synonyms": [name], **few} for name in before}
    sector |= {"farm": "Farming", "online": "Online"}
    sector |= {name: {"label": f"Hidden {name}", **few} for name in (*after, "hidden")}
    reasons = dict.fromkeys(("tactics", "source", *WIDER[wider].reasons))
    reason = {name: {"label": f"{name} reason", **(few if name == "heron" else {})} for name in reasons}
    return {"reason": reason, "sector": sector}


class _Project:
    def __init__(self, public: Public, hidden: Hidden) -> None:
        self.public, self.hidden = public, hidden
        self.wider = WIDER[hidden.wider]
        self.few = [edition.name for edition in self.wider.editions]
        self.all = [*self.few, "partner", *(["public"] if public.middle else [])]
        self._slots = {kind: count() for kind in (BLOCK, ROW, "span", "page")}

    def sources(self) -> Sources:
        pages = [self._page(path, blocks) for path, blocks in sorted(self.public.pages.items())]
        pages += self._hidden_pages()
        return Sources(
            self.hidden.wider,
            self.hidden.terms,
            self.public.middle,
            sorted(pages),
            list(self._passages()),
            {
                "announcements.yml": self._notices(),
                "glossary.yml": self._glossary(),
                "home.yml": self._home(),
                "legislation.yml": LAW,
                "variables.yml": self._variables(),
                "vocabulary.yml": vocabulary(self.hidden.wider, self.hidden.terms),
            },
            list(self._attachments()),
        )

    # Pages.

    def _page(self, path: str, blocks: Sequence[str]) -> tuple[str, str, str]:
        number = next(self._slots["page"])
        own = [fill for fill in self.hidden.fields if fill.slot % len(self.public.pages) == number]
        own = [fill for fill in own if "type: guidance" in PUBLIC_PAGES[path] or "series" not in fill.form]
        front = f"editions: [{', '.join(self.all)}]\n{PUBLIC_PAGES[path]}"
        if "type:" in front:
            changes = [fill for fill in self.hidden.history if fill.slot // 2 % len(self.public.pages) == number]
            front += self._history(changes) + self._restricted(own)
        return path, front, "\n\n".join(self._lines(blocks)) + "\n"

    def _history(self, fills: Sequence[Fill]) -> str:
        entries = [(version, day, kind, change, "") for version, day, kind, change in HISTORY]
        for fill in fills:
            version, day, _, _ = HISTORY[fill.slot % len(HISTORY)]
            at = next(at for at, (other, *_) in enumerate(entries) if other.startswith(version))
            third = sum(other.startswith(version) for other, *_ in entries)
            entries.insert(at, (f"{version}.{third}", day, "minor", fill.words, f", editions: [{self.wider.names}]"))
        return "history:\n" + "".join(
            f'  - {{version: "{version}", date: {day}, kind: {kind}, change: {quoted(change)}{more}}}\n'
            for version, day, kind, change, more in entries
        )

    def _restricted(self, fills: Sequence[Fill]) -> str:
        fields = {line.partition(":")[0]: fill for fill in fills for line in fill.form.split("\n")[:1]}
        lines = [f"    {fill.form.format(*[quoted(fill.words)] * 3)}\n" for fill in fields.values()]
        names = [edition.name for edition in self.wider.editions]
        return "restricted:\n" + "".join(f"  {name}:\n{''.join(lines)}" for name in names) if lines else ""

    def _hidden_pages(self) -> Iterator[tuple[str, str, str]]:
        taken = set(self.public.pages)
        for fill in (*self.hidden.pages, *self.hidden.drafts):
            path = HIDDEN_PATHS[fill.slot % len(HIDDEN_PATHS)]
            if path in taken:
                continue
            taken.add(path)
            names = ", ".join(self.all) if fill in self.hidden.drafts else self.wider.names
            front = f"editions: [{names}]\n" + fill.form.format(*[quoted(fill.words)] * 3) + "\n"
            status = "draft" if fill in self.hidden.drafts else "current"
            front += f"status: {status}\n"
            if "type:" in front:
                front += (PRODUCT.replace("marking: OFFICIAL\n", "") if "marking:" in front else PRODUCT) + (
                    'history:\n  - {version: "1.0", date: 2030-05-05, kind: major, change: Hidden}\n'
                )
            yield path, front, f"## Powers\n\n{fill.words}\n"

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
        text = text.replace("restricted to @", f"restricted to {self.wider.names}, partner")
        return text.replace("a comment", self.hidden.comment)

    def _opener(self, fill: Fill) -> str:
        return f"{{restricted to {self.wider.names}{' because source' if fill.slot % 2 else ''}}}"

    def _taken(self, fills: Sequence[Fill], kind: str) -> Iterator[Fill]:
        """The fills of the next slot of a kind: a slot has a number on its page, and counting begins again after 12."""
        number = next(self._slots[kind]) % 12
        yield from (fill for fill in fills if fill.slot % 12 == number)

    # Data.

    def _passages(self) -> Iterator[tuple[str, str, str]]:
        lines = ["- fear", *(line for line in self._line("\u0005- {}")), "- no papers", "", "Read\u0001."]
        body = "\n".join(self._with_spans(line) for line in lines)
        if block := "\n\n".join(self._blocks("")):
            body += f"\n\n{block}"
        yield "signs", f"editions: [{', '.join(self.all)}]\n", f"{body}\n"
        if self.hidden.passage:
            yield "hidden", f"editions: [{self.wider.names}]\n", f"{self.hidden.passage}\n"

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

    def _attachments(self) -> Iterator[tuple[str, Sequence[str], bytes]]:
        if self.hidden.passage:
            yield "docs/hidden.csv", self.few, self.hidden.passage.encode()
        yield "docs/steps.csv", self.all, b"a,b\n"

    def _notices(self) -> Tree:
        notices = [self._all(title="New form", text="Use it.", page="P-1", until=date(2030, 1, 1))]
        notices = notices if self.public.furniture else []
        for fill in self.hidden.notices:
            notices.insert(fill.slot % 2, self._few(title=one_line(fill.words), text="hidden", page="H-1"))
        return notices

    def _home(self) -> Tree:
        tasks = [self._all(text=f"Task {page}", page=page) for page in ("P-1", "H-1")] if self.public.furniture else []
        for fill in self.hidden.tasks:
            tasks.insert(fill.slot % 2, self._few(text=f"hidden {one_line(fill.words)}".strip(), page="P-1"))
        return {"tasks": tasks, "scene": tasks[::-1]}

    def _all(self, **fields: Tree) -> dict[str, Tree]:
        return {**fields, "editions": self.all}

    def _few(self, **fields: Tree) -> dict[str, Tree]:
        return {**fields, "editions": self.few, "because": "tactics"}


def one_line(text: str) -> str:
    """Text for a field: a field without text is left out of a source, never empty."""
    return " ".join(text.split()) or "-"


def quoted(text: str) -> str:
    """A field's text as a YAML scalar."""
    return json.dumps(one_line(text), ensure_ascii=False)
