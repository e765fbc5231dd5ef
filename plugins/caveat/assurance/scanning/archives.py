"""Compressed files and archives: members, and everything an archive says about them."""

import bz2
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Protocol

from caveat.assurance.scanning.part import MemberName, Part, Room, Unreadable

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
"""Signature, version, flags, method, time, date, CRC, packed and full size, lengths of name and extra field
(APPNOTE.TXT 4.3.7)."""
_DEFLATED = 8
_FORGOTTEN = 1000
"""Members without an entry in the directory that are looked at."""
_PACKED = 1_000_000
"""Bytes of such a member where its header does not give its size."""


class _Unpacker(Protocol):
    """What `bz2` and `lzma` have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


def is_gzip(data: bytes) -> bool:
    """RFC 1952."""
    return data.startswith(b"\x1f\x8b\x08")


def gunzip(data: bytes, room: Room) -> Iterator[Part]:
    """The content of every member, its name and comment, and what stands after the last."""
    while is_gzip(data):
        yield from _gzip_header(data)
        unpacker = zlib.decompressobj(wbits=31)
        yield Part("content", room.fit(unpacker.decompress(data, room.part + 1)))
        if not unpacker.eof:
            raise Unreadable("it is cut off")
        data = unpacker.unused_data
    if data.strip(b"\0"):
        yield Part("after its end", data)


def _gzip_header(data: bytes) -> Iterator[Part]:
    """The optional fields: extra, name and comment, each where its flag is set."""
    at = 10
    if data[3] & 4:
        at += 2 + int.from_bytes(data[10:12], "little")
        yield Part("extra field", data[12:at])
    for flag, what in ((8, "name in the archive"), (16, "comment")):
        if data[3] & flag:
            end = data.index(b"\0", at)
            yield Part(what, data[at:end].decode("latin-1"))
            at = end + 1


def is_packed(data: bytes) -> bool:
    """bzip2, or xz."""
    return data.startswith((b"BZh", b"\xfd7zXZ\0"))


def unpack(data: bytes, room: Room) -> Iterator[Part]:
    """The content, and what stands after it."""
    unpacker: _Unpacker = bz2.BZ2Decompressor() if data.startswith(b"BZh") else lzma.LZMADecompressor()
    yield Part("content", room.fit(unpacker.decompress(data, room.part + 1)))
    if not unpacker.eof:
        raise Unreadable("it is cut off")
    yield Part("after its end", unpacker.unused_data)


def is_zip(data: bytes) -> bool:
    """A zip archive, or a file with one behind it: office documents, jar."""
    return data.startswith(b"PK\x03\x04") or b"PK\x05\x06" in data[-65_600:]


def unzip(data: bytes, room: Room) -> Iterator[Part]:
    """Every member with its name, comment and extra field; members too that the directory has forgotten."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Part("comment of the archive", archive.comment)
        for info in archive.infolist():
            yield Part("name in the archive", info.filename)
            yield Part("comment in the archive", info.comment)
            yield Part("extra field in the archive", info.extra)
            yield Part(MemberName(info.filename), _member(archive, info, room))
        yield from _forgotten(data, {info.header_offset for info in archive.infolist()}, room)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: Room) -> bytes | None:
    """The content; None where it is encrypted, damaged or packed in a way nobody uses."""
    try:
        with archive.open(info) as member:
            return room.fit(member.read(room.part + 1))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError, ValueError):
        return None


def _forgotten(data: bytes, listed: set[int], room: Room) -> Iterator[Part]:
    at = -1
    left = _FORGOTTEN
    while (at := data.find(b"PK\x03\x04", at + 1)) >= 0:
        if at in listed or len(data) < at + _LOCAL_HEADER.size:
            continue
        left -= 1
        if left < 0:
            raise Unreadable("it has more deleted members than may be read")
        header = _LOCAL_HEADER.unpack_from(data, at)
        start = at + _LOCAL_HEADER.size + header[9] + header[10]
        yield Part("name of a deleted member", data[at + _LOCAL_HEADER.size : start])
        if header[3] == _DEFLATED:
            packed = data[start : start + (header[7] or _PACKED)]
            try:
                yield Part("deleted member", room.fit(zlib.decompressobj(wbits=-15).decompress(packed, room.part + 1)))
            except zlib.error:
                continue


def is_tar(data: bytes) -> bool:
    """POSIX and GNU tar."""
    return data[257:262] == b"ustar"


def untar(data: bytes, room: Room) -> Iterator[Part]:
    """Every member with its name, owner and whatever else is said of it."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for info in archive:
            about = [info.name, info.linkname, info.uname, info.gname, *map(str, info.pax_headers.values())]
            yield Part("name in the archive", "\n\n".join(about))
            member = archive.extractfile(info) if info.isreg() else None
            if member:
                yield Part(MemberName(info.name), room.fit(member.read(room.part + 1)))


_LOCKED = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a rar archive",
    b"\x28\xb5\x2f\xfd": "compressed with zstd",
    b"age-encryption.org/": "encrypted with age",
    b"-----BEGIN AGE ENCRYPTED FILE": "encrypted with age",
    b"-----BEGIN PGP MESSAGE": "encrypted with OpenPGP",
}


def is_locked(data: bytes) -> bool:
    """A container whose content nothing here can reach."""
    return data.startswith(tuple(_LOCKED))


def refuse(data: bytes, _room: Room) -> Iterator[Part]:
    """Nothing: raises Unreadable."""
    raise Unreadable(f"it is {next(what for start, what in _LOCKED.items() if data.startswith(start))}")
    yield
