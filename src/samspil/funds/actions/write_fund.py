"""Make a fund, change it, show it to everybody, and say who works with it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from samspil.core import history
from samspil.core.refusals import Refusal
from samspil.funds.actions.writing import AGAIN, NOT_YOURS, free_slug, held_fund, stale, tell_fund
from samspil.funds.domain.appeals import AppealChoice
from samspil.funds.domain.calls import FundCallState
from samspil.funds.domain.parts import FundPart
from samspil.funds.models import Fund, FundRole
from samspil.funds.models.fund import runs
from samspil.identity.actor import Actor
from samspil.identity.models import Person

# Addresses beside the funds (urls.py).
RESERVED = frozenset({"ny", "nyt.atom", "mine", "stem", "ansoegninger"})
NO_CONTACT = Refusal("contact", "Skriv en mailadresse eller et telefonnummer, så folk kan spørge.", "Forvaltningslovens § 7")
NO_APPEAL_TEXT = Refusal("appeal", "Skriv klagevejledningen, eller vælg, at der ikke kan klages til en anden myndighed.", "Forvaltningslovens § 25")
NOBODY_SIGNS = Refusal("appeal-by", "Skriv, hvem i kommunen der står inde for klagevejledningen.")
HAS_CALLS = Refusal("has-calls", "Puljen har en runde, som er offentliggjort. Aflys eller afslut den først.")
NO_PERSON = Refusal("no-person", "Der er ingen med den mailadresse. Bed personen oprette sig, og prøv igen.")
ITS_WORKER = Refusal("two-hats", "Den, der reviderer, må ikke have andre opgaver i puljen.")


@dataclass(frozen=True, kw_only=True)
class FundWords:
    """What the form gathered; field names are Fund's."""

    title: str
    purpose: str
    contact: str
    about: str = ""
    decides: str = ""
    email: str = ""
    phone: str = ""
    area_id: int | None = None
    appeal_choice: str = AppealChoice.OPEN
    appeal_text: str = ""
    appeal_by: str = ""


def why_not(words: FundWords) -> Refusal | None:
    """Why these words may not stand."""
    if not (words.email or words.phone):
        return NO_CONTACT
    if words.appeal_choice == AppealChoice.TEXT and not words.appeal_text.strip():
        return NO_APPEAL_TEXT
    return NOBODY_SIGNS if words.appeal_choice != AppealChoice.OPEN and not words.appeal_by.strip() else None


@transaction.atomic
def write_fund(actor: Actor, municipality_code: str, words: FundWords, *, now: datetime) -> Fund | Refusal:
    """A new fund of a municipality, as a draft."""
    if municipality_code not in runs(actor):
        return NOT_YOURS
    refused = why_not(words)
    if refused:
        return refused
    history.done_by(actor.person_id)
    slug = free_slug(set(Fund.objects.values_list("slug", flat=True)), words.title, RESERVED, "pulje")
    try:
        with transaction.atomic():
            fund = Fund.objects.create(**asdict(words), municipality_id=municipality_code, slug=slug, made_at=now, made_by_id=actor.person_id)
    except IntegrityError:  # somebody took its address at the same moment
        return AGAIN
    tell_fund(actor, fund)
    return fund


@transaction.atomic
def change_fund(actor: Actor, fund_id: int, words: FundWords, *, revision: int) -> Fund | Refusal:
    """Write the fund's words anew; `revision` is the one the form was opened with."""
    fund = held_fund(actor, fund_id, "funds.run")
    if isinstance(fund, Refusal):
        return fund
    if fund.revision != revision:
        return stale(fund.revision)
    refused = why_not(words)
    if refused:
        return refused
    return keep(actor, fund, **asdict(words))


@transaction.atomic
def show_fund(actor: Actor, fund_id: int, *, shown: bool, now: datetime) -> Fund | Refusal:
    """Show a fund to everybody, or make it a draft again. What is already so is no fault; a fund with a published call stays."""
    fund = held_fund(actor, fund_id, "funds.run")
    if isinstance(fund, Refusal) or (fund.shown_at is not None) == shown:
        return fund
    if not shown and fund.calls.exclude(state=FundCallState.DRAFT).exists():
        return HAS_CALLS
    return keep(actor, fund, shown_at=now if shown else None)


def keep(actor: Actor, fund: Fund, **told: object) -> Fund:
    """Save a held fund with these fields, as one change, and tell it."""
    history.done_by(actor.person_id)
    for name, value in {**told, "revision": fund.revision + 1}.items():
        setattr(fund, name, value)
    fund.save()
    tell_fund(actor, fund)
    return fund


@transaction.atomic
def give_part(actor: Actor, fund_id: int, email: str, part: FundPart, *, elected: bool = False, now: datetime) -> FundRole | Refusal:
    """Somebody gets a part in a fund; having it already is no fault. An auditor has no other."""
    fund = held_fund(actor, fund_id, "funds.run")
    if isinstance(fund, Refusal):
        return fund
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:
        return NO_PERSON
    has = set(fund.parts.filter(person=person).values_list("part", flat=True))
    if (part is FundPart.AUDITOR and has - {part}) or (part is not FundPart.AUDITOR and FundPart.AUDITOR in has):
        return ITS_WORKER
    history.done_by(actor.person_id)
    told = {"given_at": now, "given_by_id": actor.person_id, "elected": elected and part is FundPart.COMMITTEE}
    role, _ = FundRole.objects.get_or_create(fund=fund, person=person, part=part, defaults=told)
    return role


@transaction.atomic
def take_part(actor: Actor, fund_id: int, role_id: int) -> Refusal | None:
    """Somebody no longer has a part in a fund; having none is no fault."""
    fund = held_fund(actor, fund_id, "funds.run")
    if isinstance(fund, Refusal):
        return fund
    history.done_by(actor.person_id)
    fund.parts.filter(pk=role_id).delete()
    return None
