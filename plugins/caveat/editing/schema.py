"""JSON Schema of the front matter, for editors' tools: the models, with the words that the project knows.

JSON Schema 2020-12 (https://json-schema.org/draft/2020-12), of which only keywords are used that older tools know
too: the `$defs` are found by their pointers, and conditions are `if` and `then`. What a schema cannot say, because it
sees one page and no other and no text as it was typed, is for `caveat check` alone.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from caveat.content import front_matter
from caveat.content.corpus import Corpus
from caveat.content.front_matter import NEVER_SHOWN, ONLY_FOR, TYPES
from caveat.content.legislation import CANONICAL
from caveat.content.validation import Model
from caveat.content.vocabulary import TERM_FIELDS

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DAY = r"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"
"""`format` is a hint that many tools leave out."""
_ALIAS = r"^[^/\\\s.][^\\]*\.(?:md|html)$"
_FIXED = frozenset({"id", "type", *NEVER_SHOWN})
"""Fields that are the same for every edition."""


def schema_of(corpus: Corpus, kind: str) -> Schema:
    """The schema of pages of a type of product."""
    defs, page = _Project(corpus).parts(kind)
    return {"$schema": DIALECT, **page, "$defs": defs}


def schema_of_any(corpus: Corpus, kinds: Sequence[str]) -> Schema:
    """The schema of a page of any of these types: its `type` decides; without one it is a plain page."""
    project, defs, rules = _Project(corpus), Schema(), list[Schema]()
    for kind in dict.fromkeys((*kinds, "page")):
        nested, page = project.parts(kind)
        defs |= {**nested, kind: page}
        is_it = _holds("type", {"const": kind})
        named = {"anyOf": [is_it, {"not": {"required": ["type"]}}]} if kind == "page" else is_it
        rules.append(_rule(named, {"$ref": f"#/$defs/{kind}"}))
    return {
        "$schema": DIALECT,
        "description": "The fields at the top of a page.",
        "type": "object",
        "properties": {"type": {"description": "The type of page.", "enum": [*kinds]}},
        "allOf": rules,
        "$defs": defs,
    }


class _Project:
    """What narrows the models: the words of one project."""

    def __init__(self, corpus: Corpus) -> None:
        self._editions = [*corpus.configuration.editions]
        self._titles = [edition.title for edition in corpus.configuration.editions.values()]
        self._lists = corpus.vocabulary.lists
        self._acts = corpus.vocabulary.acts

    def parts(self, kind: str) -> tuple[Schema, Schema]:
        """The definitions that pages of a type use, and the schema of the page itself."""
        raw = TYPES[kind].model_json_schema()
        nested = {
            name: _described(_tidied(definition), getattr(front_matter, name))
            for name, definition in raw.pop("$defs", {}).items()
        }
        nested["HistoryEntry"]["properties"]["editions"] |= {"$ref": "#/$defs/editions"}
        page = _described(_tidied(raw), TYPES[kind])
        fields = {name: value for name, value in page["properties"].items() if kind in ONLY_FOR.get(name, (kind,))}
        self._narrow(fields)
        one = f"{kind}-for-one-edition"
        own = {name: value for name, value in fields.items() if name not in _FIXED}
        nested[one] = {
            "description": "Fields that only this edition has, or has in a form of its own.",
            "type": "object",
            "properties": own,
            "additionalProperties": False,
        }
        page |= {
            "properties": {**fields, **self._access(one)},
            "required": [*page["required"], "editions"],
            "allOf": _conditions(fields),
        }
        return {**nested, **self._shared()}, page

    def _shared(self) -> Schema:
        """What several fields, or all types, refer to."""
        names = {"type": "string", "enum": self._editions, "enumDescriptions": self._titles}
        return {
            **{f"term-{name}": self._words(name) for name in (*TERM_FIELDS, "reason")},
            "provision": {"type": "string", "pattern": _provision(self._acts)},
            "editions": {"type": "array", "items": names, "minItems": 1, "uniqueItems": True},
        }

    def _narrow(self, fields: Schema) -> None:
        for name, field in fields.items():
            if name in TERM_FIELDS:
                field["items"] = {"$ref": f"#/$defs/term-{name}"}
                field["uniqueItems"] = True
            if field.get("type") == "array" and field["items"].get("type") == "string":
                field["uniqueItems"] = True
        fields["legislation"]["items"] = {"$ref": "#/$defs/provision"}
        fields["aliases"]["items"] = {"type": "string", "pattern": _ALIAS}

    def _access(self, one_edition: str) -> Schema:
        """The fields that are part of no edition: no model has them."""
        return {
            "editions": {"description": "Who may see the page. There is no default.", "$ref": "#/$defs/editions"},
            "restrictions": {
                "description": "The number of restrictions in the body, blocks and words in a line together.",
                "type": "integer",
                "minimum": 0,
            },
            "restricted": {
                "description": "Below it an edition, and below that the fields that only this edition has.",
                "type": "object",
                "properties": {name: {"$ref": f"#/$defs/{one_edition}"} for name in self._editions},
                "additionalProperties": False,
            },
            "restricted_because": {
                "description": "Why the page or its fields are for some editions only.",
                "$ref": "#/$defs/term-reason",
            },
            "answers": {
                "description": "What you say to findings of caveat check that are to stand, each with a reason.",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "to": {"description": "The rule.", "type": "string", "minLength": 1},
                        "about": {
                            "description": "Which of its findings; leave it out for all of them on this page.",
                            "type": "string",
                            "minLength": 1,
                        },
                        "because": {
                            "description": "A reason that the next editor understands.",
                            "type": "string",
                            "minLength": 1,
                        },
                    },
                    "required": ["to", "because"],
                    "additionalProperties": False,
                },
            },
        }

    def _words(self, name: str) -> Schema:
        """The terms of a list. `enumDescriptions` is what VS Code's language servers show beside each."""
        terms = self._lists[name].values()
        return {
            "type": "string",
            "enum": [term.name for term in terms],
            "enumDescriptions": [term.label for term in terms],
        }


def _conditions(fields: Mapping[str, Any]) -> list[Schema]:
    """What the fields of a page must say together."""
    successors = [name for name in ("superseded_by", "absorbed_into") if name in fields]
    named: list[Schema] = [{"required": [name]} for name in successors]
    rules = [
        _rule(_holds("status", {"const": "superseded"}), {"oneOf": named}),
        _rule(_holds("status", {"const": "withdrawn"}), {"required": ["withdrawn_because"]}),
        *(_rule({"required": [name]}, _holds("status", {"const": "superseded"})) for name in successors),
        _rule({"required": ["withdrawn_because"]}, _holds("status", {"const": "withdrawn"})),
    ]
    if "part" in fields:
        rules.append(_rule({"required": ["part"]}, {"required": ["series"]}))
    return rules


def _rule(condition: Schema, consequence: Schema) -> Schema:
    return {"if": condition, "then": consequence}


def _holds(name: str, value: Schema) -> Schema:
    return {"required": [name], "properties": {name: value}}


def _provision(acts: Mapping[str, str]) -> str:
    """The canonical form of a provision of a known Act, as ECMA-262 writes it."""
    known = "|".join(sorted(short for short in acts if CANONICAL.fullmatch(short)))
    pattern = re.sub(r"\(\?P<act>[^)]*\)", f"(?:{known})", CANONICAL.pattern)
    # ECMA-262 writes the names of groups otherwise, and nobody needs them here.
    plain = re.sub(r"\(\?P<[a-z]+>", "(?:", pattern)
    return f"^{plain}$"


def _tidied(node: Any) -> Any:
    """A model's schema without what YAML of ours cannot hold: no null, no default that could not be written."""
    if isinstance(node, list):
        return [_tidied(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "anyOf" in node:
        (one,) = (each for each in node["anyOf"] if each != {"type": "null"})
        node = {**{name: value for name, value in node.items() if name != "anyOf"}, **one}
    found = {
        name: {field: _tidied(value) for field, value in given.items()} if name == "properties" else _tidied(given)
        for name, given in node.items()
        if name not in ("default", "title")
    }
    return {**found, "pattern": _DAY} if found.get("format") == "date" else found


def _described(schema: Schema, model: type[BaseModel]) -> Schema:
    """The schema of a model with what its source says of each field."""
    texts = _docstrings(model)
    for name, field in schema["properties"].items():
        if name in texts:
            schema["properties"][name] = {"description": texts[name], **field}
    return schema


@cache
def _docstrings(model: type[BaseModel]) -> Mapping[str, str]:
    """Field to the string below it in the source, those of base classes too."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if not (issubclass(base, Model) and base is not Model):
            continue
        (body,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        statements = body.body if isinstance(body, ast.ClassDef) else []
        for statement, below in pairwise(statements):
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                match below:
                    case ast.Expr(ast.Constant(str() as text)):
                        found[statement.target.id] = " ".join(text.split())
    return found
