"""The controlled vocabularies: the packaged lists, and the project's `docs/data/vocabulary.yml` in place of them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from caveat.content.access import AccessRules
from caveat.content.corpus import Term
from caveat.content.findings import Findings, did_you_mean
from caveat.content.front_matter import TYPES
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.problem import ContentError, Location
from caveat.content.validation import Model, Text, Words, validate
from caveat.content.yaml_reader import read_yaml

TERM_FIELDS = ("exploitation", "threat", "audience", "stage", "pillar", "sector", "forces", "agencies")
"""Fields of a page whose values are terms of the list of the same name."""
LISTS = ("type", "reason", *TERM_FIELDS)

Lists = Mapping[str, Mapping[str, Term]]


class _Term(Model):
    label: Text
    plural: Text = ""
    note: Text = ""
    synonyms: tuple[Text, ...] = ()
    editions: Words | None = None
    because: Text = ""


@cache
def packaged(name: str) -> Fields:
    """A data file that comes with Caveat."""
    findings = Findings()
    text = (resources.files("caveat.content") / name).read_text(encoding="utf-8")
    tree = read_yaml(text, name, findings)
    if not isinstance(tree, Fields) or len(findings):
        raise ContentError(findings.problems)
    return tree


def reasons(project: Fields | None) -> frozenset[str]:
    """The names of the reasons for a restriction: needed before anything restricted can be read."""
    node = project.get("reason") if project else None
    return frozenset((node if isinstance(node, Fields) else _packaged_list("reason")).entries)


def read_lists(project: Fields | None, rules: AccessRules, findings: Findings) -> Lists:
    """Every list by name: the project's where it has one, else the packaged one."""
    lists = {
        name: _read_list(name, _packaged_list(name), rules, findings)
        for name in LISTS
        if project is None or not isinstance(project.get(name), Fields)
    }
    if project is None:
        return lists
    for name, node in project.entries.items():
        if name not in LISTS:
            hint = did_you_mean(name, LISTS) or f"; the lists are {', '.join(LISTS)}"
            findings.add("unknown-list", project.key_location(name), f"no vocabulary has this name{hint}")
        elif not isinstance(node, Fields):
            findings.add("wrong-type", node.location, "a vocabulary is a mapping of terms: `term: Label` on each line")
        else:
            lists[name] = _read_list(name, node, rules, findings)
    return lists


def check_term(
    terms: Mapping[str, Term], value: str, editions: frozenset[str], place: Location, findings: Findings, *, quote: bool
) -> None:
    """Report a value that is no term of the list, or one that not all of `editions` may see."""
    term = terms.get(value)
    if term is None:
        hint = did_you_mean(value, terms) if quote else ""
        findings.add("unknown-term", place, f"this is not in the vocabulary{hint or '; see docs/data/vocabulary.yml'}")
    elif not editions <= term.access.editions:
        message = "not every edition of this page has this term; move it below restricted:"
        findings.add("term-not-in-edition", place, message)


def _packaged_list(name: str) -> Fields:
    node = packaged("vocabulary.yml").entries[name]
    if not isinstance(node, Fields):
        raise TypeError(name)  # A test reads the packaged file.
    return node


def _read_list(name: str, node: Fields, rules: AccessRules, findings: Findings) -> Mapping[str, Term]:
    terms: dict[str, Term] = {}
    for key, value in node.entries.items():
        if name == "type" and key not in TYPES:
            hint = did_you_mean(key, TYPES) or f"; the types are {', '.join(TYPES)}"
            findings.add("unknown-type", node.key_location(key), f"there is no such type of product{hint}")
        elif not _is_name(key):
            message = "a term is of small letters, digits and hyphens, and starts with a letter"
            findings.add("bad-name", node.key_location(key), message)
        elif term := _read_term(key, value, rules, findings):
            terms[key] = term
    return terms


def _read_term(name: str, node: Node, rules: AccessRules, findings: Findings) -> Term | None:
    if isinstance(node, Items):
        findings.add("wrong-type", node.location, "write `term: Label`, or `term:` and below it label, synonyms, ...")
        return None
    if isinstance(node, Scalar):
        node = Fields({"label": node}, {}, node.path, node.line, node.column)
    model = validate(_Term, node, findings)
    if model is None:
        return None
    access = rules.access(node, findings)
    return Term(name, model.label, model.plural, model.note, model.synonyms, access, node.location)


def _is_name(text: str) -> bool:
    return text.isascii() and text[0].islower() and text.replace("-", "").isalnum() and text == text.lower()
