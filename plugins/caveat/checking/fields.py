"""Rules for the fields of a page and for its restrictions: reviews, law, reasons, the order of front matter."""

from collections.abc import Iterator
from itertools import pairwise

from caveat.checking.remark import Library, Remark, Source, remark
from caveat.content.corpus import Page, Passage
from caveat.content.front_matter import FIELD_ORDER
from caveat.content.problem import Location
from caveat.projection.law import changes
from caveat.projection.markup import long_date
from caveat.projection.narrow import scheme_of
from caveat.redaction.markers import mark


def reviews(library: Library) -> Iterator[Remark]:
    """Pages in force whose review was due before today."""
    for page in library.pages():
        fields = page.front_matter
        if fields.status == "current" and fields.review_by and fields.review_by < library.today:
            message = f"its review was due by {fields.review_by}; review the page and set the next day"
            yield remark("review-overdue", page.locations["review_by"], message)


def law(library: Library) -> Iterator[Remark]:
    """Pages in force that state the law as it was before a change of what they cite."""
    known = library.corpus.vocabulary.law_changed
    for page in library.pages():
        fields = page.front_matter
        if fields.status != "current" or not fields.law_as_at:
            continue
        for name, day in changes(fields.legislation, known, after=fields.law_as_at, until=library.today).items():
            message = f"{name} changed on {long_date(day)}; check the page against it, then move law_as_at"
            yield remark("law-changed", page.locations["law_as_at"], message, name)


def reasons(library: Library) -> Iterator[Remark]:
    """Restrictions without a reason: of pages, passages, and of words in them."""
    everyone = frozenset(library.corpus.configuration.editions)
    scheme = scheme_of(library.corpus)
    for source in library.sources():
        narrow = source.access.editions < everyone
        if (narrow or (isinstance(source, Page) and source.restricted)) and not source.access.because:
            message = "this does not say why some editions lack it; add restricted_because: with a reason"
            yield remark("unexplained-restriction", _place(source), message)
        marking = mark(source.body, scheme)
        for each in marking.body.restrictions if not marking.problems else ():
            if not each.because:
                line = marking.body.lines[each.opener.line]
                message = "this restriction does not say why; write because and a reason after the editions"
                yield remark("unexplained-restriction", line.at(each.opener.start + 1), message)


def field_order(library: Library) -> Iterator[Remark]:
    """Front matter in another order than that of the handbook."""
    places = {name: place for place, name in enumerate(FIELD_ORDER)}
    for page in library.pages():
        written = [name for name in page.locations if name in places]
        for before, name in pairwise(written):
            if places[name] < places[before]:
                message = f"{name} belongs before {before}; caveat check --fix puts the fields into order"
                yield remark("field-order", page.locations[name], message)
                break


def _place(source: Source) -> Location:
    if isinstance(source, Passage):
        return source.location
    return source.locations.get("restricted", source.locations["editions"])
