"""A copy that was changed in any way, or that is not the one to use, is refused with its reason."""

import base64
import io
import random
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from caveat.export.bag import MANIFEST, SIGNATURE, TAG_MANIFEST, bag, manifest
from caveat.export.package import pack, unpack
from caveat.export.refusal import Refusal, RefusedError
from caveat.export.signing import SigningError, sign
from caveat.export.statement import written
from caveat.export.verification import verify
from export.copies import PAYLOAD, STATEMENT, TODAY, files, good, keys, other, signed

FOLDER = "partner-0002/"


def refusal(package: bytes, today: date = TODAY, previous: bytes | None = None, allowed: Path | None = None) -> str:
    """Why a copy is refused; empty where it is trusted."""
    try:
        verify(package, allowed or keys().allowed(), today, previous)
    except RefusedError as error:
        return error.refusal
    return ""


def remade(change: Callable[[dict[str, bytes]], object], *, sign_again: bool = False) -> bytes:
    """The good copy with files changed; with its tag manifest made and signed anew where asked."""
    found = unpack(good())
    change(found)
    if sign_again:
        inner = {name.removeprefix(FOLDER): content for name, content in found.items()}
        tags = {name: inner[name] for name in inner if not name.startswith("data/")}
        tags = {name: content for name, content in tags.items() if name not in (TAG_MANIFEST, SIGNATURE)}
        return signed({**inner, TAG_MANIFEST: manifest(tags)})
    return pack(found)


def zipped(change: Callable[[zipfile.ZipFile, dict[str, bytes]], object], **settings: int) -> bytes:
    """The good copy's files packed by somebody else."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        found = unpack(good())
        change(package, found)
        for name, content in sorted(found.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = settings.get("mode", 0o100644) << 16
            package.writestr(entry, content, settings.get("compression", zipfile.ZIP_STORED))
    return whole.getvalue()


def put(name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda found: found.__setitem__(FOLDER + name, content)


def take(name: str) -> Callable[[dict[str, bytes]], object]:
    return lambda found: found.pop(FOLDER + name)


def move(old: str, new: str) -> Callable[[dict[str, bytes]], object]:
    return lambda found: found.__setitem__(FOLDER + new, found.pop(FOLDER + old))


def repacked(**settings: int) -> bytes:
    return zipped(lambda _package, _found: None, **settings)


def twice(package: zipfile.ZipFile, found: dict[str, bytes]) -> None:
    name = min(found)
    package.writestr(zipfile.ZipInfo(name), found.pop(name))
    with pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(zipfile.ZipInfo(name), b"second")


def bomb(package: zipfile.ZipFile, _found: Mapping[str, bytes]) -> None:
    package.writestr(f"{FOLDER}data/bomb", b"\0" * 10_000_000, zipfile.ZIP_DEFLATED)


def nested(package: zipfile.ZipFile, found: dict[str, bytes]) -> None:
    """Two files that have their bytes in common: the inner one lies in the content of the outer."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as other:
        other.writestr(zipfile.ZipInfo(f"{FOLDER}data/inner"), b"\0" * 100_000)
        (entry,) = other.infolist()
        start = package.start_dir
        outer = zipfile.ZipInfo(f"{FOLDER}data/outer")
        package.writestr(outer, inner.getvalue()[: other.start_dir])
    entry.header_offset = start + 30 + len(outer.filename)
    package.filelist.append(entry)
    package.NameToInfo[entry.filename] = entry
    assert found


FAULTS: Mapping[str, tuple[Refusal, Callable[[], bytes]]] = {
    "nothing": (Refusal.DAMAGED, lambda: b""),
    "no package": (Refusal.DAMAGED, lambda: b"PK\x03\x04 and so on"),
    "cut off": (Refusal.DAMAGED, lambda: good()[:-100]),
    "cut in the middle": (Refusal.DAMAGED, lambda: good()[: len(good()) // 2]),
    "bytes before": (Refusal.NOT_EXACT, lambda: b"#!/bin/sh\n" + good()),
    "bytes after": (Refusal.NOT_EXACT, lambda: good() + b"\0"),
    "a comment": (Refusal.NOT_EXACT, lambda: zipped(lambda package, _: setattr(package, "comment", b"hello"))),
    "packed by another program": (Refusal.NOT_EXACT, lambda: repacked(mode=0o100600)),
    "compressed": (Refusal.COMPRESSED, lambda: repacked(compression=zipfile.ZIP_DEFLATED)),
    "a bomb": (Refusal.COMPRESSED, lambda: zipped(bomb)),
    "files in each other": (Refusal.TOO_LARGE, lambda: zipped(nested)),
    "another name of the folder": (Refusal.NAME, lambda: signed(files(), folder="partner-0003")),
    "links": (Refusal.LINK, lambda: repacked(mode=0o120777)),
    "a folder": (Refusal.LINK, lambda: zipped(lambda package, _: package.writestr(f"{FOLDER}data/a/", b""))),
    "the same name twice": (Refusal.NAME, lambda: zipped(twice)),
    "a name that leads out": (
        Refusal.NAME,
        lambda: zipped(lambda _, found: put("../../a", b"")(dict(found)) or found.update({"../a": b""})),
    ),
    "a name of a device": (
        Refusal.NAME,
        lambda: zipped(lambda _, found: found.update({f"{FOLDER}data/con.html": b""})),
    ),
    "names alike": (Refusal.NAME, lambda: zipped(lambda _, found: found.update({f"{FOLDER}data/INDEX.html": b""}))),
    "two folders": (Refusal.NOT_A_COPY, lambda: pack({**unpack(good()), "other/a": b""})),
    "a file beside the folder": (Refusal.NOT_A_COPY, lambda: pack({**unpack(good()), "a.html": b""})),
    "another declaration": (Refusal.NOT_A_COPY, lambda: remade(put("bagit.txt", b"BagIt-Version: 0.97\n"))),
    "no declaration": (Refusal.NOT_A_COPY, lambda: remade(take("bagit.txt"))),
    "fetch.txt": (Refusal.FETCH, lambda: remade(put("fetch.txt", b"https://example.org/a 1 data/a\n"))),
    "no tag manifest": (Refusal.NO_TAG_MANIFEST, lambda: remade(take(TAG_MANIFEST))),
    "no signature": (Refusal.NO_SIGNATURE, lambda: remade(take(SIGNATURE))),
    "a page changed": (Refusal.CHANGED, lambda: remade(put("data/index.html", b"<!doctype html>"))),
    "a page gone": (Refusal.MISSING, lambda: remade(take("data/index.html"))),
    "a page more": (Refusal.EXTRA, lambda: remade(put("data/more.html", b""))),
    "a page renamed": (Refusal.MISSING, lambda: remade(move("data/index.html", "data/home.html"))),
    "the cover changed": (Refusal.CHANGED, lambda: remade(put("READ-ME-FIRST.html", b"Trust this key: ..."))),
    "a script beside": (Refusal.EXTRA, lambda: remade(put("setup.txt", b""))),
    "a script beside, listed": (Refusal.EXTRA, lambda: remade(put("setup.txt", b""), sign_again=True)),
    "no cover": (Refusal.MISSING, lambda: remade(take("READ-ME-FIRST.html"), sign_again=True)),
    "another manifest": (Refusal.CHANGED, lambda: remade(put("data/index.html", b"x"), sign_again=True)),
    "the tag manifest in another order": (
        Refusal.CHANGED,
        lambda: remade(
            lambda found: found.update(
                {FOLDER + TAG_MANIFEST: b"".join(reversed(found[FOLDER + TAG_MANIFEST].splitlines(keepends=True)))}
            )
        ),
    ),
    "a manifest that is no text": (Refusal.CHANGED, lambda: remade(put(MANIFEST, b"\xff\n"), sign_again=True)),
    "another key": (Refusal.KEY, lambda: signed(files(), key="stranger")),
    "signed for another purpose": (
        Refusal.NAMESPACE,
        lambda: remade(
            lambda found: found.update({FOLDER + SIGNATURE: _signed_as("file", found[FOLDER + TAG_MANIFEST])})
        ),
    ),
    "signature of another copy": (
        Refusal.SIGNATURE,
        lambda: remade(put(SIGNATURE, unpack(other(title="Another"))[FOLDER + SIGNATURE])),
    ),
    "a signature that is none": (Refusal.SIGNATURE, lambda: remade(put(SIGNATURE, b"Signed: me\n"))),
    "an empty signature": (Refusal.SIGNATURE, lambda: remade(put(SIGNATURE, _armoured(b"SSHSIG\0\0\0\1")))),
    "a statement of another form": (Refusal.NOT_A_COPY, lambda: _stated(b'{"form": "caveat-copy/2"}\n')),
    "a statement with a field more": (
        Refusal.NOT_A_COPY,
        lambda: _stated(written(STATEMENT).replace(b"{", b'{\n  "a": 1,', 1)),
    ),
    "a statement written otherwise": (Refusal.NOT_A_COPY, lambda: _stated(written(STATEMENT) + b"\n")),
    "a statement that expires before it is issued": (Refusal.NOT_A_COPY, lambda: other(expires=date(2024, 5, 31))),
    "number nought": (Refusal.NOT_A_COPY, lambda: other(sequence=0)),
    "not yet valid": (Refusal.NOT_YET, lambda: other(issued=TODAY + timedelta(days=1))),
    "expired": (Refusal.EXPIRED, lambda: other(expires=TODAY - timedelta(days=1))),
}
"""What is wrong with a copy, to why it is refused."""


def _signed_as(namespace: str, data: bytes) -> bytes:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", str(keys().key("release"))]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def _armoured(blob: bytes) -> bytes:
    return b"-----BEGIN SSH SIGNATURE-----\n" + base64.encodebytes(blob) + b"-----END SSH SIGNATURE-----\n"


def _stated(statement: bytes) -> bytes:
    return signed(bag(PAYLOAD, statement, {"Source-Organization": "Test library"}, b""))


def test_a_good_copy_is_trusted() -> None:
    """The positive control of every refusal below."""
    found = verify(good(), keys().allowed(), TODAY)
    assert found.statement == STATEMENT
    assert found.bag.payload == PAYLOAD
    assert found.signer.name == "release@example.org"
    assert re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", found.signer.fingerprint)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_copy_is_refused_with_its_reason(fault: str) -> None:
    expected, make = FAULTS[fault]
    assert refusal(make()) == expected


@pytest.mark.parametrize("day", [STATEMENT.issued, STATEMENT.expires])
def test_a_copy_holds_on_its_first_and_last_day(day: date) -> None:
    assert not refusal(good(), day)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ('namespaces="copy@caveat",valid-after="20240101",valid-before="20250101"', ""),
        ('namespaces="copy@caveat",valid-after="20240701"', Refusal.KEY),
        ('namespaces="copy@caveat",valid-before="20240601"', Refusal.KEY),
        ('namespaces="file,git"', Refusal.KEY),
    ],
)
def test_a_key_counts_for_its_purpose_and_its_days(options: str, expected: str) -> None:
    assert refusal(good(), allowed=keys().allowed(options=options)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {}, ""),
        ({"sequence": 1, "content": "1" * 64, "previous": ""}, {}, ""),
        ({"expires": date(2024, 6, 2)}, {}, ""),  # The one before may have expired.
        ({"issued": date(2024, 5, 1)}, {}, ""),
        ({"recipient": "Another charity"}, {}, ""),
        ({"sequence": 1, "content": "9" * 64}, {"sequence": 9, "content": "9" * 64}, ""),  # Shown again later.
        ({"edition": "law-enforcement"}, {}, Refusal.OTHER_EDITION),
        ({"library": "Another"}, {}, Refusal.OTHER_EDITION),
        ({"sequence": 3}, {}, Refusal.ROLLED_BACK),
        ({"issued": date(2024, 6, 2)}, {}, Refusal.ROLLED_BACK),
        ({"content": "3" * 64}, {}, Refusal.OUT_OF_SEQUENCE),
        ({"sequence": 1, "content": "3" * 64}, {}, Refusal.OUT_OF_SEQUENCE),
        ({"sequence": 1, "content": "2" * 64}, {"previous": "2" * 64}, Refusal.OUT_OF_SEQUENCE),
    ],
)
def test_a_copy_follows_the_one_before(old: dict[str, object], new: dict[str, object], expected: str) -> None:
    assert refusal(other(**new), previous=other(**old)) == expected


def test_the_copy_before_has_to_be_good_itself() -> None:
    assert refusal(good(), previous=signed(files(), key="stranger")) == Refusal.KEY


def test_every_byte_of_what_is_signed_counts() -> None:
    """Each byte of both manifests, the statement and the signature; and one of every other file."""
    whole = unpack(good())
    for name, content in whole.items():
        inner = name.removeprefix(FOLDER)
        every = not inner.startswith("data/")
        places = range(0, len(content), 1 if every else 17)
        for place in places:
            changed = bytearray(content)
            changed[place] ^= 1
            found = {**whole, name: bytes(changed)}
            assert refusal(pack(found)), (name, place)


@pytest.mark.parametrize("seed", range(10))
def test_random_damage_is_refused(seed: int) -> None:
    """A thousand damages each: bits, bytes taken out, put in, doubled, swapped."""
    draw = random.Random(seed)
    package = good()
    for _ in range(1000):
        place, length = draw.randrange(len(package)), draw.randrange(1, 40)
        part = package[place : place + length]
        new = draw.choice(
            [
                bytes(byte ^ (1 << draw.randrange(8)) for byte in part),
                b"",
                part + part,
                draw.randbytes(length),
                part[::-1],
            ]
        )
        damaged = package[:place] + new + package[place + length :]
        if damaged != package:
            assert refusal(damaged)


def test_every_byte_of_the_headers_counts() -> None:
    """Whatever of the package is no file's content: each of its bytes changed in turn."""
    package, held = good(), unpack(good())
    inside: set[int] = set()
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        for entry in opened.infolist():
            start = entry.header_offset + 30 + len(entry.filename.encode())
            inside.update(range(start, start + len(held[entry.filename])))
    outside = [place for place in range(len(package)) if place not in inside]
    assert len(outside) > 1000
    for place in outside:
        changed = bytearray(package)
        changed[place] ^= 0x21
        assert refusal(bytes(changed)), place


def test_equal_content_gives_equal_bytes() -> None:
    assert signed(files()) == good()
    assert signed(files(payload=dict(reversed(PAYLOAD.items())))) == good()


def test_only_a_key_whose_signatures_repeat_can_sign(tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="no Ed25519 key"):
        sign(b"data", keys().key("ecdsa"))
    with pytest.raises(SigningError, match="cannot sign"):
        sign(b"data", tmp_path / "none")


def test_an_agent_signs_for_the_file_of_a_public_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The private key need not lie in any file that the command can read."""
    public = tmp_path / "release.pub"
    public.write_bytes(keys().key("release.pub").read_bytes())
    with pytest.raises(SigningError, match="cannot sign"):
        sign(b"data", public)
    # A path of a socket may have about a hundred characters, so not below `tmp_path`.
    with TemporaryDirectory(prefix="caveat-agent-") as folder:
        place = str(Path(folder, "socket"))
        with subprocess.Popen(["ssh-agent", "-D", "-a", place], stdout=subprocess.PIPE) as agent:
            try:
                assert agent.stdout is not None
                agent.stdout.readline()
                monkeypatch.setenv("SSH_AUTH_SOCK", place)
                subprocess.run(["ssh-add", "-q", keys().key("release")], check=True)
                assert sign(b"data", public) == sign(b"data", keys().key("release"))
            finally:
                agent.terminate()


def test_a_name_that_is_not_safe_is_never_packed() -> None:
    for name in ("../a", "/a", "a//b", "a\\b", "a:b", "a/", "", "aux.html", "a\n", "x" * 201):
        with pytest.raises(RefusedError):
            pack({name: b""})
    with pytest.raises(RefusedError):
        pack({"a": b"", "a/b": b""})


def test_a_copy_with_another_statement_has_another_signature() -> None:
    assert unpack(other(recipient="A charity"))[FOLDER + SIGNATURE] != unpack(good())[FOLDER + SIGNATURE]
    assert replace(STATEMENT, recipient="A charity") != STATEMENT
