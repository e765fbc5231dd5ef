"""The problems of an edition that shows what it must not."""

import re
from collections.abc import Iterator, Mapping
from itertools import accumulate

from caveat.assurance.watching.matching import Hit, Matcher
from caveat.assurance.watching.reading import GAP, as_read, folded, unfolded, words
from caveat.assurance.watching.sheet import Sheet, Value
from caveat.assurance.watching.shown import sheets
from caveat.content.corpus import AllowedText, Corpus
from caveat.content.data_folder import WATCH_LIST
from caveat.content.folders import DATA_FOLDER
from caveat.content.line import Line
from caveat.content.patterns import PATTERNS
from caveat.content.problem import Location, Problem
from caveat.projection.resolve import ResolvedPage
from caveat.projection.view import View

_FILE = f"{DATA_FOLDER}/{WATCH_LIST}"


def watch(corpus: Corpus, view: View, pages: Mapping[str, ResolvedPage]) -> Iterator[Problem]:
    """What stands in an edition's text though the watch list keeps it out, and personal data in its debriefs.

    Nothing is looked for but in what the edition would show. No message repeats what was found.
    """
    name = view.edition.name
    guarded = {name} | corpus.configuration.wider(name)
    matcher = Matcher([entry for entry in corpus.watch_list.entries if entry.guards & guarded])
    if not matcher.looks(debrief=any(page.front_matter.type == "debrief" for page in view.pages)):
        return
    answers = Answers(corpus.watch_list.allowed)
    for sheet in sheets(corpus, view, pages):
        if not matcher.looks(debrief=sheet.debrief):
            continue
        lines = [as_read(each if isinstance(each, Line) else each.line) for each in sheet.lines]
        text = folded("\n".join(line.text for line in lines))
        hits = matcher.hits(text, debrief=sheet.debrief)
        if hits := answers.unanswered(hits, text, sheet.pages):
            yield from _problems(sheet, lines, hits)


class Answers:
    """The texts that the watch list allows."""

    def __init__(self, allowed: tuple[AllowedText, ...]) -> None:
        self._allowed = [(each.page, re.compile(f"{GAP}*+".join(map(re.escape, words(each.text))))) for each in allowed]

    def unanswered(self, hits: list[Hit], text: str, pages: frozenset[str]) -> list[Hit]:
        """The hits that lie in no allowed text. What is allowed on one page is allowed in a file that it alone uses."""
        if not hits:
            return hits
        small = text.lower()
        spans = [
            found.span()
            for where, expression in self._allowed
            if not where or pages == {where}
            for found in expression.finditer(small)
        ]
        return [hit for hit in hits if not any(start <= hit.start and hit.end <= end for start, end in spans)]


def _problems(sheet: Sheet, lines: list[Line], hits: list[Hit]) -> Iterator[Problem]:
    starts = [0, *accumulate(len(folded(line.text)) + 1 for line in lines)]
    number = 0
    for hit in hits:
        while starts[number + 1] <= hit.start:
            number += 1
        origin, line = sheet.lines[number], lines[number]
        if isinstance(origin, Value):
            yield _problem(hit, origin.place, origin.name)
        else:
            yield _problem(hit, line.at(unfolded(line.text, hit.start - starts[number]) + 1), "")


def _problem(hit: Hit, place: Location, name: str) -> Problem:
    subject = f"{name} here" if name else "this"
    if hit.pattern:
        subject += f" looks like {PATTERNS[hit.pattern].title}"
    if hit.entry is None:
        message = f"{subject}, and a debrief shows no personal data; take it out, or allow it in {_FILE} with a reason"
        return Problem(place, "personal-data", message)
    entry = f"line {hit.entry.location.line} of {_FILE}"
    why = f", which {entry} keeps out of this edition" if hit.pattern else f" is what {entry} keeps out of this edition"
    message = f"{subject}{why}; reword it, restrict it, or allow it there with a reason"
    return Problem(place, "watch-list-match", message)
