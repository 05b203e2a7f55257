"""What alliances keep of a person: invitations to their address, and agreements they said yes to for a party."""

from django.apps import apps
from django.db.models import Exists, OuterRef

from samspil.alliances.models import Acceptance, AgreementVersion, Delivery, Party, PartyInvitation
from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.initiatives.models import Initiative


def export_invitations(subject: Subject) -> Rows:
    names = ("party__alliance__initiative__title", "party__name", "email", "sender", "greeting", "made_at", "used_at")
    return rows_of(PartyInvitation.objects.filter(email__in=subject.addresses), *names)


def shred_invitations(subject: Subject) -> None:
    PartyInvitation.objects.filter(email__in=subject.addresses).delete()


def export_started(subject: Subject) -> Rows:
    return rows_of(Initiative.objects.filter(holder=subject.person_id), "title", "begun_at") + rows_of(
        AgreementVersion.objects.filter(proposed_by=subject.person_id), "alliance__initiative__title", "number", "proposed_at"
    )


def shred_held(subject: Subject) -> None:
    """What only the person sees goes with them: alliances they hold in their own name that nobody has joined or is asked to."""
    others = Party.objects.filter(alliance__initiative=OuterRef("pk"))
    held = Initiative.objects.filter(~Exists(others), holder=subject.person_id, alliance__isnull=False)
    apps.get_model("alliances", "AllianceEvent").objects.filter(pgh_obj__initiative__in=held.values("pk")).delete()
    held.delete()


def export_acceptances(subject: Subject) -> Rows:
    names = ("version__alliance__initiative__title", "version__number", "party__name", "name", "accepted_at")
    return rows_of(Acceptance.objects.filter(person_id=subject.person_id), *names)


def export_deliveries(subject: Subject) -> Rows:
    return rows_of(Delivery.objects.filter(written_by=subject.person_id), "commitment__what", "day", "quantity", "evidence", "written_at")


HOLDINGS = (
    Holding(
        key="party-invitations",
        title="Invitationer til at blive part i en alliance",
        why="Så du kan svare på dem.",
        fate="Slettes med det samme. Invitationer, du selv har sendt, bliver uden at vise, hvem der sendte dem.",
        tables=("alliances_partyinvitation",),
        export=export_invitations,
        shred=shred_invitations,
    ),
    Holding(
        key="started-alliances",
        title="Alliancer, du har begyndt, og aftaler, du har lagt frem",
        why="Så det kan ses, hvem der holder en alliance, til parterne er med.",
        fate="De alliancer i dit eget navn, som aldrig har haft andre med, slettes. De andre er parternes og bliver, uden forbindelse til din konto.",
        tables=("initiatives_initiative", "alliances_agreementversion"),
        export=export_started,
        shred=shred_held,
    ),
    Holding(
        key="acceptances",
        title="Aftaler, du har sagt ja til for en organisation",
        why="Så alle parter kan se, hvem der har sagt ja til hvad.",
        fate="Bliver med det navn, du skrev under med, fordi aftalen er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_acceptance",),
        export=export_acceptances,
    ),
    Holding(
        key="deliveries",
        title="Leveringer, du har skrevet ned i en alliance",
        why="Så parterne kan se, hvad der er leveret af det, der er lovet.",
        fate="Bliver, fordi de er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_delivery",),
        export=export_deliveries,
    ),
)
