"""Every channel through which restricted text could reach partners, tried on real builds.

The canary of a channel is in the wider edition's output, so the channel is real; it is nowhere in the partners'; and
what partners get is the same to the byte whatever the canaries are, however long, and whether there are any.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from caveat.content.corpus import Corpus
from caveat.content.problem import Problem
from caveat.projection import project as pipeline
from caveat.projection.narrow import narrow
from caveat.projection.view import View
from caveat_cli.main import run
from caveat_site import build as site_build
from caveat_site.build import build
from leaks.channels import BOTH, CHANNELS, UNPUBLISHED, Channel
from leaks.decode import contents, files_with
from leaks.library import canary, everything, filled, write
from leaks.snapshot import differences, snapshot

WIDER, NARROWER = "law-enforcement", "partner"
Words = Mapping[Channel, str]
"""Channels and their canaries."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions of the library with every channel filled, as the command line publishes them."""
    root = write(tmp_path_factory.mktemp("library"), filled(everything()))
    assert run(["-C", str(root), "build"]) == 0
    return root / "site"


@pytest.fixture(scope="module")
def wider(published: Path) -> Mapping[str, str]:
    return contents(published / WIDER)


@pytest.fixture(scope="module")
def narrower(published: Path) -> Mapping[str, str]:
    return contents(published / NARROWER)


def needles(channels: Iterable[Channel]) -> list[str]:
    return [needle for channel in channels for needle in channel.needles(canary(channel))]


@pytest.mark.parametrize("channel", CHANNELS, ids=str)
def test_the_wider_edition_shows_it(channel: Channel, wider: Mapping[str, str]) -> None:
    """The positive control: what is looked for can be found where it may be."""
    assert set(files_with(needles([channel]), wider)) == set(needles([channel]))


@pytest.mark.parametrize("channel", CHANNELS, ids=str)
def test_partners_have_it_in_no_file_and_no_name(channel: Channel, narrower: Mapping[str, str]) -> None:
    assert files_with(needles([channel]), narrower) == {}


@pytest.mark.parametrize("channel", UNPUBLISHED, ids=str)
def test_no_edition_has_what_no_page_says(
    channel: Channel, wider: Mapping[str, str], narrower: Mapping[str, str]
) -> None:
    """Comments, drafts, unused data, version control, files beside the content."""
    assert files_with(needles([channel]), {**wider, **{f"../{name}": text for name, text in narrower.items()}}) == {}


def test_partners_read_of_no_other_edition(narrower: Mapping[str, str]) -> None:
    """That there is a wider edition is itself not for them."""
    assert files_with([WIDER, "law enforcement"], narrower) == {}


VARIED: Mapping[str, Words] = {
    "changed": everything("changed"),
    "lengthened": everything(times=4),
    "deleted": {},
    "only some": everything(without=CHANNELS[::2]),
    **{
        f"without {channel.name}": everything(without=[channel])
        for channel in CHANNELS
        if channel.name in ("block", "file name", "term", "date of a change")
    },
}


@pytest.mark.parametrize("how", VARIED)
def test_partners_get_the_same_bytes_whatever_the_canaries_are(how: str, published: Path, tmp_path: Path) -> None:
    """File modes, names and empty folders included."""
    build(write(tmp_path / "library", filled(VARIED[how])), [NARROWER], tmp_path / "site")
    assert differences(snapshot(tmp_path / "site" / NARROWER), snapshot(published / NARROWER)) == []


def test_the_wider_edition_does_change(published: Path, tmp_path: Path) -> None:
    """Else identical bytes would say nothing."""
    build(write(tmp_path / "library", filled(everything("changed"))), [WIDER], tmp_path / "site")
    assert len(differences(snapshot(tmp_path / "site" / WIDER), snapshot(published / WIDER))) > len(CHANNELS)


def test_a_build_without_projection_leaks_nearly_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What finds nothing in a right build has to find nearly everything in a wrong one."""

    def withholding_nothing(source: Corpus, name: str, *, drafts: bool = False) -> tuple[View, tuple[Problem, ...]]:
        view, problems = narrow(source, WIDER, drafts=drafts)
        return replace(view, edition=replace(view.edition, name=name)), problems

    monkeypatch.setattr(pipeline, "narrow", withholding_nothing)
    # The scan would stop it: a test of its own.
    monkeypatch.setattr(site_build, "scan_problems", lambda _report, _edition: ())
    build(write(tmp_path / "library", filled(everything())), [NARROWER], tmp_path / "site")
    read = contents(tmp_path / "site" / NARROWER)
    leaking = [channel for channel in CHANNELS if files_with(needles([channel]), read)]
    assert len(leaking) >= 0.95 * len(CHANNELS)


def test_nothing_of_an_earlier_build_stays(tmp_path: Path) -> None:
    """What was public once and is restricted now goes from the output: pages, folders, assets, hidden files, leftovers."""
    channel = next(channel for channel in CHANNELS if channel.name == "folder name")
    word = canary(channel)
    root = write(tmp_path, filled({}) | {f"docs/d-{word}/p-{word}.md": f"---\ntitle: {word}\n{BOTH}\n---\n{word}\n"})
    build(root, [NARROWER], root / "site")
    assert files_with([word], contents(root / "site"))
    (root / "site" / NARROWER / f".{word}").write_text(word)
    write(tmp_path, filled({channel: word}))
    (root / f"docs/d-{word}/p-{word}.md").unlink()
    build(root, [NARROWER], root / "site")
    assert files_with([word], contents(root / "site")) == {}


def test_the_log_of_a_build_names_nothing_restricted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Logs of continuous integration are read by people who may not read every edition."""
    shown = everything(without=[channel for channel in CHANNELS if channel.name == "title of the wider edition"])
    root = write(tmp_path, filled(shown))
    assert run(["-C", str(root), "build", "--out", "published"]) == 0
    output = "".join(capfd.readouterr()).casefold()
    assert [needle for needle in needles([*CHANNELS, *UNPUBLISHED]) if needle in output] == []
