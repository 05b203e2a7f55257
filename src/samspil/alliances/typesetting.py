"""An agreement, legal check, receipt or proof of effort from JSON (standard input) to a PDF/UA-1 (standard output): a program of its own, so that the
memory typst takes goes with it.

Run as `python -m samspil.alliances.typesetting` for one sheet, or with `--many` for one a line: each answered with a line that holds the number of bytes,
negative for an error's text, and the bytes. Starting takes most of the time of one sheet. Needs neither Django nor a database. People's texts travel as
data in `sys.inputs`.
"""

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import IO, Any

import font_source_sans_pro
import typst

FONTS = Path(font_source_sans_pro.__file__).parent / "files"
ROOMS = Path(__file__).resolve().parents[1]
TEMPLATES = {name: ROOMS / "alliances" / "typst" / f"{name}.typ" for name in ("agreement", "check", "receipt")}
TEMPLATES["effort"] = ROOMS / "exchange" / "typst" / "effort.typ"
MARK = ROOMS / "core" / "static" / "core" / "scenes" / "mark.svg"
WEIGHTS = ("Regular", "Semibold", "Bold")
# What a letter is written as when the typeface has none for it: PDF/UA allows no letter that cannot be shown.
SUBSTITUTE = "\u25ca"
LONG_WORD = 14
LONG = re.compile(r"\S{29,}")
MAY_BREAK = "\u200b"
SUBSTITUTED = f"Tegn, som skriften ikke har, står som {SUBSTITUTE}. De står rigtigt på alliancens side."


# What nearly all texts are written in: every weight has them (a test looks), so that the fonts' tables need not be read, which takes half of the start.
KNOWN = frozenset(map(ord, [*map(chr, range(0x20, 0x7F)), *"æøåÆØÅäöüÄÖÜéèÉ–—»«…·•’‘“”§°½€©"]))


@cache
def letters() -> frozenset[int]:
    """The code points that every weight we print with has."""
    from fontTools.ttLib import TTFont  # slow to import, and seldom needed

    maps = [set(TTFont(str(FONTS / f"SourceSansPro-{weight}.ttf"), lazy=True).getBestCmap()) for weight in WEIGHTS]
    return frozenset(set.intersection(*maps))


def printable(value: Any) -> Any:
    """The same JSON value with every letter that the typeface lacks replaced; line breaks and tabs become spaces that lay-out may use."""
    if isinstance(value, str):
        return breakable("".join(shown(letter) for letter in value))
    if isinstance(value, dict):
        return {key: printable(inside) for key, inside in value.items()}
    return [printable(inside) for inside in value] if isinstance(value, list) else value


def breakable(text: str) -> str:
    """Words too long for a column of the tables may break at any LONG_WORD letters."""
    return LONG.sub(lambda word: MAY_BREAK.join(word[0][at : at + LONG_WORD] for at in range(0, len(word[0]), LONG_WORD)), text)


def shown(letter: str) -> str:
    if letter.isspace():
        return "\n" if letter == "\n" else " "
    return letter if ord(letter) in KNOWN or ord(letter) in letters() else SUBSTITUTE


def typeset(data: dict[str, Any]) -> bytes:
    """The PDF; `template` says by which of TEMPLATES, the agreement's where nothing is said.

    Raises RuntimeError when typst refuses, which our own template alone can make it do, and OSError when a typeface is missing: typst would take another."""
    for weight in WEIGHTS:
        (FONTS / f"SourceSansPro-{weight}.ttf").stat()
    safe = printable(data)
    safe["substituted"] = SUBSTITUTED if safe != data and SUBSTITUTE in json.dumps(safe, ensure_ascii=False) else ""
    made = typst.compile(
        TEMPLATES[data.get("template", "agreement")],
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(safe), "mark": MARK.read_text(encoding="utf-8")},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    return made


def typeset_many(sheets: IO[bytes], out: IO[bytes]) -> None:
    """One after the other until the input ends. A sheet that cannot be set is told as an error, and the next one is set all the same."""
    for line in sheets:
        try:
            made, sign = typeset(json.loads(line)), ""
        except Exception as wrong:  # noqa: BLE001  # whoever asked is told what it was
            made, sign = f"{type(wrong).__name__}: {wrong}".encode(), "-"
        out.write(f"{sign}{len(made)}\n".encode() + made)
        out.flush()


if __name__ == "__main__":
    if sys.argv[1:] == ["--many"]:
        typeset_many(sys.stdin.buffer, sys.stdout.buffer)
    else:
        sys.stdout.buffer.write(typeset(json.load(sys.stdin)))
