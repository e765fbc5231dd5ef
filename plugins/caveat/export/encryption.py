"""Encryption for the journey: age (C2SP, age-encryption.org/v1), by pyrage, which wraps the Rust implementation rage.

A copy is signed inside and encrypted outside: whoever opens it can still show others who made it.
"""

from collections.abc import Sequence
from pathlib import Path

import pyrage

from caveat.content.problem import CaveatError
from caveat.export.refusal import Refusal, RefusedError

_HEAD = b"age-encryption.org/v1\n"


class EncryptionError(CaveatError):
    """A copy cannot be encrypted to a recipient, or an identity cannot be read."""


def is_encrypted(data: bytes) -> bool:
    """Whether a file is encrypted with age."""
    return data.startswith(_HEAD)


def encrypted(package: bytes, recipients: Sequence[str]) -> bytes:
    """The package for these recipients: age public keys (`age1...`) or SSH public keys. Never twice the same bytes.

    Raises EncryptionError.
    """
    return bytes(pyrage.encrypt(package, check_recipients(recipients)))


def check_recipients(recipients: Sequence[str]) -> "list[pyrage.x25519.Recipient | pyrage.ssh.Recipient]":
    """The public keys. Raises EncryptionError where one of the recipients is none."""
    return [_recipient(text, number) for number, text in enumerate(recipients, 1)]


def decrypted(data: bytes, identity: Path) -> bytes:
    """The package that an identity opens: the file of an age identity, or of an SSH private key.

    Raises EncryptionError where the file holds no identity, RefusedError where it opens nothing.
    """
    identities = _identities(identity)
    try:
        return bytes(pyrage.decrypt(data, identities))
    except pyrage.DecryptError:
        message = "it is not encrypted for this identity, or it was damaged"
        raise RefusedError(Refusal.NOT_FOR_YOU, message) from None


def _recipient(text: str, number: int) -> "pyrage.x25519.Recipient | pyrage.ssh.Recipient":
    form = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    try:
        return form.Recipient.from_str(text)
    except pyrage.RecipientError:
        # It may be a private key, given by mistake, so it is not repeated.
        message = f"recipient {number} is no public key; write one of age (age1...) or of SSH (ssh-ed25519 ...)"
        raise EncryptionError(message) from None


def _identities(file: Path) -> "list[pyrage.x25519.Identity | pyrage.ssh.Identity]":
    data = file.read_bytes()
    message = f"{file} holds no identity; write the file of an age identity, or of an SSH key without a passphrase"
    try:
        if data.startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(data)]
        lines = [line.strip() for line in data.decode().splitlines()]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (pyrage.IdentityError, UnicodeDecodeError):
        raise EncryptionError(message) from None
    if not found:
        raise EncryptionError(message)
    return found
