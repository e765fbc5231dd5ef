"""What style the elements of a drawing have: attributes, `style` attributes, and rules of a simple style sheet."""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from caveat.content.files.svg_rules import SVG

_SELECTOR = re.compile(r"\*|\.?[A-Za-z_][\w-]*")


class Styles:
    """The style sheets of a drawing."""

    def __init__(self, root: etree._Element) -> None:
        self.is_simple = True
        """Whether every rule is for a class, a kind of element or everything, so that no rule was left out."""
        self._rules: list[tuple[str, Mapping[str, str]]] = []
        for style in root.iter(f"{{{SVG}}}style"):
            self._read(style.text or "")

    @property
    def size(self) -> int:
        """How many rules there are."""
        return len(self._rules)

    @property
    def classes(self) -> frozenset[str]:
        """Classes that rules are for."""
        return frozenset(selector[1:] for selector, _ in self._rules if selector.startswith("."))

    def value(self, element: etree._Element, name: str) -> str:
        """The element's own value of a property, or empty."""
        found = str(element.get(name, "")).strip()
        classes = str(element.get("class", "")).split()
        tag = str(element.tag).rpartition("}")[2]
        # By weight: everything, kinds of element, classes; of the same weight, the later one.
        for weight in ("*", tag, "."):
            for selector, values in self._rules:
                fits = selector[1:] in classes if weight == "." and selector[0] == "." else selector == weight
                found = values.get(name, found) if fits else found
        return properties(str(element.get("style", ""))).get(name, found)

    def inherited(self, element: etree._Element, name: str) -> str:
        """The value of a property that children take over, or empty."""
        for each in (element, *element.iterancestors()):
            if (value := self.value(each, name)) and value != "inherit":
                return value
        return ""

    def opacity(self, element: etree._Element, part: str) -> float:
        """How opaque a `fill` or a `stroke` is, from 0 to 1."""
        found = _share(self.inherited(element, f"{part}-opacity"))
        for each in (element, *element.iterancestors()):
            found *= _share(self.value(each, "opacity"))
        return found

    def _read(self, text: str) -> None:
        *rules, rest = text.split("}")
        self.is_simple &= not rest.strip()
        for rule in rules:
            selectors, _, body = rule.partition("{")
            self.is_simple &= "{" not in body
            for selector in map(str.strip, selectors.split(",")):
                self.is_simple &= bool(_SELECTOR.fullmatch(selector))
                self._rules.append((selector or "*", properties(body)))


def properties(text: str) -> Mapping[str, str]:
    """Names and values of declarations."""
    return dict(declarations(text))


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Name and value of each declaration, also of one that a later one takes the place of."""
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            yield name.strip().lower(), value.replace("!important", "").strip()


def _share(value: str) -> float:
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value or 1)
    except ValueError:
        return 1.0
