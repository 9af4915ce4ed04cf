"""A window of the browser in which nothing may complain: no error, no refused script or style, no 500."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# All rules of these tags are run; of what passes no list is made, which took axe most of its time.
ASKED = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


class Watched:
    """A page, and what its browser complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self.answered)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} {response.url}")

    def barriers(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page as it is now."""
        found = Axe().run(self.page, options=ASKED).response
        return [
            f"{self.page.url} {one['id']}: {node['html'][:120]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]
