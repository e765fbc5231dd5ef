"""What an edition of a project must not say, for the scan of its finished output."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from caveat.assurance.scanning.fingerprints import Fingerprints, fingerprints
from caveat.assurance.scanning.reading import Limits
from caveat.assurance.scanning.reference import reference
from caveat.assurance.scanning.withholding import without_restricted
from caveat.content.corpus import Corpus
from caveat.content.source_files import SourceFile, source_files
from caveat.export.register import FILE as COPIES
from caveat.history.archive import EarlierRelease
from caveat.history.recalls import FILE as RECALLS
from caveat.history.recalls import recalled_text
from caveat.history.record import FILE as RELEASES
from caveat.projection.catalogue import Catalogue
from caveat.projection.project import examine
from caveat.projection.staged import Projection
from caveat.reviewing.approvals import FILE as APPROVALS
from caveat.reviewing.approvals import reasons_text
from caveat_site.source import Source
from caveat_site.stage import staged_files

ENGINE_FILES: Mapping[str, bytes] = {
    "404.html": b"",
    "sitemap.xml": b'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    b"<url><loc></loc><lastmod></lastmod></url></urlset>",
    "sitemap.xml.gz": b"",
    "page.html": b'<p aria-label="Done"><p aria-label="To do"><p aria-label="Table: ">'
    b'<a href="mailto:"><a id="fnref:">',
}
"""What an engine writes of its own accord, beside what the theme's templates say. A test compares it with a build."""

_NOTICES = ("", "Superseded: ", "Withdrawn: ", "Expired: ", "Earlier release: ")


def _titles(projection: Projection) -> bytes:
    """The title of each page as a browser's tab has it: a notice before the page's name, the edition's behind it."""
    edition = projection.extra["edition"]["title"]
    names = (f"{notice}{page.title} {edition}" for page in projection.pages for notice in _NOTICES)
    return "\n\n".join(names).encode()


def withheld(source: Source, edition: str, stated: Iterable[str] = ()) -> Fingerprints:
    """Everything in the files of a project that `edition` does not have. The project has no problems.

    What a copy states of itself, such as its dates, is `stated`. Raises OSError where a file cannot be read.
    """
    return fingerprints(_sources(source, edition), _legitimate(source, edition, stated), Limits())


def withheld_now(source: Source, edition: str, stated: Iterable[str] = ()) -> Fingerprints:
    """The same for its earlier releases: what it may not see today, and what was recalled.

    Of single words only names: an old text has words that today's edition happens to lack.
    """
    allowed = "\n\n".join(source.history.recalls.allowed).encode()
    tags = (tag for each in reference(source.corpus, edition).documents for tag in each.tags)
    # Tags are its readers' words too: search alone has them, in another form.
    more = {"allowed.html": allowed, "tags.html": "\n\n".join(tags).encode(), **_open_data(source.corpus, edition)}
    legitimate = {**_legitimate(source, edition, stated), **more}
    return fingerprints(_sources(source, edition), legitimate, Limits(), ordinary_words=False)


def _open_data(corpus: Corpus, edition: str) -> dict[str, bytes]:
    """Data and files that an edition may see, and that no page of today uses: an old one may."""
    has = without_restricted(corpus, edition)
    terms = (term for terms in has.vocabulary.lists.values() for term in terms.values())
    texts = (
        *(each.value for each in has.variables),
        *("\n".join(line.text for line in each.body) for each in has.passages.values()),
        *(f"{each.short} {each.long} {each.term} {each.meaning}" for each in has.glossary),
        *(f"{each.title} {each.text}" for each in has.announcements),
        *(text for each in terms for text in (each.name, each.label, each.plural, each.note, *each.synonyms)),
    )
    files = {f"docs/{each.uri}": each.data for each in has.attachments}
    return {"data.html": "\n\n".join(texts).encode(), **files}


def _legitimate(source: Source, edition: str, stated: Iterable[str]) -> dict[str, bytes]:
    seen = reference(source.corpus, edition)
    own = "\n\n".join((source.history.own_words(edition), *stated)).encode()
    return {**ENGINE_FILES, "titles.html": _titles(seen), "history.html": own, **dict(staged_files(seen))}


def _sources(source: Source, edition: str) -> Iterator[SourceFile]:
    """The files of a project, of the recalls only what the edition has lost, of the approvals only their reasons."""
    for file in source_files(source.root, source.corpus.configuration):
        # The names of releases are words like any other, and days are those of some edition; so in the list of copies.
        if file.path not in (APPROVALS, COPIES, RECALLS, RELEASES):
            yield file
    yield SourceFile(APPROVALS, reasons_text(source.approvals).encode())
    yield SourceFile(RECALLS, recalled_text(source.history.recalls, edition).encode())


def withheld_then(
    release: EarlierRelease,
    edition: str,
    shown: Callable[[EarlierRelease], Projection],
    stated: Iterable[str] = (),
) -> Fingerprints:
    """Everything in the files of a release that `edition` does not have of it; `shown` makes a site of a release."""
    examined = examine(without_restricted(release.corpus, edition), edition)
    seen = shown(replace(release, examined=examined, catalogue=Catalogue(examined.view)))
    own = {"titles.html": _titles(seen), "stated.html": "\n\n".join(stated).encode()}
    legitimate = {**ENGINE_FILES, **own, **dict(staged_files(seen))}
    files = (SourceFile(path, content) for path, content in sorted(release.source.files.items()))
    return fingerprints(files, legitimate, Limits())
