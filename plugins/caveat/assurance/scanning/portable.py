"""PDF: its text, its objects, and what earlier revisions said."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from caveat.assurance.scanning.part import Part, Room, Unreadable

_END = re.compile(rb"%%EOF\s{0,2}")
_DEPTH = 64
_REVISIONS = 100


def is_pdf(data: bytes) -> bool:
    """ISO 32000: readers accept what stands before the header."""
    return b"%PDF-" in data[:1024]


def read_pdf(data: bytes, room: Room) -> Iterator[Part]:
    """Text of every page and every object, of the document and of each revision that it was appended to."""
    # Its warnings quote what it cannot read.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    ends = [found.end() for found in _END.finditer(data)] or [len(data)]
    if len(ends) > _REVISIONS:
        raise Unreadable("it has more revisions than may be read")
    yield from _revision(data[: ends[-1]], "PDF", room)
    for number, end in enumerate(ends[:-1], 1):
        try:
            yield from _revision(data[:end], f"revision {number} of the PDF", room)
        except Unreadable:
            raise
        except Exception:  # noqa: BLE001, S112 - The first part of a linearised file ends with a marker and is no document.
            continue
    yield Part("after the end of the PDF", data[ends[-1] :])


def _revision(data: bytes, name: str, room: Room) -> Iterator[Part]:
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("it is encrypted")
    for page in reader.pages:
        yield Part(f"text of the {name}", page.extract_text())
    yield Part(f"metadata of the {name}", "\n\n".join(map(str, (reader.metadata or {}).values())))
    yield from _strings(reader.trailer, f"metadata of the {name}", room, 0)
    numbers = {(number, generation) for generation, row in reader.xref.items() for number in row}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(numbers):
        found = reader.get_object(IndirectObject(number, generation, reader))
        if found is not None:
            yield from _strings(found, f"object of the {name}", room, 0)


def _strings(found: PdfObject, name: str, room: Room, depth: int) -> Iterator[Part]:
    """Every string of an object, and its stream."""
    room.take(0)
    if depth > _DEPTH:
        raise Unreadable("its objects are nested too deeply")
    if isinstance(found, StreamObject) and found.get("/Subtype") != "/Image":
        yield Part(name, found.get_data())
    if isinstance(found, TextStringObject):
        yield Part(name, str(found))
    elif isinstance(found, ByteStringObject):
        yield Part(name, bytes(found))
    elif isinstance(found, ArrayObject):
        for each in found:
            yield from _strings(each, name, room, depth + 1)
    elif isinstance(found, DictionaryObject):
        for value in found.values():
            yield from _strings(value, name, room, depth + 1)
