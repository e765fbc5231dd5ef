"""`docs/data/house-style.yml`: words that guidance avoids, and what to write instead. No edition has it.

- avoid: utilise
  write: use
  because: A short word says it
"""

from functools import cache
from importlib import resources

from caveat.content.corpus import StyleWord
from caveat.content.data_files import records
from caveat.content.findings import Findings
from caveat.content.nodes import Node
from caveat.content.problem import ContentError
from caveat.content.validation import Model, Text
from caveat.content.yaml_reader import read_yaml

_FILE = "house-style.yml"


class _Entry(Model):
    avoid: Text
    write: Text
    because: Text


def read_house_style(node: Node, findings: Findings) -> tuple[StyleWord, ...]:
    """The words of a list, in its order. An empty one is written as `[]`."""
    found: dict[str, StyleWord] = {}
    for model, item in records(node, _Entry, findings):
        if model.avoid.casefold() in found:
            message = "this stands in the list twice; keep one entry"
            findings.add("duplicate-value", item.entries["avoid"].location, message)
        found[model.avoid.casefold()] = StyleWord(model.avoid, model.write, model.because)
    return tuple(found.values())


@cache
def packaged_house_style() -> tuple[StyleWord, ...]:
    """The list that comes with Caveat, for projects without one of their own."""
    findings = Findings()
    text = (resources.files("caveat.content") / _FILE).read_text(encoding="utf-8")
    tree = read_yaml(text, _FILE, findings)
    words = read_house_style(tree, findings) if tree else ()
    if len(findings):
        raise ContentError(findings.problems)
    return words
