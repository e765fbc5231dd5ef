"""Malformed sources by the thousand: a right project, and ways to spoil one of its files that are never right."""

import random
import re
from collections.abc import Callable, Mapping

CANARY = "kestrel"
BOTH = "editions: [law-enforcement, partner]"

PROJECT: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: Guidance library
docs_dir: stop
plugins:
  - caveat:
      editions:
        law-enforcement: {title: Law-enforcement edition}
        partner: {title: Partner edition, within: law-enforcement}
""",
    "docs/stops.md": f"""\
---
id: MS-GDN-001
type: guidance
title: Vehicle stops
summary: What to look at first.
{BOTH}
restrictions: 4
restricted:
  law-enforcement:
    owner: Desk {CANARY}
marking: OFFICIAL
status: current
owner: Guidance lead
review_by: 2027-01-31
history:
  - {{version: "1.1", date: 2026-02-01, kind: minor, change: Wording.}}
  - {{version: "1.0", date: 2026-01-05, kind: major, change: First published.}}
sector: [farm]
related: [MS-GDN-002]
tags: [vehicles]
---
Stop the van where everyone in it can be seen {{restricted to law-enforcement because tactics}}near {CANARY}{{end restricted}}.

::: restricted to law-enforcement because tactics
Ring {CANARY} on 020 7946 0145.

```text
code for {CANARY}
```
::: end restricted

Ask who holds each person's papers. See [the other page](id:MS-GDN-002#powers).

- one
- two

    ::: restricted to law-enforcement
    Ask for {CANARY}.
    ::: end restricted

- three {{restricted to law-enforcement}}{CANARY}{{end restricted}} more

Write to {{{{ desk.mail }}}}.

{{{{ include shared-words }}}}
""",
    "docs/other.md": f"""\
---
id: MS-GDN-002
type: guidance
title: Powers
{BOTH}
marking: OFFICIAL
status: current
owner: Guidance lead
review_by: 2027-01-31
history:
  - {{version: "1.0", date: 2026-01-05, kind: major, change: First published.}}
---
## Powers

What everybody may know of powers.
""",
    "docs/data/glossary.yml": f"- {{short: NRX, long: National routes exchange, {BOTH}}}\n"
    f"- {{short: KST, long: Name of {CANARY}, editions: [law-enforcement]}}\n",
    "docs/data/variables.yml": "desk:\n  mail: desk@example.org\n"
    f"  phone: {{value: {CANARY}, editions: [law-enforcement]}}\n",
    "docs/data/vocabulary.yml": "sector:\n  farm: Farming\nreason:\n  tactics: Tactics\n",
    "docs/data/shared/shared-words.md": f"---\n{BOTH}\n---\nWords that several pages share.\n",
}
"""A project without problems."""

Spoil = Callable[[str, random.Random], str]
"""What a way to spoil a file makes of its text; the text itself where this file has no place for it."""

_FORBIDDEN = "\x00\x07\x1b\x85\u2028\u2029\u200b\u200d\u202e\u2066\u00ad\ufeff\ue000\ufdd0\U000e0041\U0010fffd\r"
_MARKED_LINE = re.compile(r"^[ ]*::: .*$", re.MULTILINE)


def _insert(*pieces: str) -> Spoil:
    """One of the pieces, anywhere but at the very start, where one of them is allowed."""

    def spoil(text: str, rng: random.Random) -> str:
        at = rng.randrange(1, len(text))
        return text[:at] + rng.choice(pieces) + text[at:]

    return spoil


def _line(*lines: str, where: str = r"^(?:---)$") -> Spoil:
    """One of the lines, after a line that matches."""

    def spoil(text: str, rng: random.Random) -> str:
        places = [found.end() for found in re.finditer(where, text, re.MULTILINE)]
        at = rng.choice(places[:1] if where == r"^(?:---)$" else places) if places else -1
        return text if at < 0 else f"{text[:at]}\n{rng.choice(lines)}{text[at:]}"

    return spoil


def _replace(pattern: str, *others: str) -> Spoil:
    """One match of the pattern replaced."""

    def spoil(text: str, rng: random.Random) -> str:
        places = [*re.finditer(pattern, text, re.MULTILINE)]
        if not places:
            return text
        found = rng.choice(places)
        return text[: found.start()] + found.expand(rng.choice(others)) + text[found.end() :]

    return spoil


def _combining(text: str, rng: random.Random) -> str:
    places = [index + 1 for index, letter in enumerate(text) if letter in "aeou"]
    at = rng.choice(places)
    return text[:at] + "\u0301" + text[at:]


def _closer_elsewhere(text: str, rng: random.Random) -> str:
    """A closer of a block, moved to another line of the page."""
    lines = text.split("\n")
    closers = [index for index, line in enumerate(lines) if line.strip() == "::: end restricted"]
    if not closers:
        return text
    line = lines.pop(rng.choice(closers))
    lines.insert(rng.randrange(1, 12), line)
    return "\n".join(lines)


PAGE_SPOILS: Mapping[str, Spoil] = {
    "forbidden character": _insert(*_FORBIDDEN),
    "combining character": _combining,
    "wrong first line": _replace(r"\A---\n", "----\n", " ---\n", "--- \n", "\n---\n", "--\n", "***\n", "...\n", ""),
    "front matter never ends": _replace(r"\n---\n", "\n----\n", "\n"),
    "no editions": _replace(r"^editions: .*\n", "", "edition: [partner]\n", "Editions: [partner]\n", "editions:\n"),
    "empty or wrong editions": _replace(
        r"^editions: .*$", "editions: []", "editions: partner", "editions: [partners]", "editions: {partner: true}"
    ),
    "narrow edition alone": _replace(r"^editions: .*$", "editions: [partner]"),
    "line twice": _replace(r"^((?:title|editions|type|id|owner|status|marking): .*)$", r"\1\n\1"),
    "YAML that is refused": _replace(
        r"^(title|owner|status|type|marking): (.*)$", r"\1: &a \2", r"\1: *a", r"\1: !x \2", r"\1: !!str \2"
    ),
    "merge or second document": _line("<<: {title: x}", "---\ntitle: x", "? a\n: b", "%YAML 1.2"),
    "unknown field": _line("colour: red", "layout: wide", "author: somebody", "hide: [toc]", "search: {exclude: true}"),
    "tab": _line("\ttitle: x", "x:\n\t- a"),
    "wrong type": _replace(r"^(title|owner|summary|status): .*$", r"\1: [a]", r"\1: 12", r"\1: {a: b}", r"\1: true"),
    "wrong value": _replace(r"^(status|marking|type): .*$", r"\1: publicc", r"\1: OFFICAL", r"\1: x"),
    "wrong date": _replace(r"(review_by|date): [0-9-]+", r"\1: 2026-02-30", r"\1: soon", r"\1: 31/01/2026", r"\1: 5"),
    "wrong id": _replace(r"^id: .*$", "id: ms-1", "id: X", "id: MS GDN 1", "id: MS-GDN-", "id: [MS-GDN-001]"),
    "wrong count": _replace(r"^restrictions: \d+$", "restrictions: 3", "restrictions: 5", "restrictions: '4'", ""),
    "count without markers": _line("restrictions: 7", "restrictions: -1", "restrictions: many"),
    "unknown term": _replace(r"^sector: .*$", "sector: [fram]", "sector: farm", "sector: [farm, farm]"),
    "related page that is not there": _replace(r"^related: .*$", "related: [MS-GDN-009]", "related: [x]"),
    "marker gone": _replace(r"^[ ]*::: .*\n", ""),
    "marker misspelt": _replace(
        r"^([ ]*)::: (restricted to|end restricted)",
        r"\1:: \2", r"\1:::\2", r"\1::: \2ed", r"\1::: Restricted to", r"\1\t::: \2", r"\1:::  \2", r"\1<!-- ::: \2",
    ),
    "marker with more on its line": _replace(r"^([ ]*::: .*)$", r"\1 x", r"\1 ", r"x \1", r"- \1", r"> \1"),
    "marker with wrong words": _replace(
        r"(restricted to) law-enforcement", r"\1 police", r"\1 law-enforcement, partner", r"\1 law-enforcement; partner",
        r"\1 law-enforcement, law-enforcement", r"\1", r"\1 Law-enforcement", r"\1 law-enforcement because nothing",
    ),
    "marker twice": _replace(r"^([ ]*::: .*)$", r"\1\n\1"),
    "no blank line": _replace(r"\n\n(?=[ ]*::: restricted)|(?<=end restricted)\n\n", "\n"),
    "block less indented": _replace(r"^    (Ask for .*)$", r"\1", r"  \1"),
    "closer elsewhere": _closer_elsewhere,
    "span cut": _replace(r"\{end restricted\}", "", "{end restrictd}", "{end restricted", "\n{end restricted}", "(end restricted)"),
    "span opener cut": _replace(r"\{restricted to [^}]*\}", "", "{restricted}", "{restricted to }", "{ restricted to partner}"),
    "fence across a marker": _replace(r"^(::: restricted to .*)$", r"```\n\n\1\n```\n"),
    "fence that is not closed": _replace(r"(?<=kestrel\n)```\n", ""),
    "comment across a marker": _replace(r"^(::: restricted to .*)$", r"<!--\n\n\1\n-->"),
    "element across a marker": _replace(r"^(::: restricted to .*)$", r"\1\n<div>"),
    "broken link": _replace(r"id:MS-GDN-002#powers", "id:MS-GDN-009", "id:MS-GDN-002#no", "none.md", "/x", "file:///x"),
    "broken include": _replace(r"\{\{ include shared-words \}\}", "{{ include other-words }}", "{{ include }}", "{{include x}}"),
    "broken variable": _replace(r"\{\{ desk.mail \}\}", "{{ desk.none }}", "{{ desk.phone }}", "{{desk.mail}}", "{{ x }}"),
    "marker in a value": _replace(r"^(title|owner): (.*)$", r"\1: '{restricted to partner}\2{end restricted}'"),
    "long line": _line("x" * 100_001, where=r"^.+$"),
    "deep brackets": _line("[" * 70, where=r"^Ask who .*$"),
    "second title": _line("\n# Another title\n", where=r"^- three.*$|^What everybody.*$"),
}  # fmt: skip
"""Ways to spoil a page."""

DATA_SPOILS: Mapping[str, Spoil] = {
    "forbidden character": _insert(*_FORBIDDEN),
    "broken YAML": _insert("\n}{", "\n]", "\n- - : ["),
    "wrong edition": _replace(r"editions: \[law-enforcement(?=[\],])", "editions: [police", "editions: [[partner]"),
    "another shape": _replace(r"\A(?s:.*)\Z", "a\n", "- [a]\n", "12\n", "x: {y: {z: 1}}\n", "- {colour: red}\n"),
    "marker": _replace(r"(National|Farming|desk@)", r"::: restricted to partner \1", r"{restricted to partner}\1"),
}
"""Ways to spoil a data file."""


def malformed(rng: random.Random) -> tuple[str, str, Mapping[str, str | bytes]]:
    """The way, the file and the project of one malformed source."""
    while True:
        path = rng.choice(
            ("docs/stops.md", "docs/stops.md", "docs/other.md", "docs/data/shared/shared-words.md", *DATA)
        )
        way, spoil = rng.choice([*(DATA_SPOILS if path in DATA else PAGE_SPOILS).items()])
        text = PROJECT[path]
        spoiled = spoil(text, rng)
        if rng.random() < 0.05:
            at = rng.randrange(len(spoiled))
            broken = spoiled[:at].encode() + rng.choice((b"\xff", b"\xc3\x28", b"\xed\xa0\x80")) + spoiled[at:].encode()
            return "broken UTF-8", path, {**PROJECT, path: broken}
        if spoiled != text:
            return way, path, {**PROJECT, path: spoiled}


DATA = ("docs/data/glossary.yml", "docs/data/variables.yml", "docs/data/vocabulary.yml")
