"""Who may see a value: the lists of editions that sources carry."""

from collections.abc import Mapping
from dataclasses import dataclass

from caveat.content.corpus import Access, Configuration
from caveat.content.findings import Findings, did_you_mean, listed
from caveat.content.nodes import Fields, Items, Node, Scalar
from caveat.content.problem import Location


@dataclass(frozen=True, slots=True)
class AccessRules:
    """The editions a project has and the reasons it knows."""

    editions: frozenset[str]
    wider: Mapping[str, frozenset[str]]
    """Edition to the editions that contain it."""
    reasons: frozenset[str]

    @classmethod
    def of(cls, configuration: Configuration, reasons: frozenset[str]) -> "AccessRules":
        """The rules of a project."""
        wider = {name: configuration.wider(name) for name in configuration.editions}
        return cls(frozenset(configuration.editions), wider, reasons)

    def access(self, fields: Fields, findings: Findings, *, because: str = "because") -> Access:
        """Who may see what `fields` describes: everybody where it has no `editions`."""
        named = fields.get("editions")
        editions = self.editions if named is None else self.edition_list(named, findings)
        return Access(editions, self.reason(fields.get(because), findings))

    def edition_list(self, node: Node, findings: Findings) -> frozenset[str]:
        """The editions of a list; empty, with findings, where it is wrong."""
        if isinstance(node, Scalar) and node.broken:
            return frozenset()
        if not isinstance(node, Items):
            message = f"editions is a list: editions: [{', '.join(sorted(self.editions))}]"
            findings.add("wrong-type", node.location, message)
            return frozenset()
        before = len(findings)
        found: dict[str, Location] = {}
        for item in node.items:
            self._add_edition(item, found, findings)
        if not node.items:
            findings.add("empty-editions", node.location, f"this list is empty; name {listed(sorted(self.editions))}")
        for name, place in found.items():
            if missing := self.wider[name] - found.keys():
                message = f"{name} lies within {listed(sorted(missing))}; name {listed(sorted(missing))} here too"
                findings.add("edition-not-within", place, message)
        return frozenset(found) if len(findings) == before else frozenset()

    def reason(self, node: Node | None, findings: Findings) -> str:
        """A reason of the vocabulary; empty where there is none or, with a finding, where it is wrong."""
        if node is None:
            return ""
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, str) and value in self.reasons:
            return value
        if not (isinstance(node, Scalar) and node.broken):
            hint = did_you_mean(value, self.reasons) or f"; write {listed(sorted(self.reasons))}"
            findings.add("unknown-reason", node.location, f"this reason is not in the vocabulary{hint}")
        return ""

    def _add_edition(self, item: Node, found: dict[str, Location], findings: Findings) -> None:
        value = item.value if isinstance(item, Scalar) else None
        if isinstance(item, Scalar) and item.broken:
            return
        if not isinstance(value, str) or value not in self.editions:
            hint = did_you_mean(value, self.editions) or f"; write {listed(sorted(self.editions))}"
            findings.add("unknown-edition", item.location, f"this edition is not configured in mkdocs.yml{hint}")
        elif value in found:
            findings.add("duplicate-value", item.location, "this edition is named twice; keep one")
        else:
            found[value] = item.location
