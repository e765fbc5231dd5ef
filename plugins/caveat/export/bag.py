"""The layout of a copy: BagIt (RFC 8493), version 1.0, SHA-512, with a signed tag manifest.

    <name>/bagit.txt
           bag-info.txt                        what it is, for people and archives
           statement.json                      what is signed for: see `caveat.export.statement`
           READ-ME-FIRST.html
           manifest-sha512.txt                 every file below data/
           tagmanifest-sha512.txt              every file above: this one is signed
           tagmanifest-sha512.txt.sig
           data/index.html ...                 the edition

RFC 8493 lets a bag hold files that no manifest names, name others to be fetched, and have no tag manifest. A copy may
do none of these: it holds exactly what its manifests name.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from caveat.export.refusal import Refusal, RefusedError

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAG_MANIFEST = "tagmanifest-sha512.txt"
SIGNATURE = f"{TAG_MANIFEST}.sig"
MANIFEST = "manifest-sha512.txt"
STATEMENT = "statement.json"
INFO = "bag-info.txt"
READ_ME = "READ-ME-FIRST.html"
TAG_FILES = ("bagit.txt", INFO, STATEMENT, READ_ME, MANIFEST)
"""What the tag manifest names, and nothing else."""
_PAYLOAD = "data/"
_ROW = re.compile(r"([0-9a-f]{128})  (\S.*)")


@dataclass(frozen=True, slots=True)
class Bag:
    """A copy, taken apart."""

    name: str
    """Of its folder."""
    tags: Mapping[str, bytes]
    """The tag files by name, manifests included."""
    payload: Mapping[str, bytes]
    """The edition's files by their address in it."""
    signature: bytes

    @property
    def signed(self) -> bytes:
        """The bytes that the signature is of."""
        return self.tags[TAG_MANIFEST]


def bag(payload: Mapping[str, bytes], statement: bytes, info: Mapping[str, str], read_me: bytes) -> dict[str, bytes]:
    """The files of an unsigned bag by name, without its folder."""
    tags = {
        "bagit.txt": DECLARATION,
        INFO: "".join(f"{label}: {value}\n" for label, value in info.items()).encode(),
        STATEMENT: statement,
        READ_ME: read_me,
        MANIFEST: manifest({f"{_PAYLOAD}{address}": content for address, content in payload.items()}),
    }
    files = {f"{_PAYLOAD}{address}": content for address, content in payload.items()}
    return {**files, **tags, TAG_MANIFEST: manifest(tags)}


def oxum(payload: Mapping[str, bytes]) -> str:
    """Bytes and number of files, as `Payload-Oxum` has them (RFC 8493, section 2.2.2)."""
    return f"{sum(map(len, payload.values()))}.{len(payload)}"


def manifest(files: Mapping[str, bytes]) -> bytes:
    """A manifest, sorted by name, as checksum tools read it too."""
    rows = (f"{hashlib.sha512(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return "".join(rows).encode()


def opened(files: Mapping[str, bytes]) -> Bag:
    """A copy whose files are exactly those that its manifests name. Nothing says yet who made it.

    Raises RefusedError.
    """
    folders = {name.partition("/")[0] for name in files}
    if len(folders) != 1 or any("/" not in name for name in files):
        raise RefusedError(Refusal.NOT_A_COPY, "it holds not one folder alone, as a copy does")
    (folder,) = folders
    inner = {name.partition("/")[2]: content for name, content in files.items()}
    payload = {name.removeprefix(_PAYLOAD): inner[name] for name in inner if name.startswith(_PAYLOAD)}
    tags = {name: content for name, content in inner.items() if not name.startswith(_PAYLOAD)}
    if "fetch.txt" in tags:
        raise RefusedError(Refusal.FETCH, "it says that files are to be fetched from elsewhere; a copy is whole")
    if tags.get("bagit.txt") != DECLARATION:
        raise RefusedError(Refusal.NOT_A_COPY, "it does not say that it is a copy of this form (bagit.txt)")
    if TAG_MANIFEST not in tags:
        raise RefusedError(Refusal.NO_TAG_MANIFEST, "the list that is signed, tagmanifest-sha512.txt, is missing")
    if SIGNATURE not in tags:
        raise RefusedError(Refusal.NO_SIGNATURE, "nobody has signed it: the signature is missing")
    listed = {name: tags[name] for name in tags if name not in (TAG_MANIFEST, SIGNATURE)}
    _check(tags[TAG_MANIFEST], listed)
    _check_names(frozenset(listed))
    _check(tags[MANIFEST], {f"{_PAYLOAD}{address}": content for address, content in payload.items()})
    return Bag(folder, {name: tags[name] for name in tags if name != SIGNATURE}, payload, tags[SIGNATURE])


def _check_names(found: frozenset[str]) -> None:
    if missing := frozenset(TAG_FILES) - found:
        raise RefusedError(Refusal.MISSING, f"{min(missing)} is missing")
    if found - frozenset(TAG_FILES):
        raise RefusedError(Refusal.EXTRA, "it has a file beside the edition that a copy does not have")


def _check(listed: bytes, files: Mapping[str, bytes]) -> None:
    """Raises RefusedError unless a list names these files, each as it is, in the one order and form."""
    try:
        rows = [_ROW.fullmatch(row) for row in listed.decode().split("\n")[:-1]]
    except UnicodeDecodeError:
        rows = [None]
    if not listed.endswith(b"\n") or not all(rows):
        raise RefusedError(Refusal.CHANGED, "a list of its files cannot be read: it was changed")
    named = {row[2]: row[1] for row in rows if row}
    if named.keys() - files.keys():
        raise RefusedError(Refusal.MISSING, "a file that it should hold is missing or has another name")
    if files.keys() - named.keys():
        raise RefusedError(Refusal.EXTRA, "it holds a file that it should not")
    if any(hashlib.sha512(files[name]).hexdigest() != digest for name, digest in named.items()):
        raise RefusedError(Refusal.CHANGED, "a file of it was changed")
    if manifest(files) != listed:
        raise RefusedError(Refusal.CHANGED, "a list of its files has another form than it was made in")
