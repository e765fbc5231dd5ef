"""Run workflows as GitHub does, as far as that is possible on one machine: every `run:` step, for real.

Real are the steps' shell, git, the installed command and every file. GitHub's own part is imitated: its variables, a
clone for `actions/checkout`, and a folder for artifacts. Other actions are noted and not run. Conditions (`if:`) are
not looked at: every step runs.
"""

import fnmatch
import itertools
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
IMITATED = ("actions/checkout", "actions/upload-artifact", "actions/download-artifact")
"""Actions that the runner does the work of."""


def load(path: Path) -> dict[str, Any]:
    """A workflow. YAML 1.2, where `on` is a word."""
    loaded: dict[str, Any] = YAML(typ="safe").load(path)
    return loaded


def steps(workflow: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name of a job and each of its steps."""
    for name, job in workflow["jobs"].items():
        for step in job["steps"]:
            yield name, step


@dataclass
class Runner:
    """A machine that runs jobs of one repository."""

    origin: Path
    """The repository that jobs clone, and push to."""
    ref: str
    """The branch they run on."""
    environment: Path
    """A virtual environment: every clone has it as its `.venv`."""
    work: Path
    """An empty folder for clones, artifacts and what the runner notes."""
    context: Mapping[str, str]
    """What expressions stand for: `inputs.name`, `secrets.PREVIEW_PASSPHRASE`."""
    ran: list[str] = field(default_factory=list)
    """`job: name` of each step that was run, once for each entry of a matrix."""
    said: str = ""
    """Everything that steps printed."""
    summary: str = ""

    def run(self, workflow: Mapping[str, Any]) -> None:
        """Run every job, in the order of the file."""
        outputs: dict[str, str] = {}
        for name, job in workflow["jobs"].items():
            matrix = job.get("strategy", {}).get("matrix", {})
            axes = [[(axis, value) for value in self._values(given, outputs)] for axis, given in matrix.items()]
            for chosen in itertools.product(*axes):
                known = {**self.context, **outputs, **{f"matrix.{axis}": value for axis, value in chosen}}
                outputs |= self._job(name, job, known)

    @property
    def artifacts(self) -> Path:
        return self.work / "artifacts"

    def _values(self, given: Any, known: Mapping[str, str]) -> list[str]:
        return list(given) if isinstance(given, list) else list(json.loads(_filled(given, {**self.context, **known})))

    def _job(self, name: str, job: Mapping[str, Any], known: dict[str, str]) -> dict[str, str]:
        workspace = self.work / f"{name}-{len(self.ran)}"
        workspace.mkdir()
        for variable in ("path", "output", "summary"):
            (self.work / variable).write_text("")
        for number, step in enumerate(job["steps"]):
            if "run" in step:
                self._step(name, step, workspace, known, number)
            else:
                self._action(step, workspace, known)
        return {f"needs.{name}.outputs.{key}": _filled(value, known) for key, value in job.get("outputs", {}).items()}

    def _step(self, job: str, step: Mapping[str, Any], workspace: Path, known: dict[str, str], number: int) -> None:
        script = self.work / f"step-{number}.sh"
        script.write_text(_filled(step["run"], {}))
        given = {variable: _filled(value, known) for variable, value in step.get("env", {}).items()}
        # As GitHub starts `shell: bash`.
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=workspace,
            env={**self._variables(workspace), **given},
            capture_output=True,
            text=True,
            check=False,
        )
        self.said += done.stdout + done.stderr
        assert done.returncode == 0, f"{job}: {step['name']}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        self.ran.append(f"{job}: {step['name']}")
        self.summary += (self.work / "summary").read_text()
        for line in (self.work / "output").read_text().splitlines():
            key, _, value = line.partition("=")
            known[f"steps.{step['id']}.outputs.{key}"] = value

    def _variables(self, workspace: Path) -> dict[str, str]:
        added = (self.work / "path").read_text().splitlines()
        path = [*reversed(added), *os.environ["PATH"].split(os.pathsep)]
        return {
            "PATH": os.pathsep.join(path),
            "HOME": str(self.work),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_REPOSITORY": "your-organisation/library",
            "GITHUB_SERVER_URL": "https://github.example.org",
            "GITHUB_PATH": str(self.work / "path"),
            "GITHUB_OUTPUT": str(self.work / "output"),
            "GITHUB_STEP_SUMMARY": str(self.work / "summary"),
        }

    def _action(self, step: Mapping[str, Any], workspace: Path, known: Mapping[str, str]) -> None:
        action = step["uses"].partition("@")[0]
        given = {key: _filled(str(value), known) for key, value in step.get("with", {}).items()}
        if action == "actions/checkout":
            git("clone", "--quiet", "--branch", self.ref, self.origin, workspace, cwd=self.work)
            (workspace / ".venv").symlink_to(self.environment)
        elif action == "actions/upload-artifact":
            for path in _matching(workspace, given["path"].split()):
                place = self.artifacts / given["name"] / path
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(workspace / path, place)
        elif action == "actions/download-artifact":
            shutil.copytree(self.artifacts / given["name"], workspace, dirs_exist_ok=True)


def git(*arguments: str | Path, cwd: Path) -> str:
    """What git says; a person's settings and hooks are left out."""
    who = ("-c", "user.name=Editor", "-c", "user.email=editor@localhost")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", *who, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=True).stdout


def _filled(text: str, known: Mapping[str, str]) -> str:
    """Text with its expressions filled in; one that nothing is known of is an error."""
    return _EXPRESSION.sub(lambda found: _value(found[1], known), text)


def _value(expression: str, known: Mapping[str, str]) -> str:
    if found := re.fullmatch(r"fromJSON\((.*)\)", expression):
        return known[found[1]]
    for part in expression.split(" || "):
        value = part[1:-1] if part.startswith("'") else known[part]
        if value:
            return value
    return ""


def _matching(workspace: Path, patterns: list[str]) -> list[Path]:
    paths = [
        path.relative_to(workspace) for path in workspace.rglob("*") if path.is_file() and ".git" not in path.parts
    ]
    found = [path for path in paths if any(fnmatch.fnmatch(path.as_posix(), pattern) for pattern in patterns)]
    assert found, patterns
    return found
