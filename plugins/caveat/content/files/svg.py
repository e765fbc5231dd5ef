"""Inspection of SVG (W3C SVG 1.1 and 2): an allowlist of elements, attributes and style, read by lxml."""

import re
from collections.abc import Iterator

from lxml import etree

from caveat.content.files.refusal import CLEAN, REDO, Refusal, damaged, too_complex, with_metadata
from caveat.content.files.svg_drawing import hidden_in
from caveat.content.files.svg_rules import (
    ATTRIBUTES,
    ELEMENTS,
    HIDING,
    LOADING,
    METADATA,
    MOVING,
    PICTURES,
    SCRIPTS,
    SVG,
    TEXTS,
    UNSHOWN,
    XLINK,
    XML,
)
from caveat.content.files.svg_style import Styles, declarations
from caveat.content.text import code_point, unwanted_in

DRAWING_LIMIT = 5_000_000
"""Bytes."""
ELEMENT_LIMIT = 50_000
VALUE_LIMIT = 20_000
"""Characters of an attribute, or of a style sheet."""
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)|^#(.+)$")
_DOCTYPE = re.compile(rb"<!DOCTYPE\s+svg(?:\s+PUBLIC\s+\"[^\"]*\"\s*\"[^\"]*\"|\s+SYSTEM\s+\"[^\"]*\")?\s*>")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_SCRIPTED = re.compile(r"(?:java|vb)script:|expression\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_LOADING_STYLE = re.compile(r"@|url\((?!\s*['\"]?#)|image-set|\\|/\*|<", re.IGNORECASE)


def inspect_svg(data: bytes) -> Iterator[Refusal]:
    """Every reason to refuse a drawing, with its line. Raises Unreadable where it cannot be read."""
    if _DOCTYPE.search(data):
        yield Refusal("attachment-external", f"the drawing names a document type that lies elsewhere; {CLEAN}")
    root = parse(data)
    elements = list(root.iter())
    if root.getprevious() is not None or root.getnext() is not None:
        yield with_metadata("a comment or an instruction outside the drawing")
    used = references(elements)
    has_style = any(element.tag == f"{{{SVG}}}style" for element in elements)
    for element in elements:
        for refusal in _inspect_element(element, used, has_style=has_style):
            yield Refusal(refusal.code, refusal.message, _line_of(element))
    styles = Styles(root)
    classes = {name for element in elements for name in str(element.get("class", "")).split()}
    if classes ^ styles.classes:
        yield with_metadata("a class that no rule is for, or a rule that is for no class")
    if not styles.is_simple:
        yield Refusal(
            "attachment-element", f"a style sheet has more than rules for classes and kinds of element; {REDO}"
        )
    yield from hidden_in(root)


def _line_of(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def parse(data: bytes) -> etree._Element:
    """The root of a drawing, nothing loaded and no entity put in. Raises Unreadable."""
    if len(data) > DRAWING_LIMIT:
        raise too_complex(f"the drawing has more than {DRAWING_LIMIT:,} bytes")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        raise damaged("the drawing is not UTF-8 text") from None
    data = _DOCTYPE.sub(b"", data, count=1)
    if _DECLARATION.search(data):
        raise too_complex("the drawing declares entities or a document type of its own, which can grow without end")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise damaged("the drawing is not well-formed XML") from None
    if root.getroottree().docinfo.encoding not in (None, "UTF-8", "utf-8"):
        raise damaged("the drawing does not say that it is UTF-8")
    if root.tag != f"{{{SVG}}}svg":
        raise damaged("the file holds no SVG drawing")
    _check_limits(root)
    return root


def _check_limits(root: etree._Element) -> None:
    """Bounds for everything that is searched again and again: only paths and points may be long."""
    elements = list(root.iter())
    if len(elements) > ELEMENT_LIMIT:
        raise too_complex(f"the drawing has more than {ELEMENT_LIMIT:,} elements")
    for element in elements:
        values = [value for name, value in element.attrib.items() if name not in ("d", "points")]
        if element.tag == f"{{{SVG}}}style":
            values.append(element.text or "")
        if any(len(value) > VALUE_LIMIT for value in values):
            raise too_complex(f"a style or an attribute has more than {VALUE_LIMIT:,} characters")


def references(elements: list[etree._Element]) -> frozenset[str]:
    """Ids that something in the drawing refers to."""
    values = [str(value) for element in elements for value in element.attrib.values()]
    values += [element.text or "" for element in elements if element.tag == f"{{{SVG}}}style"]
    found = {one or other for value in values for one, other in _REFERENCE.findall(value)}
    named = (str(element.get(name, "")) for element in elements for name in ("aria-labelledby", "aria-describedby"))
    return frozenset(found.union(*(value.split() for value in named)))


def split(name: str) -> tuple[str, str]:
    """Namespace and local name."""
    space, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
    return space, local


def _inspect_element(element: etree._Element, used: frozenset[str], *, has_style: bool) -> Iterator[Refusal]:
    if not isinstance(element.tag, str):
        yield with_metadata("a comment or an instruction")
        yield from _inspect_text(element.tail or "", is_shown=True)
        return
    space, local = split(element.tag)
    known = space == SVG and local in ELEMENTS
    if not known:
        yield unknown_element(space, local)
    if any(uri not in (SVG, XLINK) for uri in element.nsmap.values()):
        yield with_metadata("names of a drawing program (a namespace of its own)")
    for name, value in element.attrib.items():
        yield from inspect_attribute(str(name), str(value), used, has_style=has_style)
    if local == "svg" and element.getparent() is not None:
        yield Refusal("attachment-element", f"the drawing holds another drawing; {REDO}")
    if local in TEXTS and any(split(str(each.tag))[1] in UNSHOWN for each in element.iterancestors()):
        yield _hidden()
    is_style = known and local == "style"
    if is_style:
        yield from inspect_style(element.text or "")
    yield from _inspect_text(element.text or "", is_shown=(known and (is_style or local in TEXTS)) or not known)
    yield from _inspect_text(element.tail or "", is_shown=_takes_text(element.getparent()))


def unknown_element(space: str, local: str) -> Refusal:
    """Why an element is not one of a plain drawing."""
    if space != SVG or local in METADATA:
        return with_metadata("data of a drawing program, or a description that nobody sees")
    if local in SCRIPTS:
        return Refusal("attachment-script", f"the drawing holds a script or a page; {REDO}")
    if local in PICTURES:
        return Refusal("attachment-embedded-file", f"the drawing holds a picture; {REDO}, or release it as PNG")
    if local in MOVING:
        return Refusal("attachment-animation", f"the drawing moves; {REDO}")
    if local == "a":
        return Refusal("attachment-external", f"the drawing holds a link; {CLEAN}")
    return Refusal("attachment-element", f"the drawing holds an element that is not known to be safe; {REDO}")


def inspect_attribute(name: str, value: str, used: frozenset[str], *, has_style: bool) -> Iterator[Refusal]:
    """Reasons that one attribute gives."""
    space, local = split(name)
    if space not in ("", XLINK, XML):
        yield with_metadata("values of a drawing program")
    elif local.lower().startswith("on") or _SCRIPTED.search(value):
        yield Refusal("attachment-script", f"an attribute runs a script; {CLEAN}")
    elif local == "href":
        if not value.startswith("#"):
            yield Refusal("attachment-external", f"an attribute names something outside the drawing; {REDO}")
    elif local == "style":
        yield from inspect_style(value)
    elif local == "id":
        if value not in used:
            yield with_metadata("a name that nothing refers to")
    elif local == "class":
        if not has_style:
            yield with_metadata("a name that nothing refers to")
    elif is_hiding(local, value):
        yield _hidden()
    elif LOADING.search(value):
        yield Refusal("attachment-external", f"an attribute names something outside the drawing; {REDO}")
    elif local not in ATTRIBUTES:
        yield Refusal("attachment-element", f"the drawing holds an attribute that is not known to be safe; {CLEAN}")
    yield from _inspect_text(value, is_shown=True)


def inspect_style(text: str) -> Iterator[Refusal]:
    """Reasons that a style gives: it loads, runs, hides or holds a comment."""
    if _SCRIPTED.search(text):
        yield Refusal("attachment-script", f"a style runs a script; {REDO}")
    if _LOADING_STYLE.search(text):
        yield Refusal("attachment-external", f"a style loads something, or holds a comment or an escape; {REDO}")
    for body in re.findall(r"\{([^{}]*)\}", text) if "{" in text else [text]:
        for name, value in declarations(body):
            if is_hiding(name, value):
                yield _hidden()
            elif name not in ATTRIBUTES and name not in HIDING:
                yield Refusal("attachment-element", f"a style has a property that is not known to be safe; {REDO}")


def is_hiding(name: str, value: str) -> bool:
    """Whether an attribute or property shows nothing by its value."""
    return name in HIDING and len(value) < 100 and bool(HIDING[name].fullmatch(value.strip()))


def _hidden() -> Refusal:
    return Refusal("attachment-hidden-text", f"a part of the drawing is invisible; {REDO}")


def _takes_text(parent: etree._Element | None) -> bool:
    return parent is not None and isinstance(parent.tag, str) and split(parent.tag)[1] in TEXTS


def _inspect_text(text: str, *, is_shown: bool) -> Iterator[Refusal]:
    if text.strip() and not is_shown:
        yield with_metadata("words where nothing shows them")
    if text.isascii() and text.isprintable():
        return
    for character, code, kind in unwanted_in(text.replace("\n", " ").replace("\t", " ")):
        words = f"{code_point(character)} is {kind}" if character else f"text here is {kind}"
        yield Refusal(code, f"{words}; remove it")
