"""`caveat new TYPE TITLE`: a page that is valid at once."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from caveat.content.front_matter import MARKINGS
from caveat.editing.neighbours import file_name
from caveat.editing.new_page import NewPage
from caveat_cli.asking import ask, can_ask, choose, choose_several
from caveat_cli.values import day
from caveat_site.authoring import Authoring
from caveat_site.usage import UsageError

_STATUSES = {"draft": "in no edition yet", "current": "in force at the next build"}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("type", nargs="?", metavar="TYPE", help="a type of page, such as guidance")
    parser.add_argument("title", nargs="?", metavar="TITLE", help="the heading of the page")
    parser.add_argument("--editions", action="append", metavar="E", help="who may see it; may be repeated")
    parser.add_argument("--because", metavar="R", help="why some editions lack it: a reason of the vocabulary")
    parser.add_argument("--owner", metavar="WHO", help="the role or body that answers for it")
    parser.add_argument("--operation", metavar="NAME", help="of a debrief: the name of the operation")
    parser.add_argument("--summary", metavar="TEXT", help="one sentence for lists and search")
    parser.add_argument("--marking", choices=MARKINGS, help=f"default: {MARKINGS[0]}")
    parser.add_argument("--status", choices=_STATUSES, help="default: draft")
    parser.add_argument("--review-by", type=day, metavar="D", help="YYYY-MM-DD; default: a year after --date")
    parser.add_argument("--date", type=day, metavar="D", help="of the first entry of its history; default: today")
    parser.add_argument("--folder", metavar="DIR", help="where it goes; default: where its type is kept")
    parser.add_argument("--id", metavar="ID", help="default: the next number after all that were used")


def run(root: Path, arguments: Namespace) -> int:
    """Ask for what is missing, write the page, and say where it is."""
    authoring = Authoring(root)
    page = wanted(authoring, arguments, asks=can_ask())
    authoring.write(page)
    name = f" with the id {page.identifier}" if page.identifier else ""
    print(f"{page.path}: a new page{name}.")
    if page.status == "draft":
        print("It is a draft: caveat serve --drafts shows it, and status: current puts it into its editions.")
    return 0


def wanted(authoring: Authoring, given: Namespace, *, asks: bool) -> NewPage:
    """The page that the options describe; `asks`: somebody answers where they say nothing.

    Raises UsageError where something is wrong, or is missing and nobody can be asked.
    """
    return _Wishes(authoring, given, asks=asks).page()


class _Wishes:
    """What the options say, and what a person answers where they say nothing."""

    def __init__(self, authoring: Authoring, given: Namespace, *, asks: bool) -> None:
        self._authoring, self._given, self._asks = authoring, given, asks

    def page(self) -> NewPage:
        """The questions, in the order in which a person thinks of the answers."""
        authoring, given = self._authoring, self._given
        kind = authoring.kind(given.type) if given.type else self._kind()
        title = given.title or self._text("Title", "TITLE")
        is_product = kind != "page"
        editions = self._editions()
        because = self._because() if authoring.is_restricted(editions) else self._no_reason()
        today = given.date or dt.datetime.now(dt.UTC).date()
        identifier = self._identifier(kind) if is_product or given.id else ""
        return NewPage(
            kind=kind,
            title=title,
            path=f"{self._folder(kind)}/{file_name(title, identifier or kind)}",
            editions=editions,
            day=today,
            identifier=identifier,
            because=because,
            owner=given.owner or (self._owner(kind) if is_product else ""),
            operation=self._operation(kind),
            summary=given.summary or self._summary(),
            marking=given.marking or self._marking(),
            review_by=given.review_by or (self._review_by(today) if is_product else None),
            status=given.status or self._status(),
        )

    def _kind(self) -> str:
        self._require("TYPE")
        terms = self._authoring.corpus.vocabulary.lists["type"]
        return choose("Type", {name: term.label for name, term in terms.items()})

    def _editions(self) -> tuple[str, ...]:
        if self._given.editions:
            return self._authoring.editions(self._given.editions)
        self._require("--editions E")
        titles = {name: each.title for name, each in self._authoring.corpus.configuration.editions.items()}
        # No default: who may see a page is the one thing that nobody should answer by pressing Enter.
        chosen = choose_several("Who may see it? Editions that contain a named one see it too", titles)
        return self._authoring.editions(chosen)

    def _because(self) -> str:
        if self._given.because:
            return self._authoring.reason(self._given.because)
        self._require("--because R")
        reasons = self._authoring.corpus.vocabulary.lists["reason"]
        return choose("Why may others not see it?", {name: term.label for name, term in reasons.items()})

    def _no_reason(self) -> str:
        if self._given.because:
            raise UsageError(
                "every edition has this page, so there is nothing to give a reason for; leave --because out"
            )
        return ""

    def _identifier(self, kind: str) -> str:
        name: str = self._given.id or self._authoring.neighbours.identifier(kind)
        return self._authoring.identifier(name)

    def _folder(self, kind: str) -> str:
        usual = self._authoring.neighbours.folder(kind)
        if self._given.folder or not self._asks:
            return self._authoring.folder(self._given.folder or usual)
        return ask("Folder", usual, self._authoring.folder)

    def _owner(self, kind: str) -> str:
        owners = self._authoring.neighbours.owners(kind)
        return self._text("Owner: the role or body that answers for it", "--owner WHO", owners[0] if owners else "")

    def _operation(self, kind: str) -> str:
        if kind != "debrief":
            if self._given.operation:
                raise UsageError("only a debrief is about an operation; leave --operation out")
            return ""
        return self._given.operation or self._text("Name of the operation", "--operation NAME")

    def _summary(self) -> str:
        return ask("Summary: one sentence, or nothing yet", optional=True) if self._asks else ""

    def _marking(self) -> str:
        return choose("Marking", dict.fromkeys(MARKINGS, ""), MARKINGS[0]) if self._asks else MARKINGS[0]

    def _status(self) -> str:
        return choose("Status", _STATUSES, "draft") if self._asks else "draft"

    def _review_by(self, today: dt.date) -> dt.date:
        usual = _a_year_after(today)
        if not self._asks:
            return usual
        return dt.date.fromisoformat(ask("Review by", usual.isoformat(), _date))

    def _text(self, question: str, option: str, default: str = "") -> str:
        self._require(option)
        return ask(question, default)

    def _require(self, option: str) -> None:
        if not self._asks:
            raise UsageError(f"{option} is missing, and there is no terminal to ask on")


def _a_year_after(start: dt.date) -> dt.date:
    # The year after a 29 February has none.
    return dt.date(start.year + 1, start.month, min(start.day, 28) if start.month == 2 else start.day)


def _date(text: str) -> str:
    try:
        return day(text).isoformat()
    except ArgumentTypeError as error:
        raise UsageError(str(error)) from None
