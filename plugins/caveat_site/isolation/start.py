"""The engine's process from its first moment: it locks itself in, and only then imports an engine.

Up to there it runs our own code and the standard library alone: no installed package can come first. As soon as it is
locked in it prints a JSON object, `{"landlock": true}`, and from then on what `render` prints. Where it cannot be
locked in as it is told, it ends with a line on standard error and nothing on standard output.

Three processes: the one that the build starts waits for the engine's, as the first of a new namespace of processes has
to be a child; and one ends the others when the build has gone.
"""

import json
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

import caveat  # noqa: F401 - Imported while the folder that it lies in can still be listed.
from caveat_site.isolation import kernel
from caveat_site.isolation.confinement import Confinement
from caveat_site.isolation.hook import confine
from caveat_site.isolation.landlock import restrict
from caveat_site.isolation.namespaces import DEVICES, enter


def start() -> None:
    """Lock this process in, as its first argument says, and render."""
    given = Confinement.of_argument(sys.argv[1])
    if not os.fork():
        _end_with_build()
    landlock = _lock_in(given)
    if child := os.fork():
        _end_as(child)
    _become_engine(given, landlock=landlock)
    # The first import of anything that is not ours.
    from caveat_site.render import run  # noqa: PLC0415

    run(given.staged, given.site)


def _lock_in(given: Confinement) -> bool:
    """Whether Landlock holds; namespaces do if they were asked for."""
    try:
        if given.root:
            enter(given.root, readable=given.readable, writable=given.writable)
        os.chdir(given.scratch)
        return restrict(readable=(*given.readable, DEVICES[1]), writable=(*given.writable, DEVICES[0]))
    except OSError as error:
        sys.exit(error.strerror)


def _become_engine(given: Confinement, *, landlock: bool) -> None:
    if sys.platform == "linux":
        kernel.end_with_parent(signal.SIGKILL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.write(1, json.dumps({"landlock": landlock}).encode() + b"\n")
    confine(readable=(*given.readable, *DEVICES), writable=given.writable)
    sys.argv[1:] = []
    sys.path += map(str, given.imports)


def _end_with_build() -> NoReturn:
    """End this group of processes when the build closes standard input, or is killed. It never writes to it."""
    os.close(1)
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _end_as(child: int) -> NoReturn:
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code < 0:
        with suppress(OSError):  # Nobody may set what SIGKILL does.
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)
