"""`docs/data/watchlist.yml`: what it may hold."""

from content.case import Case
from content.sources import product

FILE = "docs/data/watchlist.yml"
P = "docs/a.md"


def _case(name: str, text: str, *problems: str) -> Case:
    return Case(name, {P: product(), FILE: text}, tuple(f"{FILE}:{problem}" for problem in problems))


def _entry(**fields: str | None) -> str:
    """`words` on line 2, `guards` on line 3, `reason` on line 4; `None` leaves one out."""
    chosen = {"words": "[Heron]", "guards": "[partner]", "reason": "A name", **fields}
    lines = [f"{name}: {value}" for name, value in chosen.items() if value is not None]
    return "watch:\n  - " + "\n    ".join(lines) + "\n"


def _allowed(*lines: str) -> str:
    return "allow:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


CASES = [
    _case("a whole list", _entry(patterns="[telephone]") + _allowed("text: Heron, page: MS-GDN-001, reason: A bird")),
    _case("an entry of words alone", _entry()),
    _case("an entry of patterns alone", _entry(words=None, patterns="[telephone, e-mail]")),
    _case("an empty list", "watch: []\nallow: []\n"),
    _case("a list of entries without watch", "- Heron\n", "1:1 not-a-mapping"),
    _case("an unknown part", "watched: []\n", "1:1 unknown-field"),
    _case("entries that are no list", "watch: Heron\n", "1:8 not-a-list"),
    _case("an entry of a word", "watch: [Heron]\n", "1:9 wrong-type"),
    _case(
        "who may see it, instead of what it guards",
        _entry(guards=None, editions="[partner]"),
        "2:5 missing-field",
        "4:5 unknown-field",
    ),
    _case("nothing to look for", _entry(words=None), "2:5 missing-field"),
    _case("no word", _entry(words="[]"), "2:12 empty-value"),
    _case("a word without a letter", _entry(words='["- -"]'), "2:13 empty-value"),
    _case("a number for a word", _entry(words="[4471]"), "2:13 wrong-type"),
    _case("a word of two lines", _entry(words='["a\\nb"]'), "2:13 untidy-value"),
    _case("a word twice", _entry(words="[Heron, Heron]"), "2:20 duplicate-value"),
    _case("an unknown pattern", _entry(words=None, patterns="[phone]"), "4:16 unknown-value"),
    _case("no edition", _entry(guards="[]"), "3:13 empty-value"),
    _case("an edition for the list", _entry(guards="partner"), "3:13 wrong-type"),
    _case("an unknown edition", _entry(guards="[police]"), "3:14 unknown-edition"),
    _case("no reason", _entry(reason=None), "2:5 missing-field"),
    _case("an answer without a reason", _allowed("text: Heron"), "2:5 missing-field"),
    _case("an answer without a letter", _allowed('text: "-", reason: A bird'), "2:12 empty-value"),
    _case("an answer for no page", _allowed("text: Heron, page: MS-GDN-999, reason: A bird"), "2:25 unknown-page"),
    _case("an answer twice", _allowed("text: Heron, reason: One", "text: Heron, reason: Two"), "3:5 duplicate-value"),
    _case(
        "every mistake in one run",
        _entry(words='["-"]', guards="[police]") + _allowed("txt: Heron, reason: A bird"),
        "2:13 empty-value",
        "3:14 unknown-edition",
        "6:5 missing-field",
        "6:6 unknown-field",
    ),
]
