"""The judged queries of `judgements.yml`, their two halves, and what each edition can be asked; grades of `pooled.yml`.

Measures of a ranking are in `measures.py`, the mistyped and half-typed forms of a query in `typed.py`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, TypeAdapter
from ruamel.yaml import YAML

from caveat.projection.address import page_address
from caveat.projection.staged import Projection

JUDGEMENTS = Path(__file__).parent / "judgements.yml"
POOLED = Path(__file__).parent / "pooled.yml"

ANSWERS = 2
"""The lowest grade of a page that answers the query."""

MADE_WITH_WORDS = ("glossary.md", "law.md")
"""Pages that Caveat makes and that hold explanations, not links alone: they can answer."""

Grade = Annotated[int, Field(strict=True, ge=1, le=3)]
PooledGrade = Annotated[int, Field(strict=True, ge=0, le=3)]
Who = Literal[
    "response-officer",
    "neighbourhood-officer",
    "call-handler",
    "front-desk",
    "investigator",
    "senior-investigating-officer",
    "financial-investigator",
    "victim-liaison-officer",
    "intelligence-analyst",
    "crime-registrar",
    "single-point-of-contact",
    "supervisor",
    "strategic-lead",
    "prosecutor",
    "trainer",
    "charity-worker",
    "council-officer",
    "editor",
    "release-authority",
]
Kind = Literal[
    "law",  # Legislation, in the ways people type it.
    "abbreviation",  # A short form, or the long form of one.
    "operation",  # The name of an operation, project or campaign.
    "reference",  # The id of a page, whole or in part.
    "figure",  # Dates and numbers.
    "question",  # A question in words of the library.
    "everyday",  # Everyday speech for what the library calls something else.
    "symptom",  # What somebody has in front of them.
    "definition",  # "What is ..."
    "route",  # Forms, telephones, whom to tell.
    "place",  # Places and names, with and without their marks and hyphens.
    "spelling",  # Where British and American spelling differ.
    "one-word",
    "pasted",  # A whole sentence, pasted from elsewhere.
    "culture",
    "topic",  # A subject in a few plain words.
    "out-of-force",  # Pages that are superseded or withdrawn, asked for.
    "editing",  # Editors, release authorities, and whoever reads about the site.
]


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query as a reader types it, and the pages that answer."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1, pattern=r"^\S(.*\S)?$")]
    who: Who
    kind: Kind
    pages: Annotated[dict[str, Grade], Field(min_length=1)]
    """Id of a page, or the address of one that has none, to its grade."""
    editions: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """The only editions in which the question has its answer; None for all."""
    out_of_force: Annotated[bool, Field(strict=True)] = False
    """The reader has asked for superseded and withdrawn pages too."""

    @property
    def held_out(self) -> bool:
        """Whether the query is kept for the report, and no ranking is tuned on it."""
        return hashlib.sha256(self.query.encode()).digest()[0] % 2 == 1

    def best(self) -> tuple[str, ...]:
        """The pages with the highest grade that the query has."""
        most = max(self.pages.values())
        return tuple(page for page, grade in self.pages.items() if grade == most)


@dataclass(frozen=True, slots=True)
class PooledQuery:
    """A judged query, and the pages that were graded when engines had returned them."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    query: Annotated[str, Field(min_length=1)]
    pages: Annotated[dict[str, PooledGrade], Field(min_length=1)]
    """Id or address of a page to its grade, 0 for a page that is no answer."""


def judged_queries(path: Path = JUDGEMENTS) -> tuple[JudgedQuery, ...]:
    """Every judged query, in the order of the file.

    Raises ruamel.yaml's errors for what is no YAML or has a key twice, pydantic's ValidationError for a wrong field.
    """
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return tuple(TypeAdapter(list[JudgedQuery]).validate_python(data))


def pooled_queries(path: Path = POOLED) -> tuple[PooledQuery, ...]:
    """Every query with pooled grades, in the order of the file. Raises what `judged_queries` raises."""
    data = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return tuple(TypeAdapter(list[PooledQuery]).validate_python(data))


def with_pooled(first: Mapping[str, int], pooled: Mapping[str, int]) -> dict[str, int]:
    """The grades of a query, the pooled ones where there is no first judgement."""
    return {**pooled, **first}


def page_names(projection: Projection) -> dict[str, str]:
    """Address in the built site to the name by which judgements call the page, for every page that can be an answer."""
    written = {document.uri: document.id or page_address(document.uri) for document in projection.documents}
    made = {page.uri: page_address(page.uri) for page in projection.pages if page.uri in MADE_WITH_WORDS}
    return {page_address(uri): name for uri, name in sorted((written | made).items())}


def in_edition(queries: Iterable[JudgedQuery], edition: str, names: Collection[str]) -> tuple[JudgedQuery, ...]:
    """The queries that an edition with the pages `names` can answer, each with the pages that it has."""
    found = []
    for each in queries:
        pages = {page: grade for page, grade in each.pages.items() if page in names}
        asked = each.editions is None or edition in each.editions
        if asked and max(pages.values(), default=0) >= ANSWERS:
            found.append(replace(each, pages=pages))
    return tuple(found)


# Words in common. Deliberately coarse: it finds too many rather than too few, so that "shares no word" can be believed.

_WORD = re.compile(r"[^\W\d_]+|\d+")
_SAME = 4
_STOP_WORDS = frozenset(
    _WORD.findall(
        "a about after an and are as at be by can do does for from had has have he her him his how i if in is it its "
        "may me my no not of on one or our she should so that the their them then there they this to up us was we "
        "what when where which who why will with you your"
    )
)


def folded(text: str) -> str:
    """A text without capitals, marks and differences of form."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, each cut to its first four letters and without the s of a plural."""
    words = (word for word in _WORD.findall(folded(text)) if word not in _STOP_WORDS)
    return frozenset(word[:_SAME].removesuffix("s") for word in words)


def shares_no_word(query: JudgedQuery, titles: Mapping[str, str]) -> bool:
    """Whether none of the query's words stands in the title of any of its best pages."""
    asked = stems(query.query)
    return not any(asked & stems(titles[page]) for page in query.best())
