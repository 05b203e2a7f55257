"""A site of one page: GET counts the notes, POST adds one."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from .manage import sql

if os.environ.get("FAKE_WEB_BREAKS"):
    raise SystemExit("no pages today")


def application(environ: dict[str, Any], start_response: Callable[[str, list[tuple[str, str]]], object]) -> Iterable[bytes]:
    """Answer one request."""
    if environ["REQUEST_METHOD"] == "POST":
        sql("insert into notes (text) values ('posted')")
    count = sql("select count(*) from notes")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [count.encode()]
