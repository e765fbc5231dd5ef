"""Inspection of PDF (ISO 32000-2) by pikepdf: what its objects are, then what its pages hide.

A file is accepted only in the plain form in which the clean copy is written: no byte is then left without a purpose.
"""

import io
from collections.abc import Iterator

import pikepdf

from caveat.content.files.geometry import Box, overlap
from caveat.content.files.jpeg import inspect_jpeg
from caveat.content.files.pdf_page import read_page
from caveat.content.files.pdf_pictures import inspect_pixels
from caveat.content.files.pdf_reading import Reading
from caveat.content.files.pdf_rules import (
    ANNOTATION,
    EMBEDDED,
    FORM,
    KEYS,
    OBJECTS,
    OPEN,
    OPEN_KEYS,
    PAGES,
    REFUSED,
    STRINGS,
    TRAILER,
    UNKNOWN,
)
from caveat.content.files.pixels import check_size
from caveat.content.files.refusal import CLEAN, REDO, Refusal, Unreadable, damaged, too_complex, with_metadata

_SEVERAL = Refusal(
    "attachment-several-revisions", f"the file keeps earlier states of itself, or is saved in several parts; {CLEAN}"
)
_TRAILING = Refusal("attachment-trailing-bytes", f"bytes stand after the end of the file; {CLEAN}")
_FORM_OF_ITS_OWN = Refusal("attachment-unused-part", f"the file is not in the plain form of a clean copy; {CLEAN}")
_PROFILE = with_metadata("a colour profile")
_ENCRYPTED = Unreadable("attachment-encrypted", f"the file is encrypted; {REDO}, without a password")
_PATTERN = Refusal("attachment-hidden-text", f"a pattern or a mask holds text or a picture; {REDO}")
_OPAQUE = Refusal("attachment-unused-part", f"a picture is stored in a form that cannot be inspected; {REDO}")
_SHOWING = frozenset({"Tj", "TJ", "'", '"', "Do"})
VERSION = "1.7"
Node = tuple[pikepdf.Object, str]
"""An object and the key it was found under."""


def inspect_pdf(data: bytes) -> Iterator[Refusal]:
    """Every reason to refuse a PDF. Raises Unreadable where it cannot be read to the end."""
    found: set[Refusal] = set()
    with open_pdf(data) as pdf:
        if data.count(b"startxref") > 1 or "/Prev" in pdf.trailer:
            found.add(_SEVERAL)
        if data[data.rfind(b"%%EOF") + 5 :].strip(b"\r\n "):
            found.add(_TRAILING)
        yield from found
        for reason in _inspect_objects(pdf):
            found.add(reason)
            yield reason
        if not found and rewritten(pdf) != data:
            yield _FORM_OF_ITS_OWN


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """The file, never repaired. Raises Unreadable."""
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise _ENCRYPTED from None
    except pikepdf.PdfError:
        raise damaged("the file is broken or cut short") from None
    if pdf.is_encrypted:
        raise _ENCRYPTED
    if len(pdf.pages) > PAGES:
        raise too_complex(f"the file has more than {PAGES} pages")
    if not len(pdf.pages):
        raise damaged("the file has no page")
    return pdf


def rewritten(pdf: pikepdf.Pdf) -> bytes:
    """The plain form: one table of objects, no identity of its own, streams as they are stored."""
    if "/ID" in pdf.trailer:
        del pdf.trailer["/ID"]
    out = io.BytesIO()
    pdf.save(
        out,
        static_id=True,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        fix_metadata_version=False,
        force_version=VERSION,
    )
    return out.getvalue()


def reachable(pdf: pikepdf.Pdf) -> Iterator[Node]:
    """Every dictionary, stream and array that the file's end leads to, once, the end itself first."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Node] = [(pdf.trailer, "")]
    count = 0
    while waiting:
        node, key = waiting.pop()
        if node.is_indirect and node.objgen != (0, 0):
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        count += 1
        if count > OBJECTS * 10:
            raise too_complex(f"the file has more than {OBJECTS:,} objects")
        yield node, key
        if isinstance(node, pikepdf.Array):
            waiting += [(item, f"{key}[]") for item in node.as_list() if isinstance(item, pikepdf.Object)]
        elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            is_open = has_open_keys(node, key)
            waiting += [(value, OPEN if is_open else name) for name, value in node.items() if _is_node(value)]


def has_open_keys(node: pikepdf.Object, key: str) -> bool:
    """Whether the keys of a dictionary are names that the file chose: `/Font` of resources, and the like."""
    return key in OPEN_KEYS and isinstance(node, pikepdf.Dictionary) and "/ShadingType" not in node


def _is_node(value: object) -> bool:
    return isinstance(value, pikepdf.Object)


def _inspect_objects(pdf: pikepdf.Pdf) -> Iterator[Refusal]:
    if len(pdf.objects) > OBJECTS:
        raise too_complex(f"the file has more than {OBJECTS:,} objects")
    reading = Reading()
    seen: set[tuple[int, int]] = set()
    shown: set[tuple[int, int]] = set()
    for node, key in reachable(pdf):
        seen.add(node.objgen)
        if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            yield from _inspect_keys(node, key)
            yield from _inspect_procedures(node, reading)
        if isinstance(node, pikepdf.Stream):
            if key != "/SMask" and node.get("/Subtype") in ("/Image", "/Form"):
                shown.add(node.objgen)
            yield from _inspect_stream(node)
        elif isinstance(node, pikepdf.Array) and len(node) and node[0] == "/ICCBased":
            yield _PROFILE
        elif isinstance(node, pikepdf.String) and key not in STRINGS:
            yield UNKNOWN
    if any(node.objgen not in seen and _is_content(node) for node in pdf.objects):
        yield UNKNOWN
    for page in pdf.pages:
        contents, resources = contents_of(pdf, page), inherited(page, "/Resources")
        if contents is not None:
            read_page(reading, contents, resources if resources is not None else pikepdf.Dictionary(), _edge(page))
    yield from reading.found
    if shown - reading.drawn:
        yield UNKNOWN
    if pdf.get_warnings():
        raise damaged("the file is broken in parts")


def _is_content(node: object) -> bool:
    """Whether an object is more than nothing and than a table of objects."""
    tables = ("/XRef", "/ObjStm")
    return node is not None and not (isinstance(node, pikepdf.Stream) and node.get("/Type") in tables)


def _inspect_keys(node: pikepdf.Object, key: str) -> Iterator[Refusal]:
    if has_open_keys(node, key):
        return
    names = {str(name) for name in node.keys()}  # noqa: SIM118 - No mapping.
    if key == "/Annots[]":
        # The annotation is refused by itself; what it runs is a reason of its own.
        names &= {"/A", "/AA"}
    for name in sorted(names - KEYS - (TRAILER if key == "" else frozenset())):
        value = node[name]
        kind = str(value.get("/S", "")) if name == "/A" and isinstance(value, pikepdf.Dictionary) else ""
        if kind in ("/URI", "/GoTo"):
            yield ANNOTATION
        elif name == "/F" and not isinstance(node, pikepdf.Stream):
            yield UNKNOWN
        else:
            yield REFUSED.get(name, UNKNOWN)
    if key == "/Annots[]" and node.get("/Subtype") == "/Widget":
        yield FORM
    if key == "/Annots[]" and "/FS" in node:
        yield EMBEDDED


def _inspect_procedures(node: pikepdf.Object, reading: Reading) -> Iterator[Refusal]:
    """Drawings that no page names itself: patterns, masks, the characters of a drawn font."""
    streams: list[pikepdf.Object] = []
    if node.get("/PatternType") == 1 and isinstance(node, pikepdf.Stream):
        streams = [node]
    elif node.get("/S") in ("/Alpha", "/Luminosity"):
        streams = [node["/G"]]
    elif node.get("/Subtype") == "/Type3":
        streams = list(node["/CharProcs"].as_dict().values())
    for stream in streams:
        operators = {str(operator) for _, operator in reading.instructions(stream)}
        if operators & _SHOWING or (node.get("/PatternType") == 1 and "INLINE IMAGE" in operators):
            yield _PATTERN


def _inspect_stream(stream: pikepdf.Stream) -> Iterator[Refusal]:
    if stream.get("/Subtype") != "/Image":
        return
    check_size(int(stream["/Width"]), int(stream["/Height"]))
    filters = filters_of(stream)
    if filters == ["/DCTDecode"]:
        yield from inspect_jpeg(stream.read_raw_bytes())
    elif filters in ([], ["/FlateDecode"]):
        yield from inspect_pixels(stream)
    elif "/DCTDecode" in filters or "/JPXDecode" in filters:
        yield _OPAQUE


def filters_of(stream: pikepdf.Stream) -> list[str]:
    """How a stream is packed, outermost first."""
    found = stream.get("/Filter", pikepdf.Array())
    return [str(found)] if isinstance(found, pikepdf.Name) else [str(each) for each in found.as_list()]


def contents_of(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object | None:
    """The stream that draws a page; several are joined to one, which the document has nowhere else."""
    contents = page.obj.get("/Contents")
    if not isinstance(contents, pikepdf.Array):
        return contents
    return pdf.make_stream(b"\n".join(part.read_bytes() for part in contents.as_list()))


def inherited(page: pikepdf.Page, name: str) -> pikepdf.Object | None:
    """A value that a page has itself or from the groups of pages it lies in (ISO 32000-2, 7.7.3.4)."""
    node: pikepdf.Object = page.obj
    for _ in range(64):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    raise damaged("the tree of pages is broken")


def _edge(page: pikepdf.Page) -> Box:
    """What is shown of a page: its crop box, as far as it lies in its media box."""
    media = box_from(inherited(page, "/MediaBox"))
    crop = inherited(page, "/CropBox")
    shown = overlap(media, box_from(crop)) if crop is not None else media
    if shown is None:
        raise damaged("a page has no size")
    return shown


def box_from(values: pikepdf.Object | None) -> Box:
    """A rectangle of PDF, whose corners may be any two that lie across. Raises Unreadable."""
    if values is None or len(values) != 4:
        raise damaged("a page has no size")
    left, bottom, right, top = map(float, values.as_list())
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
