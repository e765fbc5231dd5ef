"""The fields of a page, as a model for each type of product.

The models hold only what may be published. Who may see a page (`editions`, `restricted`, ...) is read apart from them,
so that no code past the reader can print it by accident.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from caveat.content.validation import Id, Model, Text, Words

Marking = Literal["OFFICIAL", "OFFICIAL-SENSITIVE"]
Status = Literal["draft", "current", "superseded", "withdrawn"]
Version = Annotated[str, StringConstraints(pattern=r"^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){1,2}$")]
Url = Annotated[str, StringConstraints(pattern=r"^https://\S+$")]

MARKINGS: tuple[str, ...] = ("OFFICIAL", "OFFICIAL-SENSITIVE")
"""Protective markings, the lowest first."""
NEVER_SHOWN = ("editions", "restrictions", "restricted", "restricted_because", "answers")
"""Fields of a page that say who may see what, or speak to its editors; never part of a model."""
FIELD_ORDER = (
    "id", "type", "title", "summary", "editions", "restrictions", "restricted_because", "marking", "handling", "status",
    "superseded_by", "absorbed_into", "withdrawn_because", "supersedes", "former_ids", "expires", "owner", "lead",
    "approver", "reviewer", "review_by", "law_as_at", "proceedings", "series", "part", "audience", "threat",
    "exploitation", "stage", "pillar", "sector", "legislation", "forces", "agencies", "tags", "aliases", "related",
    "consulted", "lived_experience_review", "legal_check", "operation", "history", "attachments", "sources",
    "restricted", "answers",
)  # fmt: skip
"""The order in which front matter is written: what a page is, who may see it, who answers for it, how it is found."""


class HistoryEntry(Model):
    """A change of a page."""

    date: dt.date
    """The day of the change."""
    change: Text
    """What changed, in one sentence that a reader understands."""
    kind: Literal["major", "minor"]
    """`major` or `minor`."""
    version: Version
    """Two or three numbers in quotes, such as "1.4"."""
    editions: Words | None = None
    """Who may see the entry; absent: who may see the page."""


class Proceedings(Model):
    """Whether a court still has the case."""

    status: Literal["live", "concluded", "none"]
    """`live`, `concluded` or `none`."""
    until: dt.date | None = None
    """The day on which they are expected to end, if known."""


class Figure(Model):
    """A number of a debrief, with what it counts."""

    value: Text
    """The number, as text."""
    label: Text
    """What it counts."""


class Change(Model):
    """What a lesson changed in the guidance."""

    page: Id
    """The id of the page that the lesson changed."""
    date: dt.date
    """The day of the change."""
    what: Text
    """What changed."""


class Lesson(Model):
    """What a debrief teaches."""

    lesson: Text
    """The lesson, in one sentence."""
    changed: tuple[Change, ...] = ()
    """The pages that it changed."""


class Operation(Model):
    """The operation a debrief is about."""

    name: Text
    """Its name."""
    lead: Text = ""
    """The body that led it."""
    partners: tuple[Text, ...] = ()
    """Bodies that took part."""
    dates: Text = ""
    """When it ran."""
    outcome: Text = ""
    """How it ended."""
    figures: Annotated[tuple[Figure, ...], Field(max_length=4)] = ()
    """Up to four numbers."""
    lessons: tuple[Lesson, ...] = ()
    """What it taught."""
    good_practice: tuple[Text, ...] = ()
    """What others can take over."""


class Check(Model):
    """A review by a body, on a day."""

    date: dt.date
    """The day of the review."""
    body: Text
    """The body that reviewed."""


class Source(Model):
    """A public document that a page rests on."""

    title: Text
    """Its title."""
    section: Text = ""
    """The part that is cited."""
    url: Url = ""
    """Its address: https://..."""
    date: dt.date | None = None
    """The day it was published."""


class FrontMatter(Model):
    """The fields of any page. Text that is not given is empty, a list is empty, a date is None."""

    id: Id = ""
    """Capitals, digits and hyphens, such as MS-BUL-014. It never changes and is never used again."""
    type: str = "page"
    """The type of page."""
    title: Text
    """The heading of the page."""
    summary: Text = ""
    """One sentence for lists and search results."""
    marking: Marking = "OFFICIAL"
    """The protective marking of what the edition shows."""
    handling: Text = ""
    """A short instruction shown beside the marking."""
    status: Status = "current"
    """`draft` is in no edition."""
    supersedes: tuple[Id, ...] = ()
    """Ids of the pages that this one replaced and that are still there."""
    former_ids: tuple[Id, ...] = ()
    """Ids that no page has any more and that lead to this page."""
    superseded_by: Id = ""
    """The id of the successor; with `status: superseded`."""
    absorbed_into: Id = ""
    """The id of the page that took a bulletin in; with `status: superseded`."""
    withdrawn_because: Text = ""
    """A public reason; with `status: withdrawn`."""
    expires: dt.date | None = None
    """The last day of a bulletin."""
    history: tuple[HistoryEntry, ...] = ()
    """The changes, newest first."""
    review_by: dt.date | None = None
    """The day by which the owner looks at the page again."""
    owner: Text = ""
    """The role or body that answers for the page."""
    lead: Text = ""
    """The role or body that leads, where it is not the owner."""
    approver: Text = ""
    """The role or body that approves, where it is not the owner."""
    reviewer: Text = ""
    """The role or body that reviews, where it is not the owner."""
    law_as_at: dt.date | None = None
    """The day on which the law was last checked."""
    proceedings: Proceedings | None = None
    """Whether a court still has the case."""
    exploitation: tuple[Text, ...] = ()
    """Kinds of exploitation."""
    threat: tuple[Text, ...] = ()
    """Kinds of threat."""
    audience: tuple[Text, ...] = ()
    """Who the page is for."""
    stage: tuple[Text, ...] = ()
    """Where in a case it helps."""
    pillar: tuple[Text, ...] = ()
    """Pursue, prevent, protect, prepare."""
    sector: tuple[Text, ...] = ()
    """Kinds of work or place."""
    legislation: tuple[Text, ...] = ()
    """Provisions in one form, such as MSA 2015 s 45(1)."""
    forces: tuple[Text, ...] = ()
    """Forces the page is about."""
    agencies: tuple[Text, ...] = ()
    """Agencies the page is about."""
    series: Text = ""
    """A name that the parts of a guide share."""
    part: Annotated[int, Field(ge=1)] | None = None
    """The number of the part in its series."""
    operation: Operation | None = None
    """The operation that a debrief is about."""
    consulted: tuple[Text, ...] = ()
    """Bodies that were consulted."""
    lived_experience_review: Check | None = None
    """A review by people with lived experience."""
    legal_check: Check | None = None
    """A review by lawyers."""
    related: tuple[Id, ...] = ()
    """Ids of pages to read next."""
    aliases: tuple[Text, ...] = ()
    """Old addresses of the page in the site, such as guidance/old-name.md."""
    tags: tuple[Text, ...] = ()
    """Free words."""
    sources: tuple[Source, ...] = ()
    """The public documents that the page rests on."""
    attachments: tuple[Text, ...] = ()
    """Paths of cleared files, as in docs/data/attachments.yml."""


class PlainPage(FrontMatter):
    """A page that is no product: about, the handbook, a decision."""

    type: Literal["page"] = "page"


class Product(FrontMatter):
    """What every product has to say."""

    id: Id
    type: str
    marking: Marking
    status: Status
    owner: Text
    review_by: dt.date
    history: Annotated[tuple[HistoryEntry, ...], Field(min_length=1)]


class InvestigationGuide(Product):
    """A part of the guide to investigations."""

    type: Literal["investigation-guide"]


class Guidance(Product):
    """Guidance on one topic."""

    type: Literal["guidance"]


class AideMemoire(Product):
    """A card of actions."""

    type: Literal["aide-memoire"]


class FirstContact(Product):
    """A booklet of prompts for a first meeting."""

    type: Literal["first-contact"]


class Bulletin(Product):
    """A short notice of something new."""

    type: Literal["bulletin"]


class Debrief(Product):
    """What an operation taught."""

    type: Literal["debrief"]
    operation: Operation


class CulturalResource(Product):
    """Background on a community."""

    type: Literal["cultural-resource"]


class Standard(Product):
    """A standard to work to."""

    type: Literal["standard"]


class InsightReport(Product):
    """A study of a kind of crime."""

    type: Literal["insight-report"]


class RoleProfile(Product):
    """What a role does."""

    type: Literal["role-profile"]


class Training(Product):
    """A course, a film, an exercise."""

    type: Literal["training"]


class Reference(Product):
    """Law, bodies, definitions: to look things up."""

    type: Literal["reference"]


class Statistics(Product):
    """Figures, with what they do and do not count."""

    type: Literal["statistics"]


TYPES: Mapping[str, type[FrontMatter]] = {
    "investigation-guide": InvestigationGuide,
    "guidance": Guidance,
    "aide-memoire": AideMemoire,
    "first-contact": FirstContact,
    "bulletin": Bulletin,
    "debrief": Debrief,
    "cultural-resource": CulturalResource,
    "standard": Standard,
    "insight-report": InsightReport,
    "role-profile": RoleProfile,
    "training": Training,
    "reference": Reference,
    "statistics": Statistics,
    "page": PlainPage,
}
"""Name of a product type to its model."""

_PRODUCTS = tuple(name for name in TYPES if name != "page")
ONLY_FOR: Mapping[str, tuple[str, ...]] = {
    "operation": ("debrief",),
    "expires": ("bulletin",),
    "absorbed_into": ("bulletin",),
    "series": ("investigation-guide", "guidance"),
    "part": ("investigation-guide", "guidance"),
    "proceedings": _PRODUCTS,
    "lived_experience_review": _PRODUCTS,
}
"""Field to the types that have it; every other field is for all."""
