"""What the preview puts on a page: the switch between editions, the problems, and the script that follows changes.

All of it comes as files or as elements without code, under the pages' own content policy.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from caveat.content.findings import counted
from caveat.content.problem import Problem

OWN = "_preview"
"""The folder of the preview's own addresses. No edition can have this name."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_ASSETS = Path(__file__).parent / "assets"
_HEAD = f'<link rel="stylesheet" href="/{OWN}/bar.css">\n<script src="/{OWN}/bar.js" defer></script>\n'


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition on the switch."""

    name: str
    title: str
    has_page: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """What there is to say about an address of an edition."""

    edition: str
    address: str
    choices: Sequence[Choice]
    problems: Sequence[Problem]
    path: str = ""
    """The page's place in the source; empty where no editor writes it."""
    is_draft: bool = False
    is_checking: bool = False

    def html(self) -> str:
        """The content of the bar."""
        return "\n".join((*self._problems(), '<div class="caveat-row"><b>Preview</b>', *self._row(), "</div>"))

    def _row(self) -> Iterator[str]:
        yield '<nav aria-label="Editions"><ul>'
        yield from (f"<li>{self._choice(choice)}</li>" for choice in self.choices)
        yield "</ul></nav>"
        if self.is_draft:
            yield '<p class="caveat-draft"><b>DRAFT</b> No edition publishes this page yet.</p>'
        if self.is_checking:
            yield "<p>Checking the rest</p>"

    def _choice(self, choice: Choice) -> str:
        title, here = escape(choice.title), ' aria-current="true"' if choice.name == self.edition else ""
        if choice.has_page:
            return f'<a href="/{choice.name}/{quote(self.address)}"{here}>{title}</a>'
        home = f'<a href="/{choice.name}/index.html">go to its home</a>'
        return f"<span{here}>{title}: does not have this page; {home}</span>"

    def _problems(self) -> Iterator[str]:
        if not self.problems:
            return
        own = [problem for problem in self.problems if problem.location.path == self.path]
        others = [problem for problem in self.problems if problem.location.path != self.path]
        yield f'<details class="caveat-problems" open><summary>{counted(len(self.problems), "problem")}</summary>'
        if own:
            yield "<p>This page has problems: what you see of it is how it was before.</p>"
        yield '<div role="alert"><ul>'
        for problem in (*own, *others):
            place, words = escape(str(problem.location)), escape(problem.message)
            yield f"<li><code>{place}</code> {words} <code>[{escape(problem.code)}]</code></li>"
        yield "</ul></div></details>"


def digest(text: str) -> str:
    """Another one for another text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def with_bar(page: bytes, bar: Bar, token: str) -> bytes:
    """A whole page with the bar; `token` stands for what is shown of the page."""
    html, inside = page.decode("utf-8"), bar.html()
    data = {"edition": bar.edition, "address": bar.address, "page": token, "bar": digest(inside)}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    aside = f'<aside id="caveat-preview" aria-label="Preview"{attributes}>\n{inside}\n</aside>\n'
    html = re.sub("</head>", lambda found: _HEAD + found[0], html, count=1)
    body, end, rest = html.rpartition("</body>")
    return f"{body}{aside}{end}{rest}".encode()


def message_page(title: str, words: str) -> bytes:
    """A page in the place of one that cannot be shown."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        "</head>\n"
        f'<body class="caveat-message">\n<main>\n<h1>{escape(title)}</h1>\n<p>{escape(words)}</p>\n</main>\n'
        "</body>\n</html>\n"
    ).encode()


def asset(name: str) -> bytes | None:
    """A file of the preview's own, by name."""
    files = {path.name: path for path in _ASSETS.iterdir()}
    return files[name].read_bytes() if name in files else None
