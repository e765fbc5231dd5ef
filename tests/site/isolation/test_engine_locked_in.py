"""A hostile extension in a real engine gets at nothing outside its folders, by Python or by machine code.

Every attempt is made outside the engine too, where it succeeds: a test of what cannot be done has to be able to.
"""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from caveat_site.build import build
from caveat_site.isolation import kernel
from caveat_site.isolation.landlock import restrict
from caveat_site.source import Source
from caveat_site.stage import stage
from cli.running import CANARY, content, environment, project
from leaks.snapshot import differences, snapshot

ATTACK = Path(__file__).with_name("attack.py")
ENGINE = """
import json, sys
from pathlib import Path
from caveat_site.process import Engine
engine = Engine(Path(sys.argv[1]), "2024-03-18")
engine.start()
findings = engine.findings()
engine.close()
print(json.dumps({"reduced": engine.reduced_isolation, "findings": list(map(str, findings))}))
"""
WITHOUT_NAMESPACES = ("unshare", "-Ur", "sh", "-c", 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$@"', "sh")
"""Runs a command where the kernel refuses new namespaces."""


def landlock_works() -> bool:
    try:
        return kernel.system_call("landlock_create_ruleset", 444, None, 0, 1) > 0
    except OSError:
        return False


@dataclass(frozen=True)
class Machine:
    """A project with everything an engine must not read, and servers it must not reach."""

    folder: Path
    secrets: Sequence[Path]
    given: dict[str, Any]


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """In a folder with a short name: the path of a socket may have 107 letters."""
    with TemporaryDirectory(prefix="caveat-test-") as name, ExitStack() as stack:
        root = project(Path(name) / "project")
        home = Path(name) / "home"
        secrets = [
            root / "docs" / "secret.md",
            root / "docs" / "data" / "glossary.yml",
            root / ".git" / "config",
            root / "site" / "law-enforcement" / "secret.html",
            Path(name) / "work" / "law-enforcement" / "staged" / "secret.md",
            home / ".ssh" / "id_ed25519",
        ]
        for path in secrets[1:]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"- {{short: ZF, long: {CANARY}, editions: [law-enforcement]}}\n", encoding="utf-8")
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        for address in (f"{name}/socket", f"\0{name}"):
            server = stack.enter_context(socket.socket(socket.AF_UNIX))
            server.bind(address)
            server.listen()
        given = {
            "files": [*map(str, secrets), "/etc/passwd"],
            "port": tcp.getsockname()[1],
            "socket": f"{name}/socket",
            "abstract": name,
            "process": os.getpid(),
        }
        yield Machine(Path(name), secrets, given)


@dataclass(frozen=True)
class Run:
    """What came of an engine with the attack in it."""

    reduced: str
    result: dict[str, Any]
    site: dict[str, bytes]


def attacked(machine: Machine, name: str, *before: str) -> Run:
    """Render the partner edition, with a hostile extension, under a command."""
    work = machine.folder / "work" / name
    projection = Source(machine.folder / "project").project()["partner"]
    stage(projection, work / "staged")
    with (work / "staged" / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [attack.py]\n")
    shutil.copy(ATTACK, work / "staged")
    (work / "staged" / "attack.json").write_text(json.dumps(machine.given), encoding="utf-8")
    command = [*before, sys.executable, "-c", ENGINE, str(work)]
    variables = environment(HOME=str(machine.folder / "home"))
    done = subprocess.run(command, cwd=work, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["findings"] == []
    result = json.loads((work / "scratch" / "result.json").read_text(encoding="utf-8"))
    return Run(said["reduced"], result, content(work / "site"))


@pytest.fixture(scope="module")
def outside(machine: Machine) -> dict[str, Any]:
    """The attack without any engine."""
    folder = machine.folder / "outside"
    folder.mkdir()
    shutil.copy(ATTACK, folder)
    (folder / "attack.json").write_text(json.dumps(machine.given), encoding="utf-8")
    # Its last attempt is to mount something, so not where that would be seen.
    before = ("unshare", "-Urm") if shutil.which("unshare") else ()
    subprocess.run([*before, sys.executable, "attack.py"], cwd=folder, check=True)
    result: dict[str, Any] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return result


@pytest.fixture(scope="module")
def full(machine: Machine) -> Run:
    run = attacked(machine, "full")
    if run.reduced:
        pytest.skip(f"this machine has {run.reduced}")
    return run


@pytest.fixture(scope="module")
def reduced(machine: Machine, full: Run) -> Run:
    """Where the kernel refuses namespaces."""
    assert not full.reduced
    return attacked(machine, "reduced", *WITHOUT_NAMESPACES)


def got(attempts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in attempts.items() if text}


def test_the_attack_is_real(outside: dict[str, Any]) -> None:
    failed = outside["files"].keys() - got(outside["files"]).keys()
    assert failed <= {"native link: /etc/passwd"}, "only its owner may link to it"
    assert got(outside["network"]) == outside["network"]
    assert got(outside["writing"]) == outside["writing"]
    assert outside["mounted"]
    assert any(outside["capabilities"])


def test_no_other_file_has_even_a_name(full: Run) -> None:
    assert got(full.result["files"]) == {}


def test_no_network_and_no_other_process_is_reached(full: Run) -> None:
    assert got(full.result["network"]) == {}


@pytest.mark.parametrize("mode", ["full", "reduced"])
def test_neither_pages_nor_tool_chain_can_be_written(mode: str, request: pytest.FixtureRequest) -> None:
    if mode == "reduced" and not landlock_works():
        pytest.skip("this kernel has no Landlock")
    assert got(request.getfixturevalue(mode).result["writing"]) == {}


def test_nothing_is_inherited(full: Run) -> None:
    """Standard input, which is empty, output and errors, and the report; no right, no name."""
    assert full.result["handles"] == [0, 1, 2, 3]
    assert full.result["capabilities"] == [0] * 6
    assert not full.result["mounted"]
    assert full.result["host"] == "engine"


def test_without_namespaces_a_build_says_what_is_missing(reduced: Run) -> None:
    where = "use the network" if landlock_works() else "read other files and use the network"
    assert reduced.reduced.startswith("no namespaces (unshare: ")
    assert reduced.reduced.endswith(f"so machine code in the site engine could {where}")


def test_a_build_without_namespaces_publishes_and_says_so_in_one_line(machine: Machine, full: Run) -> None:
    assert not full.reduced
    command = [*WITHOUT_NAMESPACES, sys.executable, "-m", "caveat_cli", "build", "--out", str(machine.folder / "out")]
    root = machine.folder / "project"
    done = subprocess.run(command, cwd=root, env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith("caveat: reduced isolation: no namespaces (unshare: ")
    report = build(root, None, machine.folder / "out in full")
    assert report.reduced_isolation == ""
    assert differences(snapshot(machine.folder / "out"), snapshot(machine.folder / "out in full")) == []


def test_without_namespaces_python_gets_nothing(reduced: Run) -> None:
    attempts = {**reduced.result["files"], **reduced.result["network"]}
    assert got({name: text for name, text in attempts.items() if not name.startswith("native")}) == {}


def test_without_namespaces_the_kernel_still_keeps_the_files(reduced: Run) -> None:
    """Where it has Landlock. Their names it gives away, and some of the network: so this is called reduced."""
    if not landlock_works():
        pytest.skip("this kernel has no Landlock")
    assert {name.partition(":")[0] for name in got(reduced.result["files"])} == {"native name"}
    assert "native unix" in got(reduced.result["network"])
    assert reduced.result["handles"] == [0, 1, 2, 3]


def test_the_site_is_the_same_in_both(full: Run, reduced: Run) -> None:
    assert full.site == reduced.site
    assert full.site


def test_before_the_lock_nothing_runs_that_is_not_ours() -> None:
    """An installed package that came first could read what it liked."""
    code = "import sys; sys.path += sys.argv[1:]; import caveat_site.isolation.start; print(*sys.modules)"
    own = Path(kernel.__file__).parents[2]
    command = [sys.executable, "-I", "-S", "-c", code, str(own), *(entry for entry in sys.path if "-packages" in entry)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    tops = {name.partition(".")[0] for name in loaded} - {"__main__"}
    assert tops - sys.stdlib_module_names == {"caveat", "caveat_site"}


def test_a_kernel_without_landlock_is_told_from_one_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(number: int) -> None:
        def system_call(*_: object) -> int:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(kernel, "system_call", system_call)

    for absent in (errno.ENOSYS, errno.EOPNOTSUPP):
        answer(absent)
        assert not restrict(readable=[], writable=[])
    answer(errno.ENOMEM)
    with pytest.raises(OSError, match=os.strerror(errno.ENOMEM)):
        restrict(readable=[], writable=[])


def test_other_systems_than_linux_have_no_such_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(OSError, match="unshare: only Linux has it"):
        kernel.call("unshare", 0)
    assert not restrict(readable=[], writable=[])
