"""What a hostile extension would do. Put into a staged folder as a hook of MkDocs, and run by itself as the control.

Reads `attack.json` beside it, tries everything, and writes what came of it to `result.json` in the current folder:
for each attempt the text it got, or nothing.
"""

import ctypes
import json
import os
import socket
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

GIVEN = json.loads((Path(__file__).parent / "attack.json").read_text(encoding="utf-8"))
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.fopen.restype = ctypes.c_void_p
AF_UNIX, AF_INET = 1, 2


def native_open(path: str) -> str:
    return _read(LIBC.open(path.encode(), os.O_RDONLY))


def native_open_upwards(path: str) -> str:
    """From the current folder, which is open to the process."""
    return _read(LIBC.open(("../" * 40 + path).encode(), os.O_RDONLY))


def native_link(path: str) -> str:
    """To a name in the process's own folder."""
    LIBC.unlink(b"linked")
    return "" if LIBC.link(path.encode(), b"linked") else native_open("linked")


def native_program(path: str) -> str:
    Path("copied").write_bytes(b"")
    LIBC.system(f"cat '{path}' > copied".encode())
    return Path("copied").read_text(encoding="utf-8")


def native_writing(path: str) -> str:
    """Nothing is written: whether it could be."""
    handle = LIBC.open(path.encode(), os.O_WRONLY)
    return "" if handle < 0 or LIBC.close(handle) else "writable"


def native_name(path: str) -> str:
    """Not its content: that it is there."""
    return "there" if LIBC.access(path.encode(), os.F_OK) == 0 else ""


def _read(handle: int) -> str:
    if handle < 0:
        return ""
    buffer = ctypes.create_string_buffer(100)
    LIBC.read(handle, buffer, 99)
    LIBC.close(handle)
    return buffer.value.decode(errors="replace")


PYTHON: dict[str, Callable[[str], str]] = {
    "open": lambda path: Path(path).read_text(encoding="utf-8"),
    "os.open": lambda path: os.read(os.open(path, os.O_RDONLY), 99).decode(),
    "listing": lambda path: " ".join(map(str, Path(path).parent.iterdir())),
    "program": lambda path: subprocess.run(["cat", path], capture_output=True, text=True, check=True).stdout,
}
NATIVE: dict[str, Callable[[str], str]] = {
    "native open": native_open,
    "native open upwards": native_open_upwards,
    "native link": native_link,
    "native program": native_program,
}
NAMES: dict[str, Callable[[str], str]] = {"native name": native_name}


def python_tcp() -> str:
    with socket.create_connection(("127.0.0.1", GIVEN["port"]), timeout=5):
        return "connected"


def native_tcp() -> str:
    address = struct.pack("=H", AF_INET) + struct.pack("!H4s8x", GIVEN["port"], bytes((127, 0, 0, 1)))
    return _connect(AF_INET, address)


def native_unix() -> str:
    return _connect(AF_UNIX, struct.pack("=H", AF_UNIX) + GIVEN["socket"].encode() + b"\0")


def native_abstract() -> str:
    return _connect(AF_UNIX, struct.pack("=H", AF_UNIX) + b"\0" + GIVEN["abstract"].encode())


def _connect(family: int, address: bytes) -> str:
    handle = LIBC.socket(family, 1, 0)
    return "connected" if handle >= 0 and LIBC.connect(handle, address, len(address)) == 0 else ""


def native_signal() -> str:
    return "reached" if LIBC.kill(GIVEN["process"], 0) == 0 else ""


NETWORK: dict[str, Callable[[], str]] = {
    "tcp": python_tcp,
    "native tcp": native_tcp,
    "native unix": native_unix,
    "native abstract": native_abstract,
    "native signal": native_signal,
}


def capabilities() -> list[int]:
    found = ctypes.create_string_buffer(24)
    LIBC.capget(struct.pack("Ii", 0x20080522, 0), found)
    return list(struct.unpack("6I", found.raw))


def handles() -> list[int]:
    return [number for number in range(1024) if LIBC.fcntl(number, 1) >= 0]


def attempt(function: Callable[..., str], *arguments: str) -> str:
    try:
        return function(*arguments)
    except (OSError, subprocess.SubprocessError):
        return ""


HANDLES = handles()
ON_FILES = {**PYTHON, **NATIVE, **NAMES}
RESULT = {
    "files": {
        f"{name}: {path}": attempt(function, path) for path in GIVEN["files"] for name, function in ON_FILES.items()
    },
    "writing": {path: attempt(native_writing, path) for path in (__file__, json.__file__)},
    "network": {name: attempt(function) for name, function in NETWORK.items()},
    "capabilities": capabilities(),
    "handles": HANDLES,
    "host": os.uname().nodename,
    "mounted": LIBC.mount(b"none", b".", b"tmpfs", 0, None) == 0,
}
Path("result.json").write_text(json.dumps(RESULT), encoding="utf-8")
