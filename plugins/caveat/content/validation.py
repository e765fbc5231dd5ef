"""From a tree of YAML nodes to a model, with every mismatch explained at its own place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from caveat.content.findings import Findings, did_you_mean, listed, named
from caveat.content.nodes import Fields, Items, Node, Scalar, find, plain
from caveat.content.problem import Location

Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(?:[^\n\t]*\S)?$")]
"""One line of text, with something in it."""
Id = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$")]
"""Stable identifier of a page: `MS-BUL-014`."""
Words = Annotated[frozenset[Text], Field(strict=False)]
"""A set of words, written as a list."""

M = TypeVar("M", bound=BaseModel)


class Model(BaseModel):
    """Frozen, strict, and closed: no field but its own, no value converted."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", defer_build=True, hide_input_in_errors=True)


_EXPLAINED: Mapping[str, tuple[str, str]] = {
    "string_type": ("wrong-type", "this must be text; put quotes around a number or a date"),
    "string_too_short": ("empty-value", "there is no text here; write some, or leave the key out"),
    "int_type": ("wrong-type", "this must be a whole number, without quotes"),
    "greater_than_equal": ("wrong-type", "this number is too small"),
    "bool_type": ("wrong-type", "this must be true or false, without quotes"),
    "date_type": ("wrong-type", "this must be a date such as 2024-03-18, without quotes"),
    "tuple_type": ("wrong-type", "this must be a list: [one, two], or one on each line after a dash"),
    "frozen_set_type": ("wrong-type", "this must be a list: [one, two], or one on each line after a dash"),
    "dict_type": ("wrong-type", "this must be a mapping: one `name: value` on each line, indented"),
    "model_type": ("wrong-type", "this must be a mapping: `name: value` on each line, indented, or {name: value}"),
    "model_attributes_type": ("wrong-type", "this must be a mapping: `name: value` on each line, indented"),
    "too_short": ("empty-value", "this list is empty; write at least one entry, or leave the key out"),
}
_PATTERNS: Mapping[str, tuple[str, str]] = {
    r"^\S(?:[^\n\t]*\S)?$": (
        "untidy-value",
        "this must be one line, without tabs and without spaces at its ends; after > or | write a minus: >- or |-",
    ),
    r"^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$": ("bad-id", "an id is of capitals, digits and hyphens, such as MS-BUL-014"),
    r"^(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){1,2}$": (
        "bad-version",
        'a version is of two or three numbers: "1.4" or "1.4.1"',
    ),
    r"^https://\S+$": ("bad-url", "an address starts with https:// and holds no space"),
    r"^https?://[^\s/?#]+/(?:[^\s?#]*/)?$": (
        "bad-url",
        "the address of a site ends with a slash: https://example.org/",
    ),
    r"^[a-z]{2,3}(?:-[A-Za-z]{2,8})?$": ("wrong-setting", "a language is a code such as en or cy"),
    r"^[0-9a-f]{64}$": ("bad-digest", "a SHA-256 is of 64 digits and small letters a to f; run sha256sum on the file"),
}


def validate(
    model: type[M],
    node: Fields,
    findings: Findings,
    *,
    quote: bool = False,
    other_names: Mapping[str, str] = MappingProxyType({}),
    known: Iterable[str] = (),
) -> M | None:
    """The model that a mapping describes; None, with findings, where it does not.

    `quote` allows messages to repeat words of the source; `other_names` maps names that people write to the right one
    or to a reason; `known` are further names for suggestions.
    """
    return _validate(node, node.entries.keys(), _Mismatch(model, node, findings, quote, other_names, tuple(known)))


def validate_part(
    model: type[M], node: Fields, findings: Findings, part: Fields, *, other_names: Mapping[str, str]
) -> M | None:
    """As `validate`, but only mismatches of the fields of `part` are told: the rest of `node` was validated before."""
    return _validate(node, part.entries.keys(), _Mismatch(model, node, findings, False, other_names, ()))


def _validate(node: Fields, names: Collection[str], mismatch: "_Mismatch[M]") -> M | None:
    try:
        return mismatch.model.model_validate(plain(node))
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            if not detail["loc"] or detail["loc"][0] in names or detail["loc"][0] not in node.entries:
                mismatch.explain(detail)
        return None


@dataclass(frozen=True, slots=True)
class _Mismatch(Generic[M]):
    """Turns what pydantic says about a mapping into findings."""

    model: type[M]
    root: Fields
    findings: Findings
    quote: bool
    other_names: Mapping[str, str]
    known: tuple[str, ...]

    def explain(self, detail: Any) -> None:
        """Add the finding for one mismatch."""
        kind, way, context = detail["type"], detail["loc"], detail.get("ctx", {})
        node, _ = find(self.root, way)
        if isinstance(node, Scalar) and node.broken:
            return
        if kind == "too_short" and isinstance(node, Items) and node.items:
            return  # Entries that are wrong in themselves are not counted.
        if kind == "missing":
            _missing(str(way[-1]), node.location, self.findings)
        elif kind == "extra_forbidden":
            self._unknown_field(way)
        elif kind == "literal_error":
            self._unknown_value(way, node, str(context["expected"]))
        elif kind == "string_pattern_mismatch":
            code, message = _PATTERNS[context["pattern"]]
            self.findings.add(code, node.location, message)
        elif kind == "too_long":
            message = f"at most {context['max_length']} entries; keep the most useful"
            self.findings.add("too-many-values", node.location, message)
        else:
            code, message = _EXPLAINED.get(kind, ("wrong-type", "this value does not fit here; see the handbook"))
            self.findings.add(code, node.location, message)

    def _unknown_field(self, way: tuple[int | str, ...]) -> None:
        *above, name = way
        parent, _ = find(self.root, tuple(above))
        place = parent.key_location(str(name)) if isinstance(parent, Fields) else parent.location
        names = _fields_at(self.model, above) if above else [*self.model.model_fields, *self.known]
        other = "" if above else self.other_names.get(str(name), "")
        if other.startswith("nothing"):
            hint = f"; remove it{other.removeprefix('nothing')}"
        else:
            hint = f"; write {other}" if other else did_you_mean(name, names) or "; remove it"
        subject = named(name, otherwise="this", quote=self.quote)
        self.findings.add("unknown-field", place, f"{subject} is not a field that is known here{hint}")

    def _unknown_value(self, way: tuple[int | str, ...], node: Node, expected: str) -> None:
        choices = expected.replace("'", "").replace(" or ", ", ").split(", ")
        name = next((step for step in reversed(way) if isinstance(step, str)), "value")
        value = plain(node)
        subject = named(value, otherwise="this", quote=self.quote and name in ("marking", "status", "type", "kind"))
        hint = did_you_mean(value, choices) or f"; write {listed(choices)}"
        if name == "marking":
            message = f"{subject} is not a protective marking{hint}"
            self.findings.add("unknown-protective-marking", node.location, message)
        else:
            self.findings.add("unknown-value", node.location, f"{subject} is not a {name} that is known{hint}")


def _missing(name: str, place: Location, findings: Findings) -> None:
    if name == "editions":
        message = "editions is missing; say who may see this: editions: [...]"
        findings.add("missing-editions", place, message)
    else:
        findings.add("missing-field", place, f"{name} is missing; add {name}: ...")


def _fields_at(model: type[BaseModel], way: list[int | str]) -> list[str]:
    """The field names of the model nested at `way`."""
    for step in way:
        if isinstance(step, int):
            continue
        if step not in model.model_fields:
            return []
        nested = _model_in(model.model_fields[step].annotation)
        if nested is None:
            return []
        model = nested
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_in(argument):
            return found
    return None
