"""Faults planted in redaction, projection, search and staging: each opens one way by which restricted text got out before.

A fault is a function that patches the code on trial. Some need what projection no longer has at that point, as a careless
change would bring it back: `_Seen` keeps the corpus and the folder of the source that was read last.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from assurance.proving.sample import EDITION
from caveat.content.corpus import (
    Announcement,
    Corpus,
    GlossaryEntry,
    Page,
    Passage,
    Task,
)
from caveat.content.front_matter import FrontMatter
from caveat.content.line import Line
from caveat.projection import fill, narrow
from caveat.projection.catalogue import Catalogue
from caveat.projection.furnish import Furnishing
from caveat.projection.staged import Document, Projection, StagedPage
from caveat.projection.view import View
from caveat.redaction import redact
from caveat.redaction.restriction import MarkedBody
from caveat_site import source

Patch = pytest.MonkeyPatch
_WIDER = "law-enforcement"


@dataclass
class _Seen:
    """What was read last."""

    corpus: Corpus | None = None
    root: Path = Path()


def _watch(patch: Patch) -> _Seen:
    seen = _Seen()
    original = source.Source.__init__

    def read(self: source.Source, root: Path, **how: Any) -> None:
        original(self, root, **how)
        seen.corpus, seen.root = self.corpus, root

    patch.setattr(source.Source, "__init__", read)
    return seen


# Bodies.


def _keeping(*, inline: bool) -> Callable[[Patch], None]:
    """Blocks, or spans, stay for everybody."""

    def plant(patch: Patch) -> None:
        original = redact.redact

        def redacted(body: MarkedBody, edition: str, *_labels: Any, **_more: Any) -> tuple[Line, ...]:
            widened = (
                replace(each, editions=each.editions | {edition}) if each.inline == inline else each
                for each in body.restrictions
            )
            return original(replace(body, restrictions=tuple(widened)), edition)

        patch.setattr(narrow, "redact", redacted)

    return plant


def _rewriting(rewrite: Callable[[str, Page | Passage, Line], str]) -> Callable[[Patch], None]:
    """Every line that is left is rewritten with the whole body at hand."""

    def plant(patch: Patch) -> None:
        original = narrow._Narrowing._body

        def body(self: Any, page: Page | Passage) -> tuple[Line, ...]:
            return tuple(each._replace(text=rewrite(each.text, page, each)) for each in original(self, page))

        patch.setattr(narrow._Narrowing, "_body", body)

    return plant


def _above(page: Page | Passage, line: Line) -> str:
    """The line of the source before a line that is left."""
    return next((each.text for each in page.body if each.number == line.number - 1), "")


def _blank_line(text: str, page: Page | Passage, line: Line) -> str:
    """A blank line stays for each block that goes."""
    before = [each.text for each in page.body if each.number < line.number and each.text.strip()]
    # An include has to begin its line.
    is_prose = text and not text.startswith("{")
    return f"\n{text}" if is_prose and before and before[-1] == "::: " + "end restricted" else text


def _space(text: str, page: Page | Passage, line: Line) -> str:
    """A space stays for each span that goes."""
    source = next(each.text for each in page.body if each.number == line.number)
    return text + " " * source.count("{restricted to")


def _empty_line(text: str, page: Page | Passage, line: Line) -> str:
    """A line stays for a span that was all of it."""
    above = _above(page, line)
    return f"\n{text}" if above.startswith("{restricted to") and above.endswith("{end restricted}") else text


def _anchor(text: str, page: Page | Passage, line: Line) -> str:
    """Headings are numbered before redaction."""
    if not text.startswith("## "):
        return text
    before = sum(each.text.startswith("## ") for each in page.body if each.number < line.number)
    return f"{text} {{#heading-{before}}}"


def _footnote(text: str, page: Page | Passage, _line: Line) -> str:
    """Footnotes are numbered before redaction."""
    labels = list(dict.fromkeys(re.findall(r"\[\^([^\]]+)\]", "\n".join(each.text for each in page.body))))
    return re.sub(r"\[\^([^\]]+)\]", lambda found: f"[^{labels.index(found[1]) + 1}]", text)


def _line_number(text: str, _page: Page | Passage, line: Line) -> str:
    """Paragraphs carry the line that they have in the source."""
    return f"{text}\n{{: data-line={line.number} }}" if text.startswith("Public words") else text


def _comments_kept(patch: Patch) -> None:
    patch.setattr(fill, "without_comments", lambda lines, _problems: tuple(lines))


def _passages_whole(patch: Patch) -> None:
    """Shared passages are included as they are, without their markers."""
    original = narrow._Narrowing._body

    def body(self: Any, page: Page | Passage) -> tuple[Line, ...]:
        if isinstance(page, Passage):
            return tuple(each for each in page.body if "restricted" not in each.text)
        return original(self, page)

    patch.setattr(narrow._Narrowing, "_body", body)


# Fields.


def _fields_of_another(patch: Patch) -> None:
    """All fields but the files, which would be missed."""

    def fields(_self: Any, page: Page) -> FrontMatter:
        files = {"attachments": page.front_matter.attachments}
        return page.restricted.get(_WIDER, page.front_matter).model_copy(update=files)

    patch.setattr(narrow._Narrowing, "_own_fields", fields)


def _whole_history(patch: Patch) -> None:
    patch.setattr(narrow._Narrowing, "_fields", lambda _self, fields: fields)


def _date_of_a_hidden_change(patch: Patch) -> None:
    """The date of a page is that of its newest change, whoever may see it."""
    original = narrow._Narrowing._fields

    def fields(self: Any, given: Any) -> Any:
        shown = original(self, given)
        if not shown.history:
            return shown
        newest = max(entry.date for entry in given.history)
        first = shown.history[0].model_copy(update={"date": newest})
        return shown.model_copy(update={"history": (first, *shown.history[1:])})

    patch.setattr(narrow._Narrowing, "_fields", fields)


# Entries that say who may see them.


def _letting_in(*kinds: type) -> Callable[[Patch], None]:
    """Nobody asks who may see a value of these kinds."""

    def plant(patch: Patch) -> None:
        original = narrow._Narrowing._has
        patch.setattr(narrow._Narrowing, "_has", lambda self, value: isinstance(value, kinds) or original(self, value))

    return plant


def _drafts(patch: Patch) -> None:
    patch.setattr(narrow._Narrowing, "_ready", lambda _self, _page: True)


def _terms_counted(patch: Patch) -> None:
    """The label of a list says how many terms there are."""
    original = narrow._Narrowing._terms

    def terms(self: Any) -> Any:
        everything = self._corpus.vocabulary.lists
        return {
            field: {
                name: replace(term, label=f"{term.label} ({len(everything[field])})") for name, term in found.items()
            }
            for field, found in original(self).items()
        }

    patch.setattr(narrow._Narrowing, "_terms", terms)


# What is made of the pages. These know the corpus again.


def _finishing(change: Callable[[Projection, Corpus, Path], Projection]) -> Callable[[Patch], None]:
    """The finished projection is changed by somebody who knows the whole source."""

    def plant(patch: Patch) -> None:
        seen = _watch(patch)
        original = Furnishing.projection

        def projection(self: Furnishing) -> Projection:
            made = original(self)
            assert seen.corpus is not None
            return change(made, seen.corpus, seen.root) if made.edition == EDITION else made

        patch.setattr(Furnishing, "projection", projection)

    return plant


def _with_extra(made: Projection, value: object) -> Projection:
    """Something more that every page shows."""
    return replace(
        made,
        pages=tuple(replace(page, data={**page.data, "more": value}) for page in made.pages),
        files={**made.files, "more.json": repr(value).encode()},
    )


def _every_attachment(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return replace(made, files={**made.files, **{each.uri: each.data for each in corpus.attachments}})


def _search_in_everything(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    missing = (page for page in corpus.pages if page.uri not in made.origins)
    documents = tuple(
        Document(page.uri, page.front_matter.title, "\n".join(each.text for each in page.body)) for page in missing
    )
    return replace(made, documents=(*made.documents, *documents))


def _made_page(uri: str, title: str) -> StagedPage:
    data = {"kind": "redirect", "redirect": "index.html", "root": "../", "marking": "OFFICIAL", "sensitive": False}
    return StagedPage(uri, title, "", data, "<p>Here.</p>\n")


def _with_pages(made: Projection, uris: set[str]) -> Projection:
    new = uris - {page.uri for page in made.pages}
    return replace(made, pages=(*made.pages, *(_made_page(uri, "Moved") for uri in sorted(new))))


def _every_permanent_link(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return _with_pages(made, {f"id/{page.front_matter.id}.md" for page in corpus.pages if page.front_matter.id})


def _every_old_address(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    aliases = {alias for page in corpus.pages for alias in page.front_matter.aliases}
    return _with_pages(made, {alias.removesuffix(".html").removesuffix(".md") + ".md" for alias in aliases})


def _every_folder(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return _with_pages(made, {f"{page.uri.rpartition('/')[0]}/index.md" for page in corpus.pages if "/" in page.uri})


def _counted(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return _with_extra(made, len(corpus.pages))


def _numbered(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    """Pages carry their place in the order of all files."""
    places = {page.uri: number for number, page in enumerate(corpus.pages)}
    return replace(
        made,
        pages=tuple(replace(page, data={**page.data, "number": places.get(page.uri, 0)}) for page in made.pages),
    )


def _facets_of_everything(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return _with_extra(made, sorted({term for page in corpus.pages for term in page.front_matter.sector}))


def _variables(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return _with_extra(made, {each.name: each.value for each in corpus.variables})


def _configuration(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    return _with_extra(made, [each.title for each in corpus.configuration.editions.values()])


def _hashed_name(made: Projection, corpus: Corpus, _root: Path) -> Projection:
    """The name of an asset comes from the whole source."""
    digest = hashlib.sha256(repr(corpus.scalars).encode()).hexdigest()[:8]
    return replace(made, files={**made.files, f"assets/data.{digest}.js": b"//\n"})


def _dated_by_files(made: Projection, _corpus: Corpus, root: Path) -> Projection:
    return _with_extra(made, max(path.stat().st_mtime_ns for path in (root / "docs").rglob("*.md")))


def _revision(made: Projection, _corpus: Corpus, root: Path) -> Projection:
    head = root / ".git" / "HEAD"
    return _with_extra(made, head.read_text(encoding="utf-8") if head.exists() else "")


def _title_of_a_hidden_index(patch: Patch) -> None:
    """A folder is called what its index page says, whoever may see that."""
    seen = _watch(patch)
    original = Catalogue.folder_title

    def title(self: Catalogue, folder: str) -> str:
        pages = seen.corpus.pages if seen.corpus else ()
        found = [page.front_matter.title for page in pages if page.uri == f"{folder}/index.md"]
        return found[0] if found else original(self, folder)

    patch.setattr(Catalogue, "folder_title", title)


def _marked_by_another(patch: Patch) -> None:
    """The settings are those of the edition that this one lies within."""
    original = narrow.narrow

    def narrowed(corpus: Corpus, name: str, **more: Any) -> tuple[View, Any]:
        view, problems = original(corpus, name, **more)
        wider = corpus.configuration.editions[_WIDER]
        return replace(view, edition=replace(view.edition, title=wider.title, handling=wider.handling)), problems

    patch.setattr("caveat.projection.project.narrow", narrowed)


FAULTS: Mapping[str, tuple[str, Callable[[Patch], None]]] = {
    "block kept": ("block", _keeping(inline=False)),
    "span kept": ("words|line", _keeping(inline=True)),
    "blank line of a block left": ("block", _rewriting(_blank_line)),
    "space of a span left": ("words", _rewriting(_space)),
    "line of a span left": ("line|words", _rewriting(_empty_line)),
    "headings numbered before redaction": ("block", _rewriting(_anchor)),
    "footnotes numbered before redaction": ("block|words", _rewriting(_footnote)),
    "line numbers of the source": ("block|line|comment|field|restrict|words", _rewriting(_line_number)),
    "comment kept": ("comment", _comments_kept),
    "shared passage whole": ("block|words|line", _passages_whole),
    "fields of another edition": ("field", _fields_of_another),
    "history of another edition": ("history", _whole_history),
    "date of a hidden change": ("history", _date_of_a_hidden_change),
    "glossary": ("glossary", _letting_in(GlossaryEntry)),
    "announcements": ("announcement", _letting_in(Announcement)),
    "home tasks": ("home", _letting_in(Task)),
    "hidden pages": ("page|folder", _letting_in(Page)),
    "drafts": ("draft", _drafts),
    "vocabulary counted": ("vocabulary", _terms_counted),
    "facets of hidden pages": ("page|folder", _finishing(_facets_of_everything)),
    "attachments copied": ("attachment", _finishing(_every_attachment)),
    "search index of every page": ("page|folder|draft", _finishing(_search_in_everything)),
    "permanent links of every page": ("page|folder", _finishing(_every_permanent_link)),
    "old addresses of every page": ("page", _finishing(_every_old_address)),
    "folders of every page": ("folder|page", _finishing(_every_folder)),
    "pages counted": ("page|folder|draft", _finishing(_counted)),
    "order of all files": ("page|folder|draft", _finishing(_numbered)),
    "variables": ("variable", _finishing(_variables)),
    "configuration": ("edition", _finishing(_configuration)),
    "settings of another edition": ("edition", _marked_by_another),
    "hashed file name": (".", _finishing(_hashed_name)),
    "dates of files": ("times|.", _finishing(_dated_by_files)),
    "version control": ("version control", _finishing(_revision)),
    "title of a hidden index page": ("page|folder", _title_of_a_hidden_index),
}
"""Fault to a pattern for the kinds of mutation that show it, and what plants it."""
