"""What an edition may not see gives no line in that edition's part of a review, whatever else has changed."""

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from caveat.reviewing.data import as_json
from projection.drawn import Hidden, Public, sources
from projection.in_memory import corpus
from projection.material import PUBLIC_BLOCKS, PUBLIC_PAGES
from projection.pairs import pairs
from reviewing.reviewed import part, review_of

SEARCH = settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True
)
BEFORE = Public(pages=dict.fromkeys(PUBLIC_PAGES, ("## Powers", *PUBLIC_BLOCKS[:2])), furniture=True)


def partner_part(before: tuple[Public, Hidden], now: tuple[Public, Hidden]) -> Any:
    """What the report says of the partner edition; whether a wider edition had a text is no line of its own."""
    review = review_of(corpus(sources(*before)), corpus(sources(*now)))
    (found,) = [each for each in json.loads(as_json(review))["editions"] if each["name"] == "partner"]
    for gain in found["gains"]:
        del gain["opened"]
        for block in gain["blocks"]:
            del block["opened"]
    return {**found, "gains": sorted(found["gains"], key=lambda each: each["what"])}


@SEARCH
@given(pairs)
def test_an_edit_that_an_edition_cannot_see_gives_no_line(pair: tuple[Public, Hidden, Hidden]) -> None:
    public, one, two = pair
    review = review_of(corpus(sources(public, one)), corpus(sources(public, two)))
    found = part(review, "partner")
    assert not found.is_changed
    assert not found.gains
    assert (found.added, found.removed, found.moved, found.notes) == ((), (), (), ())


@SEARCH
@given(pairs)
def test_beside_an_edit_that_it_can_see_it_changes_nothing(pair: tuple[Public, Hidden, Hidden]) -> None:
    public, one, two = pair
    assert partner_part((BEFORE, one), (public, one)) == partner_part((BEFORE, one), (public, two))


def test_the_search_meets_differences() -> None:
    """The positive control: a public block more is a gain, and a hidden one is none."""
    more = Public(pages=dict.fromkeys(PUBLIC_PAGES, ("## Powers", *PUBLIC_BLOCKS[:3])), furniture=True)
    assert partner_part((BEFORE, Hidden()), (more, Hidden()))["gains"]
    assert not partner_part((BEFORE, Hidden()), (BEFORE, Hidden()))["gains"]
