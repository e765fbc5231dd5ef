"""One file that holds many, the same bytes on every machine, and the reading of such a file that believes nothing.

Format: ZIP without compression (PKWARE, APPNOTE.TXT 6.3.10; ISO/IEC 21320-1 without its Deflate). A compressor gives
other bytes in another version; without one there is nothing to inflate either, and no bomb.
"""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping

from caveat.export.names import check_names
from caveat.export.refusal import Refusal, RefusedError

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format knows: a copy tells its dates inside."""
_MODE = stat.S_IFREG | 0o644
_UNIX = 3
MOST_FILES = 60_000
MOST_BYTES = 3_900_000_000
"""Limits of the format without its extensions."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """The package of these files, by name. Raises RefusedError where a name is not safe, or it would be too large."""
    check_names(files)
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise RefusedError(Refusal.TOO_LARGE, "a copy cannot hold as much; leave earlier releases out")
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED, allowZip64=False) as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            package.writestr(entry, files[name], zipfile.ZIP_STORED)
    return whole.getvalue()


def unpack(package: bytes) -> dict[str, bytes]:
    """The files of a package that `pack` has made, by name.

    Raises RefusedError for anything else: what is compressed, encrypted, linked, named twice, or not at its place.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as opened:
            entries = opened.infolist()
            _check_entries(entries, len(package))
            files = {entry.filename: _content(opened, entry) for entry in entries}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, OSError):
        raise RefusedError(Refusal.DAMAGED, "it is no package, or it was cut off or damaged") from None
    check_names(files)
    if pack(files) != package:
        raise RefusedError(Refusal.NOT_EXACT, "it holds bytes that belong to none of its files")
    return files


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > MOST_FILES:
        raise RefusedError(Refusal.TOO_LARGE, "it says that it holds more files than a copy ever does")
    seen: set[str] = set()
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if entry.filename in seen:
            raise RefusedError(Refusal.NAME, "it holds two files of one name")
        if kind not in (0, stat.S_IFREG) or entry.filename.endswith("/"):
            raise RefusedError(Refusal.LINK, "it holds a link, a folder or a device where a copy has files alone")
        if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
            raise RefusedError(Refusal.COMPRESSED, "a file of it is compressed or encrypted, which a copy never is")
        seen.add(entry.filename)
    # Files can lie in each other, and unfold to far more than the package has bytes.
    if sum(entry.file_size for entry in entries) > min(MOST_BYTES, size):
        raise RefusedError(Refusal.TOO_LARGE, "it says that it holds more than there is in it")


def _content(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    content = opened.read(entry)
    if len(content) != entry.file_size:
        raise EOFError
    return content
