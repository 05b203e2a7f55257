"""Make what the source does not hold: web fonts, the icon sprite, the joined style sheet and compiled translations; then collect static files."""

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from fontTools import subset

from samspil.core.sprite import sprite
from samspil.core.styles import style_sheet

WEIGHTS = {400: "Regular", 600: "Semibold", 700: "Bold"}
LETTERS = "U+0020-007E,U+00A0-017F,U+02C6,U+02DC,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+203A,U+20AC,U+2122,U+2190-2193,U+2212,U+00D7"


def build_fonts(folder: Path) -> None:
    """Subset the typeface's TTFs to WOFF2 with the letters of European languages."""
    import font_source_sans_pro

    source = Path(font_source_sans_pro.__file__).parent / "files"
    folder.mkdir(parents=True, exist_ok=True)
    for weight, name in WEIGHTS.items():
        target = folder / f"source-sans-{weight}.woff2"
        subset.main([str(source / f"SourceSansPro-{name}.ttf"), f"--unicodes={LETTERS}", "--flavor=woff2", f"--output-file={target}", "--layout-features=*"])


def build_translations(source: Path, target: Path) -> None:
    """Compile django.po and djangojs.po below `source` to .mo files below `target`; wagtail.po joins django.po, whose words win."""
    for po in source.rglob("django*.po"):
        entries = polib.pofile(str(po))
        joining = po.with_name("wagtail.po")
        if po.name == "django.po" and joining.exists():
            own = {(entry.msgctxt, entry.msgid) for entry in entries}
            entries.extend(entry for entry in polib.pofile(str(joining)) if (entry.msgctxt, entry.msgid) not in own)
            entries.metadata = polib.pofile(str(joining)).metadata
        compiled = target / po.relative_to(source).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        entries.save_as_mofile(str(compiled))


class Command(BaseCommand):
    """Idempotent; touches no database."""

    help = __doc__
    requires_system_checks: list[str] = []  # noqa: RUF012  # Django declares it so

    def handle(self, *args: Any, **options: Any) -> None:
        built = Path(settings.HOME) / "built" / "core"
        build_fonts(built / "fonts")
        (built / "samspil.css").write_text(style_sheet(), encoding="utf-8")
        (built / "icons.svg").write_text(sprite(), encoding="utf-8")
        build_translations(Path(settings.ROOT) / "src" / "samspil" / "locale", Path(settings.HOME) / "locale")
        call_command("collectstatic", interactive=False, verbosity=0)
