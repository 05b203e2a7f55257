"""Reading the files of `content/`: TOML between two +++ lines, then Danish Markdown. Format: docs/content.md."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nh3

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "b", "a", "table", "thead", "tbody", "tr", "th", "td"}


class BadFile(Exception):
    """A content file that cannot be read; `str()` names the file and what is wrong."""


@dataclass(frozen=True)
class ContentFile:
    """`head` is the front matter, `body` the Markdown text, `sha256` the hash of the whole file."""

    slug: str
    head: dict[str, Any]
    body: str
    sha256: str

    def sections(self) -> dict[str, str]:
        """HTML by `## ` heading; text before the first heading stands under ""."""
        parts: dict[str, list[str]] = {"": []}
        heading = ""
        for line in self.body.splitlines():
            if line.startswith("## "):
                heading = line[3:].strip()
                parts[heading] = []
            else:
                parts[heading].append(line)
        return {name: html("\n".join(lines)) for name, lines in parts.items() if "\n".join(lines).strip()}


@cache
def markdown() -> "MarkdownIt":
    """The reader of Markdown; only set-up reads files, so other processes do not carry it in memory."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def html(text: str) -> str:
    """Safe HTML of a Markdown text: no raw HTML, only the tags pages use."""
    return nh3.clean(markdown().render(text), tags=TAGS, attributes={"a": {"href"}}, link_rel=None).strip()


def read(path: Path) -> ContentFile:
    """One file; raises BadFile when the front matter is missing or is not TOML."""
    raw = path.read_bytes()
    parts = raw.decode("utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise BadFile(f"{path}: front matter between two +++ lines is missing")
    try:
        head = tomllib.loads(parts[1])
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"{path}: {error}") from error
    return ContentFile(path.stem, head, parts[2].strip(), hashlib.sha256(raw).hexdigest())


def read_folder(folder: Path) -> list[ContentFile]:
    """Every .md file of a folder, by name."""
    return [read(path) for path in sorted(folder.glob("*.md"))]
