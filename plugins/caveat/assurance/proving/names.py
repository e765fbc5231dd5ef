"""Names by which what a release shows is found again in today's source, so that today's rules can take it away.

They decide what an edition sees of its earlier releases, as editions lists do of what is in force: a mutation that
changes them changes what the edition may see, and is none.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from caveat.assurance.proving.edits import Mutation, apply, as_text
from caveat.assurance.proving.project import DATA, Document, Project, document_of
from caveat.assurance.proving.yaml_text import NOTHING, Node, read

Name = tuple[str, ...]
"""What it is, and by what it is known: `("page", "MS-GDN-001")`."""


def address(path: str) -> str:
    """Where a page stands in the site."""
    return path.removeprefix("docs/")


def keys(document: Document) -> tuple[str, ...]:
    """By what a page is known: its id, where it stands, and where it stood."""
    matters = [document.front, *((node for _, node in (_restricted(document).entries or {}).values()))]
    aliases = [alias.removesuffix(".html") for matter in matters for alias in matter.words("aliases")]
    old = (alias if alias.endswith(".md") else f"{alias}.md" for alias in aliases)
    return tuple(dict.fromkeys(filter(None, (document.id, address(document.path), *old))))


def _restricted(document: Document) -> Node:
    return document.front.get("restricted") or NOTHING


def closed_fields(document: Document, edition: str) -> frozenset[str]:
    """Fields that other editions alone have."""
    given = {name: frozenset(node.entries or ()) for name, (_, node) in (_restricted(document).entries or {}).items()}
    return (
        frozenset().union(*given.values()) - given.get(edition, frozenset()) - frozenset(document.front.entries or ())
    )


def history(document: Document, edition: str) -> tuple[Node, ...]:
    """The entries of a page's history, as far as an edition has fields of its own."""
    node = document.front.get("restricted", edition, "history") or document.front.get("history")
    return (node.items or ()) if node else ()


def closed_versions(document: Document, edition: str) -> frozenset[str]:
    """Versions that other editions alone see."""
    hidden = (each for each in history(document, edition) if each.get("editions"))
    return frozenset("".join(each.words("version")) for each in hidden if edition not in each.words("editions"))


def entries(name: str, root: Node) -> Iterator[tuple[Name, Node]]:
    """Each entry of a data file that can be closed, under each of its names."""
    items, groups = root.items or (), root.entries or {}
    if name == "glossary.yml":
        yield from ((("glossary entry", *("".join(each.words(key)) for key in _ENTRY)), each) for each in items)
    elif name == "announcements.yml":
        yield from ((("announcement", *each.words("title")), each) for each in items)
    elif name == "attachments.yml":
        yield from ((("attachment", *each.words("path")), each) for each in items)
        yield from ((("bytes", *each.words("sha256")), each) for each in items)
    elif name in _GROUPED:
        for group, (_, members) in groups.items():
            for key, (_, node) in (members.entries or {}).items():
                yield (_GROUPED[name], group, key), node


_ENTRY = ("short", "long", "term")
_GROUPED = {"variables.yml": "variable", "vocabulary.yml": "vocabulary term"}


def _is_closed(node: Node, edition: str) -> bool:
    return bool(node.get("editions")) and edition not in node.words("editions")


def _closed_in(name: str, root: Node, edition: str) -> Counter[Name]:
    """The names that a data file closes, and how often."""
    found = [*entries(name, root)]
    # A file's bytes are no secret where another name gives them.
    given = {each for each, node in found if each[0] == "bytes" and not _is_closed(node, edition)}
    return Counter(each for each, node in found if _is_closed(node, edition) and each not in given)


def _closed_by(document: Document, edition: str) -> Iterator[Name]:
    is_closed = edition not in document.editions
    if not document.is_page:
        if is_closed:
            yield "shared passage", document.path
        return
    for key in keys(document):
        if is_closed:
            yield "page", key
        yield from (("field", key, name) for name in closed_fields(document, edition))
        yield from (("version", key, version) for version in closed_versions(document, edition))


def _open_in(project: Project) -> Iterator[Name]:
    """What an edition could see of a release."""
    for document in project.seen:
        if not document.is_page:
            yield "shared passage", document.path
            continue
        given = document.front.get("restricted", project.edition) or NOTHING
        for key in filter(None, (document.id, address(document.path))):
            yield "page", key
            yield from (("field", key, name) for name in {**(document.front.entries or {}), **(given.entries or {})})
            versions = (("version", key, *each.words("version")) for each in history(document, project.edition))
            yield from versions
    for name, file in project.data.items():
        yield from (each for each, node in entries(name, file.root) if not _is_closed(node, project.edition))


class Closed:
    """What today's source takes away from the releases of a project."""

    def __init__(self, now: Project, releases: Mapping[str, Project]) -> None:
        """`releases` by name."""
        self._now, self._edition = now, now.edition
        self._open = {name: frozenset(_open_in(project)) for name, project in releases.items()}
        self._ever = frozenset[Name]().union(*self._open.values())
        self._files = {each.path: Counter(_closed_by(each, self._edition)) for each in now.documents}
        self._files |= {file.path: _closed_in(name, file.root, self._edition) for name, file in now.data.items()}
        self._bodies = {each.path: each.body_start for each in now.documents}
        self._keys = {name[1].removesuffix(".md") for name in self._ever if name[0] in _OF_DOCUMENTS}
        self._today = frozenset[Name]().union(*self._files.values())

    def of(self, release: str) -> frozenset[Name]:
        """Names of what the edition could see of a release and may not see today."""
        return self._today & self._open[release]

    def stays(self, mutation: Mutation) -> bool:
        """Whether a mutation of today's source leaves to every release what it has."""
        touched = self._touched(mutation)
        if not touched:
            return True
        files = {path: self._now.files[path] for path in mutation.paths if path in self._now.files}
        changed = apply(files, [mutation])
        before, after = Counter[Name](), Counter[Name]()
        for path in touched:
            before += self._files.get(path, _NONE)
            after += self._closed_in(path, changed[path]) if path in changed else _NONE
        # Two that close one name may lose it one after the other, so each counts.
        return not any(name in self._ever for name in (before - after) + (after - before))

    def _touched(self, mutation: Mutation) -> set[str]:
        """Files of a mutation that may close otherwise afterwards: to read them all again takes long."""
        fields = {patch.path for patch in mutation.patches if patch.start < self._bodies.get(patch.path, 0)}
        known = {path for path in mutation.paths if self._ever & self._files.get(path, _NONE).keys()}
        new = {
            path
            for path, data in mutation.added.items()
            if any(key in path or key.encode() in data for key in self._keys)
        }
        # What a data file gains has a name of its own, which no release knows.
        return fields | known - self._bodies.keys() | new | {*mutation.removed}

    def _closed_in(self, path: str, data: bytes) -> Counter[Name]:
        """The names that a file closes, and how often."""
        folder, _, name = path.rpartition("/")
        if folder == DATA and name.endswith(".yml"):
            return _closed_in(name, read(as_text(data)), self._edition)
        document = document_of(path, data, self._edition) if self._now.is_document(path) else None
        return Counter(_closed_by(document, self._edition)) if document else _NONE


_NONE = Counter[Name]()
_OF_DOCUMENTS = ("page", "field", "version", "shared passage")
