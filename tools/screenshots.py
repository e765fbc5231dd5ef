"""Screenshots for the README, from the built site: `make screenshots`."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
OUT = ROOT / "screenshots"
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")

PICTURES = (
    ("home", "law-enforcement/index.html", 1280, 1500, "light"),
    ("guide", "law-enforcement/guidance/investigation-guide/part-1-common-elements.html", 1280, 1800, "light"),
    ("debrief", "law-enforcement/debriefs/operation-fort.html", 1280, 1500, "dark"),
    ("search", "law-enforcement/search.html?q=section+45", 1280, 1100, "light"),
    ("partner-home", "partner/index.html", 1280, 1500, "light"),
    ("phone", "partner/guidance/aide-memoire/initial-actions.html", 360, 1200, "light"),
)
"""Name, page, width, height and colour scheme."""


def take(browser: Browser, name: str, page: str, width: int, height: int, scheme: str) -> None:
    """One picture of the top of a page."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(f"{SITE.as_uri()}/{page}")
    tab.wait_for_load_state("networkidle")
    tab.screenshot(path=OUT / f"{name}.png")
    context.close()


def main() -> int:
    """Every picture; 1 where the site is not built or no browser is installed."""
    executable = next((path for path in CHROMIUM if Path(path).exists()), None)
    if executable is None or not SITE.exists():
        print("run 'make site' and install chromium first", file=sys.stderr)
        return 1
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for picture in PICTURES:
            take(browser, *picture)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
