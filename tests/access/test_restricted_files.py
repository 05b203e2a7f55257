"""Documents and pictures of a closed collection are served only to those whom the collection lets in."""

from collections.abc import Callable
from typing import Any, ClassVar

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.test import Client
from wagtail.models import CollectionViewRestriction

from tests.access.files import collection, document, picture

pytestmark = pytest.mark.django_db
FILES: dict[str, Callable[[], str]] = {"document": lambda: document().url, "picture": lambda: picture().get_rendition("width-50").url}
EVERY_FILE = pytest.mark.parametrize("address_of", FILES.values(), ids=FILES.keys())


def close(kind: str, *groups: Group) -> None:
    restriction = CollectionViewRestriction.objects.create(collection=collection(), restriction_type=kind, password="delt" if kind == "password" else "")
    restriction.groups.set(groups)


def body(client: Client, address: str) -> bytes:
    """What is served, or nothing when the way is barred."""
    response = client.get(address)
    assert response.status_code in {200, 302, 404}
    return response.getvalue() if response.status_code == 200 and response["Content-Type"] in {"text/plain", "image/png"} else b""


@EVERY_FILE
@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_a_visitor_gets_no_file_of_a_closed_collection(client: Client, address_of: Callable[[], str], kind: str) -> None:
    address = address_of()
    assert body(client, address)
    close(kind)
    assert not body(client, address)


@EVERY_FILE
def test_a_file_of_a_group_is_for_its_members(client: Client, make_person: Any, address_of: Callable[[], str]) -> None:
    address, group = address_of(), Group.objects.create(name="venner")
    close("groups", group)
    person = make_person()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    assert not body(client, address)
    person.groups.add(group)
    assert body(client, address)
    assert "private" in client.get(address)["Cache-Control"]


@EVERY_FILE
def test_a_file_for_people_logged_in_is_for_them(client: Client, make_person: Any, address_of: Callable[[], str]) -> None:
    address = address_of()
    close("login")
    client.force_login(make_person(), backend="samspil.identity.backend.PersonBackend")
    assert body(client, address)


def test_the_picture_as_it_was_uploaded_is_not_served(client: Client) -> None:
    assert client.get(picture().file.url).status_code == 404


def test_a_document_answers_only_by_its_number_and_its_name(client: Client) -> None:
    address = document().url
    assert client.get(address.replace("referat", "andet")).status_code == 404
    assert client.get(f"/medier/documents/{address.rpartition('/')[2]}").status_code == 404


@pytest.mark.parametrize(
    "path", ["../settings.py", "images/../../settings.py", "images/%2e%2e/%2e%2e/settings.py", "images/..%2f..%2fsettings.py", "images//etc/passwd", "images/"]
)
def test_no_path_leads_out_of_the_pictures(client: Client, path: str) -> None:
    picture().get_rendition("width-50")
    assert client.get(f"/medier/{path}").status_code == 404


class Elsewhere(Storage):
    """A store that is no folder of this machine, with addresses of its own."""

    kept: ClassVar[dict[str, bytes]] = {}

    def _save(self, name: str, content: File[bytes]) -> str:
        self.kept[name] = content.read()
        return name

    def _open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        return ContentFile(self.kept[name], name)

    def exists(self, name: str) -> bool:
        return name in self.kept

    def size(self, name: str) -> int:
        return len(self.kept[name])

    def url(self, name: str | None) -> str:
        return f"https://store.example/{name}"


def test_files_in_a_store_elsewhere_still_go_through_our_gates(client: Client, settings: Any) -> None:
    """A store names addresses of its own; they would go round the gates, and the browser may not fetch from there."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": f"{__name__}.Elsewhere"}}
    for make in FILES.values():
        address = make()
        assert address.startswith("/")
        assert body(client, address)
    assert picture().file.url.startswith("https://store.example/")
