"""The index of an edition: its shards, and the projection with them among its files."""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace

from caveat.projection.limit import PageLimit, PageTooSlow, unlimited
from caveat.projection.staged import Document, Projection
from caveat.search.analysis import Analysis, analysis
from caveat.search.compile import Library, compiled
from caveat.search.kept import Kept, Nowhere
from caveat.search.phrases import Phrases, phrases

FOLDER = "assets/search"
NOWHERE = Nowhere()
_RECENT = 2
_recent: OrderedDict[Library, Mapping[str, bytes]] = OrderedDict()
"""The last indexes: the scan asks for that of the edition which has just been built."""


def library_of(projection: Projection) -> Library:
    """What the index of an edition is made from."""
    return Library(projection.documents, projection.terminology, str(projection.extra["edition"]["as_at"]))


def indexed(projection: Projection, kept: Kept = NOWHERE, limit: PageLimit = unlimited) -> Projection:
    """The projection with its shards among the files, and the address of their folder for its pages.

    The folder has the name of its content, so that a browser never mixes the files of two indexes.
    """
    files = index(library_of(projection), kept, limit)
    root = f"{FOLDER}/{digest(files)}/"
    shards = {f"{root}{name}.js": content for name, content in files.items()}
    extra = {**projection.extra, "search": root}
    return replace(projection, extra=extra, files={**projection.files, **shards})


def index(library: Library, kept: Kept = NOWHERE, limit: PageLimit = unlimited) -> Mapping[str, bytes]:
    """Name to content of every shard. Equal libraries give equal shards, whatever is kept."""
    if library not in _recent:
        known = phrases(library.terminology)
        found = kept.analyses(library.documents, known, lambda document: _analysis(document, known, limit))
        pairs = zip(library.documents, found, strict=True)
        whole = [made or analysis(replace(document, body=""), known) for document, made in pairs]
        _recent[library] = compiled(library, whole)
        while len(_recent) > _RECENT:
            _recent.popitem(last=False)
    return _recent[library]


def digest(files: Mapping[str, bytes]) -> str:
    """A name for the content of an index: the beginning of its SHA-256."""
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name} {len(content)}\n".encode() + content)
    return whole.hexdigest()[:16]


def _analysis(document: Document, known: Phrases, limit: PageLimit) -> Analysis | None:
    """None where the page cannot be converted: the engine meets it too, and says what is wrong with it."""
    try:
        with limit():
            return analysis(document, known)
    except (PageTooSlow, Exception):  # noqa: BLE001 - Whatever an extension of the converter raises.
        return None
