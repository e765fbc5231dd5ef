"""The other side of the worker: inspects and cleans PDF under limits, one file after another, and touches no disk."""

import base64
import json
import math
import sys
import time
from collections.abc import Mapping
from typing import Any

from caveat.content.files.clean_pdf import clean_pdf
from caveat.content.files.pdf import inspect_pdf
from caveat.content.files.refusal import Unreadable, damaged, too_complex, without_repeats
from caveat.content.files.worker import as_values, read_message, write_message

try:
    import resource
except ImportError:  # pragma: no cover - Only where the system has no such limits (Windows).
    resource = None  # type: ignore[assignment]


def serve(seconds: int, memory: int) -> None:
    """Answer requests until the other side closes."""
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    while True:
        try:
            task, data = read_message(sys.stdin.buffer)
        except ValueError:
            return
        if resource:
            # The limit counts from the start of the process; beyond it the system ends the process.
            until = math.ceil(time.process_time()) + seconds
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
        write_message(sys.stdout.buffer, "answer", json.dumps(_answer(task, data)).encode())


def _answer(task: str, data: bytes) -> Mapping[str, Any]:
    try:
        if task == "clean":
            return {"data": base64.b64encode(clean_pdf(data)).decode(), "refusals": []}
        return {"refusals": [as_values(refusal) for refusal in without_repeats(inspect_pdf(data))]}
    except Unreadable as stopped:
        reason = stopped
    except (MemoryError, RecursionError):
        reason = too_complex("the file takes too much memory")
    except Exception:  # noqa: BLE001 - Whatever a broken file leads to: the file is refused, and nothing is printed.
        reason = damaged("the file is broken")
    return {"refusals": [as_values(reason.refusal)]}
