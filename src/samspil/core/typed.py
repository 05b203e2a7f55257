"""What somebody typed, kept when a form comes back at a bad time: log-in ended, safety mark run out."""

import json
from urllib.parse import urlsplit

from django.http import HttpRequest

# Never shown again: the safety mark, and on the account pages what only the person knows.
MARK = "csrfmiddlewaretoken"
SECRETS = {"password", "password1", "password2", "oldpassword", "code", "credential"}
SHOWN_FROM = 60


def came_from_here(request: HttpRequest) -> bool:
    """True when the browser says that the form stood on a page of ours: nobody else may put words into a form that waits for one press."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()


def pairs(request: HttpRequest, *leave_out: str) -> list[tuple[str, str]]:
    """Every field and value of the form that was sent, in order."""
    hidden = {MARK, *leave_out} | (SECRETS if request.path.startswith("/konto/") else set())
    return [(name, value) for name in request.POST for value in request.POST.getlist(name) if name not in hidden]


def readable(value: str) -> str:
    """A value as the person wrote it: the editor's rich text arrives as JSON with the text in blocks."""
    if not value.startswith("{"):
        return value
    try:
        blocks = json.loads(value).get("blocks", [])
    except ValueError:
        return value
    return "\n".join(str(block.get("text", "")) for block in blocks)


def longer_texts(fields: list[tuple[str, str]]) -> list[str]:
    """What is worth showing and copying: the longer texts."""
    texts = (readable(value) for _, value in fields)
    return [text for text in texts if len(text) > SHOWN_FROM and not text.startswith(("[", "{"))]
