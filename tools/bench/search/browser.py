"""An engine's page in Debian's Chromium: asked, timed, weighed."""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
_PATIENCE = 600_000
"""Milliseconds before a query is given up."""
_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Search</title></head>
<body><script>
globalThis.bench = async (what, ...given) => (await import("./engine.js"))[what](...given);
</script></body>
</html>
"""
_TIMED = """async ([query, limit]) => {
  const start = performance.now();
  const found = await bench("show", query, limit);
  return [performance.now() - start, found.length];
}"""
_TYPED = """async ([query, limit, gap, rest]) => {
  for (let letters = 1; letters < query.length; letters++) {
    if (rest < gap) bench("show", query.slice(0, letters), limit).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, gap));
  }
  const start = performance.now();
  await bench("show", query, limit);
  return performance.now() - start;
}"""
_RANKED = """async ([queries, limit]) => {
  const found = [];
  for (const query of queries) found.push(await bench("rank", query, limit));
  return found;
}"""


def write_page(folder: Path) -> None:
    """Put the page that the browser opens beside an engine's script. The engine is loaded by the first query."""
    (folder / "bench.html").write_text(_PAGE, encoding="utf-8")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium. Raises FileNotFoundError where none is installed."""
    executable = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if executable is None:
        raise FileNotFoundError("no Chromium is installed; install Debian's package: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


@dataclass(slots=True)
class Tab:
    """A fresh profile with the page of one engine open and nothing of the engine loaded."""

    context: BrowserContext
    page: Page
    session: CDPSession
    workers: "Workers"

    def ranked(self, queries: Sequence[str], limit: int) -> list[list[str]]:
        """The engine's keys for each query."""
        found: list[list[str]] = self.page.evaluate(_RANKED, [list(queries), limit])
        return found

    def timed(self, query: str, limit: int) -> float:
        """Milliseconds from asking to having all that a list of results shows."""
        milliseconds: float = self.page.evaluate(_TIMED, [query, limit])[0]
        return milliseconds

    def typed(self, query: str, limit: int, gap: int, rest: int) -> float:
        """Milliseconds of the last query of somebody who types a letter each `gap` milliseconds.

        The page asks whenever nothing has been typed for `rest` milliseconds: at each letter, or at the end alone.
        """
        milliseconds: float = self.page.evaluate(_TYPED, [query, limit, gap, rest])
        return milliseconds

    def heap(self) -> int:
        """Bytes in use by JavaScript after garbage collection: the page and its workers, array buffers included."""
        self.session.send("HeapProfiler.collectGarbage")
        return _used(self.session.send("Runtime.getHeapUsage")) + self.workers.heap()

    def slow_down(self, factor: float) -> None:
        """Make the page's main thread slower. Chromium slows no workers."""
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": factor})


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Tab]:
    """A tab with an engine's page at an address, with an empty cache."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.set_default_timeout(_PATIENCE)
        session = context.new_cdp_session(page)
        tab = Tab(context, page, session, Workers(session))
        page.goto(f"{address}/bench.html")
        yield tab
    finally:
        context.close()


@dataclass(slots=True)
class Workers:
    """The workers of a page, which have heaps of their own."""

    session: CDPSession
    known: list[str] = field(default_factory=list)
    answers: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    asked: int = 0

    def __post_init__(self) -> None:
        self.session.on("Target.attachedToTarget", lambda event: self.known.append(event["sessionId"]))
        self.session.on("Target.receivedMessageFromTarget", lambda event: self._receive(event))  # noqa: PLW0108 - Playwright marks it.
        self.session.send(
            "Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
        )

    def typed(self, query: str, limit: int, gap: int, rest: int) -> float:
        """Milliseconds of the last query of somebody who types a letter each `gap` milliseconds.

        The page asks whenever nothing has been typed for `rest` milliseconds: at each letter, or at the end alone.
        """
        milliseconds: float = self.page.evaluate(_TYPED, [query, limit, gap, rest])
        return milliseconds

    def heap(self) -> int:
        """Bytes in use by all workers after garbage collection."""
        total = 0
        for worker in self.known:
            self._ask(worker, "HeapProfiler.collectGarbage")
            total += _used(self._ask(worker, "Runtime.getHeapUsage"))
        return total

    def _ask(self, worker: str, method: str) -> dict[str, Any]:
        self.asked += 1
        message = json.dumps({"id": self.asked, "method": method, "params": {}})
        self.session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        while (worker, self.asked) not in self.answers:
            self.session.send("Runtime.getHeapUsage")  # Lets the events that have come in be handed out.
        answer = self.answers.pop((worker, self.asked))
        result: dict[str, Any] = answer["result"]
        return result

    def _receive(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self.answers[event["sessionId"], message["id"]] = message


def _used(usage: dict[str, Any]) -> int:
    return int(usage["usedSize"]) + int(usage.get("backingStorageSize", 0))
