"""Compile an edition's documents into shards: plain data in JavaScript files.

A browser loads a shard by a script element, so that search works from a folder on a disk and under
`script-src 'self'`. A query loads the list of documents and one shard for each first letter of its words.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from caveat.projection.address import page_address
from caveat.projection.staged import Document, Projection
from caveat.search.text import headings, plain_text
from caveat.search.tokens import shard_of, tokens

_FOLDER = "assets/search"
_EXCERPT = 200
_WEIGHTS = {"title": 60, "id": 60, "headings": 12, "summary": 12, "keywords": 6}
_BODY_MOST = 8
"""Repetition in the body counts up to this: a long page is not a better answer for being long."""


def indexed(projection: Projection) -> Projection:
    """The projection with its shards among the files, and their names on its search page."""
    files = shards(projection.documents)
    found = {"root": f"{_FOLDER}/", "shards": sorted(_name(address) for address in files)}
    pages = tuple(
        replace(page, data={**page.data, "search": found}) if page.data["kind"] == "search" else page
        for page in projection.pages
    )
    return replace(projection, pages=pages, files={**projection.files, **files})


def shards(documents: Sequence[Document]) -> dict[str, bytes]:
    """Address below the site's root to content of every shard. The same documents always give the same bytes."""
    by_shard: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for number, document in enumerate(documents):
        for token, weight in sorted(_weights(document).items()):
            by_shard.setdefault(shard_of(token), {}).setdefault(token, []).append((number, weight))
    files = {"documents": _script("documents", list(map(_entry, documents)))}
    for name, postings in sorted(by_shard.items()):
        files[f"postings-{name}"] = _script(f"postings-{name}", dict(sorted(postings.items())))
    return {f"{_FOLDER}/{name}.js": content for name, content in files.items()}


def _name(address: str) -> str:
    return address.removeprefix(f"{_FOLDER}/").removesuffix(".js")


def _weights(document: Document) -> Counter[str]:
    found: Counter[str] = Counter()
    fields = {
        "title": tokens(document.title),
        "id": [*tokens(document.id), *(["".join(tokens(document.id))] if document.id else [])],
        "headings": tokens(" ".join(headings(document.body))),
        "summary": tokens(document.summary),
        "keywords": tokens(document.keywords),
    }
    body = Counter(tokens(plain_text(document.body)))
    for token, count in body.items():
        found[token] += min(count, _BODY_MOST)
    for field, words in fields.items():
        for token in set(words):
            found[token] += _WEIGHTS[field]
    if document.status in ("superseded", "withdrawn"):
        # What is not in force stands behind what is.
        return Counter(dict.fromkeys(found, 1))
    return found


def _entry(document: Document) -> dict[str, str]:
    excerpt = document.summary or plain_text(document.body)[:_EXCERPT]
    return {
        "href": page_address(document.uri),
        "title": document.title,
        "kind": document.kind,
        "ref": document.id,
        "date": document.date,
        "status": document.status,
        "excerpt": excerpt,
    }


def _script(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # U+2028 and U+2029 end a line in scripts older than ES2019.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"caveatSearch.add({json.dumps(name)},{text});\n".encode()
