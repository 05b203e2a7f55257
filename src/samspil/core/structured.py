"""What a page tells search engines of itself (schema.org)."""

import json
from collections.abc import Mapping
from typing import Any


def json_ld(data: Mapping[str, Any]) -> str:
    """A schema.org block for the page's head; "<" is escaped, so no text can end the element."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
