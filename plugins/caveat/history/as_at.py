"""The page that takes a date and opens the guidance that was in force then."""

from datetime import timedelta
from html import escape

from caveat.history.archive import Archive
from caveat.projection.address import href, to_root
from caveat.projection.catalogue import Catalogue
from caveat.projection.markup import link, long_date, time
from caveat.projection.staged import StagedPage

AS_AT = "as-at.md"
"""Its address."""
_FORM = (
    '<form class="as-at" data-as-at hidden>\n<div><label for="as-at.date">Date</label>'
    '<input id="as-at.date" name="date" type="date"></div>\n'
    '<button type="submit">Open what was in force</button>\n'
    '<p class="as-at__said" role="status"></p>\n</form>'
)


def as_at_page(catalogue: Catalogue, archive: Archive) -> StagedPage:
    """The releases of an edition, the newest first, each with the days it was in force; and a form for a date."""
    marking = catalogue.highest_marking()
    data = {
        "kind": "list",
        "marking": marking,
        "handling": catalogue.view.edition.handling,
        "crumbs": catalogue.crumbs(AS_AT),
        "lead": "What the guidance said on a date, as far as this edition may still show it.",
        "sensitive": marking != "OFFICIAL",
        "root": to_root(AS_AT),
    }
    lines = "\n".join(_lines(catalogue, archive))
    body = (
        f'{_FORM}\n\n<h2 id="releases" class="section-head">Releases</h2>\n\n'
        f'<ol class="releases plain" reversed data-releases>\n{lines}\n</ol>\n'
    )
    return StagedPage(AS_AT, "Guidance as it was on a date", "", {k: v for k, v in data.items() if v != ""}, body)


def _lines(catalogue: Catalogue, archive: Archive) -> list[str]:
    begins = [release.date for release in archive.releases]
    ends = [day - timedelta(days=1) for day in begins[1:]]
    dated = catalogue.as_at
    now = f"since {time(dated)}" if archive.is_released else f"as it stands, last changed {time(dated)}"
    is_newest = archive.is_released or dated > begins[-1]
    lines = [
        _line("index.html", "What is in force", now, len(catalogue.products), dated.isoformat() if is_newest else "")
    ]
    if archive.is_released and begins:
        ends.append(dated - timedelta(days=1))
    for number in reversed(range(len(begins))):
        release = archive.releases[number]
        span = (
            f"{time(begins[number])} to {time(ends[number])}" if number < len(ends) else f"from {time(begins[number])}"
        )
        target = href(AS_AT, f"{release.folder}index.md")
        count = len(release.catalogue.products)
        lines.append(_line(target, f"Release of {long_date(release.date)}", span, count, release.date.isoformat()))
    return lines


def _line(target: str, title: str, span: str, count: int, begins: str) -> str:
    number = f"{count} {'item' if count == 1 else 'items'} in force"
    since = f' data-from="{escape(begins)}"' if begins else ""
    return f"<li{since}>{link(target, title)}<span>{span} · {number}</span></li>"
