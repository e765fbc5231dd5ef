"""Valid bodies with restrictions, and typing mistakes in their markers.

    python tests/redaction/damage.py 200000

prints the figures of docs/decisions/0003-reserved-text.md.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from caveat.content.line import split_lines
from caveat.redaction.markers import Marking, Scheme, mark
from caveat.redaction.redact import redact

SCHEME = Scheme(frozenset({"inspectorate", "law-enforcement", "partner"}), frozenset({"personal-data", "tactics"}))

_WORDS = ["the call", "handler", "opens", "report:", "(trained)", "officer,", "`team`", "can", "see", "it", "|", "once"]
_LOOK_ALIKES = {
    ":": "：∶꞉;", "{": "｛❴(", "}": "｝❵)", "a": "аɑ", "c": "сϲ", "d": "ԁ", "e": "еé", "i": "іı1", "l": "ӏI1",
    "n": "ո", "o": "оο0", "p": "рρ", "r": "г", "s": "ѕ", "t": "т", "-": "–‑", " ": "\u00a0\u2009\t", ",": "‚;",
}  # fmt: skip
_UNSEEN = "\u200b\u00ad\u2060\ufeff\u0301"
_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789 :;{}[]|-,.'\"<>#*_`~\\/\n"


@dataclass(frozen=True, slots=True)
class Marked:
    """A valid body, and where its markers are."""

    text: str
    markers: tuple[tuple[range, range], ...]
    """Offsets of opener and closer of each restriction."""
    inline: tuple[bool, ...]
    withheld: tuple[tuple[str, frozenset[str]], ...]
    """Words inside the restrictions, and the editions that see them."""


def body(rng: random.Random) -> Marked:
    """A valid body with one to four restrictions."""
    text = ""
    markers = []
    inline = []
    withheld: list[tuple[str, frozenset[str]]] = []

    def restrict(start: str, end: str, opener: str, closer: str, content: Callable[[str], str]) -> None:
        nonlocal text
        names = rng.sample(sorted(SCHEME.editions), rng.choice((1, 1, 2)))
        because = rng.choice(("", "", *(f" because {reason}" for reason in sorted(SCHEME.reasons))))
        word = f"secret{len(withheld)}x{rng.randrange(10**6)}"
        text += start
        first = range(len(text), len(text) + len(opener.format(", ".join(names) + because)))
        text += opener.format(", ".join(names) + because) + content(word)
        markers.append((first, range(len(text), len(text) + len(closer))))
        text += closer + end
        inline.append(opener.startswith("{{"))
        withheld.append((word, frozenset(names)))

    def words(low: int = 2, high: int = 9) -> str:
        return " ".join(rng.choices(_WORDS, k=rng.randint(low, high)))

    for _ in range(rng.randint(1, 4)):
        text += rng.choice(("", f"{words()}.\n\n", f"- {words()}\n- {words()}\n\n", f"## {words(1, 4)}\n\n"))
        indent = rng.choice(("", "", "    "))
        match rng.randrange(5):
            case 0 | 1:
                lines = (
                    f"\n{indent}"
                    + rng.choice((f"{words()} {{}} {words()}", f"- {words()}\n{indent}- {{}}", "{}"))
                    + "\n"
                )
                restrict(indent, "\n\n", "::: restricted to {}", f"{indent}::: end restricted", lines.format)
            case 2:
                restrict("", "\n\n", "{{restricted to {}}}", "{end restricted}", lambda word: f"- {word} {words()}")
            case _:
                text += f"{words()} x"
                for _ in range(rng.randint(1, 3)):
                    restrict(" ", f" {words(1, 3)}", "{{restricted to {}}}", "{end restricted}", lambda word: word)
                text += ".\n\n"
    return Marked(text, tuple(markers), tuple(inline), tuple(withheld))


def mistake(text: str, marker: range, rng: random.Random, *, whole: bool = True) -> str:
    """`text` with one mistake in the marker; with `whole`, the mistake may be to remove it."""
    at = rng.choice(marker)
    here = text[at]
    match rng.randrange(11 if whole else 10):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            at = rng.choice((at, at + 1))
            return text[:at] + rng.choice(_KEYS) + text[at:]
        case 2:
            return text[:at] + rng.choice(_KEYS) + text[at + 1 :]
        case 3:
            return text[: at - 1] + here + text[at - 1 : at] + text[at + 1 :] if at else text[1:2] + text[:1] + text[2:]
        case 4:
            return text[:at] + here.swapcase() + text[at + 1 :]
        case 5:
            start, stop = sorted((at, rng.choice(marker)))
            return text[:start] + text[start : stop + 1].upper() + text[stop + 1 :]
        case 6:
            space = rng.choice([index for index in marker if text[index] == " "] or [at])
            return text[:space] + text[space + 1 :]
        case 7:
            return text[:at] + " " + text[at:]
        case 8:
            look = rng.choice([index for index in marker if text[index] in _LOOK_ALIKES] or [at])
            return text[:look] + rng.choice(_LOOK_ALIKES.get(text[look], "?")) + text[look + 1 :]
        case 9:
            return text[:at] + rng.choice(_UNSEEN) + text[at:]
        case _:
            start = text.rfind("\n", 0, marker.start) + 1
            end = text.find("\n", marker.stop) + 1 or len(text)
            return rng.choice((text[:start] + text[end:], text[: marker.start] + text[marker.stop :]))


def leaks(marked: Marked, marking: Marking) -> bool:
    """Whether a word is published, without any problem, to an edition that may not see it."""
    if marking.problems:
        return False
    for edition in SCHEME.editions:
        seen = "\n".join(line.text for line in redact(marking.body, edition))
        if any(word in seen and edition not in editions for word, editions in marked.withheld):
            return True
    return False


def marking_of(text: str) -> Marking:
    """The marking of a body's text."""
    return mark(split_lines(text, "a.md"), SCHEME)


def trial(
    marked: Marked, rng: random.Random, *, both: bool, mistakes: int = 1, whole: bool = True
) -> tuple[str, bool, bool, str]:
    """Kind of restriction, whether it leaked before and after the count of restrictions is compared, damaged text."""
    chosen = rng.randrange(len(marked.markers))
    pair = marked.markers[chosen]
    text = marked.text
    # From the end, so that the offsets of what is before stay true.
    for marker in reversed(pair if both else [rng.choice(pair)]):
        for _ in range(mistakes):
            # Room after the marker: an earlier mistake may have made the text shorter.
            text = mistake(text.ljust(marker.stop + 1, "\n"), marker, rng, whole=whole).rstrip("\n")
    marking = marking_of(text)
    leaked = leaks(marked, marking)
    counted = leaked and len(marking.body.restrictions) == len(marked.markers)
    return "inline" if marked.inline[chosen] else "block", leaked, counted, text


def main(trials: int) -> None:
    """Print the figures."""
    print("both markers or one; mistakes in each; whether a mistake may remove the whole marker")  # noqa: T201
    for both, mistakes, whole in (
        (False, 1, True),
        (True, 1, True),
        (True, 1, False),
        (True, 2, False),
        (True, 3, False),
    ):
        rng = random.Random(f"{trials}/{both}/{mistakes}/{whole}")
        marked = body(rng)
        total: Counter[str] = Counter()
        leaked: Counter[str] = Counter()
        counted: Counter[str] = Counter()
        for number in range(trials):
            marked = body(rng) if number % 10 == 0 else marked
            kind, leak, count, _ = trial(marked, rng, both=both, mistakes=mistakes, whole=whole)
            total[kind] += 1
            leaked[kind] += leak
            counted[kind] += count
        for kind in sorted(total):
            figures = f"{total[kind]} trials, {leaked[kind]} published, {counted[kind]} despite the count"
            print(f"{both=} {mistakes=} {whole=} {kind}: {figures}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
