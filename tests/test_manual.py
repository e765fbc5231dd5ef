"""The handbook is kept in step with the code: problem codes, commands, options, front-matter fields."""

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import caveat
import caveat_site
from caveat.content.front_matter import NEVER_SHOWN, FrontMatter
from caveat_cli.main import parser

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT / "docs" / "handbook"


def problem_codes() -> set[str]:
    """Every code of every package's `codes` module."""
    found: set[str] = set()
    for package in (caveat, caveat_site):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith(".codes"):
                found |= set(importlib.import_module(module.name).CODES)
    return found


def headings(page: Path) -> set[str]:
    return set(re.findall(r"^## `([^`]+)`$", page.read_text(encoding="utf-8"), re.MULTILINE))


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def test_every_problem_code_is_explained_and_nothing_else() -> None:
    """A code printed to an author has a heading telling them what to do."""
    assert headings(HANDBOOK / "problems.md") == problem_codes()


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_and_option_is_in_the_handbook(name: str) -> None:
    text = (HANDBOOK / "commands.md").read_text(encoding="utf-8")
    assert f"caveat {name}" in text
    command = dict(commands())[name]
    options = {option for action in command._actions for option in action.option_strings if option.startswith("--")}
    missing = {option for option in options - {"--help"} if f"`{option}" not in text and f" {option}" not in text}
    assert not missing


@pytest.mark.parametrize("field", sorted({*FrontMatter.model_fields, *NEVER_SHOWN}))
def test_every_front_matter_field_is_in_the_handbook(field: str) -> None:
    assert f"`{field}`" in (HANDBOOK / "front-matter.md").read_text(encoding="utf-8")


def test_the_changelog_names_the_version() -> None:
    assert f"## [{caveat.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
