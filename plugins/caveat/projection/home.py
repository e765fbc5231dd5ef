"""The home page where no editor wrote one: search first, then the scene, then the way in by role, task and type."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote_plus

from caveat.content.corpus import Task
from caveat.projection.address import href
from caveat.projection.catalogue import Catalogue
from caveat.projection.lists import by_term, news_items, plain_pages
from caveat.projection.markup import link, long_date
from caveat.projection.view import VisibleNotice, VisibleTerm

_URI = "index.md"
_NEWEST = 5


def home(catalogue: Catalogue) -> str:
    """The body of the home page. A part with nothing to show is left out."""
    parts = [_top(catalogue), _ways(catalogue), _news_and_notices(catalogue), _types(catalogue)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _top(catalogue: Catalogue) -> str:
    count = len(catalogue.products)
    number = f" {count} {'pages' if count != 1 else 'page'} in force." if count else ""
    searches = catalogue.view.home.searches
    links = "".join(f"<li>{link(f'search.html?q={quote_plus(each.text)}', each.text)}</li>" for each in searches)
    often = (
        f'<p class="try__title" id="often">Often looked for:</p>\n<ul class="try" aria-labelledby="often">{links}</ul>'
    )
    scene = "".join(_task(catalogue, task, with_note=True) for task in catalogue.view.home.scene)
    heading = '<h2 id="scene">At a scene now</h2>'
    panel = f'<section class="scene" aria-labelledby="scene">\n{heading}\n<ul>{scene}</ul>\n</section>'
    if catalogue.view.archived:
        return _archived_top(catalogue, number)
    return (
        '<div class="wrap home-top">\n<div>\n<h1>Find guidance</h1>\n'
        f'<p class="lead">What to do, what the law says and what other investigations learned.{number}</p>\n'
        '<form class="searchbox searchbox--big" role="search" action="search.html" aria-label="Whole library">\n'
        '<label class="vh" for="page.q">Search all guidance</label>\n'
        '<input id="page.q" name="q" type="search" autocomplete="off" spellcheck="false"'
        ' placeholder="Topic, law or operation">\n<button type="submit">Search</button>\n</form>\n'
        f"{often if links else ''}\n</div>\n{panel if scene else ''}\n</div>"
    )


def _archived_top(catalogue: Catalogue, number: str) -> str:
    """Of an earlier release: what it is. Search looks in what is in force alone."""
    day = long_date(catalogue.as_at)
    lead = f"What this library said on {day}, as far as this edition may still show it.{number}"
    return f'<div class="wrap home-top">\n<div>\n<h1>Release of {day}</h1>\n<p class="lead">{lead}</p>\n</div>\n</div>'


def _task(catalogue: Catalogue, task: Task, *, with_note: bool = False) -> str:
    """A line that leads to a page; nothing where the edition does not have the page."""
    entry = catalogue.by_id.get(task.page)
    if not entry:
        return ""
    note = f"<span>{escape(entry.fields.summary)}</span>" if with_note and entry.fields.summary else ""
    return f'<li><a href="{href(_URI, entry.uri)}">{escape(task.text)}{note}</a></li>'


def _ways(catalogue: Catalogue) -> str:
    terms = catalogue.view.terms.get("audience", {})
    roles = "".join(
        f"<li>{link(f'for/{term}.html', terms[term].label)}</li>"
        for term in by_term(catalogue, "audience")
        if term in terms
    )
    needs = "".join(_task(catalogue, task) for task in catalogue.view.home.tasks)
    sections = _section("iam", "I am a …", "roles", roles) + _section("ineed", "I need to …", "needs", needs)
    return f'<div class="band"><div class="wrap ways">\n{sections}</div></div>' if sections else ""


def _section(anchor: str, title: str, style: str, lines: str) -> str:
    if not lines:
        return ""
    items = f'<ul class="{style}">{lines}</ul>'
    return f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{title}</h2>{items}</section>\n'


def _news_and_notices(catalogue: Catalogue) -> str:
    changes = [html for _, html in news_items(catalogue, _URI, _NEWEST)]
    notices = [each for each in catalogue.view.notices if each.until is None or each.until >= catalogue.as_at]
    parts = []
    if changes:
        lines = "\n".join(changes)
        more = '<p><a href="new.html">All changes, by date</a></p>'
        parts.append(_headed("new", "What is new", more, f'<ul class="news">\n{lines}\n</ul>'))
    if notices:
        parts.append(_headed("notices", "Announcements", "", "\n".join(_notices(catalogue, notices))))
    return '<div class="wrap two">\n' + "\n".join(parts) + "\n</div>" if parts else ""


def _notices(catalogue: Catalogue, notices: Iterable[VisibleNotice]) -> Iterable[str]:
    for notice in notices:
        entry = catalogue.by_id.get(notice.page)
        end = f"Until {long_date(notice.until)}" if notice.until else "Standing notice"
        read = f'<p class="small">{link(href(_URI, entry.uri), "Read " + entry.fields.title)}</p>' if entry else ""
        yield (
            f'<div class="notice"><h3>{escape(notice.title)}</h3><p class="small">{escape(notice.text)}</p>'
            f'{read}<p class="small muted">{end}</p></div>'
        )


def _types(catalogue: Catalogue) -> str:
    terms = catalogue.view.terms.get("type", {})
    counted = ((term, sum(entry.in_force for entry in entries)) for term, entries in by_term(catalogue, "type").items())
    lines = "".join(
        f"<li><b>{count}</b><div>{link(f'type/{term}.html', catalogue.plural('type', term))}"
        f"{_note(terms, term)}</div></li>"
        for term, count in counted
        if count
    )
    more = '<p><a href="library.html">Full library as one table</a></p>'
    html = _headed("types", "In force, by type", more, f'<ul class="types">{lines}</ul>')
    return f'<div class="wrap">\n{html}\n</div>' if lines else _plain_pages(catalogue)


def _note(terms: Mapping[str, VisibleTerm], term: str) -> str:
    return f"<span>{escape(terms[term].note)}</span>" if term in terms and terms[term].note else ""


def _plain_pages(catalogue: Catalogue) -> str:
    """A library without products lists its pages."""
    if not catalogue.entries:
        return ""
    html = _headed("pages", "Pages", "", plain_pages(catalogue, _URI))
    return f'<div class="wrap">\n{html}\n</div>'


def _headed(anchor: str, title: str, more: str, html: str) -> str:
    return (
        f'<section aria-labelledby="{anchor}">\n<div class="headrow"><h2 id="{anchor}">{title}</h2>{more}</div>\n'
        f"{html}\n</section>"
    )
