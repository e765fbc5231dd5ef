"""Put an edition's history into its pages: the archive, version choice, the page of dates, history of each product.

Everything is written into projections, as Markdown and data, so that any engine shows it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from caveat.history.archive import Archive, EarlierRelease
from caveat.history.as_at import AS_AT, as_at_page
from caveat.history.product_pages import history_address, product_pages
from caveat.history.versions import counterpart
from caveat.projection.address import href
from caveat.projection.catalogue import Catalogue
from caveat.projection.furnish import Furnishing
from caveat.projection.markup import long_date
from caveat.projection.project import Examined
from caveat.projection.staged import Projection, StagedPage


def in_force(current: Examined, archive: Archive) -> Projection:
    """What an edition shows today, with the way to everything earlier."""
    examined = replace(current, view=replace(current.view, dated=archive.dated))
    catalogue = Catalogue(examined.view)
    projection = Furnishing(catalogue, examined.pages).projection()
    made: dict[str, StagedPage] = {}
    if archive.dated:
        made = {
            page.uri: page for page in (as_at_page(catalogue, archive), *product_pages(catalogue, examined, archive))
        }
    pages = {page.uri: _with_versions(page, catalogue, archive, frozenset(made)) for page in projection.pages} | made
    return replace(
        projection,
        extra={**projection.extra, **_footer(projection.extra, made)},
        pages=tuple(pages[uri] for uri in sorted(pages)),
    )


def _footer(extra: Mapping[str, Any], made: Mapping[str, StagedPage]) -> dict[str, Any]:
    links = [*extra.get("footer", ()), *([{"title": "Earlier releases", "uri": AS_AT}] if AS_AT in made else [])]
    return {"footer": links, **({"as_at_uri": AS_AT} if AS_AT in made else {})}


def _with_versions(page: StagedPage, catalogue: Catalogue, archive: Archive, made: frozenset[str]) -> StagedPage:
    """The page with the versions of it that there are."""
    if page.data.get("kind") not in ("product", "page"):
        return page
    entry = catalogue.by_uri[page.uri]
    versions = [
        {
            "date": release.date.isoformat(),
            "title": long_date(release.date),
            "version": earlier.version,
            "href": href(page.uri, release.folder + earlier.uri),
        }
        for release in reversed(archive.releases)
        if (earlier := counterpart(entry, release.catalogue))
    ]
    data: dict[str, Any] = {"versions": versions} if versions else {}
    if history_address(entry) in made:
        data["history"] = href(page.uri, history_address(entry))
    return replace(page, data={**page.data, **data}) if data else page


ShowRelease = Callable[[EarlierRelease], Projection]
"""Makes of an earlier release a site of its own, whose pages lead to what is in force."""
OWN_WORDS = """
Guidance as it was on a date. What the guidance said on a date, as far as this edition may still show it.
What is in force since as it stands, last changed from to items in force Earlier releases
History of Every version of this page that this edition may see. The text is kept from the first release that had it.
not kept in a release version against Versions, newest first Compared with the version before
passages reworded, inserted, deleted. Sections without a change are left out. Before the first heading
The text is the same. inserted: deleted: EARLIER RELEASE Release of What this library said on
The page or file that this link led to is no longer part of this release. Not here any more (no longer shown)
"""
"""What pages about releases say that no editor wrote: no sign of anything withheld."""


def earlier(archive: Archive, current: Projection) -> Iterator[tuple[EarlierRelease, ShowRelease]]:
    """Each earlier release of an edition, with what shows it below `releases/`."""
    following = [*(release.date for release in archive.releases[1:]), archive.dated if archive.is_released else None]
    today = _Today(
        frozenset(page.uri for page in current.pages),
        {str(page.data["ref"]): page.uri for page in current.pages if page.data.get("ref")},
    )
    for release, until in zip(archive.releases, following, strict=False):
        yield release, partial(_archived, until, today)


@dataclass(frozen=True, slots=True)
class _Today:
    """Where pages of an earlier release are found in what is in force."""

    present: frozenset[str]
    """Every address."""
    by_id: Mapping[str, str]
    """Id to address."""


def _archived(until: date | None, today: _Today, release: EarlierRelease) -> Projection:
    projection = Furnishing(release.catalogue, release.examined.pages).projection()
    last = until - timedelta(days=1) if until else None
    about = {
        "date": release.date.isoformat(),
        "from": long_date(release.date),
        "to": long_date(last) if last else "",
        "root": "../" * release.folder.count("/"),
    }
    pages = (_leading_to_now(page, release, today) for page in projection.pages)
    extra = {**projection.extra, "as_at_uri": AS_AT, "release": {name: value for name, value in about.items() if value}}
    return replace(projection, site_url="", extra=extra, pages=tuple(pages))


def _leading_to_now(page: StagedPage, release: EarlierRelease, today: _Today) -> StagedPage:
    here = release.folder + page.uri
    name = str(page.data.get("ref", ""))
    uri = today.by_id.get(name, "") if name else page.uri
    data: dict[str, Any] = {"dates": href(here, AS_AT)}
    if "status" in page.data:
        data["status"] = {"kind": "superseded", "label": "EARLIER RELEASE"}
    if uri in today.present:
        data["now"] = href(here, uri)
    if f"history/{name}.md" in today.present:
        data["history"] = href(here, f"history/{name}.md")
    return replace(page, data={**page.data, **data})
