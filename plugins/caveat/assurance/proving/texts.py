"""Text for mutations: words that stand nowhere else, in shapes that have leaked out of redaction before.

Every shape is balanced and legal where it is used, in whatever place of a body or field.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple, TypeVar

T = TypeVar("T")

_LETTERS = "bcdfghjklmnpqrtvwxz"
_DAY = dt.date(2000, 1, 1).toordinal()

VALUES: Sequence[str] = (
    "About {w}",
    "{w} & Söhne <b>GmbH</b>",
    "*{w}* _{w}_ ~~{w}~~ ==x==",
    "`{w}`",
    "{n} m, £{n},000 and {w}.example.org",
    "[{w}](https://example.org/{w})",
    "&amp; &#58; %3A {w}",
    "# {w}",
    "- {w}",
    "--- {w}: [x]",
    "*[QZW]: {w}",
    "$" + "{{{{ {w} }}}} [TOC] {{% {w} %}}",
    '<span id="{w}" class="{w}">x</span>',
    "<!-- {w} --> x",
    "ﬁ ß İ ǆ ẞ {w} سر الحمام 鷺 🕊",
    "q̇ ⓧ ﷽ Ⅷ ½ {w}",
    "{w} " * 60 + "x",
    "null, ~ and {w}",
    "'it''s' \"{w}\" \\n \\u0041",
    "Restricted, and at its end {w}",
    "{w}\u00a0with\u3000spaces\u00a0of others",
)
"""One line, for a field or for words within a line; `{w}` stands for the word, `{n}` for digits."""

BLOCKS: Sequence[str] = (
    "Text about {w}.",
    "## {h}\n\nText {w}.\n\n### {w}",
    "{w}\n-----\n\nSet out.",
    "Text.[^{w}]\n\n[^{w}]: A note on {w}.",
    "[{w}]: https://example.org/{w}\n\n[{w}] and there",
    "*[{u}]: {w}\n\nAsk {u}.",
    "{d}: https://example.org/{w}",
    "---\neditions: [everyone]\ntitle: {w}\nstatus: current\n---",
    "***\n\n---\n\n{w}",
    "- {w}\n- two\n\n    three",
    "1. {w}\n1. two\n{{: .steps }}",
    "| h | {w} |\n|---|---|\n| 1 | 2 |",
    "```python\n{w} = 1\n\n\ncode\n```",
    "~~~\n<!-- {w}\n## {h}\n~~~",
    '<div class="{w}" id="{w}" data-x="y">\n{w}\n</div>',
    "<!-- {w} -->",
    "<!--\n\n{w}\n\n-->",
    "<details><summary>More</summary>\n\n{w}\n\n</details>",
    '!!! note "{w}"\n\n    Text.',
    '=== "{w}"\n\n    Text.',
    "Term\n:   {w}",
    "$" + "{{{{ {w} }}}} [TOC] --8<-- {{% {w} %}}",
    "> {w}\n>\n> [!NOTE]",
    "{w}  \n\\",
    "![{w}](https://example.org/{w}.png)\n{{: #{w} .{w} }}",
    "ﬁ ß İ ǆ ẞ {w} سر الحمام 鷺 🕊 q̇ ⓧ",
    "Restricted for now: this ends {w}.",
    "{w}\n\n\n\n\n{w}",
)
"""Whole lines, for a block or page; `{h}` stands for a heading of the page, `{d}` for the
start of a definition, `{u}` for a word in capitals."""

CODE: Sequence[str] = ("{w} = 1", "{w}\n\n\n{w}", "    {w}\n## {h}", "// {w} [x]: y *[X]: z")
"""Whole lines for a block that stands within a code fence."""


class Echo(NamedTuple):
    """What a page says openly, to be said again in restricted text."""

    headings: Sequence[str]
    definitions: Sequence[str]
    """The starts of its definitions: `[^1]`, `[link]`, `*[NRM]`."""


class Texts:
    """A supply of texts, always the same for a seed."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)  # noqa: S311 -- It has to be repeated, not to be secret.

    def word(self) -> str:
        """A word of small letters that stands nowhere else."""
        return "q" + "".join(self.random.choice(_LETTERS) for _ in range(9))

    def value(self) -> str:
        """One line of text."""
        return self._filled(self.random.choice(VALUES))

    def lines(self, indent: int, echo: "Echo | None" = None, *, code: bool = False, times: int = 1) -> str:
        """Whole lines, indented, each with its line feed; `code` for those that go into a code fence."""
        shapes = CODE if code else BLOCKS
        parts = [self._filled(self.random.choice(shapes), echo) for _ in range(times)]
        return indented("\n\n".join(parts), indent)

    def day(self) -> dt.date:
        """A day of this century."""
        return dt.date.fromordinal(_DAY + self.random.randrange(30_000))

    def shuffled(self, values: Sequence[T]) -> list[T]:
        """The values in another order."""
        return self.random.sample(values, len(values))

    def _filled(self, shape: str, echo: "Echo | None" = None) -> str:
        word = self.word()
        heading = self.random.choice(echo.headings) if echo and echo.headings else word
        start = self.random.choice(echo.definitions) if echo and echo.definitions else f"[^{word}]"
        return shape.format(w=word, u=word.upper(), h=heading, d=start, n=self.random.randrange(100, 1000))


def indented(text: str, indent: int) -> str:
    """Lines with spaces before each that is not blank, and a line feed after each."""
    return "".join(f"{' ' * indent}{line}\n" if line.strip() else "\n" for line in text.split("\n"))


def quoted(text: str) -> str:
    """Text as a YAML scalar that every reader takes for text."""
    return json.dumps(text, ensure_ascii=False)


def flow(values: Mapping[str, object]) -> str:
    """A mapping in one line: strings in quotes, dates and numbers plain, lists in brackets."""
    return "{" + ", ".join(f"{name}: {plain(value)}" for name, value in values.items()) + "}"


def plain(value: object) -> str:
    """A value in one line of YAML."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return flow(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(plain, value)) + "]"
    return str(value)
