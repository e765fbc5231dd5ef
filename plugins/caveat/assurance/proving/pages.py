"""Mutations of whole pages, passages and folders that the edition may not see, and of drafts, which nobody may."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from caveat.assurance.proving.bodies import DEFINES, claimed, is_target
from caveat.assurance.proving.edits import Mutation, Patch, Place
from caveat.assurance.proving.fields import rewritable, rewritten
from caveat.assurance.proving.project import Document, Project
from caveat.assurance.proving.texts import Texts, plain, quoted

_LEAD = "marking: OFFICIAL\nstatus: current\nowner: Lead\nreview_by: 2031-01-31\n"
_RELATIVE_LINK = re.compile(
    r"\]\((?!id:|https?:|mailto:|tel:|#)|(?:href|src)=|^\s*\[[^\]]+\]: *(?!id:|https?:)", re.MULTILINE
)


# New pages.


def page_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A page of any shape, in any folder, before and after its neighbours."""
    shapes = texts.shuffled(["page", "guidance", "debrief", "bulletin", "index", "part", "alias"])
    for number in range(9 if project.outside else 0):
        names = project.closed(texts.random.choice(project.outside))
        folders = project.folders(names)
        if folders:
            folder = texts.random.choice(folders)
            if found := _page(project, texts, shapes[number % len(shapes)], folder, names):
                path, text = found
                yield Mutation("page added", Place(path), added={path: text.encode()})


def _page(project: Project, texts: Texts, shape: str, folder: str, names: Sequence[str]) -> tuple[str, str] | None:
    """Path and text of a new page."""
    name = f"{texts.random.choice('0amz')}{texts.word()}.md"
    if shape == "index":
        name = "index.md"
        if f"{folder}/{name}" in project.files or folder == "docs":
            return None
    identifier = f"Q-{texts.word().upper()}"
    fields = {
        "page": f"id: {identifier}\n{_refers(project, texts)}",
        "index": "",
        "guidance": f"id: {identifier}\ntype: guidance\n{_product(texts)}{_subjects(project, texts)}",
        "bulletin": f"id: {identifier}\ntype: bulletin\n{_product(texts)}{_supersedes(project, texts)}",
        "debrief": f"id: {identifier}\ntype: debrief\n{_product(texts)}{_operation(project, texts)}",
        "part": f"id: {identifier}\ntype: guidance\n{_product(texts)}{_part(project, texts)}",
        "alias": f"aliases: [{texts.word()}.md, 0/{texts.word()}.html]\nformer_ids: [Q-{texts.word().upper()}]\n",
    }[shape]
    title = f"title: {quoted(texts.value())}\nsummary: {quoted(texts.value())}\n"
    front = f"{title}editions: [{', '.join(names)}]\n{fields}"
    return f"{folder}/{name}", f"---\n{front}---\n{texts.lines(0, times=3)}"


def _product(texts: Texts) -> str:
    change = f'{{version: "1.0", date: {texts.day()}, kind: major, change: {quoted(texts.value())}}}'
    return f"{_LEAD}tags: [{texts.word()}]\nhistory:\n  - {change}\n"


def _refers(project: Project, texts: Texts) -> str:
    names = [page.id for page in texts.shuffled(project.common)[:3]]
    return f"related: [{', '.join(names)}]\n" if names else ""


def _supersedes(project: Project, texts: Texts) -> str:
    names = [page.id for page in texts.shuffled(project.common)[:1]]
    return f"expires: {texts.day()}\n" + (f"supersedes: [{', '.join(names)}]\n" if names else "")


def _subjects(project: Project, texts: Texts) -> str:
    """Words of vocabularies and of the law that pages which everybody sees use."""
    lines = []
    for field in ("audience", "sector", "stage", "exploitation", "legislation"):
        found = sorted({value for page in project.common for value in page.front.words(field)})
        if found:
            lines.append(f"{field}: {plain(texts.shuffled(found)[:2])}\n")
    return "".join(lines) + _refers(project, texts)


def _operation(project: Project, texts: Texts) -> str:
    """An operation with a lesson that changed a page everybody sees."""
    pages = texts.shuffled(project.common)[:1]
    changed = [f"{{page: {page.id}, date: {texts.day()}, what: {quoted(texts.value())}}}" for page in pages]
    lesson = f"{{lesson: {quoted(texts.value())}, changed: [{', '.join(changed)}]}}" if changed else ""
    lessons = f"  lessons:\n    - {lesson}\n" if lesson else ""
    return f"operation:\n  name: {quoted(texts.value())}\n{lessons}"


def _part(project: Project, texts: Texts) -> str:
    names = sorted({name for page in project.pages for name in page.front.words("series")})
    series = texts.random.choice(names) if names else texts.word()
    return f"series: {quoted(series)}\npart: {texts.random.randrange(1, 9)}\n"


def folder_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A folder with pages, and one more in it."""
    for _ in range(3 if project.outside else 0):
        names = project.closed(texts.random.choice(project.outside))
        for above in texts.shuffled(project.folders(names))[:1]:
            folder = f"{above}/{texts.random.choice('0az')}{texts.word()}"
            pages = [
                _page(project, texts, shape, place, names)
                for shape, place in (("index", folder), ("guidance", folder), ("page", f"{folder}/{texts.word()}"))
            ]
            added = {path: text.encode() for path, text in filter(None, pages)}
            yield Mutation("folder added", Place(folder), added=added)


def draft_added(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A draft that this edition will have one day."""
    for page in texts.shuffled(project.pages)[:3]:
        path = f"{page.folder}/{texts.word()}.md"
        front = f"title: {quoted(texts.value())}\nstatus: draft\neditions: [{', '.join(sorted(page.editions))}]\n"
        yield Mutation("draft added", Place(path), added={path: f"---\n{front}---\n{texts.lines(0, times=3)}".encode()})


# Pages and passages that are there.

UNSHOWN: Mapping[str, Callable[[Document], bool]] = {
    "page": lambda document: document.is_page and not document.is_draft,
    "shared passage": lambda document: not document.is_page,
    "draft": lambda document: document.is_draft,
}
"""What a document that the edition does not show can be."""


def _unshown(project: Project, texts: Texts, what: str) -> Iterator[Document]:
    yield from texts.shuffled([each for each in project.unshown if UNSHOWN[what](each)])


def text_replaced(project: Project, texts: Texts, *, what: str) -> Iterator[Mutation]:
    """Another body, shorter or longer."""
    for document in _unshown(project, texts, what):
        if not is_relied_on(project, document):
            text = texts.lines(0, times=texts.random.choice((1, 3, 30)))
            yield with_body(f"{what} text replaced", document, text)


def emptied(project: Project, texts: Texts, *, what: str) -> Iterator[Mutation]:
    """No body."""
    for document in _unshown(project, texts, what):
        if document.body_start < len(document.text) and not is_relied_on(project, document):
            yield with_body(f"{what} emptied", document, "")


def with_body(kind: str, document: Document, text: str) -> Mutation:
    """Another text in the place of a whole body."""
    count = len(document.body.blocks) + len(document.body.spans)
    return Mutation(
        kind,
        Place(document.path, document.line_of(document.body_start)),
        (Patch(document.path, document.body_start, len(document.text), text),),
        restrictions={document.path: -count} if count else {},
        # Nothing else may be put at its edges: it would join what it does not know.
        claims=claimed(document, document.body.lines[0], document.body.lines[-1]),
    )


def removed(project: Project, texts: Texts, *, what: str) -> Iterator[Mutation]:
    """A document gone to which nothing leads."""
    for document in _unshown(project, texts, what):
        if not _is_named(project, document):
            yield Mutation(f"{what} removed", Place(document.path), removed=(document.path,))


def renamed(project: Project, texts: Texts, *, what: str) -> Iterator[Mutation]:
    """Another file name, earlier or later than before among its neighbours, where nothing uses the old one."""
    for document in _unshown(project, texts, what):
        name = posixpath.basename(document.path)
        if name != "index.md" and not project.uses(name.removesuffix(".md"), but=(document.path,)):
            path = f"{document.folder}/{texts.random.choice('0az')}{texts.word()}.md"
            added = {path: project.files[document.path]}
            yield Mutation(f"{what} renamed", Place(document.path), removed=(document.path,), added=added)


def page_field_replaced(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another title, summary, owner or day of a page that the edition does not show."""
    found = [(page, *each) for page in project.unseen if page.is_page for each in rewritable(page.front)]
    for page, node, is_day in texts.shuffled(found):
        yield rewritten("page field replaced", page, node, texts, is_day=is_day)


def folder_renamed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """Another name for a folder whose pages the edition does not show."""
    for folder in _unshown_folders(project, texts):
        place = f"{posixpath.dirname(folder)}/{texts.random.choice('0az')}{texts.word()}"
        paths = _below(project, folder)
        added = {f"{place}/{path.removeprefix(f'{folder}/')}": project.files[path] for path in paths}
        yield Mutation("folder renamed", Place(folder), removed=paths, added=added)


def folder_removed(project: Project, texts: Texts) -> Iterator[Mutation]:
    """A folder gone whose pages the edition does not show and nothing leads to."""
    for folder in _unshown_folders(project, texts):
        paths = _below(project, folder)
        if not any(_is_named(project, page) for page in project.unseen if page.path in paths):
            yield Mutation("folder removed", Place(folder), removed=paths)


def _unshown_folders(project: Project, texts: Texts) -> Iterator[str]:
    """Folders with nothing but pages that the edition does not show, and which no path in the source names."""
    for folder in texts.shuffled(sorted({page.folder for page in project.unseen if page.is_page})):
        paths, name = _below(project, folder), posixpath.basename(folder)
        pages = [page for page in project.unseen if page.path in paths]
        # A content folder is one by its name.
        is_named = folder in project.content or name in project.configuration.text
        is_named = is_named or project.uses(f"{name}/", but=paths)
        if len(pages) == len(paths) and not is_named and not any(_RELATIVE_LINK.search(page.text) for page in pages):
            yield folder


def _below(project: Project, folder: str) -> tuple[str, ...]:
    return tuple(path for path in project.files if path.startswith(f"{folder}/"))


def _is_named(project: Project, document: Document) -> bool:
    """Whether something leads to a page or includes a passage: by id, or by name."""
    name = posixpath.basename(document.path).removesuffix(".md")
    if name == "index":
        name = posixpath.basename(document.folder)
    return any(project.uses(word, but=(document.path,)) for word in (name, document.id) if word)


def is_relied_on(project: Project, document: Document) -> bool:
    """Whether a link leads to a place in a body, or a passage brings definitions to the pages that include it."""
    texts = [line.text for line in document.body.lines]
    return any(is_target(project, text) or (not document.is_page and DEFINES.match(text)) for text in texts)
