"""Words as search compares them. The browser's script splits a query in the same way."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[str]:
    """The words of a text in order: decomposed (NFKD), without marks, in lower case."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.category(character).startswith("M"))
    return _WORD.findall(text.lower())


def shard_of(token: str) -> str:
    """The name of the shard that holds a token: its first letter or digit, or `_` for any other script."""
    return token[0] if token[0].isascii() else "_"
