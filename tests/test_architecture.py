"""Dependencies point one way, and the library knows no site generator."""

import ast
import tomllib
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parent.parent / "plugins"
CORE = PLUGINS / "caveat"
CORE_MODULES = sorted(CORE.rglob("*.py"))
GENERATORS = {"mkdocs", "material", "properdocs", "zensical", "caveat_site", "caveat_cli"}
MAY_IMPORT = {
    "content": {"content"},
    "redaction": {"content", "redaction"},
    "projection": {"content", "redaction", "projection"},
    "search": {"content", "redaction", "projection", "search"},
    "history": {"content", "redaction", "projection", "history"},
    "checking": {"content", "redaction", "projection", "checking"},
    "editing": {"content", "redaction", "projection", "editing"},
    "assurance": {"content", "redaction", "projection", "search", "history", "assurance"},
    "reviewing": {"content", "redaction", "projection", "history", "editing", "reviewing"},
    "export": {"content", "redaction", "projection", "search", "history", "assurance", "export"},
}
"""Package of the library to the packages it may import."""


def imports(module: Path) -> set[str]:
    """The dotted names that a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write imports from the root"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("module", CORE_MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_core_knows_no_site_generator(module: Path) -> None:
    assert not {name.partition(".")[0] for name in imports(module)} & GENERATORS


@pytest.mark.parametrize("module", CORE_MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_packages_depend_one_way(module: Path) -> None:
    package = module.relative_to(CORE).parts[0]
    found = {name.split(".")[1] for name in imports(module) if name.startswith("caveat.")}
    assert found <= MAY_IMPORT.get(package, set())


def test_every_package_has_its_rule() -> None:
    packages = {path.name for path in CORE.iterdir() if (path / "__init__.py").exists()}
    assert packages == set(MAY_IMPORT)


def test_the_check_sees_a_forbidden_import(tmp_path: Path) -> None:
    """The positive control: an import inside a function counts."""
    module = tmp_path / "module.py"
    module.write_text("def f():\n    from mkdocs.config import base\n", encoding="utf-8")
    assert {name.partition(".")[0] for name in imports(module)} & GENERATORS


def test_only_the_adapter_names_the_engine() -> None:
    """The command line goes through `caveat_site`, never to an engine itself."""
    for module in (PLUGINS.parent / "tools" / "caveat_cli").glob("*.py"):
        assert not {name.partition(".")[0] for name in imports(module)} & (GENERATORS - {"caveat_site", "caveat_cli"})


def test_every_package_is_installed() -> None:
    """An installation that lacks one works in the repository alone."""
    named = set(tomllib.loads((PLUGINS.parent / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    found = {
        ".".join(module.parent.relative_to(folder).parts)
        for folder in (PLUGINS, PLUGINS.parent / "tools")
        for module in folder.rglob("__init__.py")
    }
    assert named == found
