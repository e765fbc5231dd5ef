"""The canaries of one channel in many shapes: what is withheld is not always one plain word.

A form of a word is taken wherever a channel takes the word itself: in names of files, identifiers, terms and dates. A
phrase has spaces, capitals, accents and signs: channels of running text take it too.
"""

from collections.abc import Callable, Mapping

from leaks.channels import CHANNELS, Channel
from leaks.library import canary

_PROSE = frozenset(
    ["block", "words", "whole body", "item", "row", "quoted", "nested block", "definition", "heading", "words in a heading",
     "title in the body", "footnote", "words of a link", "block of a passage", "item of a passage", "admonition",
     "folded text", "passage", "page body"]
)  # fmt: skip


def _digits(word: str) -> str:
    return "".join(str(ord(letter) % 10) for letter in word)


FORMS: Mapping[str, Callable[[str], str]] = {
    "word": str,
    "short word": lambda word: word[:7],
    "long word": lambda word: word * 3,
    "word twice": lambda word: f"{word[:8]}-{word[:8]}",
    "parts with hyphens": lambda word: f"{word[:4]}-{word[4:8]}-{word[8:]}",
    "code": lambda word: f"k{_digits(word)[:8]}",
    "code with letters at the end": lambda word: f"q{_digits(word)[:6]}{word[1:4]}",
    "letters and digits in turn": lambda word: "".join(map("".join, zip(word[:9], _digits(word), strict=False))),
    "number after a hyphen": lambda word: f"{word[:5]}-{_digits(word)[:5]}",
    "vowels": lambda word: "".join(letter + "aeiou"[ord(letter) % 5] for letter in word[:8]),
}
"""Shapes of one word in small letters, for every channel."""

PHRASES: Mapping[str, Callable[[str], str]] = {
    "name": lambda word: f"{word[:7].capitalize()} {word[7:].capitalize()}",
    "name with accents": lambda word: f"Ță{word[:5]}ărei Ș{word[5:9]}ț",
    "name with an apostrophe": lambda word: f"O’{word[:6].capitalize()} d’{word[6:]}",
    "telephone number": lambda word: f"0{_digits(word)[:3]} {_digits(word)[3:7]} {_digits(word)[7:11]}",
    "money": lambda word: f"£{_digits(word)[:2]},{_digits(word)[2:5]},{_digits(word)[5:8]}.{_digits(word)[8:10]}",
    "capitals": lambda word: f"OP {word[:9].upper()}",
    "another script": lambda word: "".join(chr(0x4E00 + ord(letter) * 37 % 4000) for letter in word),
}
"""Shapes for running text."""


def shaped(shape: str) -> Mapping[Channel, str]:
    """Channels that take the shape, and their canaries in it."""
    channels = CHANNELS if shape in FORMS else [each for each in CHANNELS if each.name in _PROSE]
    return {channel: {**FORMS, **PHRASES}[shape](canary(channel, shape)) for channel in channels}
