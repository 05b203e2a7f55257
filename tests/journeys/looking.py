"""What is looked at on every page: accessibility (axe), errors in the console, sideways scroll, text that is cut off."""

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Response

WIDE, PHONE, SMALLEST = 1280, 390, 320
WIDTHS = {WIDE: (768, 1024, WIDE), PHONE: (SMALLEST, 360, PHONE)}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations", "incomplete"],
}
# Doubts of axe that were looked at by hand, with the judgement in docs/accessibility.md: rule, and where. Any other doubt fails.
JUDGED = {"color-contrast": ".map text, .chart text, .spread text, .thread *, .suggestions li, .checks .long span"}
AXE = Axe()

# Text that sticks out of the window, or out of a box that hides what does not fit. Text for screen readers only is left out.
CUT_OFF = """() => {
  const found = [], width = document.documentElement.clientWidth;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), holder = node.parentElement;
    if (!text || !holder.checkVisibility({visibilityProperty: true}) || holder.closest('.sr, .skip, .trap, .find, thead, script, style, option, svg')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      let cut = box.width > 1 && (box.right > width + 1 || box.left < -1);
      for (let parent = holder; parent && !cut; parent = parent.parentElement) {
        const style = getComputedStyle(parent), edge = parent.getBoundingClientRect();
        if (/hidden|clip/.test(style.overflowX)) cut = box.right > edge.right + 1 || box.left < edge.left - 1;
        if (/hidden|clip/.test(style.overflowY)) cut = cut || box.bottom > edge.bottom + 1 || box.top < edge.top - 1;
      }
      if (cut) { found.push(text.slice(0, 60)); break; }
    }
  }
  return found;
}"""
# WCAG 1.4.12: readers who set their own spacing lose nothing.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
UNSPACED = "() => { document.adoptedStyleSheets = []; }"


@dataclass
class Heard:
    """What the browser complained about while a page was open."""

    complaints: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self.take_message)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self.take_response)

    def take_message(self, message: ConsoleMessage) -> None:
        """Errors and warnings; what the page's own status causes is not one."""
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def take_response(self, response: Response) -> None:
        """Files of a page that do not come."""
        if response.status >= 400 and not response.request.is_navigation_request():
            self.complaints.append(f"{response.status}: {response.url}")

    def nothing(self) -> None:
        """Fail on any complaint, and begin anew."""
        complaints, self.complaints = self.complaints, []
        assert not complaints, complaints


def axe(page: Page, part: str | None = None) -> list[str]:
    """What axe finds wrong, and doubts nobody has looked at, each with its place."""
    response: dict[str, Any] = AXE.run(page, context=part, options=RULES).response
    wrong = [("wrong", row["id"], node) for row in response["violations"] for node in row["nodes"]]
    wrong += [("doubt", row["id"], node) for row in response["incomplete"] for node in row["nodes"] if not judged(page, row["id"], node)]
    return [f"{kind} {rule}: {node['html'][:140]} ({node.get('failureSummary', '')[:160]})" for kind, rule, node in wrong]


def judged(page: Page, rule: str, node: dict[str, Any]) -> bool:
    """True when somebody has looked at this doubt."""
    return rule in JUDGED and bool(page.evaluate("([target, places]) => document.querySelector(target).matches(places)", [node["target"][0], JUDGED[rule]]))


def sideways(page: Page, widths: tuple[int, ...]) -> list[str]:
    """Widths at which the page scrolls sideways."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found.append(f"{width} px: the page is {needed} px wide")
    return found


def cut_off(page: Page) -> list[str]:
    """Text that is cut off at 320 px (what 400 % zoom gives on a 1280 px screen), also with the reader's own spacing."""
    page.set_viewport_size({"width": SMALLEST, "height": 256})
    found = [f"cut off: {text}" for text in page.evaluate(CUT_OFF)]
    page.evaluate(SPACED)
    found += [f"cut off when spaced: {text}" for text in page.evaluate(CUT_OFF)] + sideways(page, (SMALLEST,))
    page.evaluate(UNSPACED)
    return found


def look(page: Page, heard: Heard, width: int, part: str | None = None) -> None:
    """Everything at once, at a width and its neighbours; axe may be given only a part, when that part covers the rest."""
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready.then(() => true)")
    found = axe(page, part) + sideways(page, WIDTHS[width])
    if width == PHONE:
        found += cut_off(page)
    page.set_viewport_size({"width": width, "height": 900})
    assert not found, found
    heard.nothing()
