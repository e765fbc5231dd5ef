"""Copies for tests, made with real keys of OpenSSH, and the faults that a copy may have."""

import atexit
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from caveat.export.bag import SIGNATURE, TAG_MANIFEST, bag
from caveat.export.cover import folder_name
from caveat.export.package import pack
from caveat.export.signing import NAMESPACE, sign
from caveat.export.statement import Statement, written

TODAY = date(2024, 6, 30)
PAYLOAD: Mapping[str, bytes] = {
    "index.html": b"<!doctype html><title>Home</title>",
    "guidance/vehicle-stops.html": b"<!doctype html><title>Vehicle stops</title>",
    "assets/style.css": b"",
}
STATEMENT = Statement(
    library="Test library",
    edition="partner",
    title="Partner edition",
    marking="OFFICIAL",
    handling="For partners",
    released=date(2024, 5, 1),
    sequence=2,
    issued=date(2024, 6, 1),
    expires=date(2024, 12, 31),
    content="2" * 64,
    previous="1" * 64,
    recipient="",
    digest="d" * 64,
    checked=("Nothing withheld was found.",),
    tool="caveat 0.1.0",
)


@dataclass(frozen=True, slots=True)
class Keys:
    """A folder with private keys, and files of allowed signers."""

    folder: Path

    def key(self, name: str) -> Path:
        return self.folder / name

    def allowed(self, name: str = "release", options: str = f'namespaces="{NAMESPACE}"') -> Path:
        place = self.folder / f"allowed-{name}-{abs(hash(options))}"
        kind, blob, *_ = (self.folder / f"{name}.pub").read_text(encoding="utf-8").split()
        place.write_text(f"{name}@example.org {options} {kind} {blob}\n", encoding="utf-8")
        return place


@cache
def keys() -> Keys:
    """Made once: two keys of the right kind, and one of another."""
    folder = Path(mkdtemp(prefix="caveat-test-keys-"))
    atexit.register(rmtree, folder)
    for name, kind in (("release", "ed25519"), ("stranger", "ed25519"), ("ecdsa", "ecdsa")):
        command = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    return Keys(folder)


def files(
    statement: Statement = STATEMENT, payload: Mapping[str, bytes] = PAYLOAD, info: Mapping[str, str] | None = None
) -> dict[str, bytes]:
    """The files of an unsigned copy, without its folder."""
    return bag(payload, written(statement), info or {"Source-Organization": "Test library"}, b"<!doctype html>")


def signed(unsigned: Mapping[str, bytes], key: str = "release", folder: str = "partner-0002") -> bytes:
    """The package of a copy."""
    signature = sign(unsigned[TAG_MANIFEST], keys().key(key))
    return pack({f"{folder}/{name}": content for name, content in {**unsigned, SIGNATURE: signature}.items()})


@cache
def good() -> bytes:
    """A copy that may be trusted."""
    return signed(files())


def other(**changes: object) -> bytes:
    """A copy whose statement says something else."""
    said = replace(STATEMENT, **changes)  # type: ignore[arg-type]
    return signed(files(said), folder=folder_name(said))
