"""What an edition of a project must not say, for the scan of its finished output."""

from collections.abc import Mapping

from caveat.assurance.scanning.fingerprints import Fingerprints, fingerprints
from caveat.assurance.scanning.reading import Limits
from caveat.assurance.scanning.reference import reference
from caveat.assurance.scanning.sources import source_files
from caveat.projection.staged import Projection
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

_NOTICES = ("", "Superseded: ", "Withdrawn: ", "Expired: ")


def _titles(projection: Projection) -> bytes:
    """The title of each page as a browser's tab has it: a notice before the page's name, the edition's behind it."""
    edition = projection.extra["edition"]["title"]
    names = (f"{notice}{page.title} {edition}" for page in projection.pages for notice in _NOTICES)
    return "\n\n".join(names).encode()


def withheld(source: Source, edition: str) -> Fingerprints:
    """Everything in the files of a project that `edition` does not have. The project has no problems.

    Raises OSError where a file cannot be read.
    """
    seen = reference(source.corpus, edition)
    legitimate = {**ENGINE_FILES, "titles.html": _titles(seen), **dict(staged_files(seen))}
    return fingerprints(source_files(source.root, source.corpus.configuration), legitimate, Limits())
