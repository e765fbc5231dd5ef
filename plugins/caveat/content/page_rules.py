"""What the fields of a page must say together, beyond the shape of each.

Every check takes one front matter and the mapping it was read from: the page's own, or the one that an edition sees.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from caveat.content.access import AccessRules
from caveat.content.addresses import alias_address
from caveat.content.corpus import Configuration, Vocabulary
from caveat.content.findings import Findings, listed
from caveat.content.front_matter import MARKINGS, ONLY_FOR, FrontMatter, HistoryEntry
from caveat.content.legislation import explain
from caveat.content.nodes import Fields, Items, Scalar, find
from caveat.content.problem import Location
from caveat.content.schema import SCHEMA
from caveat.content.vocabulary import TERM_FIELDS, check_term


@dataclass(frozen=True, slots=True)
class ProjectRules:
    """What the pages of a project are checked against."""

    configuration: Configuration
    access: AccessRules
    vocabulary: Vocabulary
    ceilings: Mapping[str, frozenset[str]]
    """Folder to the most that pages below it may be open to."""
    schema: int = SCHEMA
    """The version of the front matter's rules that pages are read by."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One front matter, as some editions of a page see it."""

    front_matter: FrontMatter
    fields: Fields
    """All fields, with their places."""
    given: frozenset[str]
    """The fields to check one by one; the others were checked with the page's own front matter."""
    editions: frozenset[str]
    """Who sees this front matter."""
    quote: bool
    """Whether a message may repeat words of the source."""
    overridden: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Edition to the fields that it has in a form of its own."""

    def seen_by(self, name: str) -> frozenset[str]:
        """The editions that see the value of a field as it stands here."""
        return frozenset(edition for edition in self.editions if name not in self.overridden.get(edition, ()))

    def place(self, *way: int | str) -> Location:
        """The place of a value, or of what would hold it."""
        return find(self.fields, way)[0].location


def check_type_has_fields(fields: Fields, kind: str, findings: Findings) -> None:
    """Report fields that make no sense for this type of product."""
    for name in fields.entries:
        if name in ONLY_FOR and kind not in ONLY_FOR[name]:
            types = ONLY_FOR[name]
            owners = "products alone, not for plain pages" if len(types) > 2 else f"{listed(types)} alone"
            message = f"{name} is for {owners}; remove it"
            findings.add("field-of-other-type", fields.key_location(name), message)


def check(subject: Subject, rules: ProjectRules, findings: Findings) -> None:
    """Report everything that does not fit together."""
    _check_status(subject, findings)
    _check_history(subject, rules, findings)
    _check_lists(subject, findings)
    _check_terms(subject, rules, findings)
    _check_legislation(subject, rules, findings)
    _check_own_id(subject, findings)
    _check_aliases(subject, findings)
    _check_marking(subject, rules, findings)
    if subject.front_matter.part is not None and not subject.front_matter.series:
        message = "part is the number of a page in a series; name the series: series: ..."
        findings.add("part-without-series", subject.place("part"), message)


def _check_status(subject: Subject, findings: Findings) -> None:
    page = subject.front_matter
    place = subject.place("status")
    successors = [name for name in ("superseded_by", "absorbed_into") if getattr(page, name)]
    if page.status == "superseded" and not successors:
        message = "a superseded page names what to read instead: superseded_by: or absorbed_into: with an id"
        findings.add("missing-successor", place, message)
    if page.status == "withdrawn" and not page.withdrawn_because:
        message = "a withdrawn page says why, in public words: withdrawn_because: ..."
        findings.add("missing-withdrawal-reason", place, message)
    if len(successors) > 1:
        message = "a page has one successor; keep superseded_by or absorbed_into"
        findings.add("two-successors", subject.place("absorbed_into"), message)
    fits = {"superseded_by": "superseded", "absorbed_into": "superseded", "withdrawn_because": "withdrawn"}
    for name, status in fits.items():
        if getattr(page, name) and page.status != status:
            message = f"{name} is for pages with status: {status}; change the status or remove this"
            findings.add("status-mismatch", subject.place(name), message)


def _check_history(subject: Subject, rules: ProjectRules, findings: Findings) -> None:
    if "history" not in subject.given:
        return
    for number, entry in enumerate(subject.front_matter.history):
        node = find(subject.fields, ("history", number, "editions"))[0]
        if entry.editions is not None and isinstance(node, Items):
            outside = rules.access.edition_list(node, findings) - subject.editions
            if outside:
                message = "an entry is seen by editions that have the page; remove the others"
                findings.add("history-edition", node.location, message)
    pairs = zip(subject.front_matter.history, subject.front_matter.history[1:], strict=False)
    for number, (newer, older) in enumerate(pairs, 1):
        if older.date > newer.date:
            message = "history runs from the newest to the oldest; put this entry further up"
            findings.add("history-order", subject.place("history", number, "date"), message)
        if _version(older) >= _version(newer):
            message = "versions go down from the newest entry to the oldest, each once; correct this one"
            findings.add("version-order", subject.place("history", number, "version"), message)


def _version(entry: HistoryEntry) -> tuple[int, ...]:
    return tuple(int(part) for part in entry.version.split("."))


def _values(subject: Subject, name: str) -> Iterator[tuple[str, Location]]:
    """The words of a list field, with their places."""
    node = subject.fields.get(name)
    if name in subject.given and isinstance(node, Items):
        for item in node.items:
            if isinstance(item, Scalar) and isinstance(item.value, str) and not item.broken:
                yield item.value, item.location


def _check_lists(subject: Subject, findings: Findings) -> None:
    for name in subject.given:
        seen: set[str] = set()
        for value, place in _values(subject, name):
            if value in seen:
                findings.add("duplicate-value", place, f"this stands in {name} twice; keep one")
            seen.add(value)


def _check_terms(subject: Subject, rules: ProjectRules, findings: Findings) -> None:
    for name in TERM_FIELDS:
        terms = rules.vocabulary.lists[name]
        for value, place in _values(subject, name):
            check_term(terms, value, subject.seen_by(name), place, findings, quote=subject.quote)


def _check_legislation(subject: Subject, rules: ProjectRules, findings: Findings) -> None:
    for value, place in _values(subject, "legislation"):
        if wrong := explain(value, rules.vocabulary.acts, quote=subject.quote):
            findings.add("unknown-legislation", place, wrong)


def _check_own_id(subject: Subject, findings: Findings) -> None:
    page = subject.front_matter
    if not page.id:
        return
    for name in ("superseded_by", "absorbed_into"):
        if name in subject.given and getattr(page, name) == page.id:
            findings.add("self-reference", subject.place(name), "this is the page itself; name another")
    for name in ("supersedes", "former_ids", "related"):
        for value, place in _values(subject, name):
            if value == page.id:
                findings.add("self-reference", place, "this is the page itself; name another")


def _check_aliases(subject: Subject, findings: Findings) -> None:
    for value, place in _values(subject, "aliases"):
        if not alias_address(value):
            message = "an alias is an old address in the site, such as guidance/old-name.md: no / or .. at its start"
            findings.add("bad-alias", place, message)


def _check_marking(subject: Subject, rules: ProjectRules, findings: Findings) -> None:
    for edition in sorted(subject.seen_by("marking")):
        ceiling = rules.configuration.editions[edition].marking
        if ceiling and MARKINGS.index(subject.front_matter.marking) > MARKINGS.index(ceiling):
            message = f"the {edition} edition carries at most {ceiling}; give it a lower marking below restricted:"
            findings.add("marking-above-edition", subject.place("marking"), message)
