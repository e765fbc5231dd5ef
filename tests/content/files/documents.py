"""PDF files for tests, written by pikepdf."""

import io
import re
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from caveat.content.files.clean import clean
from content.files.inspecting import CANARY, WORKER

WORDS = b"BT /F1 12 Tf 72 700 Td (Call the desk before you go.) Tj ET"
"""The text that every page may show."""
SECRET = f"BT /F1 12 Tf 72 600 Td ({CANARY}) Tj ET".encode()
"""The text that some pages hide; it stands at 72 to 130 points from the left and 600 from the bottom."""

Change = Callable[[Pdf, pikepdf.Page], None]


def nothing(_pdf: Pdf, _page: pikepdf.Page) -> None:
    """No change."""


def saved(pdf: Pdf, **options: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def document(
    content: bytes = WORDS,
    change: Change = nothing,
    resources: Mapping[str, object] = MappingProxyType({}),
    **options: object,
) -> bytes:
    """One page as a program would write it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)), **resources)
        page.obj.Contents = pdf.make_stream(content)
        change(pdf, page)
        return saved(pdf, **options)


def plain(content: bytes = WORDS, change: Change = nothing, **resources: object) -> bytes:
    """One page in the form in which it passes."""
    return clean("a.pdf", document(content, change, resources), WORKER)


def fonts(page: pikepdf.Page) -> Dictionary:
    """Resources with the font of a page."""
    return Dictionary(Font=Dictionary(F1=page.obj.Resources.Font.F1))


def picture(pdf: Pdf, data: bytes = bytes(300), **keys: object) -> Stream:
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=10,
        Height=10,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        **keys,
    )


def form(pdf: Pdf, content: bytes, **keys: object) -> Stream:
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 595, 842]), **keys)


def with_object(name: str, make: Callable[[Pdf], Stream]) -> Change:
    """A page that may draw one more object."""

    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        page.obj.Resources[Name.XObject] = Dictionary({name: make(pdf)})

    return change


def updated(data: bytes, old: bytes, new: bytes) -> bytes:
    """A document in a second state, appended to the first as editors do when they save again."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (stream,) = (each for each in pdf.objects if isinstance(each, Stream) and old in each.read_bytes())
        number, body = stream.objgen[0], stream.read_bytes().replace(old, new)
        root, size = pdf.Root.objgen[0], len(pdf.objects) + 1
    previous = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    packed = zlib.compress(body)
    added = (
        b"%d 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % (number, len(packed))
        + packed
        + b"\nendstream\nendobj\n"
    )
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(data))
    trailer = b"trailer\n<< /Root %d 0 R /Size %d /Prev %d >>\n" % (root, size, previous)
    return data + added + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(added))
