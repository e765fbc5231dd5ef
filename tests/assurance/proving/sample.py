"""A small project with a place for every kind of mutation, and a quick build of it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from caveat.projection.staged import Projection
from caveat_site.source import Source
from caveat_site.stage import staged_files

EDITION = "partner"
_ALL = "editions: [law-enforcement, partner, public]"
_ONLY = "editions: [law-enforcement]"
_OPEN = "::: " + "restricted to law-enforcement"
_CLOSE = "::: " + "end restricted"
_DATA = "name\nheron\n"
_SHA256 = hashlib.sha256(_DATA.encode()).hexdigest()


def _words(text: str) -> str:
    return f"{{restricted to law-enforcement}}{text}{{end restricted}}"


def _page(title: str, body: str, more: str = "", editions: str = _ALL) -> str:
    return f"---\ntitle: {title}\n{editions}\n{more}---\n{body}"


def _product(
    identifier: str, title: str, body: str, more: str = "", editions: str = _ALL, kind: str = "guidance"
) -> str:
    fields = f"id: {identifier}\ntype: {kind}\nmarking: OFFICIAL\nstatus: current\nowner: Lead\nreview_by: 2025-01-31\n"
    history = 'history:\n  - {version: "1.0", date: 2024-01-31, kind: major, change: First published.}\n'
    return _page(title, body, fields + (more if "history:" in more else history + more), editions)


def _row(path: str, editions: str) -> str:
    return (
        f"- path: {path}\n  title: A file\n  sha256: {_SHA256}\n  marking: OFFICIAL\n  {editions}\n"
        "  cleared_by: Manager\n  cleared_on: 2024-01-31\n"
    )


SAMPLE: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: Sample
site_url: https://guidance.example.org/
docs_dir: stop
plugins:
  - caveat:
      content: [docs, guidance]
      editions:
        law-enforcement:
          title: Law-enforcement edition
        partner:
          title: Partner edition
          within: law-enforcement
        public:
          title: Public edition
          within: partner
""",
    "docs/text.md": _page(
        "Text",
        f"""\
Before the block stands a line, and more words here.

{_OPEN} because tactics
## Powers

Hidden text.[^h]

[^h]: Hidden note.
{_CLOSE}

## Powers

Call{_words(" the desk on 020 7946 0000")}, then write.
Ask {_words("the NRX")} too.

- one
{_words("- hidden item")}
- two

| a | b |
|---|---|
| 1 | 2 |

Public words.[^p]

[^p]: Public note.

```text
alpha

beta

gamma
```

{_OPEN}
Another hidden text.
{_CLOSE}

{{{{ include signs }}}}

Write to {{{{ desk.mail }}}}. See [the basics](id:P-1). Ask the NRX.
""",
        "restrictions: 5\n",
    ),
    "docs/about.md": _page("About", "# About us\n\nWho we are.\n"),
    "docs/advice/first.md": _page("First advice", "Keep calm and ask.\n"),
    "docs/draft.md": _page("Draft", "Not yet for anybody.\n", "status: draft\n"),
    "docs/advice/heron.md": _page("Hidden advice", "Hidden words.\n", "id: H-22\nsummary: Hidden.\n", _ONLY),
    "docs/secret/index.md": _page("Secret folder", "Hidden words.\n", editions=_ONLY),
    "docs/secret/plan.md": _page("Secret plan", "Hidden words.\n", editions=_ONLY),
    "docs/files/steps.csv": _DATA,
    "docs/files/hidden.csv": _DATA,
    "docs/files/linnet.csv": _DATA,
    "guidance/basics.md": _product(
        "P-1",
        "Basics",
        "What everybody reads.\n",
        """\
audience: [investigator]
sector: [farm]
legislation: [MSA 2015 s 45]
series: guide
part: 1
attachments: [docs/files/steps.csv]
history:
  - {version: "1.1", date: 2024-03-18, kind: minor, change: Corrected.}
  - {version: "1.0.1", date: 2024-02-15, kind: minor, change: Hidden change., editions: [law-enforcement]}
  - {version: "1.0", date: 2024-01-31, kind: major, change: First published.}
restricted:
  law-enforcement:
    summary: Hidden summary.
    owner: Hidden owner
    review_by: 2026-01-31
    attachments: [docs/files/hidden.csv]
""",
    ),
    "guidance/second.md": _product(
        "P-2",
        "Second",
        "More words for everybody.\n",
        "series: guide\npart: 2\nrelated: [P-1]\naliases: [old/second.md]\n",
    ),
    "guidance/plover.md": _product(
        "H-11",
        "Hidden product",
        "Hidden words.\n",
        "aliases: [old/hidden.md]\nsector: [hidden]\nrelated: [P-1]\n",
        _ONLY,
    ),
    "docs/data/shared/signs.md": f"---\n{_ALL}\nrestrictions: 1\n---\n- fear\n- papers\n\n{_OPEN}\nHidden sign.\n{_CLOSE}\n",
    "docs/data/shared/dunlin.md": f"---\n{_ONLY}\n---\nHidden words.\n",
    "docs/data/glossary.yml": f"""\
- short: OIC
  long: officer in the case
  {_ALL}
- short: NRX
  long: hidden long form
  meaning: Hidden meaning.
  {_ONLY}
- {{term: hidden term, meaning: Hidden., {_ONLY}}}
""",
    "docs/data/variables.yml": f"desk:\n  mail: desk@example.org\n  siskin: {{value: Hidden, {_ONLY}}}\n",
    "docs/data/vocabulary.yml": f"""\
sector:
  farm: Farming
  hidden: {{label: Hidden sector, synonyms: [hidden], {_ONLY}}}
  redstart: {{label: Unused sector, {_ONLY}}}
reason:
  tactics: Tactics
""",
    "docs/data/announcements.yml": f"""\
- {{title: New form, text: Use it., {_ALL}}}
- {{title: Hidden notice, text: Hidden., until: 2026-01-31, {_ONLY}}}
- {{title: Second hidden notice, text: Hidden., {_ONLY}}}
""",
    "docs/data/home.yml": f"""\
scene:
  - {{text: First steps, page: P-1}}
tasks:
  - {{text: Refer, page: P-1}}
  - {{text: Hidden task, page: P-1, {_ONLY}}}
  - {{text: Hidden second task, page: P-2, {_ONLY}}}
searches:
  - section 45
""",
    "docs/data/attachments.yml": _row("docs/files/steps.csv", _ALL)
    + _row("docs/files/hidden.csv", _ONLY)
    + _row("docs/files/linnet.csv", _ONLY),
}


def write(root: Path, files: Mapping[str, str] = SAMPLE) -> Path:
    """The project on the disk."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def projected(root: Path) -> Projection:
    """The edition, from a project that has no problem in it. To check every edition would take longer."""
    return Source(root).project([EDITION])[EDITION]


def staged(root: Path, out: Path) -> Path:
    """The edition's pages, data and search as an engine would be given them, without the theme: a quick build."""
    for address, content in staged_files(projected(root)):
        if not address.startswith("theme/"):
            place = out / address
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    return out
