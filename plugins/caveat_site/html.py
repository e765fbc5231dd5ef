"""A Markdown extension: the HTML of a page as the theme, a screen reader and a strict content policy want it."""

import html
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from caveat_site.tables import refine_tables

_PLACEHOLDER = re.compile("\u0002wzxhzdk:(\\d+)\u0003")
_TAG = re.compile(r"<[^>]*>")
_BOXES = {
    '<input type="checkbox" disabled checked/> ': '<input type="checkbox" disabled checked aria-label="Done"> ',
    '<input type="checkbox" disabled/> ': '<input type="checkbox" disabled aria-label="To do"> ',
}
_LAST = -10
"""After every other processor, the engine's own included, so that what they make is seen too."""


class HtmlExtension(Extension):
    """Refines tables, steps and task lists."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name.
        """Come last."""
        md.treeprocessors.register(_Refining(md), "caveat_html", _LAST)


def makeExtension(**options: Any) -> HtmlExtension:  # noqa: N802 - Markdown's name.
    """The extension, for an engine that finds it by the module's name."""
    return HtmlExtension(**options)


class _Refining(Treeprocessor):
    def run(self, root: Element) -> None:
        parents = {child: parent for parent in root.iter() for child in parent}
        refine_tables(root, parents, self._text)
        _move_steps(root, parents)
        stash = self.md.htmlStash
        stash.rawHtmlBlocks[:] = [_labelled(block) for block in stash.rawHtmlBlocks]

    def _text(self, element: Element) -> str:
        """What an element says, on one line: HTML that is stashed away until the end is put back for it."""
        text = _PLACEHOLDER.sub(lambda found: self._stashed(int(found[1])), "".join(element.itertext()))
        return " ".join(html.unescape(_TAG.sub("", text)).split())

    def _stashed(self, number: int) -> str:
        block: Any = self.md.htmlStash.rawHtmlBlocks[number]
        return block if isinstance(block, str) else ""


def _labelled(block: Any) -> Any:
    return _BOXES.get(block, block) if isinstance(block, str) else block


def _move_steps(root: Element, parents: dict[Element, Element]) -> None:
    """`{: .steps }` after a list lands on its last item, or on that item's last paragraph; it means the list."""
    for element in list(root.iter()):
        if element.tag in ("li", "p") and "steps" in _classes(element):
            steps = next((above for above in _above(element, parents) if above.tag == "ol"), None)
            if steps is not None:
                _set_classes(element, [name for name in _classes(element) if name != "steps"])
                _set_classes(steps, [*_classes(steps), *(["steps"] if "steps" not in _classes(steps) else [])])


def _above(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while (found := parents.get(element)) is not None:
        yield found
        element = found


def _classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def _set_classes(element: Element, names: list[str]) -> None:
    if names:
        element.set("class", " ".join(names))
    else:
        element.attrib.pop("class", None)
