"""PDF: what is refused, what a clean copy leaves out, and when there can be none."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from pypdf import PdfReader

from content.files import test_jpeg
from content.files.documents import SECRET, WORDS, document, fonts, form, picture, plain, saved, updated, with_object
from content.files.inspecting import CANARY, Hiding, clean_or_codes, codes, messages, unpacked
from content.files.pictures import drawing
from content.files.pictures import saved as picture_file

HIDDEN = CANARY.encode()
BOX = b"0 g 60 590 120 30 re f"
"""A black box over the secret."""
TEXT = ("attachment-hidden-text",)
METADATA = ("attachment-metadata",)


def _catalog(**entries: object) -> bytes:
    def change(pdf: Pdf, _page: pikepdf.Page) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return document(change=change)


def _page(**entries: object) -> bytes:
    def change(_pdf: Pdf, page: pikepdf.Page) -> None:
        for name, value in entries.items():
            page.obj[f"/{name}"] = value

    return document(change=change)


def _note(subtype: str, **entries: object) -> bytes:
    rectangle = Array([60, 590, 180, 620])
    return _page(Annots=Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rectangle, **entries)]))


def _filled_in() -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=Array([60, 590, 180, 620]),
            FT=Name.Tx,
            T=String("a"),
            V=String(CANARY),
        )
        page.obj.Annots = Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = Dictionary(Fields=page.obj.Annots)

    return document(change=change)


def _described() -> bytes:
    def change(pdf: Pdf, _page: pikepdf.Page) -> None:
        pdf.docinfo["/Author"] = CANARY

    return document(change=change)


def _with_xmp() -> bytes:
    def change(pdf: Pdf, _page: pikepdf.Page) -> None:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = CANARY

    return document(change=change)


def _with_file() -> bytes:
    def change(pdf: Pdf, _page: pikepdf.Page) -> None:
        pdf.attachments["notes.txt"] = HIDDEN

    return document(change=change)


def _encrypted(user: str) -> bytes:
    return document(encryption=pikepdf.Encryption(owner="owner", user=user))


def _camera() -> bytes:
    data = test_jpeg.HIDING[0].data
    return document(
        WORDS + b" q 96 0 0 64 72 500 cm /I Do Q",
        with_object(
            "/I",
            lambda pdf: pdf.make_stream(
                data,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=48,
                Height=32,
                ColorSpace=Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=Name.DCTDecode,
            ),
        ),
    )


def _layered(content: bytes) -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
        page.obj.Resources.Properties = Dictionary(L=group)

    return document(content, change)


def _unreferenced() -> bytes:
    """An object that is in the table of objects and that nothing leads to: `pikepdf` writes none."""
    data = plain()
    number = data.count(b" obj\n")
    at = data.rindex(b"xref\n", 0, data.rindex(b"trailer"))
    added = b"%d 0 obj\n(%s)\nendobj\n" % (number + 1, HIDDEN)
    table = data[at:].replace(b"0 %d\n" % (number + 1), b"0 %d\n" % (number + 2), 1)
    table = table.replace(b"trailer", b"%010d 00000 n \ntrailer" % at).replace(
        b"/Size %d" % (number + 1), b"/Size %d" % (number + 2)
    )
    return data[:at] + added + table.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + len(added)))


def _between_objects() -> bytes:
    """A comment in the file, with the places in the table of objects moved on."""
    data = plain()
    note = b"% " + HIDDEN + b"\n"
    at = data.index(b"1 0 obj")
    moved = data[:at] + note + data[at:]
    start = int(data[data.rindex(b"startxref") :].split()[1])
    for line in data[start:].split(b"\n"):
        if line.endswith(b" 00000 n "):
            moved = moved.replace(line, b"%010d 00000 n " % (int(line.split()[0]) + len(note)))
    return moved.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + len(note)))


def _unused_picture() -> bytes:
    return document(change=with_object("/I", lambda pdf: picture(pdf, HIDDEN + bytes(292))))


def _state(**entries: object) -> dict[str, object]:
    return {"ExtGState": Dictionary(G=Dictionary(**entries))}


def _masked() -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        group = form(pdf, b"1 g 0 0 9 9 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
        mask = Dictionary(S=Name.Luminosity, G=group)
        page.obj.Resources.ExtGState = Dictionary(G=Dictionary(SMask=mask))

    return document(WORDS + b" /G gs " + SECRET, change)


def _in_pattern() -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        page.obj.Resources.Pattern = Dictionary(
            P=pdf.make_stream(
                SECRET,
                PatternType=1,
                PaintType=1,
                TilingType=1,
                BBox=Array([0, 0, 9, 9]),
                XStep=9,
                YStep=9,
                Resources=fonts(page),
            )
        )

    return document(WORDS + b" /Pattern cs /P scn 300 300 9 9 re f", change)


def _drawn_font(content: bytes) -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        page.obj.Resources.Font.F2 = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=65,
            LastChar=65,
            Widths=Array([1000]),
            Encoding=Dictionary(Differences=Array([65, Name.a])),
            CharProcs=Dictionary(a=pdf.make_stream(content)),
            Resources=fonts(page),
        )

    return document(WORDS + b" BT /F2 12 Tf 72 400 Td (A) Tj ET", change)


def _in_form(content: bytes, around: bytes = b"/X Do", **keys: object) -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        inner = form(pdf, content, Resources=fonts(page), **keys)
        page.obj.Resources.XObject = Dictionary(X=inner)

    return document(WORDS + b" " + around, change)


def _picture_page(content: bytes) -> bytes:
    return document(WORDS + b" " + content, with_object("/I", picture))


def _saved_again() -> bytes:
    """The usual accident: the words are taken out and the file is saved again; the first state stays in it."""
    first = document(WORDS + b" " + SECRET, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return updated(first, SECRET, b"")


def _with_alternate() -> bytes:
    """A picture that other devices would show."""

    def make(pdf: Pdf) -> Stream:
        return picture(pdf, Alternates=Array([Dictionary(Image=picture(pdf, HIDDEN + bytes(292)))]))

    return document(WORDS + b" q 90 0 0 90 72 500 cm /I Do Q", with_object("/I", make))


def _in_several_streams() -> bytes:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = Array([pdf.make_stream(part) for part in (WORDS + b" q", SECRET + b" Q")])

    return document(change=change)


GOOD: dict[str, Callable[[], bytes]] = {
    "words": plain,
    "nothing": lambda: plain(b""),
    "a box behind the words": lambda: plain(b"0.9 g 60 690 300 30 re f 0 g " + WORDS),
    "white words on a dark box": lambda: plain(b"0 g 60 690 300 30 re f 1 g " + WORDS),
    "underlined": lambda: plain(WORDS + b" 72 698 140 1 re f"),
    "struck through": lambda: plain(WORDS + b" 72 703 140 1 re f"),
    "a frame around": lambda: plain(WORDS + b" 60 690 300 30 re S"),
    "a nearly clear box over": lambda: plain(WORDS + b" /G gs 60 690 300 30 re f", **_state(ca=0.2)),
    "a box beside": lambda: plain(WORDS + b" 72 640 140 40 re f"),
    "outlined words": lambda: plain(b"1 Tr 0 G " + WORDS),
    "turned": lambda: plain(b"0 1 -1 0 500 20 cm " + WORDS.replace(b"700", b"300")),
    "spaces beyond the edge": lambda: plain(WORDS + b" BT /F1 12 Tf 580 500 Td (a        ) Tj ET"),
    "a picture": lambda: clean_or_fail(_picture_page(b"q 90 0 0 90 72 500 cm /I Do Q")),
    "a picture in its frame": lambda: clean_or_fail(
        _picture_page(b"q 72 500 90 90 re W n 90 0 0 90 72 500 cm /I Do Q 72 500 90 90 re S")
    ),
    "words on a picture": lambda: clean_or_fail(_picture_page(b"q 200 0 0 100 60 560 cm /I Do Q " + SECRET)),
    "a form": lambda: clean_or_fail(_in_form(SECRET, b"q 1 0 0 1 9 9 cm /X Do Q")),
    "a drawn font": lambda: clean_or_fail(_drawn_font(b"1000 0 d0 0 0 500 500 re f")),
    "a photograph": lambda: clean_or_fail(_camera()),
    "drawn by several streams": lambda: clean_or_fail(_in_several_streams()),
    "two pages": lambda: clean_or_fail(_two_pages()),
}


def clean_or_fail(data: bytes) -> bytes:
    cleaned = clean_or_codes("a.pdf", data)
    assert isinstance(cleaned, bytes), cleaned
    return cleaned


def _two_pages() -> bytes:
    with pikepdf.open(io.BytesIO(document())) as pdf:
        pdf.pages.append(pdf.pages[0])
        return saved(pdf)


CLEANED = [
    Hiding("author", _described(), METADATA),
    Hiding("XMP", _with_xmp(), METADATA),
    Hiding("bookmark", _catalog(Outlines=Dictionary(First=Dictionary(Title=String(CANARY)))), METADATA),
    Hiding("page label", _catalog(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=String(CANARY))]))), METADATA),
    Hiding("tags", _catalog(StructTreeRoot=Dictionary(K=Dictionary(ActualText=String(CANARY)))), METADATA),
    Hiding(
        "text beside the text", document(b"/Span << /ActualText (" + HIDDEN + b") >> BDC " + WORDS + b" EMC"), METADATA
    ),
    Hiding("data of a program", _page(PieceInfo=Dictionary(App=Dictionary(Private=String(CANARY)))), METADATA),
    Hiding("unknown entry", _page(Notes=String(CANARY)), ("attachment-unused-part",)),
    Hiding("string in a place for numbers", _page(Group=Dictionary(S=String(CANARY))), ("attachment-unused-part",)),
    Hiding("small picture of a page", _page(Thumb=String(CANARY)), ("attachment-thumbnail", "attachment-unused-part")),
    Hiding("script", _catalog(OpenAction=Dictionary(S=Name.JavaScript, JS=String(CANARY))), ("attachment-script",)),
    Hiding(
        "action of a page",
        _page(AA=Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(CANARY)))),
        ("attachment-script",),
    ),
    Hiding("attached file", _with_file(), ("attachment-embedded-file",)),
    Hiding("note", _note("Text", Contents=String(CANARY)), ("attachment-annotation",)),
    Hiding("link", _note("Link", A=Dictionary(S=Name.URI, URI=String(CANARY))), ("attachment-annotation",)),
    Hiding(
        "file on a page",
        _note("FileAttachment", FS=Dictionary(F=String(CANARY))),
        ("attachment-annotation", "attachment-embedded-file"),
    ),
    Hiding("empty form", _catalog(AcroForm=Dictionary(Fields=Array([]), DA=String(CANARY))), ("attachment-form",)),
    Hiding("earlier state", _saved_again(), ("attachment-several-revisions",)),
    Hiding("after the end", plain() + HIDDEN, ("attachment-trailing-bytes",)),
    Hiding("object that nothing shows", _unreferenced(), ("attachment-unused-part",)),
    Hiding("comment in the file", _between_objects(), ("attachment-unused-part",)),
    Hiding("comment in the drawing", document(WORDS + b" % " + HIDDEN + b"\n"), ("attachment-unused-part",)),
    Hiding("words before a number", document(WORDS + b" (" + HIDDEN + b") 0 g"), ("attachment-unused-part",)),
    Hiding(
        "after the last pixel of a picture",
        document(
            WORDS + b" q 90 0 0 90 72 500 cm /I Do Q", with_object("/I", lambda pdf: picture(pdf, bytes(300) + HIDDEN))
        ),
        ("attachment-trailing-bytes",),
    ),
    Hiding("another form of a picture", _with_alternate(), ("attachment-unused-part",)),
    Hiding("picture that nothing shows", _unused_picture(), ("attachment-unused-part",)),
    Hiding("camera data of a picture", _camera(), ("attachment-metadata", "attachment-unused-part")),
]
KEPT = [
    Hiding("covered by a box", document(WORDS + b" " + SECRET + b" " + BOX), TEXT, TEXT),
    Hiding(
        "covered by a box of curves",
        document(WORDS + b" " + SECRET + b" 60 590 m 60 700 190 700 190 590 c f"),
        TEXT,
        TEXT,
    ),
    Hiding("covered by a thick line", document(WORDS + b" " + SECRET + b" 20 w 60 604 m 190 604 l S"), TEXT, TEXT),
    Hiding(
        "covered by thin boxes",
        document(SECRET + b"".join(b" 60 %.1f 120 1.2 re f" % (599 + n) for n in range(9))),
        TEXT,
        TEXT,
    ),
    Hiding(
        "in a font that is not there",
        document(WORDS + b" /F9 12 Tf " + SECRET.replace(b"F1", b"F9")),
        ("attachment-unused-part",),
        ("attachment-unused-part",),
    ),
    Hiding("covered in a form", _in_form(SECRET + b" " + BOX), TEXT, TEXT),
    Hiding("covered after a form", _in_form(SECRET, b"/X Do " + BOX), TEXT, TEXT),
    Hiding("covered, turned", document(b"q 0 1 -1 0 700 0 cm " + SECRET + b" Q 80 60 30 150 re f"), TEXT, TEXT),
    Hiding("covered by a shade of colour", document(SECRET + b" q 60 590 120 30 re W n /S sh Q"), TEXT, TEXT),
    Hiding("invisible", document(WORDS + b" 3 Tr " + SECRET), TEXT, TEXT),
    Hiding("as a mask", document(WORDS + b" 7 Tr " + SECRET), TEXT, TEXT),
    Hiding("white on white", document(WORDS + b" 1 g " + SECRET), TEXT, TEXT),
    Hiding("nearly white on white", document(WORDS + b" 0.98 0.97 0.99 rg " + SECRET), TEXT, TEXT),
    Hiding("black on black", document(BOX + b" " + SECRET), TEXT, TEXT),
    Hiding("clear", document(WORDS + b" /G gs " + SECRET, resources=_state(ca=0.02)), TEXT, TEXT),
    Hiding("through a mask", _masked(), TEXT, TEXT),
    Hiding("outside of the page", document(WORDS + b" " + SECRET.replace(b"72", b"-90")), TEXT, TEXT),
    Hiding(
        "outside of the crop box",
        document(WORDS + b" " + SECRET, lambda _pdf, page: page.obj.__setitem__("/CropBox", Array([0, 650, 595, 842]))),
        TEXT,
        TEXT,
    ),
    Hiding("outside of a clip", document(WORDS + b" 0 700 50 50 re W n " + SECRET), TEXT, TEXT),
    Hiding("in an empty clip", document(WORDS + b" W n " + SECRET), TEXT, TEXT),
    Hiding("tiny", document(WORDS + b" " + SECRET.replace(b"12", b"0.1")), TEXT, TEXT),
    Hiding("in a pattern", _in_pattern(), TEXT, TEXT),
    Hiding("in the letter of a drawn font", _drawn_font(b"1000 0 d0 " + SECRET), TEXT, TEXT),
    Hiding(
        "picture under a box",
        _picture_page(b"q 90 0 0 90 72 500 cm /I Do Q 80 510 20 20 re f"),
        ("attachment-hidden-picture",),
        ("attachment-hidden-picture",),
        channel=False,
    ),
    Hiding(
        "picture under a picture",
        _picture_page(b"q 90 0 0 90 72 500 cm /I Do Q q 20 0 0 20 80 510 cm /I Do Q"),
        ("attachment-hidden-picture",),
        ("attachment-hidden-picture",),
        channel=False,
    ),
    Hiding(
        "cut picture",
        _picture_page(b"q 72 500 40 90 re W n 90 0 0 90 72 500 cm /I Do Q"),
        ("attachment-hidden-picture",),
        ("attachment-hidden-picture",),
        channel=False,
    ),
    Hiding(
        "layer",
        _layered(WORDS + b" /OC /L BDC " + SECRET + b" EMC"),
        ("attachment-layers", "attachment-metadata"),
        ("attachment-layers",),
    ),
    Hiding("filled-in form", _filled_in(), ("attachment-annotation", "attachment-form"), ("attachment-form",)),
    Hiding(
        "box as an annotation",
        _note("Square", Contents=String(CANARY)),
        ("attachment-annotation",),
        ("attachment-annotation",),
    ),
    Hiding("encrypted", _encrypted("word"), ("attachment-encrypted",), ("attachment-encrypted",), channel=False),
    Hiding(
        "encrypted, no word to open",
        _encrypted(""),
        ("attachment-encrypted",),
        ("attachment-encrypted",),
        channel=False,
    ),
]


@pytest.mark.parametrize("name", GOOD)
def test_a_plain_document_passes(name: str) -> None:
    assert codes("a.pdf", GOOD[name]()) == set()


@pytest.mark.parametrize("case", CLEANED, ids=str)
def test_what_hides_something_is_refused_and_cleaned(case: Hiding) -> None:
    assert set(case.codes) <= codes("a.pdf", case.data) <= {*case.codes, "attachment-unused-part"}
    assert CANARY not in messages("a.pdf", case.data)
    assert HIDDEN in unpacked(case.data), "the positive control"
    cleaned = clean_or_fail(case.data)
    assert codes("a.pdf", cleaned) == set()
    assert HIDDEN not in unpacked(cleaned)
    assert PdfReader(io.BytesIO(cleaned)).pages[0].extract_text().strip() == "Call the desk before you go."
    assert clean_or_codes("a.pdf", case.data) == cleaned, "the same bytes for the same bytes"


@pytest.mark.parametrize("case", KEPT, ids=str)
def test_what_cannot_be_taken_out_safely_is_refused_by_both(case: Hiding) -> None:
    assert (
        set(case.codes) <= codes("a.pdf", case.data) <= {*case.codes, "attachment-unused-part", "attachment-metadata"}
    )
    assert CANARY not in messages("a.pdf", case.data)
    assert (HIDDEN in unpacked(case.data)) is case.channel, "the positive control"
    assert clean_or_codes("a.pdf", case.data) == set(case.stays)


def test_the_same_words_in_view_pass() -> None:
    """The positive control of everything hidden: it is not the words that are refused."""
    assert codes("a.pdf", plain(WORDS + b" " + SECRET)) == set()
    assert codes("a.pdf", plain(BOX + b" 1 g " + SECRET)) == set()


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", plain()[:-60], plain()[:200], plain().replace(b"/Pages", b"/Pagez")])
def test_a_broken_document_is_an_error(data: bytes) -> None:
    assert codes("a.pdf", data) == {"attachment-damaged"}
    assert clean_or_codes("a.pdf", data) == {"attachment-damaged"}


def test_bytes_before_the_beginning_make_it_another_kind() -> None:
    assert codes("a.pdf", b"GIF89a" + plain()) == {"attachment-not-as-named"}


def test_a_document_of_too_many_pages_is_an_error() -> None:
    with pikepdf.new() as pdf:
        for _ in range(501):
            pdf.add_blank_page()
        assert codes("a.pdf", saved(pdf)) == {"attachment-too-complex"}


def test_forms_that_draw_each_other_without_end_are_an_error() -> None:
    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        inner = form(pdf, b"/X Do /X Do")
        inner.Resources = Dictionary(XObject=Dictionary(X=inner))
        page.obj.Resources.XObject = Dictionary(X=inner)

    data = document(WORDS + b" /X Do", change)
    assert "attachment-too-complex" in codes("a.pdf", data)


def test_a_stream_that_unpacks_without_end_is_an_error() -> None:
    """A small file that would be sixty megabytes."""

    def change(_pdf: Pdf, page: pikepdf.Page) -> None:
        packer = zlib.compressobj(1)
        packed = b"".join(packer.compress(bytes(10_000_000)) for _ in range(6)) + packer.flush()
        page.obj.Contents.write(packed, filter=Name.FlateDecode)

    data = document(change=change)
    assert len(data) < 500_000
    assert codes("a.pdf", data) == {"attachment-too-complex"}
    assert codes("a.pdf", plain(b"")) == set(), "the next file is inspected as ever"


def test_a_picture_of_too_many_pixels_is_an_error() -> None:
    data = document(
        WORDS + b" q 9 0 0 9 300 300 cm /I Do Q", with_object("/I", lambda pdf: picture(pdf, Interpolate=True))
    )
    assert codes("a.pdf", data.replace(b"/Height 10 ", b"/Height 90000000 ")) in (
        {"attachment-too-complex"},
        {"attachment-damaged"},
    )


def test_a_photograph_in_passes_is_coded_again() -> None:
    """Bytes can hide between the passes."""
    data = picture_file(drawing(), "JPEG", progressive=True)

    def change(pdf: Pdf, page: pikepdf.Page) -> None:
        made: Stream = picture(pdf, data, Filter=Name.DCTDecode)
        made.Width, made.Height = 48, 32
        page.obj.Resources.XObject = Dictionary(I=made)

    found = document(WORDS + b" q 96 0 0 64 72 500 cm /I Do Q", change)
    assert "attachment-unused-part" in codes("a.pdf", found)
    assert codes("a.pdf", clean_or_fail(found)) == set()
