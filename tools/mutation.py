"""Mutation testing of what has to be trusted: `make mutation`, or one package or module of it.

    .venv-assurance/bin/python tools/mutation.py --work build/mutation caveat.redaction caveat.projection.narrow

mutmut changes one thing of a function at a time and runs the tests that reach the function. A change that no test
notices survives. Every target is tested by the tests of its own package alone: `caveat.redaction` by `tests/redaction`.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
MUTMUT = Path(sys.executable).parent / "mutmut"
FLOOR = 95
"""Percent of the mutants of each target that tests have to notice."""
SHOWING = {
    "caveat.projection": (
        "catalogue",
        "findable",
        "furnish",
        "home",
        "law",
        "library_data",
        "lists",
        "markup",
        "product",
    ),
}
"""Package to modules that only lay out what they are given: they are mutated where they are named themselves."""
LONG = (
    "tests/projection/test_label.py::test_many_labels_take_few_conversions",
    "tests/projection/test_malformed.py",
    "tests/projection/test_noninterference.py",
    "tests/assurance/scanning/test_containers.py::test_no_text_takes_long",
    "tests/assurance/scanning/test_legitimate.py::test_what_an_edition_has_is_never_flagged",
)
"""Searches, and tests of many seconds each, which would run for every survivor: what only they notice has survived."""
SITES = ("tests/assurance/scanning/test_build.py", "tests/assurance/scanning/test_plants.py")
"""Tests that build a site: there is no generator here. `test_scan.py` plants the same texts without one."""
_LEFT_ASIDE = [*(f"--deselect={test}" for test in LONG), *(f"--ignore={test}" for test in SITES)]
FEW = {"CAVEAT_EDITS": "400", "CAVEAT_EXAMPLES": "10"}
"""How much the searches of redaction try. A mutant that a table does not notice is found by few examples or by none."""

_PLUGINS = {
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_PLUGINS": "quick_first",
    "PYTHONPATH": str(Path(__file__).parent),
}
"""Others are of no use here, and pytest starts once for each mutant."""

_CONTROL = """\
import sys, pytest
pytest.main(["--collect-only", "-qqq", *sys.argv[1:]])
import quick_first
sys.exit(pytest.main(["-q", *quick_first.COLLECTED]))
"""
"""The tests as each mutant has them, without a mutant: they have to pass, else nothing that they notice counts."""

_SURVIVED, _NO_TESTS = 0, 33
"""Exit codes that mutmut records: tests that passed, and no test that reaches the function."""
_TOO_LONG = -signal.SIGXCPU
# Each mutant begins in a process that has read the tests and run none: what tests or code keep would hide a change.
# `quick_first.py` limits the processor's time of each. The limit here is the clock's, for what waits without working:
# wide, since on a busy machine a mutant would else count as noticed that nobody noticed.
_CONFIGURATION = """\
[tool.pytest.ini_options]
addopts = [
    "--import-mode=importlib",
    "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception",
]
filterwarnings = ["ignore::pytest.PytestUnknownMarkWarning"]
pythonpath = [".", "tests"]

[tool.mutmut]
process_isolation = "forkserver"
forkserver_warmup = "collect"
source_paths = ["caveat"]
only_mutate = {files}
do_not_mutate = {left_out}
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = {left_aside}
timeout_constant = 1.0
timeout_multiplier = 100.0
track_dependencies = false
use_git_change_detection = false
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the mutants of one module."""

    module: str
    killed: int
    """Noticed by a test that failed."""
    endless: int
    """Noticed by the time that a test took."""
    survivors: tuple[str, ...]
    """Names of mutants that no test noticed."""

    @property
    def mutants(self) -> int:
        """How many there were."""
        return self.killed + self.endless + len(self.survivors)


def main(arguments: Sequence[str]) -> int:
    """1 where tests notice fewer mutants of a target than they have to, or mutmut itself fails."""
    options = _options(arguments)
    targets = {target: _mutated(target, options.work / target, options) for target in options.targets}
    report = _report(targets, options.work)
    (options.work / "report.md").write_text(report, encoding="utf-8")
    print(report)
    return int(any(_share(results) < FLOOR for results in targets.values()))


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Mutation testing of packages or modules of Caveat.")
    parser.add_argument("targets", nargs="+", help="such as caveat.redaction or caveat.projection.narrow")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "mutation", help="folder for trees and the report"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument(
        "--again",
        action="store_true",
        help="go on from the last run: try what it had not tried, what survived, and what has changed since",
    )
    return parser.parse_args(arguments)


def _mutated(target: str, tree: Path, options: argparse.Namespace) -> list[Result]:
    """Lay out a tree as mutmut wants it, run there, and read what it found."""
    if options.again:
        _forget_survivors(tree / "mutants")
    else:
        shutil.rmtree(tree, ignore_errors=True)
    _lay_out(target, tree)
    environment = os.environ | FEW | _PLUGINS
    subprocess.run([MUTMUT, "run", "--max-children", str(options.jobs)], cwd=tree, env=environment, check=True)  # noqa: S603
    control = [sys.executable, "-c", _CONTROL, f"tests/{_tests(target)}", *_LEFT_ASIDE]
    subprocess.run(control, cwd=tree / "mutants", env=environment | {"MUTANT_UNDER_TEST": ""}, check=True)  # noqa: S603
    return list(_results(tree / "mutants"))


def _lay_out(target: str, tree: Path) -> None:
    for source, copy in ((ROOT / "plugins" / "caveat", tree / "caveat"), (ROOT / "tests", tree / "tests")):
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
    files = Path(*target.split("."))
    pattern = f"{files}/*.py" if (tree / files).is_dir() else f"{files}.py"
    left_out = [f"{files}/{name}.py" for name in SHOWING.get(target, ())]
    settings = _CONFIGURATION.format(
        files=json.dumps([pattern]),
        left_out=json.dumps(left_out),
        tests=json.dumps([f"tests/{_tests(target)}"]),
        left_aside=json.dumps(_LEFT_ASIDE),
    )
    (tree / "pyproject.toml").write_text(settings, encoding="utf-8")


def _forget_survivors(mutants: Path) -> None:
    """Have mutmut try again what was not noticed by a test that failed, and measure again what tests reach."""
    (mutants / "mutmut-stats.json").unlink(missing_ok=True)
    for path in mutants.rglob("*.meta"):
        kept = json.loads(path.read_text(encoding="utf-8"))
        codes = kept["exit_code_by_key"]
        codes.update({name: None for name, code in codes.items() if code in (_SURVIVED, _NO_TESTS, _TOO_LONG)})
        path.write_text(json.dumps(kept), encoding="utf-8")


def _tests(target: str) -> Path:
    """The folder of tests nearest to a target, below `tests`."""
    folder = Path(*target.split(".")[1:])
    while not (ROOT / "tests" / folder).is_dir():
        folder = folder.parent
    return folder


def _results(mutants: Path) -> Iterable[Result]:
    for path in sorted(mutants.rglob("*.meta")):
        module = ".".join(path.relative_to(mutants).parts).removesuffix(".py.meta")
        codes: Mapping[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        survivors = tuple(name for name, code in codes.items() if code in (_SURVIVED, _NO_TESTS, None))
        endless = sum(code == _TOO_LONG for code in codes.values())
        if codes:
            yield Result(module, len(codes) - endless - len(survivors), endless, survivors)


def _share(results: Iterable[Result]) -> float:
    total: Counter[str] = Counter()
    for each in results:
        total += Counter(noticed=each.killed + each.endless, mutants=each.mutants)
    return 100 * total["noticed"] / total["mutants"] if total["mutants"] else 100


def _report(targets: Mapping[str, Sequence[Result]], work: Path) -> str:
    """A table of modules, and every survivor as the change that it is."""
    lines = ["| Module | Mutants | Killed | Timed out | Survived | Share |", "|---|---|---|---|---|---|"]
    for target, results in targets.items():
        lines += [_row(each.module, [each]) for each in results]
        lines.append(_row(f"**{target}**", results))
    for target, results in targets.items():
        for name in (name for each in results for name in each.survivors):
            lines += ["", f"`{name}`", "", "```diff", *_change(name, work / target), "```"]
    return "\n".join(lines) + "\n"


def _row(name: str, results: Sequence[Result]) -> str:
    counts = [sum(numbers) for numbers in zip(*map(_counts, results), strict=True)]
    return f"| {name} | {' | '.join(map(str, counts))} | {_share(results):.1f} % |"


def _counts(result: Result) -> tuple[int, int, int, int]:
    return result.mutants, result.killed, result.endless, len(result.survivors)


def _change(name: str, tree: Path) -> list[str]:
    """The lines that a mutant changes, as they were and as it makes them."""
    shown = subprocess.run([MUTMUT, "show", name], cwd=tree, capture_output=True, text=True, check=True)  # noqa: S603
    return [line for line in shown.stdout.split("\n") if line.startswith(("+ ", "- "))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
