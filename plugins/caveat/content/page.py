"""One Markdown file to a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from caveat.content.answers import read_answers
from caveat.content.corpus import Access, Page, Passage
from caveat.content.fences import Parts, split_page
from caveat.content.findings import Findings, did_you_mean, listed, named
from caveat.content.front_matter import NEVER_SHOWN, TYPES, FrontMatter, Source
from caveat.content.line import Line, split_lines
from caveat.content.nodes import Fields, Scalar, locations, strings
from caveat.content.overrides import Overrides, read_overrides
from caveat.content.page_rules import ProjectRules, Subject, check, check_type_has_fields
from caveat.content.schema import brought_up_to_date
from caveat.content.validation import Model, Text, validate, validate_part
from caveat.content.yaml_reader import read_yaml

OTHER_NAMES: Mapping[str, str] = {
    "author": "owner",
    "date": "history, with a date in each entry",
    "description": "summary",
    "edition": "editions, with a list",
    "former_id": "former_ids",
    "law": "legislation",
    "old_ids": "former_ids",
    "published": "history: the first entry is the publication",
    "redaction_reason": "restricted_because",
    "replaced_by": "superseded_by",
    "replaces": "supersedes",
    "role": "audience",
    "roles": "audience",
    "sensitivity": "marking",
    "subtitle": "summary",
    "template": "nothing: pages choose no template",
    "updated": "history: the newest entry is the update",
    "withdrawn_reason": "withdrawn_because",
}
"""Names that people write, to the field they mean."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a file gave."""

    page: Page | None
    scalars: tuple[Line, ...]


def read_page(text: str, path: str, uri: str, rules: ProjectRules, findings: Findings) -> PageReading:
    """The page of a text without forbidden characters; no page where anything is wrong."""
    before = len(findings)
    found = _split(text, path, findings)
    if found is None:
        return PageReading(None, ())
    parts, fields = found[0], brought_up_to_date(found[1], rules.schema)
    access = _page_access(fields, rules, findings)
    _check_ceilings(path, fields, access, rules, findings)
    own = fields.without(frozenset(NEVER_SHOWN))
    quote = access.editions == rules.access.editions
    overrides = read_overrides(fields, own, access.editions, rules.access, findings)
    model = _model(own, rules, findings, quote=quote)
    front_matter: FrontMatter | None = None
    restricted: dict[str, FrontMatter] = {}
    if model:
        front_matter = validate(model, own, findings, quote=quote, other_names=OTHER_NAMES, known=NEVER_SHOWN)
    if model and front_matter:
        subject = Subject(front_matter, own, frozenset(own.entries), access.editions, quote, overrides.names())
        check(subject, rules, findings)
        for edition in overrides.given:
            if merged := _for_edition(model, edition, overrides, rules, findings):
                restricted[edition] = merged
    scalars = tuple(strings(fields))
    restrictions = declared_restrictions(fields, findings)
    answers = read_answers(fields, findings)
    if front_matter is None or len(findings) > before:
        return PageReading(None, scalars)
    page = Page(
        path=path,
        uri=uri,
        access=access,
        front_matter=front_matter,
        restricted=restricted,
        restricted_fields=overrides.names(),
        restrictions=restrictions,
        body=split_lines(parts.body, path, parts.body_line),
        locations=locations(fields),
        answers=answers,
    )
    return PageReading(page, scalars)


class _PassageFields(Model):
    title: Text = ""
    owner: Text = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What a file of shared text gave."""

    passage: Passage | None
    scalars: tuple[Line, ...]


def read_passage(text: str, path: str, rules: ProjectRules, findings: Findings) -> PassageReading:
    """The passage of a text without forbidden characters; none where anything is wrong."""
    before = len(findings)
    found = _split(text, path, findings)
    if found is None:
        return PassageReading(None, ())
    parts, fields = found
    access = _page_access(fields, rules, findings)
    known = tuple(name for name in NEVER_SHOWN if name != "restricted")
    validate(_PassageFields, fields.without(frozenset(known)), findings, known=known)
    restrictions = declared_restrictions(fields, findings)
    answers = read_answers(fields, findings)
    scalars = tuple(strings(fields))
    if len(findings) > before:
        return PassageReading(None, scalars)
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    body = split_lines(parts.body, path, parts.body_line)
    passage = Passage(name, path, access, restrictions, body, fields.location, answers)
    return PassageReading(passage, scalars)


def declared_restrictions(fields: Fields, findings: Findings) -> int:
    """The number of markers that a file says it has."""
    node = fields.get("restrictions")
    if node is None:
        return 0
    if isinstance(node, Scalar) and type(node.value) is int and node.value >= 0:
        return node.value
    if not (isinstance(node, Scalar) and node.broken):
        message = "restrictions is the number of restricted passages in this file: a whole number without quotes"
        findings.add("wrong-type", node.location, message)
    return 0


def _split(text: str, path: str, findings: Findings) -> tuple[Parts, Fields] | None:
    parts = split_page(text, path, findings)
    if parts is None:
        return None
    fields = read_yaml(parts.front_matter, path, findings, first_line=parts.front_line)
    if fields is None:
        return None
    if not isinstance(fields, Fields):
        findings.add("not-a-mapping", fields.location, "front matter is `name: value` on each line, not a list")
        return None
    return parts, fields


def _page_access(fields: Fields, rules: ProjectRules, findings: Findings) -> Access:
    """Who may see a page; nobody, with findings, where it does not say so rightly."""
    if fields.get("editions") is None:
        known = ", ".join(sorted(rules.access.editions))
        message = f"editions is missing; say who may see this, such as editions: [{known}]"
        findings.add("missing-editions", fields.location, message)
        return Access(frozenset(), rules.access.reason(fields.get("restricted_because"), findings))
    return rules.access.access(fields, findings, because="restricted_because")


def _check_ceilings(path: str, fields: Fields, access: Access, rules: ProjectRules, findings: Findings) -> None:
    for folder, ceiling in rules.ceilings.items():
        if path.startswith(f"{folder}/") and not access.editions <= ceiling:
            message = f"folders: in mkdocs.yml opens {folder} to {listed(sorted(ceiling))} alone; narrow this"
            findings.add("above-folder-ceiling", fields.entries["editions"].location, message)


def _model(fields: Fields, rules: ProjectRules, findings: Findings, *, quote: bool) -> type[FrontMatter] | None:
    """The model of the page's type: a plain page where it names none."""
    node = fields.get("type")
    known = rules.vocabulary.lists["type"]
    if node is None:
        check_type_has_fields(fields, "page", findings)
        return TYPES["page"]
    value = node.value if isinstance(node, Scalar) else None
    if isinstance(value, str) and value in known:
        check_type_has_fields(fields, value, findings)
        return TYPES[value]
    if not (isinstance(node, Scalar) and node.broken):
        subject = named(value, otherwise="this", quote=quote)
        hint = did_you_mean(value, known) or f"; write {listed(known)}"
        findings.add("unknown-type", node.location, f"{subject} is not a type of page{hint}")
    return None


def _for_edition(
    model: type[FrontMatter], edition: str, overrides: Overrides, rules: ProjectRules, findings: Findings
) -> FrontMatter | None:
    """The front matter that one edition sees."""
    given, merged = overrides.given[edition], overrides.merged(edition)
    check_type_has_fields(given, _type_name(merged), findings)
    front_matter = validate_part(model, merged, findings, given, other_names=OTHER_NAMES)
    if front_matter:
        subject = Subject(front_matter, merged, frozenset(given.entries), frozenset({edition}), quote=False)
        check(subject, rules, findings)
    return front_matter


def _type_name(fields: Fields) -> str:
    node = fields.get("type")
    return str(node.value) if isinstance(node, Scalar) else "page"
