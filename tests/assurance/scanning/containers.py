"""Files that hold a text somewhere inside."""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping

from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject


def zipped(files: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(name: str, data: bytes, **about: str) -> bytes:
    """A tar archive with one member; `about` are its further headers (`uname`, a comment)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        info.uname = about.pop("uname", "")
        info.pax_headers = about
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def docx(text: str, author: str = "") -> bytes:
    """A word processor's document, which divides a sentence into runs as it likes."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{part}</w:t></w:r>" for part in (text[:7], text[7:]))
    body = f'<w:document xmlns:w="{name}"><w:body><w:p>{runs}</w:p></w:body></w:document>'
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": body, "docProps/core.xml": f"<a>{author}</a>"}
    return zipped({name: content.encode() for name, content in files.items()})


def png(*chunks: tuple[bytes, bytes], after: bytes = b"", **texts: str) -> bytes:
    """A picture with texts by keyword, further chunks, and bytes after its end."""
    out, info = io.BytesIO(), PngImagePlugin.PngInfo()
    for keyword, text in texts.items():
        info.add_itxt(keyword, text, zip=True)
    for kind, data in chunks:
        info.add(kind, data)
    Image.new("RGB", (2, 2)).save(out, "PNG", pnginfo=info)
    return out.getvalue() + after


def jpeg(description: str = "", comment: bytes = b"", after: bytes = b"") -> bytes:
    """A picture with a description and an artist in its EXIF, a comment, and bytes after its end."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[270] = description
    exif.get_ifd(0x8769)[37510] = b"UNICODE\0" + description.encode("utf-16-le")
    Image.new("RGB", (2, 2)).save(out, "JPEG", exif=exif, comment=comment)
    return out.getvalue() + after


def pdf(text: str = "", title: str = "", attached: bytes = b"") -> bytes:
    """A document of one page."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})
    content = DecodedStreamObject()
    # Kerned, as programs write it: no word of it stands in the file in one piece.
    shown = " -20 ".join(f"({letter})" for letter in text)
    content.set_data(f"BT /F 12 Tf 20 100 Td [{shown}] TJ ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    if title:
        writer.add_metadata({"/Title": TextStringObject(title)})
    if attached:
        writer.add_attachment("a.bin", attached)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def revised(earlier: bytes) -> bytes:
    """A document to which a revision was appended that blanks its page."""
    writer = PdfWriter(io.BytesIO(earlier), incremental=True)
    page = writer.pages[0]
    del page[NameObject("/Contents")]
    page[NameObject("/Contents")] = writer._add_object(DecodedStreamObject())
    out = io.BytesIO()
    writer.write(out)
    assert PdfReader(io.BytesIO(out.getvalue())).pages[0].extract_text() == ""
    return out.getvalue()


def forgotten(text: str) -> bytes:
    """A zip archive with a member that its directory no longer names."""
    whole = zipped({"gone.txt": text.encode() * 9, "here.txt": b"x"})
    second = whole.index(b"PK\x03\x04", 1)
    rest = zipped({"here.txt": b"x"})
    directory = rest.index(b"PK\x01\x02")
    entry = bytearray(rest[directory:])
    entry[42:46] = struct.pack("<I", second)
    end = entry.index(b"PK\x05\x06")
    entry[end + 16 : end + 20] = struct.pack("<I", second + directory)
    return whole[:second] + rest[:directory] + bytes(entry)


CONTAINERS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "page": ("html", lambda text: f"<!DOCTYPE html><body><p>See: {text}</p></body>".encode()),
    "attribute": ("html", lambda text: f"<p title='{text}'>x</p>".encode()),
    "script": ("js", lambda text: f"call('{text}')\n".encode()),
    "style": ("css", lambda text: f".a::after {{ content: '{text}' }}\n".encode()),
    "JSON": ("json", lambda text: json.dumps({"a": [{"b": text}]}).encode()),
    "SVG": ("svg", lambda text: f"<svg xmlns='http://www.w3.org/2000/svg'><text>{text}</text></svg>".encode()),
    "table": ("csv", lambda text: f"name,value\n1,{text}\n".encode()),
    "UTF-16": ("txt", lambda text: text.encode("utf-16")),
    "UTF-16 without a mark": ("txt", lambda text: f"See {text}".encode("utf-16-be")),
    "UTF-32": ("txt", lambda text: f"See {text}".encode("utf-32-le")),
    "gzip": ("gz", lambda text: gzip.compress(text.encode(), mtime=0)),
    "bzip2 in tar": ("tar", lambda text: tarred("a.bz2", bz2.compress(text.encode()))),
    "xz": ("xz", lambda text: lzma.compress(text.encode())),
    "zip in zip": ("jar", lambda text: zipped({"a.zip": zipped({"b.txt": text.encode()})})),
    "word processor": ("docx", docx),
    "picture": ("png", lambda text: png(note=text)),
    "behind a picture": ("jpg", lambda text: jpeg(after=text.encode())),
    "PDF metadata": ("pdf", lambda text: pdf(title=text)),
    "file in a PDF": ("pdf", lambda text: pdf(attached=gzip.compress(text.encode()))),
}
"""Name of a container to the end of its files' names, and the function that makes it."""
