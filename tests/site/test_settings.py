"""The staged configuration means the same to every reader of YAML."""

import pytest
import yaml
from ruamel.yaml import YAML

from caveat_site.settings import as_yaml

VALUES = ["no", "on", "yes", "null", "~", "1:30", "1.0", "0x10", "2024-03-18", "é – “x”", "a: b", "#x", "- x", "!ENV X"]
VALUES += ["", " x ", "\\", '"', "'", "{{ x }}", "*a", "&a", "%x", "@x", "|", "\t", "😀"]


@pytest.mark.parametrize("value", [*VALUES, True, False, None, 3, [], {}], ids=repr)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    given = {"plain": value, "no": [value, {"on": value, "b": [{"c": value}]}], "d": {"Upper": {"e": value}}}
    text = as_yaml(given)
    assert yaml.safe_load(text) == given
    assert YAML(typ="safe", pure=True).load(text) == given


def test_it_reads_like_yaml() -> None:
    assert as_yaml({"a": {"b": ["x", {"c": 1, "d": True}]}}) == ('a:\n  b:\n    - "x"\n    - c: 1\n      d: true\n')
