"""Everything an edition would show as text, with the place of each line in the source."""

from collections.abc import Iterator, Mapping
from typing import Any

from caveat.assurance.watching.files import text_of
from caveat.assurance.watching.sheet import Sheet, Value, apart
from caveat.content.corpus import Corpus, Page
from caveat.content.problem import Location
from caveat.projection.resolve import ResolvedPage
from caveat.projection.view import View, VisiblePage

CONFIGURATION = Location("mkdocs.yml")
LEGISLATION = Location("docs/data/legislation.yml")


def sheets(corpus: Corpus, view: View, pages: Mapping[str, ResolvedPage]) -> Iterator[Sheet]:
    """Every text of an edition: each page by itself, the data files together, each file that a page uses."""
    sources = {page.uri: page for page in corpus.pages}
    for page in view.pages:
        values = apart(_page_values(page, sources[page.uri], view.edition.name))
        fields = page.front_matter
        yield Sheet((*values, *pages[page.uri].lines), frozenset({fields.id}), fields.type == "debrief")
    yield Sheet(tuple(apart(_data_values(view))))
    for file in view.attachments:
        users = [page.page.front_matter for page in pages.values() if file.uri in page.files]
        if users:
            named = (Value(file.uri, file.location, "the file's name"), Value(file.title, file.location, "title"))
            lines = (*apart(named), *text_of(file.path, file.data))
            yield Sheet(lines, frozenset(each.id for each in users), any(each.type == "debrief" for each in users))


def _page_values(page: VisiblePage, source: Page, edition: str) -> Iterator[Value]:
    yield Value(page.uri.removesuffix(".md"), Location(page.path), "the page's address")
    places = _history_places(page, source, edition)
    for name, text in _texts(page.front_matter.model_dump(), ""):
        where = name
        if name.startswith("history."):
            _, number, part = name.split(".", 2)
            where = f"history.{places[int(number)]}.{part}"
        own = page.locations.get(f"restricted.{edition}.{where}")
        yield Value(text, own or page.where(where))


def _history_places(page: VisiblePage, source: Page, edition: str) -> list[int]:
    """Where in the source's list the entries stand that the edition has."""
    whole = iter(enumerate(source.restricted.get(edition, source.front_matter).history))
    return [
        next(number for number, entry in whole if entry.model_copy(update={"editions": None}) == shown)
        for shown in page.front_matter.history
    ]


def _texts(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Dotted name and text of every text below a value."""
    if isinstance(value, str):
        if value:
            yield name, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _texts(part, f"{name}.{key}" if name else key)
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{name}.{number}")


def _data_values(view: View) -> Iterator[Value]:
    edition = view.edition
    for name, text in (("site_name", view.site_name), ("site_url", view.site_url), ("title", edition.title)):
        yield Value(text, CONFIGURATION, name)
    yield Value(edition.label, CONFIGURATION, "label")
    yield Value(edition.handling, CONFIGURATION, "handling")
    for entry in view.glossary:
        for name in ("short", "long", "term", "meaning"):
            yield Value(getattr(entry, name), entry.location, name)
    for terms in view.terms.values():
        for term in terms.values():
            names = ("name", "label", "plural", "note")
            yield from (Value(getattr(term, name), term.location, name) for name in names)
            yield from (Value(text, term.location, "synonyms") for text in term.synonyms)
    for text in (*view.acts.values(), *view.provisions.values()):
        yield Value(text, LEGISLATION)
    for notice in view.notices:
        yield Value(notice.title, notice.location, "title")
        yield Value(notice.text, notice.location, "text")
    for task in (*view.home.scene, *view.home.tasks, *view.home.searches):
        yield Value(task.text, task.location, "text")
