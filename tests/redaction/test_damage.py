"""A typing mistake in a marker never publishes what the marker restricted. Figures of long runs: decision 0003.

`make test` makes 100,000 single mistakes; CAVEAT_EDITS=1000000 makes as many as it says. Coverage is not measured in
them: it would take longer, and other tests reach every line.
"""

import os
import random

import pytest

from redaction.damage import SCHEME, body, leaks, marking_of, trial

EDITS = int(os.environ.get("CAVEAT_EDITS", "100000"))
SEEDS = range(10)


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", SEEDS)
def test_one_mistake_publishes_nothing(seed: int) -> None:
    """Not even without the declared count."""
    rng = random.Random(seed)
    for _ in range(EDITS // len(SEEDS) // 10):
        marked = body(rng)
        for _ in range(10):
            _, leaked, _, text = trial(marked, rng, both=False)
            assert not leaked, text


@pytest.mark.parametrize("seed", range(3))
def test_mistakes_in_both_markers_publish_nothing(seed: int) -> None:
    """Where one mistake may remove a whole marker, the declared count finds the loss of both."""
    rng = random.Random(seed)
    for _ in range(max(5, EDITS // 1_000)):
        marked = body(rng)
        for whole in (False, True):
            for _ in range(5):
                _, leaked, counted, text = trial(marked, rng, both=True, whole=whole)
                assert not counted, text
                assert whole or not leaked, text


def test_undamaged_bodies_are_valid_and_keep_their_secrets() -> None:
    """Else the tests above would prove nothing."""
    rng = random.Random(0)
    for _ in range(max(20, EDITS // 200)):
        marked = body(rng)
        marking = marking_of(marked.text)
        assert marking.problems == ()
        assert len(marking.body.restrictions) == len(marked.markers)
        assert not leaks(marked, marking)


def test_oracle_sees_a_leak() -> None:
    """Markers taken out whole: the word is there, no problem is reported, and only the count tells."""
    rng = random.Random(0)
    marked = body(rng)
    text = marked.text
    for opener, closer in reversed(marked.markers):
        text = text[: opener.start] + text[opener.stop : closer.start] + text[closer.stop :]
    marking = marking_of(text)
    assert leaks(marked, marking)
    assert len(marking.body.restrictions) < len(marked.markers)
    assert SCHEME.editions
