"""What the HTML of a page may not have, whatever made it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

DEEPEST = 64
"""Levels of elements that may stand in each other."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_CLOSED_BY_NEXT = frozenset({"dd", "dt", "li", "option", "p", "td", "th", "tr"})
_SUSPECT = re.compile(
    r"<(?:applet|base|embed|frame|iframe|link|meta|object|script|style|svg|use)\b"
    r"|[\s\"'/](?:style|on[a-z]+|srcset|formaction)\s*="
    r"|=\s*[\"']?\s*(?:data|javascript|vbscript)\s*:"
    r"|=\s*[\"'][^\"'>]*&(?:#|colon|tab|newline)"
    r"|\s(?:src|poster|data|background|action)\s*=\s*[\"']?\s*(?:[a-z]+:|//)",
    re.IGNORECASE,
)
_ELEMENTS = frozenset({"applet", "base", "embed", "frame", "iframe", "link", "meta", "object", "script", "style"})
_LOADING = frozenset({"background", "poster", "src", "srcset"})
_RUNNING = re.compile(r"\s*(?:data|javascript|vbscript)\s*:", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def too_deep(page: str) -> bool:
    """Whether elements are nested more than DEEPEST levels."""
    stack: list[str] = []
    for closing, name in _TAG.findall(page):
        tag = name.lower()
        if closing:
            if tag in stack:
                while stack.pop() != tag:
                    pass
        elif tag not in _VOID:
            if tag in _CLOSED_BY_NEXT and stack and stack[-1] == tag:
                stack.pop()
            stack.append(tag)
            if len(stack) > DEEPEST:
                return True
    return False


def forbidden(page: str) -> tuple[str, ...]:
    """What a page has that could run, load from elsewhere or break the content policy: in words, without its text."""
    # Reading HTML properly takes longer than converting it; nearly every page has nothing to read it for.
    if not _SUSPECT.search(page):
        return ()
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return tuple(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    """Elements and attributes as a browser sees them; text is none of its business."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ELEMENTS:
            self.found.append(f"the element <{tag}>")
        for name, value in attrs:
            self.found.extend(_faults(tag, name, value or ""))


def _faults(tag: str, name: str, value: str) -> Iterator[str]:
    if name == "style":
        yield f"the attribute style on <{tag}>; use a class"
    elif name.startswith("on") or name in ("srcdoc", "formaction"):
        yield f"the attribute {name} on <{tag}>"
    elif _RUNNING.match(value) and name in ("href", "action", "src", "data", "xlink:href", "poster"):
        yield f"an address in {name} of <{tag}> that holds its own content"
    elif (name in _LOADING and tag != "data" and _ELSEWHERE.match(value)) or (
        name in ("href", "xlink:href") and tag not in ("a", "area") and _ELSEWHERE.match(value)
    ):
        yield f"<{tag}> loads from elsewhere; clear the file as an attachment"
    elif name == "action" and _ELSEWHERE.match(value):
        yield f"<{tag}> sends to elsewhere"
