"""Mutations of files that the edition may not have, and of the rows that register them."""

import hashlib
from collections.abc import Iterator

from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.fields import field_for
from caveat.assurance.proving.project import DATA, Project
from caveat.assurance.proving.texts import Texts, flow, quoted
from caveat.assurance.proving.yaml_text import File, Node, slots, whole_lines

_REGISTER = "attachments.yml"
_PLAIN_FILES = (".csv",)
"""Kinds of file whose content can be anything."""


def attachment_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A cleared file, its row anywhere in the register, and a page that hands it out in another edition."""
    for page in texts.shuffled(project.pages)[:6]:
        owners = [name for name in project.outside if name in page.editions and not project.wider(name)]
        folders = project.folders(owners[:1])
        if not owners or not folders:
            continue
        path = f"{texts.random.choice(folders)}/{texts.random.choice('0az')}{texts.word()}.csv"
        data = f"name\n{texts.word()}\n".encode()
        values = {
            "path": path,
            "title": texts.value(),
            "sha256": hashlib.sha256(data).hexdigest(),
            "cleared_by": texts.value(),
            "cleared_on": texts.day(),
        }
        row = f"{flow(values)[:-1]}, marking: OFFICIAL, editions: [{owners[0]}]}}"
        field = field_for(page, owners[0], "attachments", f"[{path}]")
        if field:
            yield _with_row(project, texts, path, data, row, field)


def _with_row(project: Project, texts: Texts, path: str, data: bytes, row: str, field: Patch) -> Mutation:
    place, claims = Place(path), frozenset({f"{field.path}#restricted"})
    file = project.data.get(_REGISTER)
    if file is None:
        added = {path: data, f"{DATA}/{_REGISTER}": f"- {row}\n".encode()}
        return Mutation("attachment added", place, (field,), added=added, claims=claims)
    slot = texts.random.choice(slots(file.root, file.text))
    patches = field, Patch(file.path, slot.offset, slot.offset, slot.holding(row))
    return Mutation("attachment added", place, patches, added={path: data}, claims=claims)


def content_replaced(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another content of a file, cleared anew."""
    for file, row, path in _hidden(project, texts):
        digest = row.get("sha256")
        if digest and path.endswith(_PLAIN_FILES):
            data = "".join(f"{texts.word()},{texts.word()}\n" for _ in range(texts.random.randrange(90))).encode()
            patch = Patch(file.path, digest.start, digest.end, quoted(hashlib.sha256(data).hexdigest()))
            yield Mutation("attachment content replaced", Place(path), (patch,), added={path: data})


def attachment_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A file gone, with its row, that no page hands out."""
    for file, row, path in _hidden(project, texts):
        lines = whole_lines(file.text, row.start, row.end, dash=True)
        if lines and len(file.root.items or ()) > 1 and not _is_used(project, path):
            yield Mutation("attachment removed", Place(path), (Patch(file.path, *lines, ""),), removed=(path,))


def attachment_renamed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another name for a file that no page hands out."""
    for file, row, path in _hidden(project, texts):
        node = row.get("path")
        if node and not _is_used(project, path):
            folder, _, name = path.rpartition("/")
            new = f"{folder}/{texts.random.choice('0az')}{texts.word()}.{name.rpartition('.')[2]}"
            patch = Patch(file.path, node.start, node.end, quoted(new))
            yield Mutation(
                "attachment renamed", Place(path), (patch,), removed=(path,), added={new: project.files[path]}
            )


def row_rewritten(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Other words in a row of the register: who cleared a file is in no edition, its title in those that have it."""
    file = project.data.get(_REGISTER)
    rows = texts.shuffled(list(file.root.items or ())) if file else []
    for row in rows:
        names = ("title", "cleared_by", "cleared_on") if project.hidden(row) else ("cleared_by", "cleared_on")
        name = texts.random.choice(names)
        node = row.get(name)
        if file and node:
            value = texts.day().isoformat() if name == "cleared_on" else quoted(texts.value())
            place = Place(file.path, file.text.count("\n", 0, node.start) + 1)
            yield Mutation("attachment row changed", place, (Patch(file.path, node.start, node.end, value),))


def _hidden(project: Project, texts: Texts) -> Iterator[tuple[File, Node, str]]:
    file = project.data.get(_REGISTER)
    rows = [row for row in file.root.items or () if project.hidden(row)] if file else []
    for row in texts.shuffled(rows):
        if file:
            yield file, row, "".join(row.words("path"))


def _is_used(project: Project, path: str) -> bool:
    return project.uses(path.rpartition("/")[2], but=(f"{DATA}/{_REGISTER}",))
