"""A copy made by the command: what is in it, what is not, and what the same wishes give again."""

import fcntl
import getpass
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import bagit
import pyrage
import pytest

from caveat.export.package import unpack
from caveat.export.refusal import Refusal
from caveat.export.register import FILE
from caveat.history.recalls import FILE as RECALLS
from caveat_cli.main import run
from cli.running import CANARY, OPEN, caveat
from export.copies import keys
from export.exported import CHANGED, EXPIRES, ISSUED, MORE_HIDDEN, command, export, library, limited, unzipped
from history import story
from history.built import ALLOWED
from leaks.channels import CHANNELS
from leaks.faulty import withholding_nothing
from leaks.library import canary, everything, filled, write
from leaks.snapshot import snapshot, without_kept

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook" / "export.md"
FOLDER = "somewhere-in-particular"


@dataclass(frozen=True)
class Copy:
    """A copy, and the project that it was made of."""

    file: Path
    root: Path
    commit: str

    @property
    def package(self) -> bytes:
        return self.file.read_bytes()

    def unzipped(self, place: Path) -> Path:
        return unzipped(self.package, place)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    place = tmp_path_factory.mktemp(FOLDER)
    root = library(place / "project")
    git(root, "init", "-q")
    git(root, "add", "--all")
    git(root, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "First")
    export(root, place / "copy.zip")
    return Copy(place / "copy.zip", root, git(root, "rev-parse", "HEAD").strip())


def git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=True).stdout


def verified(file: Path, *more: str | Path, today: str = ISSUED) -> "subprocess.CompletedProcess[str]":
    words = ["verify", file, "--signers", keys().allowed(), "--today", today, *more]
    return caveat(*words, cwd=file.parent)


def code(done: "subprocess.CompletedProcess[str]") -> tuple[int, str]:
    """Exit code, and the code of a refusal."""
    return done.returncode, "".join(re.findall(r"\[([a-z-]+)\]$", done.stderr.strip()))


def test_a_copy_says_who_made_it_and_until_when_to_use_it(made: Copy) -> None:
    done = verified(made.file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Signed by: release@example.org, key SHA256:" in done.stdout
    assert "Edition:   Partner edition (partner), as at 2024-01-31\nMarking:   OFFICIAL\nNumber:    1\n" in done.stdout
    assert f"Use:       from {ISSUED} until {EXPIRES}\n" in done.stdout


def test_a_copy_is_a_bag(made: Copy, tmp_path: Path) -> None:
    """As the Library of Congress reads one."""
    bag = bagit.Bag(str(made.unzipped(tmp_path)))
    bag.validate()
    assert bag.info["External-Identifier"] == "partner-0001"
    assert bag.info["Bagging-Date"] == ISSUED


def typed(folder: Path) -> list[str]:
    """The commands for Linux, as the copy's own page prints them, with a partner's name and file put in."""
    page = unescape((folder / "READ-ME-FIRST.html").read_text(encoding="utf-8"))
    (printed,) = re.findall(r"<p>Linux:</p>\n<pre>(.*?)</pre>", page, re.DOTALL)
    own = printed.replace("NAME", "release@example.org").replace("allowed_signers", str(keys().allowed()))
    return [str(line) for line in own.splitlines()]


def shell(line: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False)


def test_partners_check_a_copy_with_what_their_machines_have(made: Copy, tmp_path: Path) -> None:
    folder = made.unzipped(tmp_path)
    signature, sums, number = (shell(line, folder) for line in typed(folder))
    assert signature.stdout.startswith('Good "copy@caveat" signature for release@example.org with ED25519 key SHA256:')
    assert sums.returncode == 0
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {line.rpartition(": ")[2] for line in sums.stdout.splitlines()} == {"OK"}
    assert len(sums.stdout.splitlines()) == len(files) - 2
    page = (folder / "READ-ME-FIRST.html").read_text(encoding="utf-8")
    assert f"The third says {number.stdout.strip()}:" in page
    assert int(number.stdout) == len(files)


@pytest.mark.parametrize("damage", ["page", "list", "signed list", "one more"])
def test_partners_commands_find_what_was_changed(made: Copy, tmp_path: Path, damage: str) -> None:
    folder = made.unzipped(tmp_path)
    commands = typed(folder)
    name = {"page": "data/index.html", "list": "manifest-sha512.txt", "signed list": "tagmanifest-sha512.txt"}
    before = shell(commands[2], folder).stdout
    place = folder / name.get(damage, "data/more.html")
    place.write_bytes(place.read_bytes() + b"\n" if place.exists() else b"")
    signature, sums, number = (shell(line, folder) for line in commands)
    assert (signature.returncode != 0, sums.returncode != 0, number.stdout != before) == (
        damage == "signed list",
        damage in ("page", "list"),
        damage == "one more",
    )


def test_nothing_but_the_edition_is_in_a_copy(made: Copy) -> None:
    """No name of a person, machine, folder, revision, other edition; nothing withheld."""
    whole = b"\0".join(name.encode() + b"\0" + content for name, content in unpack(made.package).items())
    assert OPEN.encode() in whole  # What is there is found.
    strange = {
        "withheld": CANARY,
        "edition": "law-enforcement",
        "its label": "Law enforcement",
        "folder": FOLDER,
        "folder of the key": str(keys().folder),
        "source file": "about.md\n",
        "revision": made.commit[:12],
        "host": socket.gethostname(),
        "user": f"/{getpass.getuser()}/",
        "home": str(Path.home()),
        "interpreter": sys.prefix,
    }
    assert [what for what, text in strange.items() if len(text) > 1 and text.encode() in whole] == []


def test_no_time_of_day_and_no_key_is_in_a_copy(made: Copy) -> None:
    files = {name.partition("/")[2]: content for name, content in unpack(made.package).items()}
    page = files["READ-ME-FIRST.html"].decode()
    own = b"".join(content for name, content in files.items() if not name.startswith("data/")).decode()
    assert not re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}", own)
    assert "<script" not in page
    assert "AAAA" not in page
    assert "SHA256:" not in own


def test_a_copy_says_in_fixed_words_what_was_checked(made: Copy) -> None:
    files = unpack(made.package)
    said = json.loads(files["partner-0001/statement.json"])
    page = unescape(files["partner-0001/READ-ME-FIRST.html"].decode())
    assert all(f"<li>{words}</li>" in page for words in said["checked"])
    assert said["content"] in page
    assert said["digest"] in page
    assert said["tool"] in page
    assert f"<b>{said['marking']}</b>" in page


def test_every_page_of_a_copy_shows_its_dates(made: Copy) -> None:
    pages = {name: content.decode() for name, content in unpack(made.package).items() if "/data/" in name}
    html = {name: page for name, page in pages.items() if name.endswith(".html")}
    assert len(html) > 5
    for page in html.values():
        assert '<time datetime="2024-06-01">1 June 2024</time>' in page
        assert '<time datetime="2024-12-31">31 December 2024</time>' in page


@dataclass(frozen=True)
class Way:
    """How an export is run."""

    folder: str
    variables: Mapping[str, str]
    umask: int


WAYS = {
    "elsewhere": Way(
        "a longer name/of a Prüfung",
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.ISO-8859-1", "PYTHONHASHSEED": "4242"},
        0o077,
    ),
    "by another": Way("p", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "7", "USER": "somebody"}, 0o002),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_wishes_give_the_same_bytes(made: Copy, tmp_path: Path, way: str) -> None:
    found = WAYS[way]
    root = library(tmp_path / found.folder)
    assert export(root, tmp_path / "other.zip", umask=found.umask, **found.variables) == made.package


def test_what_the_edition_may_not_see_changes_nothing(made: Copy, tmp_path: Path) -> None:
    root = library(tmp_path / "other", MORE_HIDDEN)
    assert export(root, tmp_path / "other.zip") == made.package


def test_without_projection_the_comparison_would_show_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: what is not withheld is in the copy, and its change changes the bytes."""
    withholding_nothing(monkeypatch)
    packages = []
    for name, changes in (("one", {}), ("other", MORE_HIDDEN)):
        out = tmp_path / f"{name}.zip"
        assert run([str(word) for word in command(library(tmp_path / name, changes), out)]) == 0
        packages.append(out.read_bytes())
    assert packages[0] != packages[1]
    assert CANARY.encode() in packages[0]


def test_no_channel_leads_into_a_copy(tmp_path: Path) -> None:
    """The library that has a canary in every channel, and the same without any."""
    full = export(write(tmp_path / "full", filled(everything())), tmp_path / "full.zip")
    assert export(write(tmp_path / "empty", filled({})), tmp_path / "empty.zip") == full
    wider = export(tmp_path / "full", tmp_path / "wide.zip", edition="law-enforcement")
    found = [channel for channel in CHANNELS if canary(channel).encode() in wider]
    assert len(found) > len(CHANNELS) / 2  # What the wider edition has would be found.
    assert [channel.name for channel in CHANNELS if canary(channel).encode() in full] == []


def test_earlier_releases_are_in_a_copy_where_they_are_asked_for(tmp_path: Path) -> None:
    """With the copy's dates on their pages too; without them nothing leads there. The number is the same."""
    root, work = tmp_path / "told", tmp_path / "work"
    work.mkdir()
    story.told(root, work)
    (root / RECALLS).write_text(ALLOWED, encoding="utf-8")
    plain, whole = (
        {name.partition("/data/")[2]: content for name, content in unpack(package).items() if "/data/" in name}
        for package in (export(root, tmp_path / "plain.zip"), export(root, tmp_path / "whole.zip", "--archive"))
    )
    earlier = {name: content for name, content in whole.items() if name.startswith("releases/")}
    assert len({name.split("/")[1] for name in earlier}) > 1
    assert all(b"use until" in content for name, content in earlier.items() if name.endswith(".html"))
    assert [name for name, content in plain.items() if b"releases/" in content and name.endswith(".html")] == []
    assert [name for name, content in whole.items() if b"releases/" in content and name.endswith(".html")]
    assert re.findall(r"sequence: ([0-9]+)", (root / FILE).read_text(encoding="utf-8")) == ["1", "1"]
    assert verified(tmp_path / "whole.zip", "--previous", tmp_path / "plain.zip").returncode == 0
    # Renderings with the dates of a copy are no use to a build.
    assert not list((root / ".cache").rglob("rendered"))


def test_copies_follow_one_another(tmp_path: Path) -> None:
    """Made again: one entry. Hidden text changed: the same number. Open text changed: the next."""
    root = library(tmp_path / "project")
    first = export(root, tmp_path / "first.zip")
    register = (root / FILE).read_text(encoding="utf-8")
    assert export(root, tmp_path / "first.zip") == first
    assert (root / FILE).read_text(encoding="utf-8") == register
    hidden = {name: text for name, text in MORE_HIDDEN.items() if name != FILE}
    library(tmp_path / "project", hidden)
    assert export(root, tmp_path / "again.zip", "--issued", "2024-06-02")
    library(tmp_path / "project", hidden, CHANGED)
    age = age_key(tmp_path / "age")
    ssh = (keys().folder / "stranger.pub").read_text(encoding="utf-8").strip()
    export(root, tmp_path / "next", "--issued", "2024-07-01", "--to", age, "--to", ssh, "--recipient", "Hope House")
    sequences = re.findall(r"sequence: ([0-9]+)", (root / FILE).read_text(encoding="utf-8"))
    assert sequences == ["1", "1", "2"]

    day, identity = "2024-07-02", ("--identity", tmp_path / "age")
    previous = ("--previous", tmp_path / "again.zip")
    assert code(verified(tmp_path / "next", today=day)) == (2, "")
    done = verified(tmp_path / "next", *identity, *previous, today=day)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Made for:  Hope House" in done.stdout
    assert code(verified(tmp_path / "next", "--identity", keys().key("stranger"), today=day)) == (0, "")
    assert code(verified(tmp_path / "next", "--identity", keys().key("release"), today=day)) == (1, "cannot-decrypt")
    assert code(verified(tmp_path / "again.zip", *identity, "--previous", tmp_path / "next", today=day)) == (
        1,
        "rolled-back",
    )


def age_key(place: Path) -> str:
    identity = pyrage.x25519.Identity.generate()
    place.write_text(f"# made for a test\n{identity}\n", encoding="utf-8")
    return str(identity.to_public())


@pytest.mark.parametrize("place", ["copy.zip", "exports.yml"])
def test_a_killed_export_leaves_whole_files(tmp_path: Path, place: str) -> None:
    """Killed where it would put the copy in place, and between that and the register: then it is made again."""
    root, out = library(tmp_path / "project"), tmp_path / "copy.zip"
    out.write_bytes(earlier := export(root, out))
    register = (root / FILE).read_bytes()
    library(tmp_path / "project", CHANGED)
    kill = (
        "import os, pathlib\n"
        "replace = pathlib.Path.replace\n"
        "def killing(self, target):\n"
        f"    if pathlib.Path(target).name == {place!r}:\n"
        "        os.kill(os.getpid(), 9)\n"
        "    return replace(self, target)\n"
        "pathlib.Path.replace = killing\n"
    )
    assert limited(command(root, out), tmp_path, kill).returncode == -9
    assert (out.read_bytes() == earlier) is (place == "copy.zip")
    assert verified(out).returncode == 0
    assert (root / FILE).read_bytes() == register
    assert [path.name for path in (root / FILE).parent.iterdir()] == ["exports.yml"]
    if place == "exports.yml":
        new = out.read_bytes()
        assert export(root, out) == new
        assert (root / FILE).read_text(encoding="utf-8").count("edition:") == 2


def test_a_disk_that_is_full_leaves_the_earlier_copy(made: Copy, tmp_path: Path) -> None:
    """A process that may write no file as large as the copy; every page of it is smaller."""
    root, out = library(tmp_path / "project"), tmp_path / "copy.zip"
    out.write_bytes(made.package)
    limit = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({len(made.package) - 50_000},) * 2)\n"
    done = limited(command(root, out), tmp_path, limit)
    assert done.returncode == 1
    assert "File too large; nothing was published" in done.stderr
    assert out.read_bytes() == made.package
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.zip", "project"]
    assert not (root / FILE).exists()


def refused(tmp_path: Path, *more: str | Path, out: Path | None = None) -> str:
    """What an export that is a wrong use says."""
    root = tmp_path / "project"
    if not root.exists():
        library(root)
    before = without_kept(snapshot(tmp_path))
    done = caveat(*command(root, out or tmp_path / "new.zip", *more), cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert without_kept(snapshot(tmp_path)) == before
    return done.stderr


def test_a_wrong_use_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    assert "cannot expire on 2024-05-31" in refused(tmp_path, "--expires", "2024-05-31")
    assert "one line of text" in refused(tmp_path, "--recipient", "A\nB")
    assert "lies among the content" in refused(tmp_path, out=tmp_path / "project" / "docs" / "a.zip")
    assert "there is no folder" in refused(tmp_path, out=tmp_path / "none" / "a.zip")
    (tmp_path / "notes.zip").write_bytes(b"my notes")
    assert "is there already and is no copy" in refused(tmp_path, out=tmp_path / "notes.zip")
    (tmp_path / "notes.age").write_bytes(b"age-encryption.org/v1\n of something")
    assert "is there already and is no copy" in refused(tmp_path, out=tmp_path / "notes.age")
    own = tmp_path / "project" / "release"
    own.write_bytes(keys().key("release").read_bytes())
    own.chmod(0o600)
    assert "keep keys elsewhere" in refused(tmp_path, "--sign", own)


def test_a_project_has_one_export_at_a_time(tmp_path: Path) -> None:
    """Two would give two copies one number."""
    handle = os.open(library(tmp_path / "project"), os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert "another export of this project is under way" in refused(tmp_path)
    finally:
        os.close(handle)
    assert export(tmp_path / "project", tmp_path / "new.zip")


def test_there_are_no_unsigned_copies(tmp_path: Path) -> None:
    words = [word for word in command(library(tmp_path / "p"), tmp_path / "a.zip") if word != "--sign"]
    done = caveat(*[word for word in words if word != keys().key("release")], cwd=tmp_path)
    assert (done.returncode, "--sign" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--sign", "/nowhere/key"), "cannot sign"),
        (("--to", "age1nobody"), "recipient 1 is no public key"),
    ],
)
def test_a_key_that_will_not_do_is_told_before_anything_is_built(
    tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    done = caveat(*command(library(tmp_path / "p"), tmp_path / "a.zip", *more), cwd=tmp_path)
    assert (done.returncode, said in done.stderr) == (1, True)
    assert not (tmp_path / "p" / ".cache").exists()


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"docs/secret.md": f"All {CANARY}.\n"}, "docs/secret.md:1:1"),
        ({FILE: "- {edition: partner}\n"}, f"{FILE}:1:3"),
    ],
)
def test_nothing_is_exported_while_there_is_a_problem(
    tmp_path: Path, changes: Mapping[str, str | bytes], problem: str
) -> None:
    """Of another edition too, and of the register."""
    root = library(tmp_path / "project", changes)
    done = caveat(*command(root, tmp_path / "a.zip"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(problem)
    assert CANARY not in done.stderr
    assert not (tmp_path / "a.zip").exists()


def test_verify_ends_with_a_code_of_its_own_where_nobody_can_say(made: Copy, tmp_path: Path) -> None:
    assert code(verified(tmp_path / "none.zip")) == (2, "")
    assert code(verified(made.unzipped(tmp_path))) == (2, "")
    done = caveat("verify", made.file, "--signers", tmp_path / "none", cwd=tmp_path)
    assert (done.returncode, "No such file" in done.stderr) == (2, True)
    done = caveat("verify", made.file, "--signers", keys().allowed(), "--today", ISSUED, cwd=tmp_path, PATH="")
    assert (done.returncode, "there is no ssh-keygen" in done.stderr) == (2, True)


def test_verify_refuses_with_a_reason_and_its_code(made: Copy, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(made.package + b"\0")
    assert code(verified(bad)) == (1, "not-exact")
    bad.write_bytes(b"")
    assert code(verified(bad)) == (1, "damaged")
    assert code(verified(made.file, today="2025-01-01")) == (1, "expired")
    assert code(verified(made.file, today="2024-05-31")) == (1, "not-yet-valid")
    bad.write_bytes(b"age-encryption.org/v1\nno more")
    assert code(verified(bad, "--identity", keys().key("stranger"))) == (1, "cannot-decrypt")


def test_the_handbook_explains_every_refusal_and_nothing_else() -> None:
    _, _, part = HANDBOOK.read_text(encoding="utf-8").partition("## Why a copy is refused\n")
    explained = re.findall(r"^\| `([a-z-]+)` \|", part, re.MULTILINE)
    assert sorted(explained) == sorted(Refusal)
