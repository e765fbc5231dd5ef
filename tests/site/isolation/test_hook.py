"""What the interpreter refuses, where it is all there is."""

import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import environment

START = """
import os, shutil, socket, subprocess, sys
from pathlib import Path
from caveat_site.isolation.hook import confine
staged, out, source = (Path(name) for name in sys.argv[1:4])
confine(readable=[staged], writable=[out])
try:
    {code}
except PermissionError:
    print("refused")
else:
    print("done")
"""
REFUSED = [
    "open(source / 'page.md')",
    "(source / 'page.md').read_text()",
    "os.open(source / 'page.md', os.O_RDONLY)",
    "open(staged / '..' / 'source' / 'page.md')",
    "os.chdir(source); open('page.md')",
    "os.listdir(source)",
    "list(os.scandir(source))",
    "list(Path('..').iterdir())",
    "open(staged / 'new.md', 'w')",
    "open(staged / 'page.md', 'a')",
    "(staged / 'page.md').unlink()",
    "(staged / 'page.md').rename(out / 'page.md')",
    "shutil.copy(source / 'page.md', out / 'page.md')",
    "shutil.rmtree(staged)",
    "os.mkdir(source / 'new')",
    "os.symlink(staged, staged / 'link')",
    "open('/etc/passwd')",
    "subprocess.run(['true'])",
    "os.system('true')",
    "os.fork()",
    "os.execv('/bin/true', ['true'])",
    "socket.create_connection(('127.0.0.1', 9))",
    "socket.getaddrinfo('example.org', 443)",
]
ALLOWED = [
    "open(staged / 'page.md').close()",
    "list(staged.rglob('*'))",
    "(out / 'a').mkdir(); (out / 'a' / 'b').write_text('x'); shutil.rmtree(out / 'a')",
    "shutil.copy(staged / 'page.md', out / 'page.md')",
    "open(os.devnull).close()",
]


def attempt(folder: Path, code: str) -> str:
    for name in ("staged", "out", "source"):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "page.md").write_text("text", encoding="utf-8")
    arguments = [str(folder / name) for name in ("staged", "out", "source")]
    command = [sys.executable, "-W", "ignore", "-c", START.format(code=code), *arguments]
    result = subprocess.run(command, cwd=folder / "out", env=environment(), capture_output=True, text=True, check=False)
    return result.stdout.strip() or result.stderr


def test_other_files_the_network_and_other_processes_are_refused(tmp_path: Path) -> None:
    """In one process where the first refusal does not end it: each attempt for itself."""
    attempts = "\n".join(
        f"    try:\n        {code}\n    except PermissionError: pass\n    else: print({code!r})" for code in REFUSED
    )
    assert attempt(tmp_path, f"pass\n{attempts}") == "done"
    assert (tmp_path / "staged" / "page.md").read_text(encoding="utf-8") == "text"


@pytest.mark.parametrize("code", ALLOWED)
def test_its_own_files_are_not(tmp_path: Path, code: str) -> None:
    assert attempt(tmp_path, code) == "done"


def test_the_attempts_are_real(tmp_path: Path) -> None:
    """The positive control: without the hook the first of them succeeds."""
    assert attempt(tmp_path, "open(source / 'page.md')") == "refused"
    code = START.replace("confine(readable=[staged], writable=[out])", "").format(code=REFUSED[0])
    arguments = [str(tmp_path / name) for name in ("staged", "out", "source")]
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "done\n"
