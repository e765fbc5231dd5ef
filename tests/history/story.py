"""A library with five releases, in which everything happened once that can happen to what an edition may see.

`FILES` tells of each file what it was from which release on; number 6 is the source as it stands today. Every rule has
a word of its own, which stands nowhere else.
"""

import hashlib
import subprocess
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from caveat.content.read import read_project
from caveat.history import make
from caveat.history.record import Release

TODAY = 6


class Made(NamedTuple):
    """A release that is made."""

    name: str
    day: date
    schema: int = 2


RELEASES: Mapping[int, Made] = {
    1: Made("opening", date(2019, 2, 1), schema=1),
    2: Made("second-thoughts", date(2020, 3, 1)),
    3: Made("mantis-only", date(2020, 9, 15)),
    4: Made("great-move", date(2021, 6, 30)),
    5: Made("spring-clean", date(2022, 11, 5)),
}
"""Number to release. The third changes only what the partner edition may not see."""
ALL = dict.fromkeys(RELEASES, "law-enforcement, partner, inspectorate") | {TODAY: "law-enforcement, partner"}
_DAYS = {1: "2019-01-15", 2: "2020-02-10", 3: "2020-09-01", 4: "2021-06-01", 5: "2022-10-20", TODAY: "2023-03-01"}
"""When what a release holds was written."""
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>marmoset</title><circle r="4"/></svg>\n'


def product(
    identifier: str, body: str, *, changed: tuple[int, ...] = (1,), editions: str = "«all»", more: str = ""
) -> str:
    """A product whose text changed in these releases; `more` holds further lines of front matter."""
    kind = "bulletin" if "-B-" in identifier else "guidance"
    marking = "" if "marking:" in more else "marking: OFFICIAL\n"
    entries = [
        f"  - {{version: '1.{at}', date: {_DAYS[number]}, kind: {'minor' if at else 'major'}, change: Change {at}.}}\n"
        for at, number in enumerate(changed)
    ]
    restrictions = body.count("restricted to ")
    counted = f"restrictions: {restrictions}\n" if restrictions else ""
    return (
        f"---\nid: {identifier}\ntype: {kind}\ntitle: Product {identifier}\neditions: [{editions}]\n{marking}"
        f"status: current\nowner: Guidance lead\nreview_by: 2030-01-31\n{counted}history:\n{''.join(reversed(entries))}"
        f"{more}---\n{body}"
    )


def plain(title: str, body: str, *, editions: str = "«all»", more: str = "") -> str:
    """A page that is no product."""
    return f"---\ntitle: {title}\neditions: [{editions}]\n{more}---\n{body}"


def _configuration(editions: str, more: str = "") -> str:
    return (
        "site_name: Test library\ndocs_dir: stop\nplugins:\n  - caveat:\n      editions:\n"
        "        law-enforcement: {title: Law-enforcement edition}\n" + editions + more
    )


_PARTNER = "        partner: {title: Partner edition, within: law-enforcement}\n"
_INSPECTORATE = "        inspectorate: {title: Inspectorate edition, within: law-enforcement}\n"
_PUBLIC = "        public: {title: Public edition, within: partner}\n"
_REGISTER = (
    f"- path: docs/files/map.svg\n  title: A map\n  sha256: {hashlib.sha256(PICTURE).hexdigest()}\n"
    "  marking: OFFICIAL\n  editions: [{editions}]\n  cleared_by: Manager\n  cleared_on: 2019-01-10\n"
)
ONLY = "::: restricted to law-enforcement because tactics\n{}\n::: end restricted\n"

FILES: Mapping[str, Mapping[int, str | bytes | None]] = {
    "mkdocs.yml": {
        1: _configuration(_PARTNER + _INSPECTORATE),
        4: _configuration(_PARTNER + _INSPECTORATE + _PUBLIC),
        TODAY: _configuration(
            _PARTNER.replace("}", ", marking: OFFICIAL}") + _PUBLIC,
            "      folders:\n        bulletins: [law-enforcement]\n",
        ),
    },
    "guidance/steady.md": {
        1: product("S-1", "The heron stands still.\n"),
        4: product("S-1", "The heron stands still.\n", editions="«all», public"),
    },
    "guidance/changed.md": {
        1: product("G-1", "## What to do\n\nWait for the aardvark.\n"),
        2: product("G-1", "## What to do\n\nWait for the badger.\n", changed=(1, 2)),
        4: product("G-1", "## What to do\n\nWait for the capybara.\n", changed=(1, 2, 4)),
    },
    "guidance/old-place.md": {1: product("G-2", "The dormouse sleeps.\n"), 4: None},
    "guidance/new-place.md": {
        4: product("G-2", "The dormouse sleeps.\n", more="aliases: [guidance/old-place.md]\n"),
    },
    "docs/plain-old.md": {1: plain("Plain", "The echidna digs.\n"), 4: None},
    "docs/plain-new.md": {
        4: plain("Plain", "The echidna digs.\n", more="aliases: [plain-old.md]\n"),
        TODAY: plain("Plain", "It digs no more.\n", editions="law-enforcement", more="aliases: [plain-old.md]\n"),
    },
    "guidance/narrowed.md": {
        1: product("G-3", "Ask the flamingo.\n"),
        TODAY: product("G-3", "Ask nobody.\n", editions="law-enforcement", changed=(1, TODAY)),
    },
    "guidance/widened.md": {
        1: product("G-4", "Meet the gibbon by night.\n", editions="law-enforcement"),
        4: product("G-4", "Meet the hedgehog by day.\n", changed=(1, 4)),
    },
    "guidance/deleted.md": {1: product("G-5", "Call the ibex.\n"), 5: None},
    "guidance/passages.md": {
        1: product(
            "G-6",
            "Before.\n\n" + ONLY.format("The jackal waits at the second exit.") + "\nThe koala reads every letter.\n",
        ),
        TODAY: product(
            "G-6",
            "Before.\n\nThe lemur waits somewhere else.\n\n" + ONLY.format("The koala reads every letter."),
            changed=(1, TODAY),
        ),
    },
    "guidance/fields.md": {
        1: product("G-7", "Text about fields.\n", more="lead: Team narwhal\n"),
        TODAY: product(
            "G-7",
            "Text about fields.\n",
            changed=(1, TODAY),
            more="restricted:\n  law-enforcement:\n    lead: Team narwhal\nrestricted_because: source\n",
        ),
    },
    "guidance/picture.md": {
        1: product("G-8", "![A map](../files/map.svg)\n\nLook at it.\n"),
        TODAY: product("G-8", "Look at it.\n", changed=(1, TODAY)),
    },
    "docs/files/map.svg": {1: PICTURE},
    "docs/data/attachments.yml": {
        1: _REGISTER.format(editions="«all»"),
        TODAY: _REGISTER.format(editions="law-enforcement"),
    },
    "guidance/filled.md": {
        1: product("G-9", "Call {{ desk.number }} at once.\n\n{{ include signs }}\n\nThe ABC helps.\n"),
        TODAY: product("G-9", "Call at once.\n\nOthers help.\n", changed=(1, TODAY)),
    },
    "docs/data/variables.yml": {
        1: "desk:\n  number: 0300 123 4521\n",
        TODAY: "desk:\n  number: {value: 0300 123 4521, editions: [law-enforcement]}\n",
    },
    "docs/data/shared/signs.md": {
        1: "---\neditions: [«all»]\n---\nSigns are an ocelot and silence.\n",
        TODAY: "---\neditions: [law-enforcement]\n---\nSigns are a puma and noise.\n",
    },
    "docs/data/glossary.yml": {
        1: "- {short: ABC, long: antelope beaver club, editions: [«all»]}\n",
        TODAY: "- {short: ABC, long: antelope beaver club, editions: [law-enforcement]}\n",
    },
    "docs/data/vocabulary.yml": {
        1: "sector:\n  farm: {label: Quokka farms}\n  online: {label: Online}\n",
        TODAY: "sector:\n  farm: {label: Quokka farms, editions: [law-enforcement]}\n  online: {label: Online}\n",
    },
    "guidance/sector.md": {
        1: product("G-10", "Text about sectors.\n", more="sector: [farm, online]\n"),
        TODAY: product("G-10", "Text about sectors.\n", changed=(1, TODAY), more="sector: [online]\n"),
    },
    "docs/data/announcements.yml": {
        1: "- {title: Look for the raccoon, editions: [«all»]}\n",
        TODAY: "- {title: Look for the raccoon, editions: [law-enforcement]}\n",
    },
    "guidance/sensitive.md": {1: product("G-11", "Mind the serval.\n", more="marking: OFFICIAL-SENSITIVE\n"), 5: None},
    "bulletins/first.md": {1: product("X-B-1", "Beware of the tapir.\n"), 5: None},
    "bulletins/covert.md": {
        1: product("X-B-2", "The unicorn is watched.\n", editions="law-enforcement"),
        3: product("X-B-2", "The viper is watched.\n", editions="law-enforcement", changed=(1, 3)),
    },
    "guidance/law.md": {
        1: product("G-12", "Text about law.\n", more="law: [MSA 2015 s 45]\nrole: [investigator]\n"),
        2: product("G-12", "Text about law.\n", more="legislation: [MSA 2015 s 45]\naudience: [investigator]\n"),
    },
    "guidance/links.md": {
        1: product("G-13", "See [it](narrowed.md), [that](id:G-3) and [more](changed.md#what-to-do).\n"),
        TODAY: product("G-13", "See [more](changed.md#what-to-do).\n", changed=(1, TODAY)),
    },
    "guidance/open.md": {
        4: product("G-14", "The walrus swims.\n", editions="«all», public", changed=(4,)),
        5: product("G-14", "The walrus dives.\n", editions="«all», public", changed=(4, 5)),
    },
}
"""Path to release to what the file was from then on; None: there was none."""


def state(number: int) -> dict[str, bytes]:
    """The files of the project at a release: path to content."""
    found: dict[str, bytes] = {}
    for path, texts in FILES.items():
        content = texts[max((at for at in texts if at <= number), default=0)] if min(texts) <= number else None
        if content is not None:
            found[path] = content if isinstance(content, bytes) else content.replace("«all»", ALL[number]).encode()
    return found


def put(root: Path, files: Mapping[str, bytes]) -> None:
    """Make these files the project's content, and leave what tells of releases and decisions."""
    for path in [
        *root.glob("mkdocs.yml"),
        *root.glob("docs/**/*"),
        *root.glob("guidance/**/*"),
        *root.glob("bulletins/*"),
    ]:
        if path.is_file() and path.name not in ("releases.yml", "recalls.yml"):
            path.unlink()
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


def git(root: Path, *arguments: str) -> str:
    """What git says."""
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def repository(root: Path) -> Path:
    """A folder in git, with a user."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", ".")
    git(root, "config", "user.name", "An editor")
    git(root, "config", "user.email", "editor@example.org")
    return root


def released(root: Path, made: Made, before: tuple[Release, ...], work: Path, *, bundle: bool = False) -> Release:
    """Release the project as it stands. `work` is a folder of the run."""
    corpus = read_project(root, made.schema).corpus
    assert corpus is not None
    files = make.released_files(root, corpus)
    # As the Caveat of its time would have recorded it.
    with mock.patch.object(make, "SCHEMA", made.schema):
        return make.make_release(root, work, made.name, made.day, files, before, bundle=bundle)


Change = Callable[[bytes], bytes]
"""Makes of a file of the library another one."""


def told(
    root: Path,
    work: Path,
    releases: Mapping[int, Made] = RELEASES,
    change: Change = lambda content: content,
) -> Path:
    """The library with its releases, in git and in a bundle, and the source as it stands today."""
    repository(root)
    records: tuple[Release, ...] = ()
    for number, made in releases.items():
        put(root, {path: change(content) for path, content in state(number).items()})
        records = (*records, released(root, made, records, work, bundle=number == max(releases)))
    put(root, {path: change(content) for path, content in state(TODAY).items()})
    return root


HIDDEN = (
    "echidna", "flamingo", "gibbon", "jackal", "narwhal", "ocelot", "puma", "raccoon", "serval", "tapir", "unicorn",
    "viper", "antelope beaver club", "Quokka", "0300 123 4521",
)  # fmt: skip
"""Words of the library that the partner edition has nowhere, at no time."""


def otherwise(content: bytes) -> bytes:
    """A file with other words, longer and shorter ones, where the partner edition has none."""
    for number, word in enumerate(HIDDEN):
        content = content.replace(word.encode(), f"Other {'words ' * (number % 4)}{number}".strip().encode())
    return content
