"""Make the pages that no editor writes, and dress those that editors write."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from caveat.content.addresses import site_address
from caveat.projection import lists, product
from caveat.projection.address import href, to_root
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.feed import feed
from caveat.projection.findable import documents, terminology
from caveat.projection.generated import MASTHEAD
from caveat.projection.home import home
from caveat.projection.library_data import library_data
from caveat.projection.links import LOST_FILE, LOST_PAGE
from caveat.projection.markup import link, long_date
from caveat.projection.resolve import ABOUT, ResolvedPage
from caveat.projection.staged import Projection, StagedPage

_FOOTER = (
    ("About this library", ABOUT),
    ("Accessibility", "accessibility.md"),
    ("Glossary", "glossary.md"),
    ("For editors", "handbook/index.md"),
    ("Decisions", "decisions/index.md"),
)
_NO_PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="320" height="60" viewBox="0 0 320 60">'
    b'<rect width="320" height="60" fill="none" stroke="#6b7280"/><text x="160" y="36" font-family="sans-serif"'
    b' font-size="16" fill="#6b7280" text-anchor="middle">This picture is no longer shown</text></svg>\n'
)
_FACET_TITLES = {"exploitation": "Exploitation", "audience": "For", "stage": "Stage", "sector": "Sector"}


class Furnishing:
    """One edition's pages, complete."""

    def __init__(self, catalogue: Catalogue, resolved: Mapping[str, ResolvedPage]) -> None:
        self._catalogue = catalogue
        self._view = catalogue.view
        self._resolved = resolved
        self._marking = catalogue.highest_marking()

    def projection(self) -> Projection:
        """The tree an engine is given, and what search may know."""
        view = self._view
        pages = {page.uri: page for page in (*self._generated(), *map(self._content, self._catalogue.entries))}
        used = {uri for page in self._resolved.values() for uri in page.files}
        return Projection(
            edition=view.edition.name,
            site_name=view.site_name,
            site_url=view.site_url,
            language=view.language,
            extra=self._extra(frozenset(pages)),
            pages=tuple(pages[uri] for uri in sorted(pages)),
            archived=view.archived,
            files={
                "library.json": library_data(self._catalogue),
                **self._stand_in_files(),
                **({} if view.archived else {lists.FEED: feed(self._catalogue)}),
                **{each.uri: each.data for each in view.attachments if each.uri in used},
            },
            documents=documents(self._catalogue, self._resolved),
            terminology=terminology(self._catalogue),
            origins={page.uri: page.path for page in view.pages},
        )

    def _extra(self, present: frozenset[str]) -> dict[str, Any]:
        view, dated = self._view, self._catalogue.dated
        edition = {
            "name": view.edition.name,
            "title": view.edition.title,
            "brand": "narrow" if view.narrow else "wide",
            "as_at": dated.isoformat() if dated else "",
            "as_at_text": long_date(dated) if dated else "",
            "marking": self._marking,
            "handling": view.edition.handling,
            "sensitive": self._marking != "OFFICIAL",
        }
        links = {
            name: [{"title": title, "uri": uri} for title, uri in pages if uri in present]
            for name, pages in (("masthead", MASTHEAD), ("footer", _FOOTER))
        }
        return {"edition": edition, **links, **self._about(present)}

    def _about(self, present: frozenset[str]) -> dict[str, Any]:
        """Where the page about the library, if editors wrote one, says how to cite a page and whom to tell."""
        about = self._resolved.get(ABOUT)
        places = about.anchors if about and ABOUT in present else frozenset()
        cite = {"cite_uri": f"{ABOUT}#cite"} if "cite" in places else {}
        tell = {"title": "Tell us", "uri": f"{ABOUT}#tell-us"}
        return {**cite, **({"feedback": tell} if "tell-us" in places else {})}

    # Pages that editors write.

    def _content(self, entry: Entry) -> StagedPage:
        resolved, fields = self._resolved[entry.uri], entry.fields
        data = product.page_data(self._catalogue, entry)
        body = product.before(self._catalogue, entry) + resolved.text
        if fields.type != "page":
            body = body.rstrip("\n") + product.after(self._catalogue, entry, self._downloads(entry))
        return StagedPage(entry.uri, resolved.heading, fields.summary, data, body + self._abbreviations(resolved.text))

    def _downloads(self, entry: Entry) -> dict[str, tuple[str, int]]:
        named = set(map(site_address, entry.fields.attachments))
        return {each.uri: (each.title, len(each.data)) for each in self._view.attachments if each.uri in named}

    @cached_property
    def _short_forms(self) -> Mapping[str, str]:
        """Short form to its only meaning: one with several is left for the reader's judgement, not guessed."""
        meanings: dict[str, list[str]] = {}
        for entry in self._view.glossary:
            if entry.short and entry.long:
                meanings.setdefault(entry.short, []).append(entry.long)
        return {short: long[0] for short, long in meanings.items() if len(long) == 1}

    @cached_property
    def _short_form_words(self) -> re.Pattern[str]:
        words = sorted(self._short_forms, key=lambda each: (-len(each), each))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")

    def _abbreviations(self, text: str) -> str:
        """Definitions of the abbreviations a page uses, for the Markdown converter."""
        if not self._short_forms:
            return ""
        used = sorted(set(self._short_form_words.findall(text)))
        return "\n" + "".join(f"\n*[{short}]: {self._short_forms[short]}" for short in used) + "\n" if used else ""

    # Pages that no editor writes.

    def _generated(self) -> Iterator[StagedPage]:
        catalogue = self._catalogue
        everything = (*catalogue.products, *catalogue.gone)
        yield self._made("index.md", self._view.site_name, home(catalogue), kind="home")
        if self._view.archived:
            yield from self._stand_ins()
        else:
            yield self._made("search.md", "Search", "", kind="search")
        yield self._list(
            "library.md", "Library", lists.library(catalogue, "library.md", everything), self._library_lead()
        )
        yield self._list("new.md", "What is new", lists.news(catalogue, "new.md"))
        yield self._list("law.md", "Law", lists.law(catalogue, "law.md"), "Every provision that a page cites.")
        yield self._list("a-to-z.md", "A to Z", lists.a_to_z(catalogue, "a-to-z.md"), "Every page, by title.")
        if self._view.glossary:
            lead = "Abbreviations and terms, in the words of this library."
            yield self._list("glossary.md", "Glossary", lists.glossary(catalogue), lead)
        yield from self._facets()
        for folder in sorted(catalogue.folders):
            if folder:
                yield self._list(f"{folder}/index.md", catalogue.folder_title(folder), lists.folder(catalogue, folder))
        yield from self._redirects()

    def _stand_ins(self) -> Iterator[StagedPage]:
        """What links of an earlier release lead to where the edition no longer has their target."""
        if any(LOST_PAGE in page.lost for page in self._resolved.values()):
            lead = "The page or file that this link led to is no longer part of this release."
            yield self._list(LOST_PAGE, "Not here any more", "", lead)

    def _stand_in_files(self) -> Mapping[str, bytes]:
        used = any(LOST_FILE in page.lost for page in self._resolved.values())
        return {LOST_FILE: _NO_PICTURE} if used else {}

    def _library_lead(self) -> str:
        count = len(self._catalogue.products)
        number = f" {count} {'item' if count == 1 else 'items'} in force." if count else ""
        return f"Everything in this edition, on one page.{number}"

    def _facets(self) -> Iterator[StagedPage]:
        for field, folder in lists.FACETS.items():
            for term, entries in lists.by_term(self._catalogue, field).items():
                uri, words = f"{folder}/{term}.md", self._catalogue.plural(field, term)
                prefix = _FACET_TITLES.get(field)
                title = f"{prefix}: {words[:1].lower() + words[1:]}" if prefix else words
                yield self._list(uri, title, lists.library(self._catalogue, uri, entries))

    def _redirects(self) -> Iterator[StagedPage]:
        """A page for each permanent link and each old address: it inherits who may see it from its target."""
        for entry in self._catalogue.entries:
            names = filter(None, (entry.fields.id, *entry.fields.former_ids))
            addresses = [f"id/{name}.md" for name in names]
            addresses += [alias.removesuffix(".html").removesuffix(".md") + ".md" for alias in entry.fields.aliases]
            for uri in addresses:
                target = href(uri, entry.uri)
                body = f"<p>This page is at {link(target, entry.fields.title)}.</p>\n"
                yield self._made(uri, entry.fields.title, body, kind="redirect", redirect=target, page=entry)

    def _list(self, uri: str, title: str, body: str, lead: str = "") -> StagedPage:
        return self._made(uri, title, body, kind="list", lead=lead)

    def _made(
        self, uri: str, title: str, body: str, *, kind: str, page: Entry | None = None, **data: str
    ) -> StagedPage:
        marking = page.fields.marking if page else self._marking
        handling = (page.fields.handling if page else "") or self._view.edition.handling
        shown = {
            "kind": kind,
            "marking": marking,
            "handling": handling,
            "crumbs": self._catalogue.crumbs(uri) if kind in ("list", "search") else [],
            **data,
        }
        always = {"sensitive": marking != "OFFICIAL", "root": to_root(uri)}
        return StagedPage(uri, title, "", {key: value for key, value in shown.items() if value} | always, body)
