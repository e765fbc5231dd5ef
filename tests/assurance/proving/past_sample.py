"""The sample with three releases, in which everything happened once that today's rules and recalls take away."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from assurance.proving.sample import EDITION, SAMPLE, write
from caveat.content.problem import Location
from caveat.content.schema import SCHEMA
from caveat.history.record import FILE, Release, content_digest, written
from caveat.history.repository import BUNDLE, Repository
from caveat_site.source import Source
from caveat_site.stage import staged_files

_ONLY = "editions: [law-enforcement]"
_ALL = "editions: [law-enforcement, partner, public]"
BASICS, SECOND, SIGNS = "guidance/basics.md", "guidance/second.md", "docs/data/shared/signs.md"
_ADVICE = "docs/advice/first.md"


def _changed(path: str, *pairs: tuple[str, str]) -> str:
    """A file of today with other text in it."""
    text = SAMPLE[path]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


FIRST: Mapping[str, str] = {
    **SAMPLE,
    # Closed since.
    "docs/advice/heron.md": _changed(
        "docs/advice/heron.md", (_ONLY, _ALL), ("Hidden words", "Open words of the heron")
    ),
    BASICS: _changed(
        BASICS, ("history:\n", "summary: An open summary.\nhistory:\n"), (", editions: [law-enforcement]}", "}")
    ),
    "docs/data/shared/dunlin.md": SAMPLE["docs/data/shared/dunlin.md"].replace(_ONLY, _ALL),
    "docs/data/glossary.yml": SAMPLE["docs/data/glossary.yml"].replace(_ONLY, _ALL),
    "docs/data/announcements.yml": SAMPLE["docs/data/announcements.yml"].replace(_ONLY, _ALL),
    # Opened since: what it said stays closed.
    "docs/advice/egret.md": f"---\ntitle: Egret\n{_ONLY}\n---\nCount the egrets near the weir.\n",
    # Recalled since.
    "docs/about.md": f"{SAMPLE['docs/about.md']}\nMeet at the\nsecond exit. Bring a pen.\n",
    _ADVICE: f"{SAMPLE[_ADVICE]}\nRing the porter.\n",
    "docs/advice/stork.md": f"---\ntitle: Stork\n{_ALL}\n---\nOpen words of the stork.\n",
    SECOND: _changed(SECOND, ("related:", "summary: What the second says.\nrelated:")),
    SIGNS: _changed(SIGNS, ("- papers\n", "- papers\n- a green badge\n")),
}
"""The first release. Partners see none of what is hidden in it either."""
RELEASES: Mapping[str, tuple[dt.date, Mapping[str, str]]] = {
    "opening": (dt.date(2024, 4, 2), FIRST),
    "tactics-only": (dt.date(2024, 5, 2), {**FIRST, "docs/secret/plan.md": f"---\ntitle: New\n{_ONLY}\n---\nOther.\n"}),
    "porter": (dt.date(2024, 6, 2), {**FIRST, _ADVICE: f"{SAMPLE[_ADVICE]}\nRing the bell.\n"}),
}
"""Name to day and files. For partners the second is the first."""
_DECIDED = "editions: [partner]\n    reason: tactics\n    date: 2024-07-01\n    decided_by: Manager\n"
TODAY: Mapping[str, str] = {
    **SAMPLE,
    "docs/advice/egret.md": f"---\ntitle: Egret\n{_ALL}\n---\nOpen words of the egret.\n",
    "docs/data/recalls.yml": f"""\
recalls:
  - page: docs/about.md
    passage: Meet at the second exit.
    {_DECIDED}\
  - page: docs/data/shared/signs.md
    passage: a green badge
    {_DECIDED}\
  - page: docs/advice/stork.md
    {_DECIDED}\
  - page: P-2
    field: summary
    {_DECIDED}\
  - page: docs/advice/first.md
    release: porter
    lines: 7-7
    {_DECIDED}\
allowed:
  - text: summary
    reason: A word.
    date: 2024-07-01
    decided_by: Manager
""",
}


def write_past(root: Path, work: Path, today: Mapping[str, str] = TODAY) -> Path:
    """The project on the disk, its releases in a bundle."""
    write(root, today)
    repository = Repository.gathered(root, work, None)
    records = []
    for name, (day, texts) in RELEASES.items():
        files = {path: text.encode() for path, text in texts.items()}
        repository.store(name, day, files)
        records.append(Release(name, day, content_digest(files), SCHEMA, Location(FILE)))
    repository.bundle(root / BUNDLE, [*RELEASES])
    (root / FILE).write_text(written(tuple(records)), encoding="utf-8")
    return root


def staged_with_past(root: Path, out: Path) -> Path:
    """What an engine would be given of the edition and its earlier releases, without the theme: a quick build."""
    source = Source(root)
    current = source.project([EDITION])[EDITION]
    sites = [("", current), *((each.folder, show(each)) for each, show in source.history.earlier(current))]
    for folder, projection in sites:
        for address, content in staged_files(projection):
            if not address.startswith("theme/"):
                place = out / folder / address
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
    return out
