"""Reading alliances; the gates."""

from collections.abc import Iterable
from datetime import datetime
from difflib import get_close_matches
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.http import Http404

from samspil.alliances import marks, waiting
from samspil.alliances.domain.words import CAME_BACK_DA, PartyState
from samspil.alliances.models import (
    AgreementVersion,
    Alliance,
    Amendment,
    Commitment,
    Delivery,
    Imposition,
    LegalCheck,
    Party,
    PartyContact,
    PartyInvitation,
    Task,
)
from samspil.alliances.models.alliance import address_of as alliance_address
from samspil.alliances.models.amendment import OPEN
from samspil.alliances.rooms import Room, closed_versions_of
from samspil.core import compiled, history
from samspil.core.compiled import Given
from samspil.identity.actions.forget_secrets import proved_addresses
from samspil.identity.actor import Actor
from samspil.identity.domain.invitations import InvitationState, hashed
from samspil.identity.domain.organisations import name_as_compared
from samspil.identity.models import Membership, Organisation, Person
from samspil.initiatives.models import Initiative, Participation
from samspil.initiatives.models.sight import Kind, kind_of, places_for, told_of

NO_SUCH = "Den alliance findes ikke her."
NO_IMPOSITION = "Det pålæg findes ikke her."
NO_VERSION = "Den version af aftalen findes ikke."
MOST_SHOWN = 20
MOST_FOUND = 12
SHORTEST_SEARCH = 2
# Names spelt otherwise: how many letters of a word must be right, how many names are compared, and how alike (0 to 1) they must be.
BEGINNING, MOST_WORDS, MOST_COMPARED, ALIKE = 3, 5, 300, 0.8


def get_alliance_for(actor: Actor, slug: str) -> Alliance:
    """The alliance, if the actor may see it; Http404 otherwise."""
    told = told_of(actor)
    found = compiled.objects(visible_alliance, kind_of(told), slug=slug, **told)
    if not found:
        raise Http404(NO_SUCH)
    return found[0]


def visible_alliance(kind: Kind) -> QuerySet[Alliance]:
    """The alliance with this address, whether it has agreements behind it or one that is amended, and who said no to the latest."""
    behind = AgreementVersion.objects.filter(alliance=OuterRef("pk"), acceptances__isnull=False).exclude(closed_at=None)
    found = Alliance.objects.visible_to(places_for(kind)).select_related("initiative__lead", "initiative__area", "terms")
    latest = AgreementVersion.objects.filter(alliance=OuterRef("pk")).order_by("-number")
    no = latest.values(said=JSONObject(party="rejections__party__name", reason="rejections__reason"))[:1]
    return found.filter(initiative__slug=Given("slug")).annotate(
        refused=Subquery(no),
        has_past=Exists(behind),
        has_promises=Exists(Commitment.objects.filter(alliance=OuterRef("pk"))),
        amending=Exists(open_amendments()),
        checking=Exists(waiting.rounds_open()),
        asking=Exists(waiting.questions_open()),
    )


class Marked(NamedTuple):
    """An alliance by what its kept pages are found by: its id, and a mark that is another when anything in it is (marks.py)."""

    pk: int
    mark: str
    address: str


def get_mark_for(actor: Actor, slug: str) -> Marked:
    """The mark of an alliance the actor may see; Http404 otherwise. Read before the alliance itself, so what is kept is never older than its mark."""
    told = told_of(actor)
    found = compiled.rows(visible_mark, kind_of(told), slug=slug, **told)
    if not found:
        raise Http404(NO_SUCH)
    pk, mark = found[0]
    return Marked(pk, mark, alliance_address(slug))


def visible_mark(kind: Kind) -> QuerySet[Any, Any]:
    rows = Alliance.objects.visible_to(places_for(kind)).filter(initiative__slug=Given("slug")).order_by()
    return rows.annotate(mark=marks.mark()).values_list("pk", "mark")


def open_amendments() -> QuerySet[Amendment]:
    """The amendments of an alliance that are written or wait; for a subquery."""
    return Amendment.objects.filter(alliance=OuterRef("pk"), state__in=OPEN)


def locked_alliance_for(actor: Actor, slug: str) -> Alliance:
    """The alliance, held until the transaction ends, so that everything in it happens one after the other; Http404 when the actor may not see it.

    What is changed from now on is the actor's in the history.
    """
    told = told_of(actor)
    found = compiled.objects(held_alliance, kind_of(told), slug=slug, **told, **history.note(actor.person_id))
    if not found:
        raise Http404(NO_SUCH)
    return found[0]


def held_alliance(kind: Kind) -> QuerySet[Alliance]:
    """The alliance with this address, locked, and who changes it noted."""
    rows = Alliance.objects.select_for_update(of=("self", "initiative")).select_related("initiative", "terms")
    return rows.visible_to(places_for(kind)).filter(initiative__slug=Given("slug")).annotate(**history.noted())


def get_working_room_for(actor: Actor, slug: str) -> Room:
    """The alliance for somebody who takes part; Http404 for all others, also for those who may see its page."""
    room = Room(get_alliance_for(actor, slug))
    if not actor.may("alliances.work", room):
        raise Http404(NO_SUCH)
    return room


def get_public_room_for(actor: Actor, slug: str) -> Room:
    """The alliance for somebody who takes part for a public party; Http404 for all others."""
    room = get_working_room_for(actor, slug)
    if not actor.may("alliances.journalise", room):
        raise Http404(NO_SUCH)
    return room


def get_own_party_for(actor: Actor, room: Room, party_id: int) -> Party:
    """One of the parties the actor acts for; Http404 otherwise."""
    found = next((party for party in room.own(actor) if party.pk == party_id), None)
    if found is None:
        raise Http404("Du handler ikke for den part.")
    return found


def get_commitment_of(room: Room, commitment_id: int) -> Commitment:
    """One of the alliance's commitments; Http404 otherwise."""
    found = next((one for one in room.commitments if one.pk == commitment_id), None)
    if found is None:
        raise Http404("Det tilsagn findes ikke her.")
    return found


def get_delivery_of(room: Room, delivery_id: int) -> Delivery:
    """One of the alliance's deliveries with its commitment; Http404 otherwise."""
    found = Delivery.objects.select_related("commitment").filter(pk=delivery_id, commitment__alliance=room.alliance).first()
    if found is None:
        raise Http404("Den levering findes ikke her.")
    return found


def get_waiting_party_of(room: Room, party_id: int) -> Party:
    """A party that was asked and has not answered; Http404 otherwise."""
    found = next((party for party in room.parties if party.pk == party_id and party.state == PartyState.INVITED), None)
    if found is None:
        raise Http404("Den part venter ikke på at svare.")
    return found


def address_of(party: Party) -> str:
    """Where the party's invitation was sent; "" for one that is here, or whose invitation is gone."""
    return PartyInvitation.objects.filter(party=party).values_list("email", flat=True).first() or ""


def get_task_of(room: Room, task_id: int) -> Task:
    """A task of the alliance; Http404 for another alliance's."""
    found = next((task for task in room.tasks if task.pk == task_id), None)
    if found is None:
        raise Http404("Den opgave findes ikke i alliancen.")
    return found


def get_legal_check_of(room: Room, check_id: int) -> LegalCheck:
    """A legal check that a party of the alliance looked at; Http404 otherwise."""
    found = LegalCheck.objects.select_related("party", "alliance__initiative").filter(alliance=room.alliance, pk=check_id).first()
    if found is None:
        raise Http404("Det tjek findes ikke her.")
    return found


def get_version_for(actor: Actor, room: Room, number: int) -> AgreementVersion:
    """A version of an alliance's agreement, for those who take part; Http404 otherwise."""
    found = room.alliance.versions.filter(number=number).prefetch_related("acceptances").first()
    if found is None or not actor.may("alliances.work", room):
        raise Http404(NO_VERSION)
    return found


def contacts_of(room: Room) -> dict[int, PartyContact]:
    """By party id the person who named themselves its contact, while they are in its organisation and their account is open."""
    still = Membership.objects.active().filter(organisation=OuterRef("party__organisation"), person=OuterRef("person"), person__is_active=True)
    return {one.party_id: one for one in PartyContact.objects.filter(Exists(still), party__alliance=room.alliance)}


def name_of(actor: Actor) -> str:
    """The name on the actor's own account; "" where none is written."""
    found = Person.objects.filter(pk=actor.person_id).first() if actor.person_id else None
    return found.get_full_name() if found else ""


def versions_of(room: Room) -> list[AgreementVersion]:
    """All versions of the alliance's agreement, in their order."""
    return list(room.alliance.versions.order_by("number"))


def ended_amendments_of(room: Room) -> list[Amendment]:
    """The amendments that are over, the latest first, each with its parties and versions."""
    over = room.alliance.amendments.exclude(ended_at=None).select_related("party", "ended_for", "based_on")
    return list(over.prefetch_related("versions"))


def impositions_of(room: Room) -> list[Imposition]:
    """All that were imposed in the alliance, in the order they were."""
    return list(Imposition.objects.filter(alliance=room.alliance).order_by("pk"))


def get_imposition_of(room: Room, imposition_id: int) -> Imposition:
    """One of them; Http404 otherwise."""
    found = Imposition.objects.filter(pk=imposition_id, alliance=room.alliance).first()
    if found is None:
        raise Http404(NO_IMPOSITION)
    return found


def get_own_imposition(actor: Actor, key: UUID, *, confirmed: bool = False) -> Imposition:
    """What is imposed on the actor, with its party and alliance; Http404 for everybody else, and for one that must be `confirmed` and is not."""
    addresses = frozenset(proved_addresses(actor.person_id)) if actor.person_id is not None else frozenset()
    rows = Imposition.objects.addressed_to(actor.person_id, addresses).select_related("party", "alliance__initiative")
    found = rows.filter(key=key).first()
    if found is None or (confirmed and found.confirmed_at is None):
        raise Http404(NO_IMPOSITION)
    return found


def left_parties_of(actor: Actor, slug: str) -> list[Party]:
    """The actor's own organisations that went out of the alliance, the latest first; Http404 when there are none."""
    left = Party.objects.filter(alliance__initiative__slug=slug, state=PartyState.LEFT, organisation__in=sorted(actor.memberships))
    found = list(left.select_related("alliance__initiative").order_by("-answered_at")) if actor.memberships else []
    if not found:
        raise Http404(NO_SUCH)
    return found


def signed_versions_of(parties: list[Party]) -> QuerySet[AgreementVersion]:
    """The agreements these parties said yes to, the newest first: what one signed, one keeps."""
    return AgreementVersion.objects.filter(acceptances__party__in=parties).distinct().order_by("-number")


def get_signed_version_for(actor: Actor, slug: str, number: int) -> AgreementVersion:
    """A version that one of the actor's organisations said yes to before it went out; Http404 otherwise."""
    found = signed_versions_of(left_parties_of(actor, slug)).filter(number=number).prefetch_related("acceptances").first()
    if found is None:
        raise Http404(NO_VERSION)
    return found


class Past(NamedTuple):
    """Parties that went out again, and agreements that were said yes to before something changed: number, and who said yes."""

    parties: list[Party]
    versions: list[tuple[int, list[str]]]


def past_of(room: Room) -> Past:
    """What the alliance has behind it."""
    names = {party.pk: party.name for party in room.parties}
    # Read with the alliance, so that the many without a past ask no more.
    agreements = compiled.rows(closed_versions_of, alliance=room.alliance.pk) if vars(room.alliance).get("has_past", True) else []
    left = [party for party in room.parties if party.state == PartyState.LEFT]
    return Past(left, [(number, [names[yes["party"]] for yes in said]) for number, said in agreements])


class Waiting(NamedTuple):
    """A party that has not answered. `email` is "" for an organisation that is here; `trouble` is why no answer can be hoped for, in words, or ""."""

    pk: int
    name: str
    sector: str
    sent_at: datetime
    email: str = ""
    trouble: str = ""


def waiting_in(room: Room, now: datetime) -> list[Waiting]:
    """Who has been asked, and whether the mail that asked them can still be answered."""
    asked = [party for party in room.standing if party.state == PartyState.INVITED]
    by_mail = {one.party_id: one for one in PartyInvitation.objects.filter(party__in=[party.pk for party in asked])}
    found = []
    for party in asked:
        mail = by_mail.get(party.pk)
        trouble = ""
        if mail and vars(party)["came_back"]:
            trouble = f"{CAME_BACK_DA}. Adressen virker ikke."
        elif mail and mail.state(now) is not InvitationState.OPEN:
            trouble = "Invitationen er udløbet. Send den igen."
        found.append(Waiting(party.pk, party.name, party.sector, mail.made_at if mail else party.asked_at, mail.email if mail else "", trouble))
    return found


def invitation_of(secret: str) -> PartyInvitation | None:
    """The invitation a mail carries, or None; the secret itself opens it."""
    return PartyInvitation.objects.select_related("party__alliance__initiative", "party__organisation").filter(secret_hash=hashed(secret)).first()


def own_organisations(actor: Actor, role: str = "member") -> QuerySet[Organisation]:
    """The organisations the actor may do this for, by name."""
    return Organisation.objects.standing().filter(pk__in=[pk for pk, roles in actor.memberships.items() if role in roles]).order_by("name_key")


class OwnAlliance(NamedTuple):
    """One of the viewer's own alliances in a list."""

    title: str
    slug: str
    purpose: str
    stage: str


def own_alliances(actor: Actor) -> list[OwnAlliance]:
    """The newest alliances the actor takes part in or is asked to; not those that are merely open to everybody."""
    rows = compiled.rows(alliances_of, person=actor.person_id, own=list(actor.memberships)) if actor.person_id else []
    return [OwnAlliance(*row) for row in rows]


def alliances_of() -> QuerySet[Any, Any]:
    """The newest alliances of the organisations that are given, or held by the person.

    The newest of each are found before anything is joined to them: whoever is in thousands pays for MOST_SHOWN.
    """
    mine = Participation.objects.filter(organisation__any_of=Given("own")).order_by("-initiative_id").values("initiative").distinct()[:MOST_SHOWN]
    held = Initiative.objects.filter(holder=Given("person")).order_by("-pk").values("pk")[:MOST_SHOWN]
    found = Alliance.objects.filter(initiative__in=mine.union(held)).order_by("-initiative_id")
    return found.values_list("initiative__title", "initiative__slug", "purpose", "stage")[:MOST_SHOWN]


def organisations_named(actor: Actor, words: str, but: Iterable[int]) -> list[Organisation]:
    """Organisations the actor may see whose name has these words, or nearly is them; for picking a party. Those in `but` are left out."""
    words = words.strip()
    if len(words) < SHORTEST_SEARCH:
        return []
    known = Organisation.objects.visible_to(actor).exclude(pk__in=list(but)).select_related("municipality")
    return list(known.filter(name__icontains=words).order_by("name_key")[:MOST_FOUND]) or nearly_named(words, known)


def nearly_named(words: str, known: "QuerySet[Organisation]") -> list[Organisation]:
    """Those whose name is spelt a little otherwise, the nearest first; looked for among the names that have the beginning of one of the words."""
    wanted, beginnings = name_as_compared(words), Q()
    for word in wanted.split()[:MOST_WORDS]:
        beginnings |= Q(compared__contains=word[:BEGINNING])
    if not wanted:
        return []
    by_name: dict[str, list[Organisation]] = {}
    for one in known.filter(beginnings).order_by("name_key")[:MOST_COMPARED]:
        by_name.setdefault(one.compared, []).append(one)
    near = get_close_matches(wanted, by_name, n=MOST_FOUND, cutoff=ALIKE)
    return [one for name in near for one in by_name[name]][:MOST_FOUND]
