"""A thanks that is none can be reported by whoever got it; hidden, it stands nowhere."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from samspil.alliances.tests.making import client_of, fine, now, who
from samspil.exchange import efforts
from samspil.exchange.actions.say_thanks import say_thanks
from samspil.exchange.actions.sign_up import Yes, sign_up
from samspil.exchange.models import ThankYou
from samspil.exchange.tests.making import asked, club_and_chair, shown
from samspil.identity.models import Person
from samspil.moderation.actions.report import NewReport, report_thing
from samspil.moderation.domain.words import Kind, ReportReason
from samspil.moderation.tests.making import decided, moderator

pytestmark = pytest.mark.django_db


def reported(person: Person, thanks: ThankYou) -> Any:
    new = NewReport(kind=Kind.THANKS, thing_id=thanks.pk, form_key=uuid4(), reason=ReportReason.HARASSMENT, text="Det er ikke en tak.")
    return report_thing(who(person), new, now=now())


def test_whoever_got_it_reports_it_and_hidden_it_stands_nowhere(make_person: Any) -> None:
    club, chair = club_and_chair(make_person)
    helper = make_person("hjaelper@example.dk")
    place = fine(sign_up(who(helper), asked(chair, club).pk, Yes(name="Signe"), now=now()))
    thanks = fine(say_thanks(who(chair), place.pk, "Noget grimt", now=now()))
    assert f"/anmeld/tak/{thanks.pk}/" in shown(client_of(helper), "/behov/min-indsats/")
    assert "En tak til en, der hjalp" in shown(client_of(helper), f"/anmeld/tak/{thanks.pk}/")
    for person in (chair, make_person("x@example.dk")):
        with pytest.raises(Http404):
            reported(person, thanks)
    case = reported(helper, thanks).case
    assert (case.kind, case.author, case.owner) == (Kind.THANKS, chair, club)
    decided(moderator(make_person), case)
    assert "Noget grimt" not in shown(client_of(helper), "/behov/min-indsats/")
    assert not efforts.thanks_of(helper.pk)
    assert not ThankYou.objects.visible_to(who(chair)).exists()
    assert "fjernet" in shown(client_of(chair), f"/afgoerelse/tak/{thanks.pk}/").lower()
    with pytest.raises(Http404):
        reported(helper, thanks)
    thanks.delete()
    with pytest.raises(Http404):
        reported(helper, thanks)
