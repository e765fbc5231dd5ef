"""Search of a project's content as it stands, on the command line: ranked exactly as in the browser."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caveat.content.configuration import FILE as CONFIGURATION
from caveat.content.folders import DATA_FOLDER, KEPT
from caveat.projection.address import page_address
from caveat.search.excerpt import excerpt
from caveat.search.index import index, library_of
from caveat.search.kept import read_kept, tool, write_kept
from caveat.search.plan import Slot
from caveat.search.rank import Ranker
from caveat.search.shards import Shards
from caveat_site.source import Source


@dataclass(frozen=True, slots=True)
class Result:
    """A page that was found."""

    id: str
    path: str
    """The source file; empty for a page that Caveat makes."""
    title: str
    section: str
    """Heading of the best section; empty where the page as a whole is the answer."""
    url: str
    """Address in the edition, with the anchor of the section."""
    score: float
    excerpt: str
    status: str


def search(root: Path, edition: str, query: str, limit: int, *, gone: bool = False) -> tuple[Result, ...]:
    """The best pages of an edition for a query; those no longer in force after the others, if `gone`.

    The index is made when the project has changed, and kept. Raises ContentError with the problems of the edition,
    UsageError for an edition that the project does not have.
    """
    kept = _index(root, edition)
    shards = Shards({name: text.encode() for name, text in kept["shards"].items()})
    found = Ranker(shards).ask(query)
    ranked = [*found.ranking, *(found.gone if gone else ())][:limit]
    return tuple(_result(shards[f"page-{each.page}"], found.slots, each.score, kept["paths"]) for each in ranked)


def _result(card: Any, slots: Sequence[Slot], score: float, paths: Mapping[str, str]) -> Result:
    best = excerpt(card, slots)
    return Result(
        id=card["id"],
        path=paths.get(card["url"], ""),
        title=card["title"],
        section=best.heading,
        url=f"{card['url']}#{best.anchor}" if best.anchor else card["url"],
        score=round(score, 4),
        excerpt=best.text,
        status=card["status"],
    )


def _index(root: Path, edition: str) -> Any:
    place = root / KEPT / f"index-{edition}.json"
    kept = json.loads(read_kept(place) or "{}")
    if kept and kept["of"] == _state(root, kept["folders"]):
        return kept
    source = Source(root)
    (name,) = source.chosen([edition])
    folders = sorted({*source.corpus.configuration.content, DATA_FOLDER})
    before = _state(root, folders)
    projection = source.project([name])[name]
    files = index(library_of(projection), source.kept(name))
    paths = {page_address(uri): path for uri, path in projection.origins.items()}
    made = {"of": before, "folders": folders, "paths": paths, "shards": {each: files[each].decode() for each in files}}
    write_kept(place, json.dumps(made, ensure_ascii=False))
    return made


def _state(root: Path, folders: Sequence[str]) -> str:
    """A digest of everything that an index follows from: the project's files, and the code."""
    whole = hashlib.sha256(tool().encode())
    for path in (root / CONFIGURATION, *(each for folder in folders for each in sorted((root / folder).rglob("*")))):
        content = path.read_bytes() if path.is_file() else b""
        whole.update(f"\n{path.relative_to(root).as_posix()} {path.is_symlink():d} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()
