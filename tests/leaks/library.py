"""A small public library with a slot for every leak channel, and the same library with some slots filled."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from leaks.channels import BOTH, CHANNELS, IN_FIELDS, UNPUBLISHED, Channel

_FIRST = '{version: "1.0", date: 2024-01-31, kind: major, change: First published.}'
_SLOT = re.compile("«([a-z -]+)»")
_MARKER = re.compile(r"restricted to [a-z]")
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>\n'


def public_page(title: str, body: str, more: str = "") -> str:
    return f"---\ntitle: {title}\n{BOTH}\n{more}---\n{body}"


def public_product(identifier: str, title: str, slot: str, kind: str = "guidance") -> str:
    """A product with a slot for fields of one edition, or for changes, of that name."""
    history = f"«{slot}»" if slot in ("change", "date of a change") else ""
    own = "" if history else f"«{slot}»"
    operation = "operation: {name: Wren}\n" if kind == "debrief" else ""
    return (
        f"---\nid: {identifier}\ntype: {kind}\ntitle: {title}\n{BOTH}\nmarking: OFFICIAL\nstatus: «status of {slot}»\n"
        f"owner: Guidance lead\nreview_by: 2025-01-31\nsector: [farm]\n{operation}history:\n{history}  - {_FIRST}\n{own}---\n"
        "What everybody reads. Ask the NRX.\n"
    )


def _registered(path: str, text: str) -> str:
    return (
        f"- path: {path}\n  title: A file\n  sha256: {hashlib.sha256(text.encode()).hexdigest()}\n  marking: OFFICIAL\n"
        f"  {BOTH}\n  cleared_by: Manager«cleared by»\n  cleared_on: 2024-01-31\n"
    )


LIBRARY: Mapping[str, str] = {
    "mkdocs.yml": """\
site_name: Guidance library
site_url: https://guidance.example.org/
docs_dir: stop
plugins:
  - caveat:
      editions:
        law-enforcement: {title: «edition title»«edition settings»}
        partner: {title: Partner edition, within: law-enforcement}
""",
    "docs/text.md": public_page(
        "Text",
        """\
Before.

«block»After the block, call«words», then write.

- one
«item»- two

| a | b |
|---|---|
| 1 | 2 |
«row»| 3 | 4 |

> quoted«quoted»

```sql
SELECT 1

«fence»SELECT 2
```

Use `count(«words in code»visits)`.

1. One.

«nested block»    More.

1. Two.

«definition»See [the basics](id:P-1)«link to a hidden page».
Read [the «words of a link»report](https://example.org/).

«address»«reference link»«footnote»«abbreviation»Last«comment».
""",
    ),
    "docs/whole.md": public_page("Whole", "«whole body»"),
    "docs/title.md": public_page("Title", "# A title«title in the body»\n\nText.\n"),
    "docs/headings.md": public_page(
        "Headings",
        """\
First.

«heading»«numbered things»## Powers

Text.[^p]

```python
visible
```

[^p]: Public note.

## Search«words in a heading»

End.
""",
    ),
    "docs/includes.md": public_page(
        "Includes", "{{ include signs }}\n\n«passage»Write to {{ desk.mail }}«use of a variable».\n"
    ),
    "docs/html.md": public_page(
        "HTML",
        "First.\n\n«class»«identifier»«tooltip»«data attribute»«label for readers»«text for an image»«attribute list»"
        "«diagram»«drawing»«data in a page»«reason»Last. ![A dot](files/dot.svg)\n",
    ),
    "docs/encodings.md": public_page(
        "Encodings",
        "First.\n\n«e-mail address»«percent signs»«entities»«mark-up in a word»«full-width letters»«highlighted code»Last.\n",
    ),
    "docs/shown.md": public_page(
        "Shown",
        """\
!!! warning "Careful«title of an admonition»"

    Text.

«admonition»    More.

=== "One"

    First.

«tab»=== "Two"

    Second.

??? note "More"

    Text.

«folded text»    Folded.
""",
    ),
    "docs/advice/first.md": public_page("First advice", "Keep calm.\n", "«comment in front matter»"),
    "docs/advice/deep/second.md": public_page("Second advice", "Ask.\n"),
    "docs/hidden.md": "---\ntitle: Hidden\nid: H-1\neditions: [law-enforcement]\n---\nText.\n",
    "docs/data/shared/signs.md": f"---\n{BOTH}\n---\n- fear\n«item of a passage»- papers\n\n«block of a passage»Write.\n",
    "docs/data/glossary.yml": "- {short: OIC, long: officer in the case, editions: [law-enforcement, partner]}\n"
    "«glossary»«glossary term»",
    "docs/data/variables.yml": "«comment in a data file»desk:\n«variable»«unused variable»  mail: desk@example.org\n",
    "docs/data/vocabulary.yml": "sector:\n«terms»«terms again»  farm: Farming\nreason:\n  tactics: Tactics\n«reasons»",
    "docs/data/legislation.yml": "acts:\n«acts»  TEA 1999: Test Act 1999\n",
    "docs/data/announcements.yml": f"«announcement»- {{title: New form, text: Use it., {BOTH}}}\n",
    "docs/data/home.yml": "scene:\n  - {text: First steps, page: P-1}\n«scene»tasks:\n«task»  - {text: Refer, page: P-1}\n"
    "searches:\n«search often made»  - section 45\n",
    "docs/data/attachments.yml": f"{_registered('docs/files/dot.svg', DOT)}«register»",
    "docs/files/dot.svg": DOT,
    "guidance/basics.md": public_product("P-1", "Basics", "no slot"),
    **{
        f"{'debriefs' if 'operation' in channel.slots else 'guidance'}/f{number}.md": public_product(
            f"F-{number}", f"Product {number}", channel.name, "debrief" if "operation" in channel.slots else "guidance"
        )
        for number, channel in enumerate(IN_FIELDS)
    },
}
"""Path to text, with slots between guillemets."""

WITHOUT = {
    "edition title": "Law-enforcement edition",
    "status of successor": "withdrawn\nwithdrawn_because: Out of date.",
}
"""What stands in slots that cannot be empty."""


def canary(channel: Channel, salt: str = "") -> str:
    """A word that stands nowhere else: small letters, so that it is one word everywhere."""
    digest = hashlib.sha256(f"{channel}{salt}".encode()).hexdigest()
    return "q" + "".join("bcdfghjklmnpqrtv"[int(digit, 16)] for digit in digest[:13])


def filled(words: Mapping[Channel, str]) -> dict[str, str]:
    """The library with these channels in it, each with its word."""
    slots = dict(WITHOUT)
    added: dict[str, str] = {}
    for channel, word in words.items():
        texts = {path: _with_word(channel, text, word) for path, text in channel.files.items()}
        added |= {_with_word(channel, path, word): text for path, text in texts.items()}
        for slot, text in channel.slots.items():
            value = _with_word(channel, text, word)
            digest = hashlib.sha256("".join(texts.values()).encode()).hexdigest()
            slots[slot] = value.replace("SHA256", digest)
    library = {path: _SLOT.sub(lambda found: _slot(found[1], slots), text) for path, text in LIBRARY.items()}
    return {path: _counted(path, text) for path, text in (library | added).items()}


def _with_word(channel: Channel, text: str, word: str) -> str:
    return text.replace("§", channel.written(word)).replace("¶", word.upper())


def _slot(name: str, slots: Mapping[str, str]) -> str:
    return slots.get(name, "current" if name.startswith("status of ") else "")


def _counted(path: str, text: str) -> str:
    """The text with the number of its restrictions in the front matter."""
    found = len(_MARKER.findall(text)) if path.endswith(".md") else 0
    return text.replace("---\n", f"---\nrestrictions: {found}\n", 1) if found else text


def write(root: Path, files: Mapping[str, str]) -> Path:
    """The library on the disk."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return root


def everything(salt: str = "", times: int = 1, without: Iterable[Channel] = ()) -> dict[Channel, str]:
    """Every channel but some, with its canary; `times` over, where it has to be longer."""
    left_out = set(without)
    return {each: canary(each, salt) * times for each in (*CHANNELS, *UNPUBLISHED) if each not in left_out}
