"""Inspection and cleaning as the tests state them: codes for a file, and everything that a file holds, unpacked."""

import atexit
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from caveat.content.files.clean import clean
from caveat.content.files.inspect import inspect
from caveat.content.files.worker import Worker
from caveat.content.problem import ContentError

CANARY = "zugvogel"
"""What stands in every hiding place."""

WORKER = Worker()
"""One process for all tests of a run."""
atexit.register(WORKER.close)


@dataclass(frozen=True, slots=True)
class Hiding:
    """A file with something to hide, the codes it is refused with, and what cleaning makes of it."""

    name: str
    data: bytes
    codes: tuple[str, ...]
    stays: tuple[str, ...] = ()
    """Codes with which cleaning refuses too; empty: it gives a clean copy."""
    channel: bool = True
    """Whether the canary is in the file."""

    def __str__(self) -> str:
        return self.name


def codes(path: str, data: bytes) -> set[str]:
    """What a file is refused with."""
    return {refusal.code for refusal in inspect(path, data, hashlib.sha256(data).hexdigest(), WORKER)}


def messages(path: str, data: bytes) -> str:
    return " ".join(each.message for each in inspect(path, data, hashlib.sha256(data).hexdigest(), WORKER))


def clean_or_codes(path: str, data: bytes) -> bytes | set[str]:
    """The clean copy, or what cleaning refuses with."""
    try:
        return clean(path, data, WORKER)
    except ContentError as error:
        return {problem.code for problem in error.problems}


def unpacked(data: bytes) -> bytes:
    """A file's bytes with everything in it that is packed, in every form in which text may stand."""
    layers = [data, *_inflated(data)]
    if data.startswith(b"%PDF-"):
        layers += _objects(data)
    for layer in list(layers):
        layers.append(layer.replace(b"\0", b""))
        layers += [bytes.fromhex(found.decode()) for found in re.findall(rb"<((?:[0-9A-Fa-f]{2})+)>", layer)]
    return b"\n".join(layers)


def _inflated(data: bytes) -> Iterator[bytes]:
    """Whatever zlib can make of the bytes from any place on."""
    for found in re.finditer(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], 1_000_000)
        except zlib.error:
            continue


def _objects(data: bytes) -> Iterator[bytes]:
    """Every object of every state of a PDF, also of one that is broken or encrypted with no password."""
    for start in {0, *(found.end() for found in re.finditer(rb"%%EOF\s*", data))} - {len(data)}:
        try:
            pdf = pikepdf.open(io.BytesIO(data[: start or None]), suppress_warnings=True)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue
        for each in (*pdf.objects, pdf.trailer):
            yield each.unparse(resolved=False) if isinstance(each, pikepdf.Object) else b""
            if isinstance(each, pikepdf.Stream):
                try:
                    yield each.read_bytes()
                except pikepdf.PdfError:
                    yield each.read_raw_bytes()
