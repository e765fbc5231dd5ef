"""Debian's Firefox: a window that notes errors, policy violations and requests that leave the machine."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browser.bidi import Connection

NAMES = ("firefox-esr", "firefox")
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowUp": "\ue013", "ArrowDown": "\ue015"}
_PREFERENCES = {
    # Whatever is not on this machine goes to a port where nobody listens.
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
}
_LISTEN = """() => {
  window.violations = [];
  window.addEventListener("securitypolicyviolation", event => {
    window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
}"""
_PATIENCE = 30.0


class Window:
    """The one window of a running Firefox."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        connection.send("session.new", capabilities={})
        connection.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        connection.send("script.addPreloadScript", functionDeclaration=_LISTEN)
        self._context: str = connection.send("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, address: str) -> None:
        """Load the page at an address. What was noted before is forgotten."""
        # What the page before still has to say is said before an empty page is there.
        self._navigate("about:blank")
        self._connection.events.clear()
        self._navigate(address)

    def _navigate(self, address: str) -> None:
        self._connection.send("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def call(self, function: str, *given: object) -> Any:
        """What a function of JavaScript, which may be asynchronous, gives for values that JSON can write."""
        result = self._connection.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({function})(...{json.dumps(given)})))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if result["type"] != "success":
            raise AssertionError(result["exceptionDetails"]["text"])
        said = result["result"].get("value")
        return json.loads(said) if said is not None else None

    def until(self, function: str, *given: object) -> None:
        """Wait until a function gives something true."""
        end = time.monotonic() + _PATIENCE
        while not self.call(function, *given):
            assert time.monotonic() < end, function
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: by name, or as the letter that is on them."""
        values = [KEYS.get(key, key) for key in keys]
        actions = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keys", "actions": actions}
        self._connection.send("input.performActions", context=self._context, actions=[source])

    def errors(self) -> list[str]:
        """Errors and warnings since the page was opened."""
        logged = [each["params"] for each in self._connection.events if each["method"] == "log.entryAdded"]
        return [each["text"] for each in logged if each["level"] in ("error", "warn")]

    def outside(self) -> list[str]:
        """Requests to anything but this machine since the page was opened."""
        sent = (each for each in self._connection.events if each["method"] == "network.beforeRequestSent")
        urls = [each["params"]["request"]["url"] for each in sent]
        return [url for url in urls if not url.startswith(("file://", "http://127.0.0.1:", "data:", "about:"))]

    def violations(self) -> list[str]:
        """Breaches of the Content Security Policy since the page was opened."""
        found: list[str] = self.call("() => window.violations")
        return found


@contextmanager
def firefox(profile: Path) -> Iterator[Window]:
    """A headless Firefox with a fresh profile in an empty folder. It fails where none is installed."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert executable, "no Firefox is installed; install Debian's package: apt-get install firefox-esr"
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [executable, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            with Connection(_port(profile, running)) as connection:
                yield Window(connection)
        finally:
            running.terminate()


def _port(profile: Path, running: "subprocess.Popen[bytes]") -> int:
    """Where Firefox listens, as it writes it into its profile once it does."""
    place = profile / "WebDriverBiDiServer.json"
    end = time.monotonic() + _PATIENCE
    while not place.exists() or not (said := place.read_text(encoding="utf-8")):
        assert running.poll() is None, "Firefox has ended"
        assert time.monotonic() < end, "Firefox does not listen"
        time.sleep(0.05)
    port: int = json.loads(said)["ws_port"]
    return port
