"""The report as Markdown, for a comment on a pull request.

Every word that an editor wrote stands in code: a fence or a span longer than any in the text. Nothing in it is then
markup, a mention of somebody, or a reference to another pull request (GitHub Flavored Markdown, sections 4.5 and 6.3).
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from caveat.content.findings import counted
from caveat.history.redline import ChangedBlock, pieces
from caveat.reviewing import report
from caveat.reviewing.report import Line, Listing
from caveat.reviewing.review import EditionReview, Gain, Review

_RUNS = re.compile(r"`+")
_SIGNS = {"inserted": ("{+", "+}"), "deleted": ("[-", "-]"), "same": ("", "")}


def as_markdown(review: Review) -> str:
    """The whole report."""
    parts = [
        f"# {report.TITLE}",
        f"**{report.NOTICE}** {report.NOTICE_MORE}",
        f"Compared with {_code(review.revision)}, commit {_code(review.commit[:12])}.",
        f"**{report.result(review)}**",
    ]
    for edition in review.editions:
        parts += _edition(edition)
    if listings := [*report.restriction_listings(review)]:
        parts += ["## Restrictions", *map(_listing, listings)]
    if entries := report.entries(review):
        parts += ["## Approvals", report.COPY, _fenced(entries, "yaml")]
    return "\n\n".join(parts) + "\n"


def _edition(edition: EditionReview) -> Iterator[str]:
    yield f"## {_code(edition.edition.title)}"
    yield report.summary(edition)
    if any(gain.needs_approval for gain in edition.gains):
        yield "### Gains"
        yield from map(_gain, edition.gains)
    yield from map(_listing, report.listings(edition))


def _gain(gain: Gain) -> str:
    change = gain.change
    head = f"{_element(change.unit.what)} {_element(change.unit.title)}, {counted(change.gained, 'word')}"
    kind = "opened" if gain.is_opened else "new"
    state = f"<strong>{escape(kind)}, approval missing</strong>" if gain.is_missing else escape(kind)
    texts = "\n\n".join(f"{title}:\n\n{_fenced(_diff(blocks), 'diff')}" for title, blocks in report.parts(gain))
    said = f"{_code(report.decision(gain))}\n\n" if gain.approval else ""
    opened = " open" if gain.is_missing else ""
    digest = f"SHA-256 {_code(change.sha256)}"
    return f"<details{opened}><summary>{head}: {state}</summary>\n\n{said}{texts}\n\n{digest}\n\n</details>"


def _diff(blocks: Sequence[ChangedBlock]) -> str:
    """A line for each block: `+` where it is all new, `!` where words of it are."""
    lines = []
    for block in blocks:
        sign = "+" if block.change == "inserted" else "!"
        words = (
            (block.newer,)
            if sign == "+"
            else (f"{_SIGNS[change][0]}{text}{_SIGNS[change][1]}" for change, text in pieces(block))
        )
        lines.append(f"{sign} {_one_line(' '.join(words))}\n")
    return "".join(lines)


def _listing(listing: Listing) -> str:
    lines = "\n".join(map(_line, listing.lines))
    return f"<details><summary>{listing.title} ({len(listing.lines)})</summary>\n\n{lines}\n\n</details>"


def _line(line: Line) -> str:
    return "- " + " ".join(_code(text) for text in (line.code, line.text, line.note) if text)


def _fenced(text: str, language: str) -> str:
    fence = "`" * max(3, 1 + _longest(text))
    return f"{fence}{language}\n{text}{fence}"


def _code(text: str) -> str:
    """A span of code: a space on each side, of which Markdown takes one away, keeps backticks at its ends apart."""
    ticks = "`" * (1 + _longest(text))
    return f"{ticks} {_one_line(text)} {ticks}" if "`" in text else f"`{_one_line(text)}`"


def _element(text: str) -> str:
    """The same in HTML, inside which there is no Markdown."""
    return f"<code>{escape(_one_line(text))}</code>"


def _longest(text: str) -> int:
    return max(map(len, _RUNS.findall(text)), default=0)


def _one_line(text: str) -> str:
    return " ".join(text.split())
