"""Abbreviations the glossary explains lead there where a page first uses them. Done when a page's parts are made, not when somebody looks."""

import re
from collections.abc import Iterable
from dataclasses import replace

from samspil.content.models import GlossaryTerm
from samspil.core.stored import Parts

TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"<(/?)([a-zA-Z0-9]+)")
# Capitals alone, or what a compound begins with: "KLE", "MED-udvalg".
ABBREVIATION = re.compile(r"([A-ZÆØÅ]{2,8})(?:-.*)?")
# No links inside these: they are links, headings or controls already, or no running text.
SHUT = {"a", "button", "summary", "label", "h1", "h2", "h3", "h4", "dt", "svg", "script", "style"}


def explained() -> dict[str, str]:
    """Address of the glossary's page by abbreviation."""
    found = [(ABBREVIATION.fullmatch(term), slug) for term, slug in GlossaryTerm.objects.values_list("term", "slug")]
    return {match[1]: f"/ordbog/{slug}/" for match, slug in found if match}


def with_glossary(parts: Parts) -> Parts:
    """The parts of a page with its abbreviations as links."""
    return replace(parts, main=linked(parts.main, explained()))


def linked(html: str, addresses: dict[str, str]) -> str:
    """`html` with the first of each abbreviation in running text as a link; a page that links it itself is left as it is."""
    left = {word: address for word, address in addresses.items() if word in html and f'href="{address}"' not in html}
    if not left:
        return html
    pieces, depth = TAG.split(html), 0
    for number, piece in enumerate(pieces):
        if number % 2:
            depth += step(piece)
        elif not depth:
            pieces[number] = with_links(piece, left)
    return "".join(pieces)


def step(tag: str) -> int:
    """1 where something shut begins, -1 where it ends, else 0."""
    name = NAME.match(tag)
    if name is None or name[2].lower() not in SHUT or tag.endswith("/>"):
        return 0
    return -1 if name[1] else 1


def with_links(text: str, left: dict[str, str]) -> str:
    """One piece of text; abbreviations that got their link are taken out of `left`."""
    for word in present(text, left):
        text = re.sub(rf"(?<![\w-]){word}(?!\w)", f'<a href="{left.pop(word)}">{word}</a>', text, count=1)
    return text


def present(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if re.search(rf"(?<![\w-]){word}(?!\w)", text)]
