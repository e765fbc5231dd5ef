"""One way of writing a provision: `MSA 2015 s 45(1)`, `MSA 2015 Sch 4 para 2`."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, NamedTuple

from pydantic import Field

from caveat.content.findings import Findings, did_you_mean
from caveat.content.nodes import Fields, plain
from caveat.content.problem import Location
from caveat.content.validation import Model, Text, validate
from caveat.content.vocabulary import packaged

CANONICAL = re.compile(
    r"(?P<act>[A-Z][A-Za-z]{0,11} [0-9]{4})"
    r"(?: (?P<kind>s|Pt|Ch|Sch|art|reg) (?P<number>[0-9]{1,4}[A-Z]{0,3})(?P<below>(?:\([0-9a-zA-Z]{1,5}\))*)"
    r"(?: para [0-9]{1,3}[A-Z]{0,2}(?:\([0-9a-zA-Z]{1,5}\))*)?)?"
)
_LOOSE = re.compile(
    r"\b(?P<kind>section|sect?|s|schedule|sched|sch|article|art|part|pt|chapter|ch|regulation|reg)s?\.?\s*"
    r"(?P<number>[0-9]{1,4}[a-z]{0,3})(?P<below>(?:\s*\([0-9a-z]{1,5}\))*)"
    r"(?:,?\s*para(?:graph)?\.?\s*(?P<para>[0-9]{1,3}[a-z]{0,2}))?",
    re.IGNORECASE,
)
_KINDS = {"se": "s", "s": "s", "sc": "Sch", "ar": "art", "pa": "Pt", "pt": "Pt", "ch": "Ch", "re": "reg"}
_YEAR = re.compile(r"\b[0-9]{4}\b")


class _Legislation(Model):
    acts: dict[str, Text] = {}  # noqa: RUF012 -- The model is frozen, and the default copied.
    provisions: dict[str, Text] = {}  # noqa: RUF012
    changed: dict[str, Annotated[tuple[dt.date, ...], Field(min_length=1)]] = {}  # noqa: RUF012


class Legislation(NamedTuple):
    """The law that a project knows. Every edition has all of it."""

    acts: Mapping[str, str]
    """Short form of an Act to its title."""
    provisions: Mapping[str, str]
    """Canonical provision to plain words."""
    changed: Mapping[str, tuple[dt.date, ...]]
    """Act or provision to the days on which it changed."""


def read_legislation(project: Fields | None, findings: Findings) -> Legislation:
    """Acts, provisions and their changes: the packaged ones, with those of the project added or in their place."""
    known = _Legislation.model_validate(plain(packaged("legislation.yml")))
    acts, provisions = dict(known.acts), dict(known.provisions)
    own = validate(_Legislation, project, findings) if project else None
    if own is None or project is None:
        return Legislation(acts, provisions, known.changed)
    for short in own.acts:
        if not re.fullmatch(r"[A-Z][A-Za-z]{0,11} [0-9]{4}", short):
            message = "the short form of an Act is its capitals and its year: MSA 2015"
            findings.add("bad-name", _key(project, "acts", short), message)
    acts |= own.acts
    for name, given in (("provisions", own.provisions), ("changed", own.changed)):
        for provision in given:
            if wrong := explain(provision, acts):
                findings.add("unknown-legislation", _key(project, name, provision), wrong)
    return Legislation(acts, provisions | own.provisions, known.changed | own.changed)


def explain(value: str, acts: Mapping[str, str], *, quote: bool = True) -> str:
    """What is wrong with a reference to legislation; empty where it has the canonical form and the Act is known."""
    found = CANONICAL.fullmatch(value)
    if found and found["act"] in acts:
        return ""
    suggestion = suggest(value, acts) if quote else ""
    if suggestion:
        return f"write {suggestion}"
    if found:
        hint = did_you_mean(found["act"], acts) if quote else ""
        return f"this Act is not in the list{hint or '; add it to docs/data/legislation.yml'}"
    return "write a provision as MSA 2015 s 45(1) or MSA 2015 Sch 4: short form, year, s or Sch, number"


def suggest(value: str, acts: Mapping[str, str]) -> str:
    """The canonical form of what an author meant, or empty: `s.45 MSA` gives `MSA 2015 s 45`."""
    if len(value) > 200:
        return ""
    loose = _LOOSE.search(value)
    rest = value[: loose.start()] + " " + value[loose.end() :] if loose else value
    act = _act_in(rest, acts)
    if not act:
        return ""
    if not loose:
        return act
    below = "".join(loose["below"].split()).lower()
    canonical = f"{act} {_KINDS[loose['kind'][:2].lower()]} {loose['number'].upper()}{below}"
    if loose["para"]:
        canonical += f" para {loose['para'].upper()}"
    return canonical if CANONICAL.fullmatch(canonical) else ""


def _act_in(text: str, acts: Mapping[str, str]) -> str:
    """The one known Act that a text names by its short form or its title, with or without the year."""
    words = " ".join(re.sub(r"[^a-z0-9 ]", " ", text.lower()).split())
    year = _YEAR.search(words)
    found = set()
    for short, title in acts.items():
        name, of_year = short.rsplit(" ", 1)
        full = " ".join(re.sub(r"[^a-z0-9 ]", " ", title.lower()).split()).removesuffix(of_year).strip()
        if (year is None or year[0] == of_year) and re.search(
            rf"\b(?:{re.escape(name.lower())}|{re.escape(full)})\b", words
        ):
            found.add(short)
    return found.pop() if len(found) == 1 else ""


def _key(project: Fields, name: str, key: str) -> Location:
    node = project.get(name)
    return node.key_location(key) if isinstance(node, Fields) else project.location
