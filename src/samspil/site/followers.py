"""What follows when two organisations become one: the whole list. The preview shows it, and one transaction does it."""

from django.db.models import Q

from samspil.alliances.actions.follow_merge import follow_merge, parties_of, why_not_follow
from samspil.core.refusals import Refusal
from samspil.exchange.actions.follow_merge import (
    blocks_of,
    certificates_of,
    declarations_of,
    declaring_of,
    expenses_of,
    move_blocks,
    move_capacity,
    move_certificates,
    move_declarations,
    move_declaring,
    move_expenses,
    move_needs,
    move_offers,
    move_payer,
    move_seen,
    move_threads,
    needs_of,
    offers_of,
    paying,
    promised_by,
    seen_by,
    threads_of,
)
from samspil.identity.merging import Follower
from samspil.identity.models import Organisation
from samspil.initiatives.models import Participation
from samspil.moderation.domain.cases import CaseState
from samspil.moderation.models import Case


def no_case_waits(merged: Organisation, into: Organisation) -> Refusal | None:
    """Something reported is decided before it becomes something else."""
    if Case.objects.filter(organisation__in=[merged, into]).exclude(state=CaseState.DECIDED).exists():
        return Refusal("reported", "Den ene er anmeldt, og sagen venter. Afgør den først.")
    return None


def stays(merged: Organisation, into: Organisation) -> None:
    """A decided case stays with the old row, as it was decided; its owners find it through the one they are in now (moderation/queries.py)."""


def moves_with_parties(merged: Organisation, into: Organisation) -> None:
    """Moved together with the parties."""


FOLLOWERS = (
    Follower(
        table="alliances_party",
        title="Alliancer, den er eller har været part i",
        number=lambda one: parties_of(one).count(),
        follow=follow_merge,
        objection=why_not_follow,
    ),
    Follower(
        table="initiatives_participation",
        title="Indsatser, den er med i",
        number=lambda one: Participation.objects.filter(organisation=one).count(),
        follow=moves_with_parties,
    ),
    Follower(table="exchange_offer", title="Tilbud", number=lambda one: offers_of(one).count(), follow=move_offers),
    Follower(table="exchange_need", title="Behov", number=lambda one: needs_of(one).count(), follow=move_needs),
    Follower(table="exchange_certificate", title="Børneattester", number=lambda one: certificates_of(one).count(), follow=move_certificates),
    Follower(table="exchange_declaration", title="Årlige erklæringer", number=lambda one: declarations_of(one).count(), follow=move_declarations),
    Follower(table="exchange_declaring", title="Om den skal give erklæring", number=lambda one: declaring_of(one).count(), follow=move_declaring),
    Follower(table="exchange_thread", title="Samtaler om opgaver", number=lambda one: threads_of(one).count(), follow=move_threads),
    Follower(table="exchange_qualification", title="Beviser, den har set", number=lambda one: seen_by(one).count(), follow=move_seen),
    Follower(table="exchange_block", title="Blokeringer", number=lambda one: blocks_of(one).count(), follow=move_blocks),
    Follower(table="exchange_expense", title="Udgifter, den er bedt om at betale", number=lambda one: expenses_of(one).count(), follow=move_expenses),
    Follower(table="exchange_payer", title="At den betaler udgifter", number=lambda one: paying(one).count(), follow=move_payer),
    Follower(table="exchange_promisedcapacity", title="Det, den har lovet i alliancer", number=lambda one: promised_by(one).count(), follow=move_capacity),
    Follower(
        table="moderation_case",
        title="Afgjorte anmeldelser",
        number=lambda one: Case.objects.filter(Q(organisation=one) | Q(owner=one)).count(),
        follow=stays,
        objection=no_case_waits,
    ),
)
