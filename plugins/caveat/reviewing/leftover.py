"""Words of an edition that no unit has told of.

Units are found by rules, one for each kind of content. This is the check on the rules: every string of the projection
is looked at, and a word that is new and that no unit gained is a gain of the page or file that says it. It is no way
to tell a story; it is there so that a kind of content that a rule forgets cannot pass in silence.
"""

from collections.abc import Iterator, Mapping

from caveat.history.redline import ChangedBlock
from caveat.reviewing.changes import Change
from caveat.reviewing.leaves import leaves, strings
from caveat.reviewing.shown import Shown, Unit
from caveat.reviewing.wording import letters, own_words


def leftover(before: Shown | None, now: Shown, told: Mapping[Unit, Change]) -> Iterator[tuple[Unit, ChangedBlock]]:
    """Unit to the words that it gained and that `told` does not have."""
    known = letters(leaves(before.projection)) if before else set()
    known |= letters(block.newer for change in told.values() for block in change.gains)
    new = letters(leaves(now.projection)) - known
    new -= own_words() if new else frozenset()
    for unit, texts in _places(now) if new else ():
        if found := letters(texts) & new:
            new -= found
            yield unit, ChangedBlock("word", "", f"Words: {' '.join(sorted(found))}")


def _places(now: Shown) -> Iterator[tuple[Unit, Iterator[str]]]:
    """Where a word may stand: pages that editors wrote first, then those that Caveat made, then everything else."""
    projection = now.projection
    documents = {document.uri: document for document in projection.documents}
    for entry in now.catalogue.entries:
        yield now.page_unit(entry), strings((now.staged[entry.uri], documents.get(entry.uri)))
    for page in projection.pages:
        if page.uri not in now.catalogue.by_uri:
            yield Unit(page.uri, page.title, "made"), strings((page, documents.get(page.uri)))
    yield Unit("mkdocs.yml", "Everything else", "made"), leaves(projection)
