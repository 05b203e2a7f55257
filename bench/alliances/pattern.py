"""One alliance of five parties, made through the errands people do, that all others are copied from."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from samspil.alliances.actions.accept_agreement import Signature, accept_agreement
from samspil.alliances.actions.answer import answer_invitation
from samspil.alliances.actions.answer_law import Page, answer_law
from samspil.alliances.actions.commit import NewCommitment, deliver, save_commitment
from samspil.alliances.actions.contribute import Contribution, write_contribution
from samspil.alliances.actions.describe import Description, describe_alliance
from samspil.alliances.actions.invite import invite_organisation
from samspil.alliances.actions.look_at_law import look_at_law
from samspil.alliances.actions.move_alliance import move_alliance
from samspil.alliances.actions.name_contact import name_contact
from samspil.alliances.actions.propose_agreement import propose_agreement
from samspil.alliances.actions.show import show_alliance
from samspil.alliances.actions.start import NewAlliance, start_alliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.words import TaskRole
from samspil.alliances.models import Alliance
from samspil.content.models import WelfareArea
from samspil.core.refusals import Refusal
from samspil.core.sorting import danish_key
from samspil.identity.actor import Actor, actor_for
from samspil.identity.models import Membership, Organisation, Person

KINDS = ["association", "company", "education", "housing", "group"]
PARTIES, TASKS, COMMITMENTS = len(KINDS), 10, 8
DEMO = "0000"
TITLE, PURPOSE = "Fælles bord", "Flere skal spise sammen med andre, og unge skal lære et køkken at kende indefra."
BRINGS, STAKE, GAIN = "Lokale, to medarbejdere og viden om mad til mange", "En aften om ugen og vores gode navn", "Flere at spise med og unge, der vil lære"


def made(person: Person) -> tuple[Alliance, list[Organisation]]:
    """The alliance, in the middle of its work and open to everybody; `person` acts for all its parties."""
    organisations = [organisation(number, kind, person) for number, kind in enumerate(KINDS)]
    actor = actor_for(Person.objects.get(pk=person.pk))
    new = NewAlliance(title=TITLE, purpose=PURPOSE, target_group="Alle, der bor i området", municipality_code=DEMO, for_organisation=organisations[0].pk)
    alliance: Alliance = fine(start_alliance(actor, new, now=timezone.now()))
    gather(actor, alliance, organisations)
    promise(actor, alliance, organisations)
    agree(actor, alliance, organisations)
    return alliance, organisations


def fine(result: Any) -> Any:
    """The result of an errand that may not be refused."""
    if isinstance(result, Refusal):
        raise TypeError(result.text)
    return result


def organisation(number: int, kind: str, person: Person) -> Organisation:
    now, name = timezone.now(), f"Prøvehuset {number + 1}"
    told = {"kind": kind, "name": name, "name_key": danish_key(name), "compared": name.lower(), "slug": f"proevehus-{number}"}
    one = Organisation.objects.create(**told, municipality_id=DEMO, made_at=now, confirmed_at=now)
    Membership.objects.create(person=person, organisation=one, asked_at=now, active_from=now, contact=True, signatory=True, administrator=True)
    return one


def gather(actor: Actor, alliance: Alliance, organisations: list[Organisation]) -> None:
    """Everybody is in and has written; what the law says has been looked at."""
    slug, today = alliance.slug, localdate()
    for one in organisations[1:]:
        fine(invite_organisation(actor, slug, one.pk, now=timezone.now()))
        fine(answer_invitation(actor, slug, one.pk, yes=True, now=timezone.now()))
    area = WelfareArea.objects.values_list("pk", flat=True).first()
    about = Description(TITLE, PURPOSE, "Alle, der bor i området", today, today + timedelta(days=365), 1, place="Medborgerhuset", area_id=area)
    fine(describe_alliance(actor, slug, about, revision=1, now=timezone.now()))
    fine(name_contact(actor, slug, organisations[KINDS.index("group")].pk, "Formanden", shown=False, now=timezone.now()))
    for one in organisations:
        fine(write_contribution(actor, slug, one.pk, Contribution(BRINGS, STAKE, GAIN), revision=1, now=timezone.now()))
    parties = list(alliance.parties.values_list("pk", flat=True))
    for number in range(TASKS):
        first, second, third = (parties[(number + step) % PARTIES] for step in range(3))
        roles = {first: TaskRole.RESPONSIBLE, second: TaskRole.HELPS, third: TaskRole.TOLD}
        fine(save_task(actor, slug, None, f"Opgave {number + 1}: laver mad og dækker bord", roles, now=timezone.now()))
    for page in (Page("mad-og-koersel", {"food": "regular"}), Page("offentlig-opgave", {"service_today": "none"})):
        fine(answer_law(actor, slug, organisations[0].pk, page, now=timezone.now()))
    fine(look_at_law(actor, slug, organisations[0].pk, now=timezone.now()))


def promise(actor: Actor, alliance: Alliance, organisations: list[Organisation]) -> None:
    """Eight promises in numbers."""
    today = localdate()
    for number in range(COMMITMENTS):
        new = NewCommitment("hours", f"Timer i køkkenet, hold {number + 1}", Decimal(10 + number), "timer", None, due(today, number))
        fine(save_commitment(actor, alliance.slug, organisations[number % PARTIES].pk, None, new, now=timezone.now()))


def due(today: date, number: int) -> date:
    return today + timedelta(days=30 * (number + 1))


def agree(actor: Actor, alliance: Alliance, organisations: list[Organisation]) -> None:
    """All have signed, begun, delivered a little, and show the page to everybody."""
    now = timezone.now()
    version = fine(propose_agreement(actor, alliance.slug, now=now))
    for one in organisations:
        fine(accept_agreement(actor, alliance.slug, Signature(one.pk, version.number, version.sha256, "Formanden"), now=now))
        fine(show_alliance(actor, alliance.slug, one.pk, shown=True))
    fine(move_alliance(actor, alliance.slug, "begin", now=now))
    for pk in alliance.commitments.values_list("pk", flat=True)[:3]:
        fine(deliver(actor, alliance.slug, pk, Delivered(localdate(), Decimal(4), "Vagtplanen"), now=now))
