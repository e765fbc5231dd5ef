"""Which kinds of file may be released, and how each begins."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "pdf": "pdf",
    "csv": "csv",
    "svg": "svg",
}
"""End of a file's name, in small letters, to the kind."""

_BEGINNINGS: Mapping[bytes, str] = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"%PDF-": "pdf",
    b"GIF8": "gif",
    b"PK\x03\x04": "zip",
    b"\x1f\x8b": "gzip",
    b"\xd0\xcf\x11\xe0": "office",
    b"RIFF": "riff",
    b"{\\rtf": "rtf",
    b"ID;": "sylk",  # Spreadsheets open it with its formulas, whatever its name.
    b"<": "svg",
}


def kind_of(path: str) -> str:
    """The kind that the end of a name promises, or empty."""
    return KINDS.get(path.rsplit(".", 1)[-1], "") if "." in path else ""


def contradicts(data: bytes, kind: str) -> bool:
    """Whether the first bytes are not those of a file of this kind. A table begins with anything but another kind."""
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((known for start, known in _BEGINNINGS.items() if data.startswith(start)), "")
    if kind in ("csv", "svg"):
        found = next((known for start, known in _BEGINNINGS.items() if text.startswith(start)), "csv")
    return found != kind
