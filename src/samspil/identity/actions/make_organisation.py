"""Somebody makes an organisation, and becomes all it needs: administrator, signatory and contact."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from samspil.core import events, history
from samspil.core.refusals import Refusal
from samspil.core.sorting import danish_key
from samspil.core.text import address_of
from samspil.identity.actor import Actor
from samspil.identity.domain.duplicates import near_names
from samspil.identity.domain.organisations import HAVE_CVR, KIND_DA, MADE_BY_PEOPLE, OrganisationKind, cvr_digits, is_cvr, name_as_compared
from samspil.identity.events import OrganisationMade
from samspil.identity.models import Membership, Municipality, Organisation

NOT_LOGGED_IN = Refusal("not-logged-in", "Log ind først, så ved vi, hvem der opretter organisationen.")
BAD_CVR = Refusal("bad-cvr", "Det er ikke et CVR-nummer. Det har otte cifre, og et af dem er forkert eller mangler.")
MOST_SIMILAR = 5


@dataclass(frozen=True, kw_only=True)
class NewOrganisation:
    """What the form gathered. `sure` is True when the person has seen organisations with nearly the same name.

    `claims`: others have the number here, and it is claimed of them; until that is decided this one stands without.
    """

    kind: str
    name: str
    municipality_code: str
    cvr: str = ""
    about: str = ""
    website: str = ""
    public_email: str = ""
    sure: bool = False
    claims: bool = False


@dataclass(frozen=True)
class Similar(Refusal):
    """The organisation may be here already; `found` are those it could be."""

    found: tuple[Organisation, ...] = ()


@transaction.atomic
def make_organisation(actor: Actor, new: NewOrganisation, *, now: datetime) -> Organisation | Refusal:
    """Make an unconfirmed organisation with the actor as its first member; refused for a bad CVR number and for one that is here already."""
    if actor.person_id is None:
        return NOT_LOGGED_IN
    refusal = why_not(new) or similar_to(new)
    if refusal:
        return refusal
    municipality = Municipality.objects.open().get(code=new.municipality_code)
    history.done_by(actor.person_id)
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                kind=new.kind,
                name=new.name,
                name_key=danish_key(new.name),
                compared=name_as_compared(new.name)[:120],
                slug=free_slug(new.name),
                cvr="" if new.claims else cvr_digits(new.cvr),
                municipality=municipality,
                about=new.about,
                website=new.website,
                public_email=new.public_email,
                made_at=now,
            )
    except IntegrityError:  # somebody made it, or took its address, at the same moment
        return similar_to(new) or Refusal("again", "Der kom en anden i vejen. Prøv igen.")
    Membership.objects.create(person_id=actor.person_id, organisation=made, contact=True, signatory=True, administrator=True, asked_at=now, active_from=now)
    events.record(OrganisationMade(organisation_id=made.pk), actor_id=actor.person_id, municipality_code=municipality.code)
    return made


def why_not(new: NewOrganisation) -> Refusal | None:
    """What is wrong with what was written, or None."""
    if new.kind not in MADE_BY_PEOPLE:
        return Refusal("not-this-kind", "En kommune er her allerede. Bed om at komme med i den.")
    if not Municipality.objects.open().filter(code=new.municipality_code).exists():
        return Refusal("no-municipality", "Vælg den kommune, I hører til.")
    if new.cvr and not is_cvr(cvr_digits(new.cvr)):
        return BAD_CVR
    kind = OrganisationKind(new.kind)
    if kind in HAVE_CVR and not new.cvr:
        return Refusal("no-cvr", f"Skriv CVR-nummeret. »{KIND_DA[kind]}« har et.")
    return None


def similar_to(new: NewOrganisation) -> Similar | None:
    """Organisations this one may be: the same CVR number always stands in the way, nearly the same name until the person is sure."""
    if new.claims:
        return None
    cvr, standing = cvr_digits(new.cvr), Organisation.objects.standing()
    same = tuple(standing.filter(cvr=cvr)) if cvr else ()
    if same:
        return Similar("same-cvr", "Organisationen er her allerede. Bed om at komme med i den.", found=same)
    if new.sure:
        return None
    name, there = name_as_compared(new.name)[:120], standing.filter(municipality=new.municipality_code)
    near = [pk for pk, compared in there.values_list("pk", "compared") if compared == name or near_names(compared, name)]
    alike = tuple(there.filter(pk__in=near[:MOST_SIMILAR]))
    return Similar("same-name", "Der er allerede en med næsten samme navn i kommunen. Er det jer?", found=alike) if alike else None


def free_slug(name: str) -> str:
    """An address nobody has yet."""
    base = address_of(name)[:70] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(made for number in range(2, len(taken) + 3) if (made := f"{base}-{number}") not in taken)
