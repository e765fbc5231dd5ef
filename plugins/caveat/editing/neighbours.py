"""What the pages of a type have in common, so that a new one can be like them: its folder, its id, its owner."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from caveat.content.addresses import ROOT_FOLDER, wrong_name
from caveat.content.corpus import Corpus, Page

CODES: Mapping[str, str] = {
    "investigation-guide": "GUI",
    "guidance": "GDN",
    "aide-memoire": "AID",
    "first-contact": "FCB",
    "bulletin": "BUL",
    "debrief": "DEB",
    "cultural-resource": "CUL",
    "standard": "STD",
    "insight-report": "INS",
    "role-profile": "ROL",
    "training": "TRN",
    "reference": "REF",
    "statistics": "STA",
}
"""Type of product to the middle part of its ids, in a project that has none of the type yet."""
_HOMES: Mapping[str, str] = {"bulletin": "bulletins", "debrief": "debriefs"}
"""Type to the content folder for it alone; products of other types go to `guidance`."""
_NUMBERED = re.compile(r"(?P<prefix>.*-)(?P<number>[0-9]+)")
_DIGITS = 3
_LONGEST = 60
"""Letters of a file name, without its ending."""


class Neighbours:
    """The pages of a project, by type. `used` are all ids that were ever given to a page, today's among them."""

    def __init__(self, corpus: Corpus, used: Iterable[str]) -> None:
        self._corpus = corpus
        self._used = frozenset(used)

    def folder(self, kind: str) -> str:
        """The folder in which most pages of the type lie; where there are none, the content folder for it."""
        content = self._corpus.configuration.content
        if kind == "page" and ROOT_FOLDER in content:
            # A handbook has many plain pages, and a new one is seldom a part of it.
            return ROOT_FOLDER
        folders = Counter(page.path.rpartition("/")[0] for page in self._of(kind))
        if folders:
            return min(folders, key=lambda folder: (-folders[folder], folder))
        others = (folder for folder in content if folder != ROOT_FOLDER)
        wanted = (_HOMES.get(kind, "guidance"), "guidance", *others)
        return next((folder for folder in wanted if folder in content), content[0])

    def identifier(self, kind: str) -> str:
        """An id for a product that no page has or had: the next number after every one that was used."""
        prefix, digits = self._form(kind)
        numbers = [int(found["number"]) for name in self._used if (found := _numbered(name, prefix))]
        return f"{prefix}{max(numbers, default=0) + 1:0{digits}}"

    def owners(self, kind: str) -> tuple[str, ...]:
        """Who answers for pages of the type, whoever has most of them first; where there are none, for any page."""
        own = self._owners(self._of(kind))
        return own or self._owners(self._corpus.pages)

    def is_used(self, identifier: str) -> bool:
        """Whether an id was ever given to a page."""
        return identifier in self._used

    def _of(self, kind: str) -> tuple[Page, ...]:
        return tuple(page for page in self._corpus.pages if page.front_matter.type == kind)

    def _owners(self, pages: Iterable[Page]) -> tuple[str, ...]:
        found = Counter(page.front_matter.owner for page in pages if page.front_matter.owner)
        return tuple(sorted(found, key=lambda owner: (-found[owner], owner)))

    def _form(self, kind: str) -> tuple[str, int]:
        """What stands before the number, and how many digits it has."""
        forms = Counter(
            (found["prefix"], len(found["number"]))
            for page in self._of(kind)
            if (found := _NUMBERED.fullmatch(page.front_matter.id))
        )
        if forms:
            return min(forms, key=lambda form: (-forms[form], form))
        return f"{self._first_part()}-{CODES[kind]}-", _DIGITS

    def _first_part(self) -> str:
        """What the ids of the project begin with; without any, the first letters of the site's name."""
        parts = Counter(name.partition("-")[0] for name in self._used)
        if parts:
            return min(parts, key=lambda part: (-parts[part], part))
        return initials(self._corpus.configuration.site_name)


def initials(name: str) -> str:
    """What the ids of a new project begin with: the first letters of its name."""
    words = re.findall(r"[A-Z]+", _plain(name).upper())
    return "".join(word[0] for word in words[:3]) or "P"


def file_name(title: str, otherwise: str) -> str:
    """The name of a page's file, made from its title; `otherwise` where that has no letter or digit for it."""
    words = re.findall(r"[a-z0-9]+", _plain(title).lower())
    name = "-".join(words)
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    name = name or otherwise.lower()
    # `index` is the page of a folder, and an engine takes `readme` for the same.
    return f"{name}-page.md" if name in ("index", "readme") or wrong_name(f"{name}.md") else f"{name}.md"


def _numbered(identifier: str, prefix: str) -> re.Match[str] | None:
    found = _NUMBERED.fullmatch(identifier)
    return found if found and found["prefix"] == prefix else None


def _plain(text: str) -> str:
    """Letters without their accents; apostrophes go, so that `victim's` is one word."""
    decomposed = unicodedata.normalize("NFKD", re.sub("['\\u2019]", "", text))
    return "".join(letter for letter in decomposed if letter.isascii())
