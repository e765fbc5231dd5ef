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
    change: Text
    kind: Literal["major", "minor"]
    version: Version
    editions: Words | None = None
    """Who may see the entry; absent: who may see the page."""


class Proceedings(Model):
    """Whether a court still has the case."""

    status: Literal["live", "concluded", "none"]
    until: dt.date | None = None


class Figure(Model):
    """A number of a debrief, with what it counts."""

    value: Text
    label: Text


class Change(Model):
    """What a lesson changed in the guidance."""

    page: Id
    date: dt.date
    what: Text


class Lesson(Model):
    """What a debrief teaches."""

    lesson: Text
    changed: tuple[Change, ...] = ()


class Operation(Model):
    """The operation a debrief is about."""

    name: Text
    lead: Text = ""
    partners: tuple[Text, ...] = ()
    dates: Text = ""
    outcome: Text = ""
    figures: Annotated[tuple[Figure, ...], Field(max_length=4)] = ()
    lessons: tuple[Lesson, ...] = ()
    good_practice: tuple[Text, ...] = ()


class Check(Model):
    """A review by a body, on a day."""

    date: dt.date
    body: Text


class Source(Model):
    """A public document that a page rests on."""

    title: Text
    section: Text = ""
    url: Url = ""
    date: dt.date | None = None


class FrontMatter(Model):
    """The fields of any page. Text that is not given is empty, a list is empty, a date is None."""

    id: Id = ""
    type: str = "page"
    title: Text
    summary: Text = ""
    marking: Marking = "OFFICIAL"
    handling: Text = ""
    status: Status = "current"
    supersedes: tuple[Id, ...] = ()
    former_ids: tuple[Id, ...] = ()
    superseded_by: Id = ""
    absorbed_into: Id = ""
    withdrawn_because: Text = ""
    expires: dt.date | None = None
    history: tuple[HistoryEntry, ...] = ()
    review_by: dt.date | None = None
    owner: Text = ""
    lead: Text = ""
    approver: Text = ""
    reviewer: Text = ""
    law_as_at: dt.date | None = None
    proceedings: Proceedings | None = None
    exploitation: tuple[Text, ...] = ()
    threat: tuple[Text, ...] = ()
    audience: tuple[Text, ...] = ()
    stage: tuple[Text, ...] = ()
    pillar: tuple[Text, ...] = ()
    sector: tuple[Text, ...] = ()
    legislation: tuple[Text, ...] = ()
    forces: tuple[Text, ...] = ()
    agencies: tuple[Text, ...] = ()
    series: Text = ""
    part: Annotated[int, Field(ge=1)] | None = None
    operation: Operation | None = None
    consulted: tuple[Text, ...] = ()
    lived_experience_review: Check | None = None
    legal_check: Check | None = None
    related: tuple[Id, ...] = ()
    aliases: tuple[Text, ...] = ()
    tags: tuple[Text, ...] = ()
    sources: tuple[Source, ...] = ()
    attachments: tuple[Text, ...] = ()


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
