"""What a result shows of its page: the section that answers best, and the sentences there that do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caveat.search import settings
from caveat.search.plan import Slot
from caveat.search.words import fold, words


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a page answers."""

    anchor: str
    """Empty where the page as a whole is the answer."""
    heading: str
    text: str


def excerpt(card: Mapping[str, Any], slots: Sequence[Slot]) -> Excerpt:
    """The best section of a page, given as its shard has it, and its best sentences; else the page's summary."""
    best, most = None, 0.0
    for section in card["sections"]:
        score = _score(section[2], slots) + settings.EXCERPT["heading"] * _score(section[1], slots)
        if score > most:
            best, most = section, score
    if best is None:
        first = card["sections"][0][1:] if card["sections"] else ()
        return Excerpt("", "", card["summary"] or _cut(" ".join(filter(None, first))))
    return Excerpt(best[0] if best[1] else "", best[1], _best_sentences(best[2], slots) or card["summary"])


def _best_sentences(text: str, slots: Sequence[Slot]) -> str:
    sentences = _sentences(text)
    start, most = 0, 0.0
    for number, sentence in enumerate(sentences):
        if (score := _score(sentence, slots)) > most:
            start, most = number, score
    taken = ""
    for sentence in sentences[start:]:
        if len(taken) >= settings.EXCERPT["enough"]:
            break
        taken = f"{taken} {sentence}" if taken else sentence
    return _cut(taken)


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    start = 0
    for place, letter in enumerate(text):
        if letter in ".!?" and text[place + 1 : place + 2] == " ":
            found.append(text[start : place + 1])
            start = place + 2
    return [*found, text[start:]] if text[start:] else found


def _score(text: str, slots: Sequence[Slot]) -> float:
    """How much of what was asked for a text has: of each slot the rarest word, as rare as it is."""
    present = set(words(fold(text)))
    score = 0.0
    for slot in slots:
        shown = [word for word in slot.shown if word in present]
        if shown:
            score += slot.worth * (1.0 if slot.shown[0] in present else 0.5)
    return score


def _cut(text: str) -> str:
    if len(text) <= int(settings.EXCERPT["most"]):
        return text
    return f"{text[: int(settings.EXCERPT['most'])].rpartition(' ')[0] or text[: int(settings.EXCERPT['most'])]} …"
