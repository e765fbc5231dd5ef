"""Add a page to a project."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.access import AccessRules
from caveat.content.addresses import alias_address, folded, site_address, wrong_name
from caveat.content.corpus import Corpus
from caveat.content.findings import Findings, did_you_mean, listed
from caveat.content.folders import DATA_FOLDER
from caveat.content.front_matter import FrontMatter
from caveat.content.page import read_page
from caveat.content.page_rules import ProjectRules
from caveat.content.problem import ContentError, Problem
from caveat.content.read import Reading, read_project
from caveat.content.text import read_text
from caveat.editing.neighbours import Neighbours
from caveat.editing.new_page import NewPage
from caveat_site.history import History
from caveat_site.usage import UsageError


class Authoring:
    """A project as its editors see it: which words a new page may use, and where it belongs.

    Raises ContentError where the project or its releases cannot be read: an id of a release is never given again.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._reading: Reading = read_project(root)
        if self._reading.corpus is None:
            raise ContentError(self._reading.problems)
        self.corpus: Corpus = self._reading.corpus
        history = History(root, self.corpus)
        if history.problems:
            raise ContentError(history.problems)
        corpora = (self.corpus, *(each.corpus for each in history.releases))
        self.neighbours = Neighbours(self.corpus, {*self._reading.unread_ids, *_ids(corpora)})

    def kind(self, name: str) -> str:
        """A type of page. Raises UsageError where the project does not have it."""
        return _one_of(name, tuple(self.corpus.vocabulary.lists["type"]), "type of page")

    def reason(self, name: str) -> str:
        """A reason for a restriction. Raises UsageError where the vocabulary does not have it."""
        return _one_of(name, tuple(self.corpus.vocabulary.lists["reason"]), "reason")

    def editions(self, names: Sequence[str]) -> tuple[str, ...]:
        """The editions that a page for those named is in: they, and those that contain them, in the project's order.

        Raises UsageError where the project does not have one.
        """
        configuration = self.corpus.configuration
        known = tuple(configuration.editions)
        wanted = {_one_of(name, known, "edition") for name in names}
        wanted |= {wider for name in wanted for wider in configuration.wider(name)}
        return tuple(name for name in known if name in wanted)

    def is_restricted(self, editions: Sequence[str]) -> bool:
        """Whether some edition lacks a page that these have."""
        return len(editions) < len(self.corpus.configuration.editions)

    def folder(self, name: str) -> str:
        """A folder for pages. Raises UsageError where the project can have none there."""
        folder = name.rstrip("/")
        content = self.corpus.configuration.content
        if not any(f"{folder}/".startswith(f"{each}/") for each in content) or f"{folder}/".startswith(
            f"{DATA_FOLDER}/"
        ):
            raise UsageError(f"{name} lies in no content folder; name one in {listed(content)}")
        parts = folder.split("/")
        if any(wrong_name(part) for part in parts):
            raise UsageError(f"{name}: a folder's name has letters, digits, dot, hyphen, underscore and space alone")
        if any(self._root.joinpath(*parts[:length]).is_symlink() for length in range(1, len(parts) + 1)):
            raise UsageError(f"{name} is a link, and links are not followed; name the folder itself")
        return folder

    def identifier(self, name: str) -> str:
        """An id for a new page. Raises UsageError where a page has it or had it."""
        if self.neighbours.is_used(name):
            raise UsageError(f"{name} is or was the id of a page, and an id is never used twice; leave --id out")
        return name

    def write(self, page: NewPage) -> None:
        """Write the page, whole or not at all.

        Raises UsageError where its address is taken, ContentError where it would have problems, OSError.
        """
        if folded(site_address(page.path)) in set(self._taken()) or (self._root / page.path).exists():
            raise UsageError(f"{page.path}: something has this address already; choose another title or folder")
        text = page.text()
        if problems := self._problems(page.path, text):
            raise ContentError(problems)
        _create(self._root, page.path, text)

    def _taken(self) -> Iterator[str]:
        for page in self.corpus.pages:
            yield folded(page.uri)
            for matter in (page.front_matter, *page.restricted.values()):
                yield from (folded(alias_address(alias)) for alias in matter.aliases)
        yield from map(folded, self._reading.unread)

    def _problems(self, path: str, text: str) -> tuple[Problem, ...]:
        """What `caveat check` would say of the page, as if it were no draft."""
        corpus, findings = self.corpus, Findings()
        access = AccessRules.of(corpus.configuration, frozenset(corpus.vocabulary.lists["reason"]))
        rules = ProjectRules(corpus.configuration, access, corpus.vocabulary, corpus.ceilings)
        clean = read_text(text.encode(), path, findings)
        read = read_page(clean, path, site_address(path), rules, findings) if clean is not None else None
        if read is None or read.page is None:
            return findings.problems
        alone = replace(corpus, pages=(read.page,), scalars=read.scalars)
        found = examination(Reading(alone, findings.problems, frozenset(), frozenset()), drafts=True)
        return tuple(problem for problem in found if problem.location.path == path)


def _ids(corpora: Sequence[Corpus]) -> Iterator[str]:
    for corpus in corpora:
        for page in corpus.pages:
            matters: tuple[FrontMatter, ...] = (page.front_matter, *page.restricted.values())
            for matter in matters:
                yield from filter(None, (matter.id, *matter.former_ids))


def _one_of(name: str, known: Sequence[str], what: str) -> str:
    if name not in known:
        raise UsageError(
            f"this project has no {what} '{name}'{did_you_mean(name, known) or f'; write {listed(known)}'}"
        )
    return name


def _create(root: Path, path: str, text: str) -> None:
    """Make a file that was not there, with the folders above it; nothing is left where that fails."""
    place = root / path
    missing = [folder for folder in place.parents if not folder.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # Never the place of a file that somebody else made meanwhile.
        with place.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
            except BaseException:
                place.unlink()
                raise
    except BaseException:
        for folder in missing:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise
