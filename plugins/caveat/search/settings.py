"""What the ranking weighs, and how much: one place for both scorers, as the browser reads it from the index.

Scores are BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004): the
counts of a word in all fields of a page are added up with their weights, and only then saturated.
"""

from collections.abc import Mapping

FIELDS: Mapping[str, float] = {
    "title": 10.0,
    "reference": 1.0,
    "headings": 4.5,
    "name": 3.0,
    "links": 3.0,
    "tags": 5.0,
    "keywords": 2.0,
    "summary": 3.0,
    "body": 1.0,
}
"""Field of a page to the weight of a word there."""
REFERENCE = 10.0
"""Weight of the whole reference of a page."""

MOST = 3
"""Repetition counts up to this, everywhere but in the body."""

PIVOT = 500
"""Words of a body of ordinary length. A constant: so a page's weights do not depend on other pages."""
LENGTH = 0.4
"""How far the length of a body counts, from 0 to 1: b of BM25."""

MANY_TAGS = 40
"""Words of tags from which each counts less: who says much about a page says little with each word."""

STEPS = 4
"""Weights are rounded to a fourth, and written as whole numbers."""
WEIGHT_MOST = 1023

RANKING: Mapping[str, float] = {
    "saturation": 3.0 * STEPS,  # Weight at which a word has earned half of what it can: k1 of BM25.
    "kin": 0.35,  # Another form of a word that is there.
    "begins": 0.6,  # A word of which the last one typed is the beginning.
    "begins_known": 0.5,  # The same, where what was typed is a word already.
    "mistyped": 1.0,  # A word one typing mistake away.
    "mistyped_twice": 0.7,
    "term": 0.3,  # A term of the vocabulary, by its label or a synonym.
    "phrase_word": 0.3,  # The words of a long form, beside the long form itself.
    "act": 0.2,  # An Act, beside one of its provisions.
    "wider": 0.8,  # `s 45` for a reader who asked for `s 45(1)`, a month for one of its days.
    "rest": 0.6,  # The name of an operation by itself.
    "coverage": 1.0,
    "title": 0.4,
    "alike": 0.3,  # What a page gains of the score of one of the best, where the two are alike.
    "leading": 5,  # How many pages are the best ones in this.
    "settled": 2,  # How many stay in their places: nothing is moved above them.
}
"""Both scorers read these. Factors of a match, but for what has its own line."""

PRIORS: Mapping[str, float] = {"product": 1.0, "page": 0.75, "made": 0.5}
"""Factor of the score: of a product, of a page about the library, of a list that Caveat makes."""
FRESH_TYPES = frozenset(("bulletin",))
FRESH_DAYS = 365
FRESH = 0.15
"""What a bulletin of the edition's own date gains; less with age, nothing after a year."""

ALIKE_MOST = 3
"""Two pages are alike where each is among so many that are most like the other."""
ALIKE_LEAST = 0.1
"""Cosine that they have at least."""
ALIKE_PAGES = 60
"""Pages of a term, at most: one that more have says little of any, and would take long to compare."""
ALIKE_TERMS = 150
"""Terms by which a page is compared: those that tell most."""

EXCERPT: Mapping[str, float] = {"enough": 160, "most": 280, "heading": 1.5}
"""Characters from which no sentence is added, characters at most; factor of a word in the heading of a section."""

MOST_BEGUN = 10
"""Words that one beginning stands for: the most common ones."""

ENDINGS = (
    "",
    "s",
    "es",
    "ed",
    "d",
    "e",
    "ing",
    "er",
    "ers",
    "or",
    "ion",
    "ions",
    "ation",
    "ment",
    "ly",
    "al",
    "y",
    "ies",
)
"""Two words that differ in these alone are forms of one word, as far as one can say of a word that is not known."""

STOP_WORDS = tuple(
    "a about an and any are as at be been by can could did do does for from get had has have he her him his how i if "
    "in into is it its me my no not of on one or our she should so some that the their them then there these they this "
    "those to up us was we were what when where which who why will with would you your".split()
)
"""Left out of a query that has other words."""
