"""The versions of a product that an edition may see, with the text of those that a release has kept."""

from dataclasses import dataclass

from caveat.content.front_matter import HistoryEntry
from caveat.history.archive import Archive
from caveat.projection.catalogue import Catalogue, Entry
from caveat.projection.project import Examined


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a product."""

    entry: HistoryEntry
    address: str = ""
    """Where its text stands in the site (`.md`), as it was first published; empty where no release has kept it."""
    text: str = ""
    """Its Markdown."""


def versions(product: Entry, current: Examined, archive: Archive) -> tuple[Version, ...]:
    """Every version in the product's history, the newest first."""
    texts: dict[str, tuple[str, str]] = {}
    for release in archive.releases:
        if earlier := counterpart(product, release.catalogue):
            text = release.examined.pages[earlier.uri].text
            texts.setdefault(earlier.version, (release.folder + earlier.uri, text))
    texts[product.version] = (product.uri, current.pages[product.uri].text)
    return tuple(Version(entry, *texts.get(entry.version, ("", ""))) for entry in product.fields.history)


def counterpart(page: Entry, catalogue: Catalogue) -> Entry | None:
    """The same page in another release: by its id, or by its address where it has none."""
    if page.fields.id:
        return catalogue.by_id.get(page.fields.id)
    found = catalogue.by_uri.get(page.uri)
    return found if found and not found.fields.id else None
