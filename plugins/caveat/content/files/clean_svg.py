"""A clean copy of SVG: what nobody sees is left out, and what cannot be left out stops the work."""

from lxml import etree

from caveat.content.files.clean_table import plain
from caveat.content.files.refusal import Refusal, Unreadable
from caveat.content.files.svg import (
    inspect_attribute,
    inspect_style,
    is_hiding,
    parse,
    references,
    split,
    unknown_element,
)
from caveat.content.files.svg_rules import ELEMENTS, METADATA, MOVING, SVG, TEXTS, XLINK
from caveat.content.files.svg_style import Styles, declarations

_LEFT_OUT = METADATA | MOVING | {"script"}


def clean_svg(data: bytes) -> bytes:
    """The drawing. Raises Unreadable for what a reader sees and Caveat cannot vouch for, such as a picture inside."""
    root = parse(data)
    for element in list(root.iter()):
        _clean_element(element)
    for element in root.iter():
        _clean_texts(element)
    _clean_attributes(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, with_tail=False) + b"\n"


def _clean_element(element: etree._Element) -> None:
    if not isinstance(element.tag, str):
        _remove(element)
        return
    space, local = split(element.tag)
    if space != SVG or local in _LEFT_OUT or _is_hidden(element):
        _remove(element)
    elif local == "a":
        element.tag = f"{{{SVG}}}g" if not _in_text(element) else f"{{{SVG}}}tspan"
        for name in list(element.attrib):
            if split(str(name))[1] in ("href", "target", "rel", "download", "type"):
                del element.attrib[name]
    elif local not in ELEMENTS:
        raise _stopped(unknown_element(space, local))
    elif local == "style" and (found := next(inspect_style(element.text or ""), None)):
        raise _stopped(found)


def _style(text: str) -> str:
    """The declarations of known properties that load nothing."""
    kept = ((name, value) for name, value in declarations(text) if not any(inspect_style(f"{name}:{value}")))
    return ";".join(f"{name}:{value}" for name, value in kept)


def _is_hidden(element: etree._Element) -> bool:
    pairs = [
        *((str(name), str(value)) for name, value in element.attrib.items()),
        *declarations(str(element.get("style", ""))),
    ]
    return any(is_hiding(name, value) for name, value in pairs)


def _in_text(element: etree._Element) -> bool:
    return any(split(str(each.tag))[1] in TEXTS for each in element.iterancestors())


def _clean_texts(element: etree._Element) -> None:
    """Words only where they are shown, without unseen characters."""
    local = split(str(element.tag))[1]
    parent = element.getparent()
    if element.text:
        element.text = plain(element.text) if local in TEXTS or local == "style" or not element.text.strip() else None
    if element.tail:
        is_shown = parent is not None and split(str(parent.tag))[1] in TEXTS
        element.tail = plain(element.tail) if is_shown or not element.tail.strip() else None


def _clean_attributes(root: etree._Element) -> None:
    has_style = root.find(f".//{{{SVG}}}style") is not None
    classes = Styles(root).classes
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            space, local = split(str(name))
            element.attrib[name] = plain(str(value))
            if not space and local == "style":
                element.attrib[name] = _style(str(element.attrib[name]))
            elif not space and local == "class":
                element.attrib[name] = " ".join(word for word in str(value).split() if word in classes)
            # An id may be used by an attribute that goes: ids have their turn below.
            is_id = not space and local == "id"
            if (
                not is_id
                and any(inspect_attribute(str(name), str(element.attrib[name]), frozenset(), has_style=has_style))
            ) or (space == XLINK and local != "href"):
                del element.attrib[name]
    used = references(list(root.iter()))
    for element in root.iter():
        if str(element.get("id", "")) not in used and "id" in element.attrib:
            del element.attrib["id"]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        if isinstance(element.tag, str):
            raise Unreadable("attachment-hidden-text", "the whole drawing is invisible; make it again from its source")
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _stopped(refusal: Refusal) -> Unreadable:
    return Unreadable(refusal.code, refusal.message)
