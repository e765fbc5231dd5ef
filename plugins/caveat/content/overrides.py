"""The fields that only some editions of a page have: the mapping below `restricted:`."""

from collections.abc import Mapping
from dataclasses import dataclass

from caveat.content.access import AccessRules
from caveat.content.findings import Findings, did_you_mean, listed
from caveat.content.front_matter import NEVER_SHOWN
from caveat.content.nodes import Fields, Scalar

# What identifies a page or decides who sees it is the same for all.
_NEVER_RESTRICTED = frozenset({"id", "type", *NEVER_SHOWN})
_COMPANIONS = {"withdrawn_because": "withdrawn", "superseded_by": "superseded", "absorbed_into": "superseded"}


@dataclass(frozen=True, slots=True)
class Overrides:
    """The fields of a page, and what single editions have beside them or in their place."""

    own: Fields
    """What every edition starts from."""
    given: Mapping[str, Fields]
    """Edition to the fields it sets for itself."""

    def names(self) -> Mapping[str, frozenset[str]]:
        """Edition to the names of the fields it sets for itself."""
        return {edition: frozenset(fields.entries) for edition, fields in self.given.items()}

    def merged(self, edition: str) -> Fields:
        """All fields that one edition sees."""
        given = self.given[edition]
        merged = self.own.with_all(given)
        status = given.get("status")
        if not isinstance(status, Scalar):
            return merged
        # What went with the status of the other editions does not go with this one.
        leftovers = (name for name, fits in _COMPANIONS.items() if fits != status.value and name not in given.entries)
        return merged.without(frozenset(leftovers))


def read_overrides(
    fields: Fields, own: Fields, editions: frozenset[str], access: AccessRules, findings: Findings
) -> Overrides:
    """What `restricted:` says; `editions` are those that have the page."""
    node = fields.get("restricted")
    found: dict[str, Fields] = {}
    if node is None:
        return Overrides(own, found)
    if not isinstance(node, Fields):
        if not (isinstance(node, Scalar) and node.broken):
            message = "restricted is a mapping: an edition, and below it its own fields"
            findings.add("wrong-type", node.location, message)
        return Overrides(own, found)
    for edition, given in node.entries.items():
        if edition not in access.editions:
            hint = did_you_mean(edition, access.editions) or f"; write {listed(sorted(access.editions))}"
            findings.add("unknown-edition", node.key_location(edition), f"this edition is not configured{hint}")
        elif editions and edition not in editions:
            message = "this edition does not have the page; add it to editions or remove this"
            findings.add("restricted-edition", node.key_location(edition), message)
        elif isinstance(given, Fields):
            found[edition] = _without_fixed(given, findings)
        elif not (isinstance(given, Scalar) and given.broken):
            message = "write the fields of this edition below it, one on each line, indented"
            findings.add("wrong-type", given.location, message)
    overrides = Overrides(own, found)
    for edition in found:
        _check_within(edition, overrides, access, findings)
    return overrides


def _without_fixed(given: Fields, findings: Findings) -> Fields:
    for name in sorted(_NEVER_RESTRICTED & given.entries.keys()):
        message = f"{name} is the same for every edition; write it above, not below restricted:"
        findings.add("restricted-field", given.key_location(name), message)
    return given.without(_NEVER_RESTRICTED)


def _check_within(edition: str, overrides: Overrides, access: AccessRules, findings: Findings) -> None:
    given = overrides.given[edition]
    for wider in sorted(access.wider[edition]):
        known = {*overrides.own.entries, *(overrides.given[wider].entries if wider in overrides.given else ())}
        for name in given.entries:
            if name not in known:
                message = f"{edition} lies within {wider}, which has no such field; give it one too"
                findings.add("field-not-within", given.key_location(name), message)
