"""The table of channels with canaries of many shapes: each stands in the wider edition, and in nothing partners get."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from caveat_site.build import build
from leaks.channels import CHANNELS, Channel
from leaks.decode import contents, files_with
from leaks.faulty import withholding_nothing
from leaks.library import filled, write
from leaks.shapes import FORMS, PHRASES, shaped
from leaks.snapshot import differences, snapshot

WIDER, NARROWER = "law-enforcement", "partner"
SHAPES = [*FORMS, *PHRASES]


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[int, bytes]]:
    """What partners get of the library without any canary."""
    folder = tmp_path_factory.mktemp("without")
    build(write(folder / "library", filled({})), [NARROWER], folder / "site")
    return snapshot(folder / "site" / NARROWER)


def silent(words: Mapping[Channel, str], read: Mapping[str, str]) -> list[str]:
    """Channels of which something is nowhere."""
    return [
        channel.name
        for channel, word in words.items()
        if set(files_with(channel.needles(word), read)) != set(channel.needles(word))
    ]


def telling(words: Mapping[Channel, str], read: Mapping[str, str]) -> list[str]:
    """Channels of which something is somewhere."""
    return [channel.name for channel, word in words.items() if files_with(channel.needles(word), read)]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_canary_of_any_shape_is_in_the_wider_edition_alone(
    shape: str, tmp_path: Path, without: Mapping[str, tuple[int, bytes]]
) -> None:
    words = shaped(shape)
    build(write(tmp_path / "library", filled(words)), None, tmp_path / "site")
    assert silent(words, contents(tmp_path / "site" / WIDER)) == []
    assert telling(words, contents(tmp_path / "site" / NARROWER)) == []
    assert differences(snapshot(tmp_path / "site" / NARROWER), without) == []


@pytest.mark.parametrize("shape", FORMS)
def test_without_projection_nearly_all_of_it_is_found(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same test, with projection switched off: at least 95 of 100 cases fail."""
    withholding_nothing(monkeypatch)
    words = shaped(shape)
    build(write(tmp_path / "library", filled(words)), [NARROWER], tmp_path / "site")
    assert len(telling(words, contents(tmp_path / "site" / NARROWER))) >= 0.95 * len(words)


def test_every_channel_has_ten_shapes() -> None:
    channels: Iterable[Channel] = CHANNELS
    assert all(sum(channel in shaped(shape) for shape in SHAPES) >= 10 for channel in channels)
