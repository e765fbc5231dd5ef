"""The same small project as the files of a folder."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from projection.drawn import WIDER, Sources, Tree

_MARKER = re.compile(r"(?:::: |\{)restricted to [a-z]")


def files(sources: Sources) -> dict[str, bytes]:
    """Path to content of every file."""
    found = {path: _page(front_matter, body) for path, front_matter, body in sources.pages}
    found |= {f"docs/data/shared/{name}.md": _page(front, body) for name, front, body in sources.passages}
    found |= {f"docs/data/{name}": flow(tree) for name, tree in sources.data.items() if tree}
    register: list[Tree] = []
    for path, editions, data in sources.attachments:
        register.append({**_CLEARED, "path": path, "editions": editions, "sha256": hashlib.sha256(data).hexdigest()})
    found["docs/data/attachments.yml"] = flow(register)
    found["mkdocs.yml"] = flow(_configuration(sources))
    return {path: text.encode() for path, text in found.items()} | {path: data for path, _, data in sources.attachments}


def write(root: Path, sources: Sources) -> Path:
    """The project on the disk."""
    for folder in WIDER[sources.wider].folders:
        (root / folder).mkdir(parents=True, exist_ok=True)
    for path, content in files(sources).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def flow(value: Tree) -> str:
    """A tree as YAML in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow(part)}" for name, part in value.items()) + "}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "[" + ", ".join(map(flow, value)) + "]"


_CLEARED: Mapping[str, Tree] = {
    "title": "A file",
    "marking": "OFFICIAL",
    "cleared_by": "Manager",
    "cleared_on": date(2024, 1, 31),
}


def _page(front_matter: str, body: str) -> str:
    found = len(_MARKER.findall(body))
    restrictions = f"restrictions: {found}\n" if found else ""
    return f"---\n{front_matter}{restrictions}---\n{body}"


def _configuration(sources: Sources) -> Tree:
    settings = WIDER[sources.wider]
    editions: dict[str, Tree] = {}
    for each in settings.editions:
        named = {"title": each.title, "within": each.within, "label": each.label, "marking": each.marking}
        editions[each.name] = {name: text for name, text in {**named, "handling": each.handling}.items() if text}
    editions["partner"] = {"title": "Partner edition", "within": settings.editions[0].name}
    if sources.middle:
        editions["public"] = {"title": "Public edition", "within": "partner"}
    options: Sequence[Tree] = [{"caveat": {"content": list(settings.folders), "editions": editions}}]
    return {"site_name": "Library", "docs_dir": "stop", "plugins": options}
