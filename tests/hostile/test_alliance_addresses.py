"""Every address inside an alliance that is its parties' own: nobody who has left, is blocked, is merged away or merely knows the address learns anything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from samspil.alliances.tests.making import agreed, client_of, member, organisation
from samspil.alliances.tests.making_meetings import matter, meeting
from samspil.identity.models import Organisation
from tests.access.test_alliances import TITLE, outsiders

pytestmark = pytest.mark.django_db
NUMBER, WORD = re.compile(r"<int:\w+>"), re.compile(r"<slug:\w+>")


def addresses(found: Any, before: str = "") -> Iterator[str]:
    """Every address that begins with an alliance's own, with a number and a word where it takes one."""
    for one in found:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, path)
        elif isinstance(one, URLPattern) and path.startswith("alliancer/<slug:slug>/"):
            yield path.removeprefix("alliancer/<slug:slug>/")


def test_no_address_inside_an_alliance_opens_for_anybody_else(make_person: Any) -> None:
    two, _ = agreed(make_person, TITLE)
    number = meeting(two)
    matter(two, 1)
    merged = organisation("Den gamle klub")
    Organisation.objects.filter(pk=merged.pk).update(merged_into=two.club)
    clients = outsiders(make_person, two) | {"of a merged one": client_of(member(make_person, "gammel@example.dk", merged, administrator=True))}
    found = sorted({WORD.sub("withdraw", NUMBER.sub(str(number), path)) for path in addresses(get_resolver().url_patterns)})
    assert len(found) > 70, "the test looks where the addresses stand"
    for name, client in clients.items():
        for path in found:
            for answer in (client.get(two.address + path), client.post(two.address + path, {"for_organisation": str(two.club.pk)})):
                assert answer.status_code in {302, 404, 405}, (name, path, answer.status_code)
                assert two.firm.name not in answer.content.decode(), (name, path)
                if answer.status_code == 302 and "log-ind" not in answer["Location"]:
                    assert client.get(answer["Location"]).status_code in {302, 404}, (name, path, answer["Location"])


def test_the_parties_themselves_open_what_there_is(make_person: Any) -> None:
    two, _ = agreed(make_person, TITLE)
    opened = [path for path in addresses(get_resolver().url_patterns) if "<" not in path and client_of(two.chair).get(two.address + path).status_code == 200]
    assert len(opened) > 20, "what the others are refused is there"
