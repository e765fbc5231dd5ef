"""Publishing: all or nothing, one build at a time, and nothing to clean up after a crash."""

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assurance.publishing.sites import EDITIONS, finished, marks, run
from caveat.assurance.publishing import exchange as exchange_module
from caveat.assurance.publishing import folders, publish
from caveat.assurance.publishing.exchange import Swap
from caveat.assurance.publishing.publish import Publication, PublicationError, publication


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the kernel's exchange, and as on a system that has none."""
    if request.param == "two renames":
        monkeypatch.setattr(exchange_module, "exchange", lambda _one, _other: False)
        monkeypatch.setattr(folders, "sync_file_system", lambda _folder: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_editions_are_published_and_replaced(tmp_path: Path) -> None:
    out = tmp_path / "site"
    run(out, finished(tmp_path, "old"))
    assert [marks(out / name) for name in EDITIONS] == [{"old"}, {"old"}]
    run(out, finished(tmp_path, "new", files=5))
    assert [marks(out / name) for name in EDITIONS] == [{"new"}, {"new"}]
    assert sorted(path.name for path in out.iterdir()) == sorted(EDITIONS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old", "site"]


@pytest.mark.usefixtures("way")
def test_an_edition_that_is_not_named_stays(tmp_path: Path) -> None:
    out = tmp_path / "site"
    run(out, finished(tmp_path, "old"))
    run(out, {"partner": finished(tmp_path, "new")["partner"]})
    assert marks(out / "law-enforcement") == {"old"}
    assert marks(out / "partner") == {"new"}


@pytest.mark.parametrize("umask", [0o000, 0o027, 0o077])
def test_modes_are_those_of_a_site_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    given = finished(tmp_path, "old")
    (given["partner"] / "index.html").chmod(0o600)
    before = os.umask(umask)
    try:
        run(tmp_path / "site", given)
    finally:
        os.umask(before)
    for path in (tmp_path / "site" / "partner", *(tmp_path / "site" / "partner").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644)


class Boom(Exception):  # noqa: N818
    pass


class At:
    """A function that raises when it is called for the n-th time."""

    def __init__(self, function: Callable[..., object], number: int, error: BaseException) -> None:
        self.function, self.left, self.error = function, number, error

    def __call__(self, *arguments: object, **options: object) -> object:
        self.left -= 1
        if self.left == 0:
            raise self.error
        return self.function(*arguments, **options)


PREPARING = [(shutil, "copyfile", 1), (shutil, "copyfile", 7), (publish, "write_to_disk", 1), (publish, "perform", 1)]


@pytest.mark.parametrize("error", [Boom(), KeyboardInterrupt(), OSError(28, "No space left on device")], ids=repr)
@pytest.mark.parametrize("module, name, number", PREPARING)
def test_an_error_while_preparing_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, number: int, error: BaseException
) -> None:
    out = tmp_path / "site"
    run(out, finished(tmp_path, "old"))
    monkeypatch.setattr(module, name, At(getattr(module, name), number, error))
    with pytest.raises(PublicationError if isinstance(error, OSError) else type(error)):
        run(out, finished(tmp_path, "new"))
    assert [marks(out / name) for name in EDITIONS] == [{"old"}, {"old"}]
    assert sorted(path.name for path in out.iterdir()) == sorted(EDITIONS)


STEPS = [("exchange", number, earlier) for number in (1, 2) for earlier in ("both", "one", "none")]
STEPS += [("rename", 1, "both"), ("rename", 2, "both"), ("rename", 1, "one")]


@pytest.mark.parametrize("after", [False, True], ids=["before the step", "after the step"])
@pytest.mark.parametrize("method, number, earlier", STEPS)
def test_an_error_in_the_middle_of_the_change_takes_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, number: int, after: bool, earlier: str
) -> None:
    """An interruption may come between a step and any record of it."""
    if method == "rename":
        monkeypatch.setattr(exchange_module, "exchange", lambda _one, _other: False)
    out = tmp_path / "site"
    old = finished(tmp_path, "old")
    run(out, {"both": old, "one": {"partner": old["partner"]}, "none": {}}[earlier])
    before = {path.name: marks(path) for path in out.iterdir()} if out.exists() else {}
    calls = 0
    real = getattr(Swap, method)

    def failing(swap: Swap) -> object:
        nonlocal calls
        calls += 1
        if calls == number and not after:
            raise KeyboardInterrupt
        result = real(swap)
        if calls == number:
            raise KeyboardInterrupt
        return result

    with monkeypatch.context() as patched:
        patched.setattr(Swap, method, failing)
        with pytest.raises(KeyboardInterrupt):
            run(out, finished(tmp_path, "new"))
    assert {path.name: marks(path) for path in out.iterdir()} == before
    run(out, finished(tmp_path, "newer"))
    assert [marks(out / name) for name in EDITIONS] == [{"newer"}, {"newer"}]


def test_a_lock_left_by_a_killed_build_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / ".caveat-site.lock").touch()
    run(tmp_path / "site", finished(tmp_path, "old"))
    assert marks(tmp_path / "site" / "partner") == {"old"}


@pytest.mark.parametrize("content", [["notes.txt"], ["a/b.md"]])
def test_a_folder_that_is_no_edition_is_never_replaced(tmp_path: Path, content: list[str]) -> None:
    for path in content:
        (tmp_path / "site" / "partner" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / "partner" / path).write_text("mine", encoding="utf-8")
    with pytest.raises(PublicationError, match="no built edition"):
        run(tmp_path / "site", finished(tmp_path, "new"))
    assert marks(tmp_path / "site" / "partner") == {"mine"}


def test_links_are_neither_published_nor_followed(tmp_path: Path) -> None:
    given = finished(tmp_path, "new")
    (given["partner"] / "link.html").symlink_to("/etc/hostname")
    with pytest.raises(PublicationError, match=r"link\.html: this is neither a file nor a folder"):
        run(tmp_path / "site", given)
    (given["partner"] / "link.html").unlink()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir(exist_ok=True)
    (tmp_path / "site" / "partner").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublicationError, match="is no folder"):
        run(tmp_path / "site", given)
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def ordinary_user() -> Iterator[None]:
    """Without the right of root to write everywhere."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize("where, words", [("site", ".caveat-new-law-enforcement"), ("", ".caveat-site.lock")])
def test_an_out_that_cannot_be_written_is_a_clear_error(open_folder: Path, where: str, words: str) -> None:
    out = open_folder / "site"
    run(out, finished(open_folder, "old"))
    given = finished(open_folder, "new")
    for folder in (open_folder, out):
        folder.chmod(0o555 if folder == open_folder / where else 0o777)
    with ordinary_user(), pytest.raises(PublicationError, match=f"{words}: Permission denied"):
        run(out, given)
    assert [marks(out / name) for name in EDITIONS] == [{"old"}, {"old"}]


def test_an_edition_that_somebody_has_made_read_only_is_replaced_all_the_same(open_folder: Path) -> None:
    """And not left lying where the next build stumbles over it."""
    out = open_folder / "site"
    given = {mark: finished(open_folder, mark) for mark in ("old", "new")}
    open_folder.chmod(0o777)
    with ordinary_user():
        run(out, given["old"])
        for path in (*(out / "partner").rglob("*"), out / "partner"):
            path.chmod(0o444 if path.is_file() else 0o555)
        run(out, given["new"])
    assert [marks(out / name) for name in EDITIONS] == [{"new"}, {"new"}]
    assert sorted(path.name for path in out.iterdir()) == sorted(EDITIONS)


def test_a_place_that_cannot_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PublicationError, match="cannot publish to"):
        run(tmp_path / "file" / "site", {})
    with pytest.raises(PublicationError, match="cannot publish to"), publication(tmp_path / "file") as place:
        place.publish(finished(tmp_path, "new"))


def test_an_error_of_the_build_itself_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="mine"), publication(tmp_path / "site"):
        raise OSError("mine")


def test_publishing_nothing_is_nothing(tmp_path: Path) -> None:
    Publication(tmp_path).publish({})
    assert not list(tmp_path.iterdir())
