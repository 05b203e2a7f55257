"""Looking at a page as a visitor does."""

from django.test import Client

from samspil.core import pagecache


def page(path: str) -> str:
    """The HTML of the page at `path` as it is now, whatever this process kept before."""
    pagecache.STORE.clear()
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.content.decode()
