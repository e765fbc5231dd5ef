"""A project as the prover reads it: who may see which page, entry and passage, and where each stands.

None of the code on trial helps here: no module of content, redaction or projection. The project was built before, so
its files are known to be sound, and this reading is shorter than one that has to judge them.
"""

import os
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from caveat.assurance.proving.disk import Status, status_below
from caveat.assurance.proving.edits import FRONT, as_text
from caveat.assurance.proving.markers import Body, read_body
from caveat.assurance.proving.yaml_text import NOTHING, File, Node, read

CONFIGURATION = "mkdocs.yml"
DATA = "docs/data"
SHARED = f"{DATA}/shared"
_DEFAULT_CONTENT = ("docs", "guidance", "bulletins", "debriefs")
_LISTS = ("glossary.yml", "variables.yml", "vocabulary.yml", "announcements.yml", "home.yml", "attachments.yml")
_FRONT_END = re.compile(r"^---$", re.MULTILINE)
_FRAGMENT = re.compile(r"#([\w.-]+)")
_REASON = re.compile(r"restricted to [a-z0-9, -]+? because ([a-z][a-z0-9-]*)")


@dataclass(frozen=True, slots=True)
class Document:
    """A page or a shared passage."""

    path: str
    text: str
    front: Node
    editions: frozenset[str]
    """Who has it."""
    body_start: int
    body: Body
    is_draft: bool
    """In no edition that is published, whoever may have it."""

    @property
    def is_page(self) -> bool:
        """Whether it has an address of its own."""
        return not self.path.startswith(f"{SHARED}/")

    @property
    def id(self) -> str:
        """Its id, or nothing."""
        return "".join(self.front.words("id"))

    @property
    def kind(self) -> str:
        """Its type of product."""
        return "".join(self.front.words("type")) or "page"

    @property
    def folder(self) -> str:
        """Path of the folder it lies in."""
        return self.path.rpartition("/")[0]

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, of an offset in its text."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True)
class Project:
    """A source, and the edition whose noninterference is in question."""

    files: Mapping[str, bytes]
    """Path to content of `mkdocs.yml` and of every file of the content and data folders."""
    lie: Mapping[str, Status]
    """How these and their folders lie on the disk."""
    edition: str
    within: Mapping[str, str]
    """Edition to the one it lies within, or nothing; in the order of the configuration."""
    content: tuple[str, ...]
    ceilings: Mapping[str, frozenset[str]]
    """Folder to the most that its pages may be open to."""
    configuration: File
    editions: Node
    """The mapping of editions in the configuration."""
    documents: tuple[Document, ...]
    data: Mapping[str, File]
    """Name of each data file that is there to its content."""

    def wider(self, name: str) -> tuple[str, ...]:
        """The editions that contain one, the nearest first."""
        found: list[str] = []
        while (name := self.within.get(name, "")) and name not in found:
            found.append(name)
        return tuple(found)

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The editions that can have what this one may not see."""
        return tuple(name for name in self.within if self.edition not in (name, *self.wider(name)))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Every edition but this one."""
        return tuple(name for name in self.within if name != self.edition)

    def closed(self, name: str) -> tuple[str, ...]:
        """A list that names an edition, and those that contain it."""
        return (*reversed(self.wider(name)), name)

    def hidden(self, node: Node) -> bool:
        """Whether an entry names its editions and this one is not among them."""
        return bool(node.get("editions")) and self.edition not in node.words("editions")

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """Pages that this edition shows."""
        return tuple(each for each in self.seen if each.is_page)

    @cached_property
    def seen(self) -> tuple[Document, ...]:
        """Pages and passages that this edition shows, or could show."""
        return tuple(each for each in self.documents if self.edition in each.editions and not each.is_draft)

    @cached_property
    def unshown(self) -> tuple[Document, ...]:
        """The others: what this edition may not see, and drafts."""
        return tuple(each for each in self.documents if self.edition not in each.editions or each.is_draft)

    @cached_property
    def unseen(self) -> tuple[Document, ...]:
        """Pages and passages that this edition may not see."""
        return tuple(each for each in self.documents if self.edition not in each.editions)

    @cached_property
    def common(self) -> tuple[Document, ...]:
        """Pages with an id that every edition shows: what anything may refer to."""
        everyone = set(self.within)
        return tuple(each for each in self.pages if each.id and each.editions >= everyone)

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Reasons for restrictions that this project uses."""
        return tuple(sorted({reason for each in self.documents for reason in _REASON.findall(each.text)}))

    @cached_property
    def fragments(self) -> frozenset[str]:
        """Places in pages that some link leads to."""
        return frozenset(found for each in self.documents for found in _FRAGMENT.findall(each.text))

    def is_document(self, path: str) -> bool:
        """Whether a path is that of a page or shared passage, there or not."""
        above = (SHARED,) if path.startswith(f"{DATA}/") else self.content
        return path.endswith(".md") and any(path.startswith(f"{folder}/") for folder in above)

    def uses(self, word: str, *, but: Iterable[str] = ()) -> bool:
        """Whether a word stands in a text of the source other than some files."""
        left_out = set(but)
        return any(word in text for path, text in self._texts.items() if path not in left_out)

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        texts = {each.path: each.text for each in self.documents}
        return texts | {file.path: file.text for file in self.data.values()}

    def folders(self, editions: Iterable[str]) -> tuple[str, ...]:
        """Folders of the content that a page of these editions may lie in."""
        wanted = set(editions)
        found = dict.fromkeys((*self.content, *(page.folder for page in self.documents if page.is_page)))
        return tuple(folder for folder in found if self._allows(folder, wanted))

    def _allows(self, folder: str, editions: set[str]) -> bool:
        return all(
            editions <= ceiling for name, ceiling in self.ceilings.items() if f"{folder}/".startswith(f"{name}/")
        )


def read_project(root: Path, edition: str) -> Project:
    """The project at `root`, which has been built without a problem."""
    files = {CONFIGURATION: (root / CONFIGURATION).read_bytes()}
    content = _content(files, [name for name in _DEFAULT_CONTENT if (root / name).is_dir()])
    for folder in dict.fromkeys((*content, DATA)):
        files |= _files_below(root, folder)
    return _project(files, content, status_below(root, dict.fromkeys((*content, DATA, CONFIGURATION))), edition)


def released_project(files: Mapping[str, bytes], edition: str) -> Project:
    """A release of a project: `files` are all that it holds."""
    return _project(files, _content(files, {path.partition("/")[0] for path in files}), {}, edition)


def _content(files: Mapping[str, bytes], there: Collection[str]) -> tuple[str, ...]:
    """The content folders that are configured, or those of the usual ones that are `there`."""
    options = _options(_file(CONFIGURATION, files[CONFIGURATION]).root)
    return options.words("content") or tuple(name for name in _DEFAULT_CONTENT if name in there)


def _project(files: Mapping[str, bytes], content: tuple[str, ...], lie: Mapping[str, Status], edition: str) -> Project:
    configuration = _file(CONFIGURATION, files[CONFIGURATION])
    options = _options(configuration.root)
    editions, folders = options.get("editions") or NOTHING, options.get("folders") or NOTHING
    return Project(
        files=files,
        lie=lie,
        edition=edition,
        within={name: "".join(node.words("within")) for name, (_, node) in (editions.entries or {}).items()},
        content=content,
        ceilings={name: frozenset(node.words()) for name, (_, node) in (folders.entries or {}).items()},
        configuration=configuration,
        editions=editions,
        documents=tuple(_documents(files, edition)),
        data={name: _file(path, files[path]) for name in _LISTS if (path := f"{DATA}/{name}") in files},
    )


def _options(root: Node) -> Node:
    plugins = root.get("plugins")
    entries = plugins.items if plugins and plugins.items else ()
    return next((found for entry in entries if (found := entry.get("caveat"))), NOTHING)


def _files_below(root: Path, folder: str) -> Mapping[str, bytes]:
    found: dict[str, bytes] = {}
    for place, folders, names in os.walk(root / folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def _file(path: str, data: bytes) -> File:
    text = as_text(data)
    return File(path, text, read(text))


def _documents(files: Mapping[str, bytes], edition: str) -> Iterable[Document]:
    for path, data in files.items():
        if not path.endswith(".md") or (path.startswith(f"{DATA}/") and not path.startswith(f"{SHARED}/")):
            continue
        if document := document_of(path, data, edition):
            yield document


def document_of(path: str, data: bytes, edition: str) -> Document | None:
    """A page or shared passage; None where the file has no front matter."""
    text = as_text(data)
    end = _FRONT_END.search(text, len(FRONT))
    if end is None:
        return None
    front = read(text[len(FRONT) : end.start()], len(FRONT))
    status = front.words("restricted", edition, "status") or front.words("status")
    start = min(end.end() + 1, len(text))
    return Document(
        path=path,
        text=text,
        front=front,
        editions=frozenset(front.words("editions")),
        body_start=start,
        body=read_body(text, start),
        is_draft=status == ("draft",),
    )
