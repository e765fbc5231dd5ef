"""The only module that knows Whoosh: it splits text and finds stems. Decision 18 says why, and how to do without."""

from functools import lru_cache

from whoosh.analysis import RegexTokenizer
from whoosh.lang.porter2 import stem as porter2

_TOKENIZER = RegexTokenizer(r"[^\W_]+")


def split(folded: str) -> list[str]:
    """The runs of letters and digits of a folded text, in order."""
    return [token.text for token in _TOKENIZER(folded)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """What a word has in common with its other forms (Porter 2). A word that is not English letters is its own."""
    return str(porter2(word)) if word.isascii() and word.isalpha() else word
