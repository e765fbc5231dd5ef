"""What an edition legitimately has."""

from caveat.assurance.scanning.withholding import without_restricted
from caveat.content.corpus import Corpus
from caveat.projection.catalogue import Catalogue
from caveat.projection.furnish import Furnishing
from caveat.projection.project import examine
from caveat.projection.staged import Projection


def reference(corpus: Corpus, edition: str) -> Projection:
    """The edition as it would be had nothing been written that it may not see: by noninterference, what it is.

    `corpus` has no problems. Raises KeyError where it has no such edition.
    """
    examined = examine(without_restricted(corpus, edition), edition)
    return Furnishing(Catalogue(examined.view), examined.pages).projection()
