"""Encryption for the journey: for several recipients, by keys of age and of SSH."""

import base64
import subprocess
from pathlib import Path

import pyrage
import pytest

from caveat.export.encryption import EncryptionError, check_recipients, decrypted, encrypted, is_encrypted
from caveat.export.refusal import Refusal, RefusedError
from export.copies import good, keys


@pytest.fixture
def age(tmp_path: Path) -> tuple[str, Path]:
    """A public key, and the file of its identity as `age-keygen` writes one."""
    identity = pyrage.x25519.Identity.generate()
    place = tmp_path / "identity.txt"
    public = str(identity.to_public())
    place.write_text(f"# created: 2024-06-01T00:00:00Z\n# public key: {public}\n{identity}\n", encoding="utf-8")
    return public, place


def ssh(name: str) -> str:
    return (keys().folder / f"{name}.pub").read_text(encoding="utf-8").strip()


def test_each_recipient_opens_the_same_copy(age: tuple[str, Path]) -> None:
    data = encrypted(good(), [age[0], ssh("release"), f"{ssh('stranger')} somebody@example.org"])
    assert is_encrypted(data)
    assert not is_encrypted(good())
    for identity in (age[1], keys().key("release"), keys().key("stranger")):
        assert decrypted(data, identity) == good()


BY_AGE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBJTHZSVFBieHh0amw3amwxbTFyK2lTODhDY1lWRDg0WFN5OTJ2c2FjRGdF"
    "ClpnTnJxZFpWWSsrbzVob05kZnlFak5hcjYyNmdFMitSQi9WOUwwSFBpQ3cKLS0tIG1USHU0MGluN1QwZnIxTnBIcGk5YWU3b1pm"
    "NVZheFIrdndqUit1L0tpYUUKRl2MU/ppdoxEhpyBPz6xMYhSL6E/VoyioBkOxOcYji/oJA9yATqL0w=="
)
"""Written by age 1.1.1, the program in Go, for an identity that was made for this test."""
IDENTITY = "AGE-SECRET-KEY-16YL4ME32EE02K6RH9HJ5CWJQDHXLPQXPNCY3Z0LSLHHC2CF5JAMQASMQVK\n"


def test_what_another_implementation_has_encrypted_opens(tmp_path: Path) -> None:
    place = tmp_path / "identity"
    place.write_text(IDENTITY, encoding="utf-8")
    assert is_encrypted(BY_AGE)
    assert decrypted(BY_AGE, place) == b"A copy.\n"


def test_nobody_else_opens_it_and_damage_is_seen(age: tuple[str, Path]) -> None:
    data = encrypted(good(), [age[0]])
    changed = bytearray(data)
    changed[-1] ^= 1
    for wrong, identity in (
        (data, keys().key("release")),
        (bytes(changed), age[1]),
        (data[:-1], age[1]),
        (data[:-70_000], age[1]) if len(data) > 70_000 else (data[:60], age[1]),
        (data + b"\0", age[1]),
    ):
        with pytest.raises(RefusedError) as raised:
            decrypted(wrong, identity)
        assert raised.value.refusal == Refusal.NOT_FOR_YOU


@pytest.mark.parametrize("text", ["", "age1", "somebody", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1", "ssh-dss AAAA"])
def test_what_is_no_public_key_is_no_recipient(text: str) -> None:
    with pytest.raises(EncryptionError, match="recipient 1 is no public key") as raised:
        check_recipients([text])
    assert "SECRET" not in str(raised.value)


def test_an_ecdsa_key_is_no_recipient() -> None:
    """age knows Ed25519 and RSA of SSH alone."""
    with pytest.raises(EncryptionError, match="recipient 1 is no public key"):
        check_recipients([ssh("ecdsa")])


@pytest.mark.parametrize(
    "content", [b"", b"# nothing\n", b"age1abc\n", b"\xff\xfe", b"-----BEGIN OPENSSH PRIVATE KEY-----\n"]
)
def test_a_file_without_an_identity_is_told(tmp_path: Path, content: bytes, age: tuple[str, Path]) -> None:
    place = tmp_path / "identity"
    place.write_bytes(content)
    with pytest.raises(EncryptionError, match="holds no identity"):
        decrypted(encrypted(b"x", [age[0]]), place)


def test_a_key_with_a_passphrase_is_told(tmp_path: Path) -> None:
    place = tmp_path / "locked"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-a", "1", "-N", "passphrase", "-C", "", "-f", str(place)], check=True
    )
    public = place.with_suffix(".pub").read_text(encoding="utf-8").strip()
    with pytest.raises(EncryptionError, match="without a passphrase"):
        decrypted(encrypted(b"x", [public]), place)
