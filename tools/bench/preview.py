"""What an editor waits for: the time from a save to the page on the screen, in a real browser.

    python tools/bench/preview.py [--sizes 100 1000] [--saves 10]

Generates a library of each size (tools/bench/make_corpus.py, fixed seed), starts `caveat serve` as users do, opens a
page of the partner edition in Chromium and saves its source again and again, each time with a new word. The clock
stops when the browser shows the word, in a page that it has loaded anew by itself. One row a size:

- start: from the command to the first page on the screen
- save: from the write of the file to the word on the screen, after everything behind the last save was done
- at work: the same while the check of the whole library still runs
- problem: from the write of a broken link to the problem over the page

Seconds depend on the machine; take what else runs on it into account.
"""

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
PATIENCE = 300_000
"""Milliseconds for what is waited for."""


def corpus(pages: int, folder: Path) -> Path:
    """A library of so many pages; the path of one that partners may see, in the middle of it."""
    make = [sys.executable, HERE / "make_corpus.py", "--pages", str(pages), "--seed", "7", "--out", folder, "--caveat"]
    subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
    both = "editions: [law-enforcement, partner]"
    found = [page for page in sorted((folder / "docs").rglob("*.md")) if both in page.read_text(encoding="utf-8")]
    return found[len(found) // 2]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a preview of the partner edition, while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "caveat_cli", "-C", folder, "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def opened(page: Page, address: str) -> None:
    """Open a page as soon as somebody answers."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        try:
            page.goto(address, timeout=PATIENCE)
        except Exception:  # noqa: BLE001 - The browser's error says only that nobody listens yet.
            time.sleep(0.02)
        else:
            return


def at_rest(page: Page) -> None:
    """Wait until everything is checked."""
    page.locator("#caveat-preview").filter(has_not_text="Checking the rest").wait_for(timeout=PATIENCE)


def saved(page: Page, source: Path, text: str, words: str) -> float:
    """Seconds from saving a text to the words on the screen."""
    start = time.perf_counter()
    source.write_text(text, encoding="utf-8")
    page.locator("body").filter(has_text=words).wait_for(timeout=PATIENCE)
    return time.perf_counter() - start


def measure(page: Page, pages: int, saves: int, folder: Path) -> str:
    """A row of the table."""
    source = corpus(pages, folder)
    text = source.read_text(encoding="utf-8")
    address = source.relative_to(folder / "docs").with_suffix(".html").as_posix()
    start = time.perf_counter()
    with served(folder) as server:
        opened(page, f"{server}/partner/{address}")
        first = time.perf_counter() - start
        rested, working = [], []
        for number in range(saves):
            at_rest(page)
            time.sleep(0.5)
            rested.append(saved(page, source, f"{text}\nSeen rested {number}.\n", f"Seen rested {number}."))
            # One second later everything is read and checked again: in the middle of that.
            time.sleep(1.5)
            working.append(saved(page, source, f"{text}\nSeen working {number}.\n", f"Seen working {number}."))
        at_rest(page)
        problem = saved(page, source, f"{text}\n[x](nowhere.md)\n", "[broken-link]")
    seconds = (first, statistics.median(rested), max(rested), statistics.median(working), max(working), problem)
    return f"| {pages} | {' | '.join(f'{each:.2f}' for each in seconds)} |"


def main() -> int:
    """Measure every size asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000])
    parser.add_argument("--saves", type=int, default=10)
    arguments = parser.parse_args()
    browser = next((found for name in NAMES if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium is installed; install Debian's package: apt-get install chromium")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; seconds; both editions of each library")
    print("| pages | start | save, median | save, most | at work, median | at work, most | problem |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for pages in arguments.sizes:
            page = running.new_page()
            print(measure(page, pages, arguments.saves, Path(scratch) / str(pages)), flush=True)
            page.close()
        running.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
