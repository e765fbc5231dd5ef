"""Whom a passage is for, in the words of the editions that have it."""

import re

from caveat.content.corpus import Configuration, Edition


def audience(configuration: Configuration, viewer: str, editions: frozenset[str]) -> str:
    """What `viewer` reads on a passage that `editions` have: "Law enforcement only".

    The narrowest of them are named: in a chain of editions, everybody that one of them lies within has the passage too.
    Editions that do not lie within `viewer` are not named, as it knows nothing of them.
    """
    known = editions & {viewer, *configuration.narrower(viewer)}
    narrowest = (name for name in configuration.editions if name in known and not configuration.narrower(name) & known)
    return ", ".join(_label(configuration.editions[name]) for name in narrowest)


def _label(edition: Edition) -> str:
    """An edition's own words, or words made from its title."""
    title = re.sub(r"[ -]+edition$", "", edition.title, flags=re.IGNORECASE).replace("-", " ")
    return edition.label or f"{title} only"
