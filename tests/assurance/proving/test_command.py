"""`caveat prove` with real builds: of the sample, of the sample with faults planted, of the library itself."""

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assurance.proving.faults import FAULTS
from assurance.proving.past_sample import write_past
from assurance.proving.sample import SAMPLE, write
from caveat.assurance.proving import prove as experiment
from caveat.history.repository import BUNDLE
from caveat_cli.main import run
from caveat_site import rendering
from leaks.snapshot import snapshot, without_kept

LIBRARY = Path(__file__).parents[3]
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def caveat(capsys: pytest.CaptureFixture[str]) -> Iterator[Command]:
    """Run a command in this process; exit code, output, errors."""
    handler = signal.getsignal(signal.SIGTERM)

    def command_line(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = run([*map(str, arguments)])
        except SystemExit as stop:
            code = int(stop.code or 0)
        return (code, *capsys.readouterr())

    yield command_line
    signal.signal(signal.SIGTERM, handler)


def test_the_sample_is_proved_and_the_report_filed(caveat: Command, tmp_path: Path) -> None:
    project = write(tmp_path / "project")
    before = without_kept(snapshot(project))
    code, output, errors = caveat("-C", project, "prove", "partner", "--rounds", "2", "--report", "proof.txt")
    assert (code, errors) == (0, "")
    assert "Verdict: proved; no difference in 2 rounds" in output
    assert (project / "proof.txt").read_text(encoding="utf-8") == output
    (project / "proof.txt").unlink()
    assert without_kept(snapshot(project)) == before


def test_a_report_that_cannot_be_filed_is_said_at_once(caveat: Command, tmp_path: Path) -> None:
    code, output, errors = caveat("-C", write(tmp_path), "prove", "partner", "--report", "none/proof.txt")
    assert (code, output) == (2, "")
    assert "there is no folder" in errors


@pytest.mark.parametrize("fault", ["block kept", "search index of every page", "attachments copied"])
def test_a_fault_is_found_in_real_builds(
    fault: str, caveat: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the halving that singles out a mutation: that takes the same path as with a quick build."""
    monkeypatch.setattr(experiment, "EXTRA_BUILDS", 0)
    # The scan inside every build would stop most of these faults; the prover has to find them by itself.
    monkeypatch.setattr(rendering, "scan_problems", lambda _report, _edition: ())
    FAULTS[fault][1](monkeypatch)
    project = write(tmp_path)
    code, output, errors = caveat("-C", project, "prove", "partner", "--rounds", "3", "--format", "json")
    assert (code, errors) == (1, "")
    (finding,) = json.loads(output)["findings"]
    assert finding["file"].endswith((".html", ".js", ".csv"))
    assert finding["causes"]


def test_the_library_is_proved(caveat: Command) -> None:
    """Nothing that this library withholds from partners changes a byte of their edition; and no mutation is refused."""
    code, output, _ = caveat("-C", LIBRARY, "prove", "partner", "--rounds", "1", "--format", "json")
    data = json.loads(output)
    assert (code, data["verdict"], data["findings"], data["refused"]) == (0, "proved", [], {})
    assert sum(data["mutations"].values()) > 80


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nobody"], "there is no edition 'nobody'"),
        (["partner", "--rounds", "0"], "write a whole number, 1 or more"),
        (["partner", "--rounds", "many"], "write a whole number, 1 or more"),
        (["partner", "--format", "pdf"], "invalid choice"),
        ([], "EDITION"),
    ],
)
def test_a_wrong_use_exits_with_two(arguments: list[str], words: str, caveat: Command, tmp_path: Path) -> None:
    code, output, errors = caveat("-C", write(tmp_path), "prove", *arguments)
    assert (code, output) == (2, "")
    assert words in errors


def test_problems_of_the_project_come_first(caveat: Command, tmp_path: Path) -> None:
    project = write(tmp_path, {**SAMPLE, "docs/about.md": "no front matter"})
    code, output, errors = caveat("-C", project, "prove", "partner")
    assert (code, output) == (1, "")
    assert "docs/about.md:1:1" in errors
    assert "[no-front-matter]" in errors


def test_releases_are_left_out_unless_they_are_asked_for(caveat: Command, tmp_path: Path) -> None:
    """Then nothing of them plays a part: neither git nor what is written about them."""
    project = write_past(tmp_path / "project", tmp_path)
    (project / BUNDLE).unlink()
    (project / "docs" / "data" / "recalls.yml").write_text("recalls: [\n", encoding="utf-8")
    code, output, errors = caveat("-C", project, "prove", "partner", "--rounds", "1")
    assert (code, errors) == (0, "")
    assert "Earlier releases: left out" in output
    code, output, errors = caveat("-C", project, "prove", "partner", "--rounds", "1", "--archives")
    assert (code, output) == (1, "")
    assert "docs/data/recalls.yml" in errors


def test_earlier_releases_are_proved_with_real_builds(caveat: Command, tmp_path: Path) -> None:
    project = write_past(tmp_path / "project", tmp_path)
    before = without_kept(snapshot(project))
    code, output, errors = caveat("-C", project, "prove", "partner", "--rounds", "1", "--archives", "--format", "json")
    data = json.loads(output)
    assert (code, errors, data["refused"]) == (0, "", {})
    assert data["releases"] == ["2024-04-02", "2024-06-02"]
    assert {"release added", "recalled passage replaced"} <= data["mutations"].keys()
    assert without_kept(snapshot(project)) == before
