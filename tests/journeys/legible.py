"""Whether text can be read as it is painted, whatever the browser made of the colours: measured in the picture."""

import io
from typing import Any

from PIL import Image
from playwright.sync_api import Page

# Thin letters do not reach their full colour in the picture, so less than the 4.5 that axe asks of the values.
LEAST = 3.0
# The first line of every text that is painted, in the picture's pixels.
LINES = """() => {
  const lines = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), holder = node.parentElement;
    if (text.length < 2 || !holder.checkVisibility({visibilityProperty: true}) || holder.closest('.sr, .skip, .trap, script, option, svg')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    if (!box || box.width < 4 || box.height < 4) continue;
    lines.push([text.slice(0, 50), box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY]);
  }
  return lines;
}"""


def light(grey: float) -> float:
    """Relative luminance of a grey from 0 to 255 (WCAG 2)."""
    part = grey / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(picture: Image.Image, box: tuple[int, int, int, int]) -> float:
    """Between the lightest and the darkest spot of a box."""
    darkest, lightest = (light(float(grey)) for grey in picture.crop(box).getextrema() if isinstance(grey, int | float))
    return (lightest + 0.05) / (darkest + 0.05)


def unreadable(page: Page) -> list[str]:
    """Texts that do not stand out from their ground."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    lines: list[Any] = page.evaluate(LINES)
    assert lines, "no text to look at"
    return [text for text, *box in lines if contrast(picture, tuple(round(edge) for edge in box)) < LEAST]
