"""The report as a page of HTML: one file, without scripts and without anything from elsewhere, to read and to print."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from caveat.content.findings import counted
from caveat.history.redline import ChangedBlock, marked
from caveat.reviewing import report
from caveat.reviewing.report import Listing
from caveat.reviewing.review import EditionReview, Gain, Review

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem;
  overflow-wrap: anywhere; }
.notice { border: 3px solid; padding: .5rem 1rem; font-weight: 700; }
.missing, .opened { font-weight: 700; }
.gain { border-left: 4px solid; padding-left: 1rem; margin: 1.5rem 0; }
pre { white-space: pre-wrap; border: 1px solid; padding: .5rem; }
ins { text-decoration: underline; font-weight: 700; }
del { text-decoration: line-through; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; } .gain { break-inside: avoid; } }
"""
_POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
)


def as_html(review: Review) -> str:
    """The whole report."""
    return "\n".join(_lines(review)) + "\n"


def _lines(review: Review) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{report.TITLE}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
    yield f'<p class="notice">{report.NOTICE} {report.NOTICE_MORE}</p>\n<h1>{report.TITLE}</h1>'
    yield f"<p>Compared with {_code(review.revision)}, commit {_code(review.commit)}.</p>"
    yield f'<p class="missing">{report.result(review)}</p>'
    for edition in review.editions:
        yield from _edition(edition)
    if listings := [*report.restriction_listings(review)]:
        yield "<h2>Restrictions</h2>"
        yield from map(_listing, listings)
    if entries := report.entries(review):
        yield f"<h2>Approvals</h2>\n<p>{escape(report.COPY)}</p>\n<pre>{escape(entries)}</pre>"
    yield f'<p class="notice">{report.NOTICE}</p>\n</main>\n</body>\n</html>'


def _edition(edition: EditionReview) -> Iterator[str]:
    yield f"<h2>{escape(edition.edition.title)}</h2>\n<p>{report.summary(edition)}</p>"
    if any(gain.needs_approval for gain in edition.gains):
        yield "<h3>Gains</h3>"
        yield from map(_gain, edition.gains)
    yield from map(_listing, report.listings(edition))


def _gain(gain: Gain) -> str:
    change = gain.change
    state = escape(report.decision(gain))
    texts = "\n".join(f"{_part(title, blocks)}" for title, blocks in report.parts(gain))
    shown = f'<span class="missing">{state}</span>' if gain.is_missing else state
    words = f"{counted(change.gained, 'word')} gained"
    return (
        f'<section class="gain">\n<h4>{_code(change.unit.what)} {escape(change.unit.title)}</h4>\n'
        f"<p>{words}; {shown}</p>\n{texts}\n<p>SHA-256 {_code(change.sha256)}</p>\n</section>"
    )


def _part(title: str, blocks: Sequence[ChangedBlock]) -> str:
    name = "opened" if title == report.OPENED else "new"
    lines = "\n".join(f"<li>{marked(block)}</li>" for block in blocks)
    return f'<p class="{name}">{title}</p>\n<ul>\n{lines}\n</ul>'


def _listing(listing: Listing) -> str:
    lines = "\n".join(
        f"<li>{_code(line.code)} {', '.join(escape(text) for text in (line.text, line.note) if text)}</li>"
        for line in listing.lines
    )
    return f"<h3>{listing.title}</h3>\n<ul>\n{lines}\n</ul>"


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"
