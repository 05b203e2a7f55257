"""What the tests of access share."""

import pytest

from samspil.core import pagecache


@pytest.fixture
def pages_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is kept: a test's own changes are never committed, so no process would hear of them (test_kept_pages.py keeps pages)."""
    monkeypatch.setattr(pagecache.STORE, "listening", False)
    monkeypatch.setattr(pagecache.STORE, "ensure_listening", lambda: None)
