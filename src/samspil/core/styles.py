"""The style sheet of every page: short files in `styles/`, joined in this order to `core/samspil.css` at set-up."""

from importlib.resources import files

# The order is the cascade: what stands later wins.
PARTS = ("tokens", "ground", "frame", "parts", "lists", "forms", "layouts", "together", "widths", "modes")


def style_sheet() -> str:
    """The whole style sheet."""
    folder = files("samspil.core") / "styles"
    return "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in PARTS)
