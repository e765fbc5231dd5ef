"""Signatures that partners can check with what their machines have: SSHSIG, by `ssh-keygen`.

Format: OpenSSH, PROTOCOL.sshsig, version 1. Ed25519 (RFC 8032) signs the same bytes alike each time.
A signature counts for one purpose, its namespace: what was signed as anything else is no signature of a copy.
"""

import base64
import binascii
import hashlib
import os
import re
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caveat.content.problem import CaveatError
from caveat.export.refusal import Refusal, RefusedError

NAMESPACE = "copy@caveat"
"""What a signature of a copy is for."""
_ARMOUR = re.compile(rb"-----BEGIN SSH SIGNATURE-----\n([A-Za-z0-9+/=\n]+)-----END SSH SIGNATURE-----\n")
_MAGIC = b"SSHSIG"
_ED25519 = b"ssh-ed25519"


class SigningError(CaveatError):
    """A copy cannot be signed, or no signature can be checked on this machine."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature it is."""

    name: str
    """As the file of allowed signers has it."""
    fingerprint: str
    """Of the key, as `ssh-keygen -l` prints it: `SHA256:...`."""


def sign(data: bytes, key: Path) -> bytes:
    """The signature of bytes by an Ed25519 key: a private key's file, or a public one's with its agent.

    Raises SigningError.
    """
    done = _ssh_keygen(["-Y", "sign", "-n", NAMESPACE, "-f", str(key)], data)
    if done.returncode or not done.stdout.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        raise SigningError(f"{key} cannot sign; give the file of a key, or of a public key that an SSH agent has")
    parts = _parts(done.stdout)
    if _strings(parts[0])[0] != _ED25519:
        raise SigningError(f"{key} is no Ed25519 key; other kinds sign differently each time: ssh-keygen -t ed25519")
    return done.stdout


def signer(data: bytes, signature: bytes, allowed: Path, today: date) -> Signer:
    """Whose signature of `data` it is, of those whom `allowed` (allowed_signers, ssh-keygen(1)) names for `today`.

    Raises RefusedError, SigningError where this machine cannot check it.
    """
    try:
        public, namespace = _parts(signature)
    except (ValueError, struct.error, binascii.Error, IndexError):
        raise RefusedError(Refusal.SIGNATURE, "its signature cannot be read: it was changed") from None
    if namespace != NAMESPACE.encode():
        raise RefusedError(Refusal.NAMESPACE, "it carries a signature that was made for something else")
    with tempfile.TemporaryDirectory(prefix="caveat-") as folder:
        place = Path(folder, "signature")
        place.write_bytes(signature)
        when = f"-Overify-time={today:%Y%m%d}120000"
        common = ["-s", str(place), "-f", str(allowed), when]
        found = _ssh_keygen(["-Y", "find-principals", *common], b"")
        if found.returncode:
            raise _unknown(public, allowed)
        name = found.stdout.decode("utf-8", "replace").splitlines()[0]
        done = _ssh_keygen(["-Y", "verify", "-n", NAMESPACE, "-I", name, *common], data)
    if done.returncode and b"namespace" in done.stderr:
        raise _unknown(public, allowed)
    if done.returncode:
        raise RefusedError(Refusal.SIGNATURE, "the signature is not one of this copy: one of both was changed")
    return Signer(name, fingerprint(public))


def fingerprint(public: bytes) -> str:
    """The fingerprint of a public key in its binary form."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(public).digest()).decode().rstrip("=")


def _unknown(public: bytes, allowed: Path) -> RefusedError:
    if base64.b64encode(public) in allowed.read_bytes():
        message = "the key that signed it is known, but not for copies, or not for this day; ask for a newer copy"
        return RefusedError(Refusal.KEY, message)
    return RefusedError(Refusal.KEY, "it is signed by a key that your file of signers does not have")


def _parts(signature: bytes) -> tuple[bytes, bytes]:
    """Public key and namespace. Raises ValueError, struct.error, IndexError where it has another form."""
    found = _ARMOUR.fullmatch(signature)
    blob = base64.b64decode(found[1], validate=False) if found else b""
    if not blob.startswith(_MAGIC):
        raise ValueError("no signature")
    strings = _strings(blob[len(_MAGIC) + 4 :])
    return strings[0], strings[1]


def _strings(blob: bytes) -> Sequence[bytes]:
    """The length-prefixed strings (RFC 4251, section 5) of a blob."""
    found, position = [], 0
    while position < len(blob):
        (length,) = struct.unpack_from(">I", blob, position)
        position += 4 + length
        if position > len(blob):
            raise ValueError("cut off")
        found.append(blob[position - length : position])
    return found


def _ssh_keygen(words: Sequence[str], given: bytes) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    try:
        return subprocess.run(  # noqa: S603 - No shell, and every word is ours or the path of a file.
            ["ssh-keygen", *words],  # noqa: S607 - Where the user's system has it.
            input=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise SigningError("there is no ssh-keygen here; install OpenSSH 8.9 or later") from None
