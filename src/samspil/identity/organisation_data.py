"""What organisations keep of a person. The last administrator of an organisation with other members hands it over before the account goes."""

from django.apps import apps
from django.db.models import Q

from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.core.refusals import Refusal
from samspil.identity.actions.change_member import is_last_administrator
from samspil.identity.models import Invitation, Membership, NumberClaim, Organisation


def export_memberships(subject: Subject) -> Rows:
    names = ("organisation__name", "contact", "signatory", "administrator", "asked_at", "active_from", "let_in_why")
    return rows_of(Membership.objects.filter(person_id=subject.person_id), *names)


def export_history(subject: Subject) -> Rows:
    history = apps.get_model("identity", "MembershipEvent")
    return rows_of(history.objects.filter(person_id=subject.person_id).order_by("pgh_id"), "pgh_created_at", "pgh_label", "organisation_id")


def export_organisations(subject: Subject) -> Rows:
    names = ("name", "kind", "cvr", "about", "website", "public_email", "made_at", "confirmed_at", "declined_why", "declined_answer")
    active = Membership.objects.active().filter(person_id=subject.person_id).values("organisation")  # who waits to be let in sees no more than others
    return rows_of(Organisation.objects.filter(pk__in=active), *names)


def export_claims(subject: Subject) -> Rows:
    """What the person's organisations wrote, each its own side: never who claims a number that one of them has."""
    led = Membership.objects.active().filter(person_id=subject.person_id, administrator=True).values("organisation")
    asked = rows_of(NumberClaim.objects.filter(organisation__in=led), "cvr", "why", "made_at", "answer")
    return [*asked, *rows_of(NumberClaim.objects.filter(holder__in=led), "cvr", "holder_says", "answer")]


def refuse_last_administrator(subject: Subject) -> Refusal | None:
    """Names the organisation that would be left without anybody who can let people in."""
    for membership in Membership.objects.active().filter(person_id=subject.person_id, administrator=True).select_related("organisation"):
        others = Membership.objects.active().filter(organisation=membership.organisation_id).exclude(pk=membership.pk)
        if is_last_administrator(membership) and others.exists():
            name = membership.organisation.name
            return Refusal("last-administrator", f"Du er den sidste administrator i {name}. Giv først en anden rollen, så kan du slette din konto.")
    return None


def hold_organisations(subject: Subject) -> None:
    """Those the person is in or is invited into: whoever comes in or goes out at the same moment holds the organisation first."""
    own = Q(memberships__person=subject.person_id) | Q(invitations__email__in=subject.addresses)
    found = Organisation.objects.filter(own | Q(invitations__made_by=subject.person_id) | Q(invitations__used_by=subject.person_id)).values("pk")
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=found).order_by("pk").values_list("pk"))


def export_invitations(subject: Subject) -> Rows:
    return rows_of(Invitation.objects.filter(email__in=subject.addresses), "organisation__name", "email", "made_at", "used_at", "withdrawn_at")


def shred_invitations(subject: Subject) -> None:
    """Those to the person's own addresses; those the person made to others stay without saying who made them."""
    Invitation.objects.filter(email__in=subject.addresses).delete()


HOLDINGS = (
    Holding(
        key="memberships",
        title="De organisationer, du er med i, og hvad du må for dem",
        why="Så du kan handle for dem.",
        fate="Slettes med det samme. Det, du har gjort for en organisation, bliver stående som organisationens.",
        tables=("identity_membership",),
        export=export_memberships,
        hold=hold_organisations,
        objection=refuse_last_administrator,
    ),
    Holding(
        key="membership-history",
        title="Hvornår du kom ind i og gik ud af organisationer",
        why="Så det kan ses, hvem der måtte skrive under.",
        fate="Bliver i tre år med nummeret på din konto, men uden navn og e-mail.",
        tables=("identity_membershipevent",),
        export=export_history,
    ),
    Holding(
        key="invitations",
        title="Invitationer til dig",
        why="Så du kan komme med i en organisation.",
        fate="Slettes med det samme. Invitationer, du selv har sendt, bliver uden at vise, hvem der sendte dem.",
        tables=("identity_invitation",),
        export=export_invitations,
        shred=shred_invitations,
    ),
    Holding(
        key="number-claims",
        title="Det, I har skrevet om et CVR-nummer, to siger er deres",
        why="Så kommunen kan afgøre, hvem det hører til.",
        fate="Slettes et år efter, at det er afgjort. Det er organisationens, så det bliver så længe, selv om din konto slettes.",
        tables=("identity_numberclaim",),
        export=export_claims,
    ),
    Holding(
        key="organisations",
        title="Det, organisationer fortæller om sig selv",
        why="Så andre kan finde dem. En offentlig e-mail er organisationens, ikke din.",
        fate="Bliver, fordi det er organisationens.",
        tables=("identity_organisation", "identity_organisationevent"),
        export=export_organisations,
    ),
)
