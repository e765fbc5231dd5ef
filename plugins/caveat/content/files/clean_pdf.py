"""A clean copy of PDF: a new document with the pages as they are drawn, and nothing beside them."""

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from caveat.content.files.clean_pictures import clean_jpeg
from caveat.content.files.jpeg import inspect_jpeg, segments
from caveat.content.files.pdf import (
    box_from,
    contents_of,
    filters_of,
    has_open_keys,
    inherited,
    open_pdf,
    reachable,
    rewritten,
)
from caveat.content.files.pdf_operators import operators_of, surplus
from caveat.content.files.pdf_pictures import inspect_pixels, pixel_bytes
from caveat.content.files.pdf_rules import FORM, KEYS, LAYERED
from caveat.content.files.refusal import REDO, Unreadable

_MARKED = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PLAIN_NOTES = frozenset({"/Link", "/Popup", "/Text", "/FileAttachment"})
"""Annotations that draw nothing over a page but an icon."""
_USES: Mapping[str, str] = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "sh": "/Shading",
}
"""Operator to the kind of resource that it names."""
_SPACES = {1: pikepdf.Name.DeviceGray, 3: pikepdf.Name.DeviceRGB, 4: pikepdf.Name.DeviceCMYK}


def clean_pdf(data: bytes) -> bytes:
    """The pages in a new document. Raises Unreadable for what would change how they look, or cannot be told."""
    with open_pdf(data) as source, pikepdf.new() as target:
        for page in source.pages:
            _check_notes(page)
        nodes = list(reachable(source))
        for node, _ in nodes:
            _replace_profile(node)
        for node, key in nodes:
            _clean_node(node, key)
        for page in source.pages:
            target.pages.append(pikepdf.Page(target.copy_foreign(source.make_indirect(_page(source, page)))))
        written = rewritten(target)
    # Objects are numbered in the order in which they are met: once read back, the order is final.
    with open_pdf(written) as again:
        return rewritten(again)


def _check_notes(page: pikepdf.Page) -> None:
    notes = page.obj.get("/Annots", pikepdf.Array())
    kinds = {str(note.get("/Subtype")) for note in notes.as_list() if isinstance(note, pikepdf.Dictionary)}
    if "/Widget" in kinds:
        raise Unreadable(FORM.code, FORM.message)
    if kinds - _PLAIN_NOTES:
        message = f"a page is drawn over by an annotation, which may cover something; remove it, or {REDO}"
        raise Unreadable("attachment-annotation", message)


def _replace_profile(node: pikepdf.Object) -> None:
    """Colours as the device has them, in place of those that a profile defines."""
    if isinstance(node, pikepdf.Array) and len(node) == 2 and node[0] == "/ICCBased":
        space = _SPACES[int(node[1]["/N"])]
        del node[1]
        node[0] = space


def _clean_node(node: pikepdf.Object, key: str) -> None:
    if not isinstance(node, pikepdf.Dictionary | pikepdf.Stream) or has_open_keys(node, key):
        return
    if "/OC" in node:
        raise Unreadable(LAYERED.code, LAYERED.message)
    if isinstance(node, pikepdf.Stream):
        if node.get("/Subtype") == "/Image" and filters_of(node) == ["/DCTDecode"]:
            _strip_jpeg(node)
        elif node.get("/Subtype") == "/Image" and filters_of(node) in ([], ["/FlateDecode"]):
            _cut_rest(node)
        elif node.get("/Subtype") == "/Form" or node.get("/PatternType") == 1:
            _rewrite(node)
    elif node.get("/Subtype") == "/Type3":
        for stream in node["/CharProcs"].as_dict().values():
            _rewrite(stream)
    # The document, its pages and what leads to them are made anew; these are the parts that pages are drawn with.
    if node.get("/Type") not in ("/Page", "/Pages", "/Catalog") and key:
        for name in {str(name) for name in node.keys()} - KEYS:  # noqa: SIM118 - No mapping.
            del node[name]


def _strip_jpeg(stream: pikepdf.Stream) -> None:
    """A picture as it is coded, without what its file says of it; coded again where bytes can hide in it."""
    data = stream.read_raw_bytes()
    kept = b"".join(data[segment.start : segment.end] for segment in segments(data) if segment.is_shown)
    parameters: Any = stream.get("/DecodeParms")
    if any(inspect_jpeg(kept)):
        space = stream.get("/ColorSpace")
        if (space[0] if isinstance(space, pikepdf.Array) else space) not in ("/DeviceRGB", "/DeviceGray"):
            raise Unreadable("attachment-unused-part", f"a picture is stored in a form that cannot be kept; {REDO}")
        kept, parameters = clean_jpeg(kept), None
    stream.write(kept, filter=pikepdf.Name.DCTDecode, decode_parms=parameters)


def _cut_rest(stream: pikepdf.Stream) -> None:
    """A picture without bytes after its last pixel."""
    size = pixel_bytes(stream)
    if size is not None and any(inspect_pixels(stream)):
        parameters: Any = stream.get("/DecodeParms")
        data = stream.read_raw_bytes()
        if "/Filter" not in stream:
            stream.write(data[:size])
            return
        kept = zlib.decompressobj().decompress(data, size)
        stream.write(zlib.compress(kept, 9), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)


def _rewrite(stream: pikepdf.Object) -> None:
    """A drawing in its plain form, with only the resources it uses."""
    operators = _operators(stream)
    stream.write(_packed(operators), filter=pikepdf.Name.FlateDecode)
    if "/Resources" in stream:
        stream["/Resources"] = _used(stream["/Resources"], operators)


def _page(source: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Dictionary:
    """A page of its own: size, resources that it uses, and one stream of operators."""
    made = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array(box_from(inherited(page, "/MediaBox"))))
    if (crop := inherited(page, "/CropBox")) is not None:
        made["/CropBox"] = pikepdf.Array(box_from(crop))
    if (turned := inherited(page, "/Rotate")) is not None and int(turned) % 360:
        made["/Rotate"] = int(turned) % 360
    if page.obj.get("/Group", pikepdf.Dictionary()).get("/S") == "/Transparency":
        made["/Group"] = page.obj["/Group"]
    contents, resources = contents_of(source, page), inherited(page, "/Resources")
    operators = _operators(contents) if contents is not None else []
    made["/Resources"] = _used(resources, operators) if resources is not None else pikepdf.Dictionary()
    made["/Contents"] = source.make_stream(_packed(operators), Filter=pikepdf.Name.FlateDecode)
    return made


def _operators(contents: pikepdf.Object) -> list[Any]:
    """What is drawn, without marks for tags and layers."""
    found = operators_of(contents)
    if any(str(operator) in ("BDC", "BMC") and operands and operands[0] == "/OC" for operands, operator in found):
        raise Unreadable(LAYERED.code, LAYERED.message)
    kept = (each for each in found if str(each[1]) not in _MARKED)
    return [(list(operands)[max(surplus(operands, str(operator)), 0) :], operator) for operands, operator in kept]


def _packed(operators: Iterable[Any]) -> bytes:
    return zlib.compress(pikepdf.unparse_content_stream(list(operators)), 9)


def _used(resources: pikepdf.Object, operators: Iterable[Any]) -> pikepdf.Dictionary:
    """The resources that operators name. A colour space of a picture inside the stream counts as named."""
    used: set[tuple[str, str]] = set()
    for operands, operator in operators:
        kind = _USES.get(str(operator))
        used |= {(kind, str(value)) for value in operands if kind and isinstance(value, pikepdf.Name)}
        if isinstance(operator, pikepdf.Operator) and str(operator) == "INLINE IMAGE":
            used |= {("/ColorSpace", str(name)) for name in resources.get("/ColorSpace", pikepdf.Dictionary()).keys()}  # noqa: SIM118
    found: dict[str, pikepdf.Dictionary] = {}
    for kind, name in sorted(used):
        named = resources.get(kind, pikepdf.Dictionary())
        if name in named:
            found.setdefault(kind, pikepdf.Dictionary())[name] = named[name]
    return pikepdf.Dictionary(found)
