"""What a PDF that may be released consists of (ISO 32000-2): the names its dictionaries may have, and the others."""

from collections.abc import Mapping

from caveat.content.files.refusal import CLEAN, REDO, Refusal, with_metadata

PAGES = 500
OBJECTS = 50_000
TRAILER = frozenset({"/Root", "/Size", "/ID"})

_KEYS = """
    Type Pages Lang Count Kids Parent Resources MediaBox CropBox Rotate Contents Group S CS I K ProcSet Font
    XObject ExtGState ColorSpace Pattern Shading

    Length Filter DecodeParms Predictor Colors BitsPerComponent Columns EarlyChange EndOfLine EncodedByteAlign
    Rows EndOfBlock BlackIs1 DamagedRowsBeforeError JBIG2Globals ColorTransform Length1 Length2 Length3 Subtype

    BaseFont Name FirstChar LastChar Widths FontDescriptor Encoding ToUnicode DescendantFonts CIDSystemInfo W DW
    W2 DW2 CIDToGIDMap Registry Ordering Supplement BaseEncoding Differences FontBBox FontMatrix CharProcs
    FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV
    StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet CIDSet Style CMapName WMode
    UseCMap

    FormType BBox Matrix Width Height Intent ImageMask Mask Decode Interpolate SMask Matte

    LW LC LJ ML D RI OP op OPM BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK G BC

    PatternType PaintType TilingType XStep YStep ShadingType Background AntiAlias Coords Domain Function Extend
    VerticesPerRow BitsPerCoordinate BitsPerFlag FunctionType Range Size BitsPerSample Order Encode C0 C1 N
    Functions Bounds WhitePoint BlackPoint Gamma Alternate Colorants Process Components
"""
KEYS = frozenset(f"/{name}" for name in _KEYS.split())
"""Keys that a page needs to be shown; none of them holds words about the document.

In order: the document and its pages, streams, fonts, forms and pictures, the graphics state, patterns and colours.
"""
OPEN_KEYS = frozenset(
    {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/CharProcs", "/Colorants"}
)
"""Dictionaries whose keys are names that the file chose itself."""
OPEN = "*"
"""The key under which the values of such a dictionary are known."""
STRINGS = frozenset(
    {"/Registry", "/Ordering", "/CharSet", "/FontFamily", "/Lang", "/ID[]", "/ColorSpace[]", OPEN + "[]"}
)
"""Keys whose values may be strings: none holds a sentence."""

UNKNOWN = Refusal("attachment-unused-part", f"the file holds parts that no page shows; {CLEAN}")
_SCRIPT = Refusal("attachment-script", f"the file runs a script or an action when it is opened or used; {CLEAN}")
EMBEDDED = Refusal("attachment-embedded-file", f"the file holds another file; {CLEAN}")
LAYERED = Refusal("attachment-layers", f"the file has layers; {REDO}, with only the layers that may be seen")
ANNOTATION = Refusal("attachment-annotation", f"pages hold notes, links or other annotations; {CLEAN}")
FORM = Refusal("attachment-form", f"the file holds a form; print it to a new PDF, or {REDO}")
_DESCRIBED = with_metadata("a description of itself (title, author, program, dates)")
MARKED = with_metadata("words that stand beside the text, such as tags, bookmarks or page labels")

REFUSED: Mapping[str, Refusal] = {
    **dict.fromkeys(
        ("/Metadata", "/Info", "/PieceInfo", "/LastModified", "/OutputIntents", "/Measure", "/VP"), _DESCRIBED
    ),
    **dict.fromkeys(
        ("/StructTreeRoot", "/MarkInfo", "/StructParents", "/StructParent", "/Outlines", "/PageLabels", "/Properties"),
        MARKED,
    ),
    **dict.fromkeys(("/OCProperties", "/OC"), LAYERED),
    **dict.fromkeys(("/JS", "/JavaScript", "/AA", "/OpenAction", "/A", "/Launch"), _SCRIPT),
    **dict.fromkeys(("/EF", "/EmbeddedFiles", "/AF", "/Collection"), EMBEDDED),
    "/Annots": ANNOTATION,
    "/AcroForm": FORM,
    "/Thumb": Refusal("attachment-thumbnail", f"a page holds a small picture of itself; {CLEAN}"),
    "/F": Refusal("attachment-external", f"a part of the file lies in another file; {REDO}"),
}
"""Keys with a reason of their own; every other key that is not in `KEYS` is `UNKNOWN`."""
