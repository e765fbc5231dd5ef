"""A copy as it came, with or without its encryption."""

from pathlib import Path

from caveat.content.problem import CaveatError
from caveat.export.encryption import EncryptionError, decrypted, is_encrypted
from caveat.export.package import MOST_BYTES
from caveat.export.refusal import Refusal, RefusedError

_LIMIT = MOST_BYTES + 200_000_000
"""Bytes of the largest file that can be a copy: room for headers, and for what encryption adds."""


class NoSuchCopyError(CaveatError):
    """There is no file to look at."""


def received(file: Path, identity: Path | None = None) -> bytes:
    """The package in a file, decrypted by `identity` where it is encrypted.

    Raises NoSuchCopyError, EncryptionError where there is no identity to open it with, RefusedError, OSError.
    """
    if not file.exists():
        raise NoSuchCopyError(f"there is no file {file}")
    if not file.is_file():
        raise NoSuchCopyError(f"{file} is no file; name the copy as it came, before it was unpacked")
    if file.stat().st_size > _LIMIT:
        raise RefusedError(Refusal.TOO_LARGE, "it is larger than a copy ever is")
    with file.open("rb") as stream:
        data = stream.read(_LIMIT)
    if not is_encrypted(data):
        return data
    if identity is None:
        raise EncryptionError(f"{file} is encrypted; name the file of your key with --identity")
    return decrypted(data, identity)
