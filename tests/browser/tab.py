"""A browser window that notes errors, policy violations and requests that leave the machine."""

from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser, Page, Request, Route

EDITIONS = ("law-enforcement", "partner")

TEMPLATES = {
    "home": "index.html",
    "library": "library.html",
    "type": "type/guidance.html",
    "folder": "guidance/index.html",
    "new": "new.html",
    "law": "law.html",
    "a-to-z": "a-to-z.html",
    "glossary": "glossary.html",
    "search": "search.html?q=section+45",
    "nothing found": "search.html?q=xyzzyplugh",
    "guide": "guidance/investigation-guide/part-1-common-elements.html",
    "tables": "guidance/topics/risk-and-prevention-orders.html",
    "debrief": "debriefs/operation-fort.html",
    "card": "guidance/aide-memoire/initial-actions.html",
    "booklet": "guidance/first-contact/encountering-victims.html",
    "superseded": "guidance/investigation-guide/sexual-exploitation-guide-2020.html",
    "withdrawn": "bulletins/coronavirus-2020.html",
    "statistics": "guidance/statistics/referrals-and-recorded-crime.html",
    "plain page": "about.html",
}
"""Every template and every component of the theme, by a page that shows it."""

_LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


class Tab:
    """A window. Close it by leaving its `with` block."""

    def __init__(
        self,
        browser: Browser,
        *,
        width: int = 1280,
        scheme: str = "light",
        scripts: bool = True,
        **options: Any,
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=scripts,
            **options,
        )
        self.page: Page = self._context.new_page()
        self.errors: list[str] = []
        self.outside: list[str] = []
        self._context.route("**/*", self._route)
        self._context.add_init_script(_LISTEN)
        self.page.on(
            "console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text)
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _route(self, route: Route, request: Request) -> None:
        if request.url.startswith(("file://", "http://127.0.0.1:")):
            route.continue_()
        else:
            self.outside.append(request.url)
            route.abort()

    def open(self, address: str) -> Page:
        """The page at an address, loaded and at rest."""
        self.page.goto(address, wait_until="load")
        self.page.wait_for_load_state("networkidle")
        return self.page

    def violations(self) -> list[str]:
        """Breaches of the Content Security Policy since the page was opened."""
        found: list[str] = self.page.evaluate("window.violations")
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.close()
