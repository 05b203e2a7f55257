"""What identity keeps of a person."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone
from pghistory.models import Context

from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.core.refusals import Refusal
from samspil.identity import organisation_data
from samspil.identity.actions.block import is_last_administrator
from samspil.identity.ending import end_all_sessions, sessions_of
from samspil.identity.models import AddressTrouble, AssistedPerson, NoticeChoice, Person, RoleMembership, StaffSession

LAST = Refusal("last-administrator", "Du er den sidste administrator. Giv først en anden rollen, så kan du slette din konto.")


def export_account(subject: Subject) -> Rows:
    return rows_of(Person.objects.filter(pk=subject.person_id), "email", "first_name", "last_name", "date_joined", "last_login")


def export_addresses(subject: Subject) -> Rows:
    return rows_of(EmailAddress.objects.filter(user_id=subject.person_id), "email", "verified", "primary")


def export_second_steps(subject: Subject) -> Rows:
    """Never the secrets themselves."""
    return rows_of(Authenticator.objects.filter(user_id=subject.person_id), "type", "created_at", "last_used_at")


def export_assistance(subject: Subject) -> Rows:
    """What the municipality wrote, and who did; never the seal of a code."""
    kept = ("number", "contact_way", "contact", "purpose", "consent_way", "consented_on", "registered_at", "registered_by__email", "municipality__name")
    return rows_of(AssistedPerson.objects.filter(person_id=subject.person_id), *kept)


def export_links(subject: Subject) -> Rows:
    """Which provider, and the number it knows the person by; nothing else is kept."""
    return rows_of(SocialAccount.objects.filter(user_id=subject.person_id), "provider", "uid", "date_joined", "last_login")


def export_sessions(subject: Subject) -> Rows:
    """When each ends; never its key, which would log somebody in."""
    person = Person.objects.get(pk=subject.person_id)
    return [{"expire_date": session.expire_date.isoformat()} for session in sessions_of(person)]


def shred_sessions(subject: Subject) -> None:
    end_all_sessions(Person.objects.get(pk=subject.person_id), now=timezone.now())


def export_roles(subject: Subject) -> Rows:
    history = RoleMembership.pgh_event_model.objects.filter(person_id=subject.person_id).order_by("pgh_id")
    return rows_of(history, "pgh_created_at", "pgh_label", "group__name")


def refuse_last_administrator(subject: Subject) -> Refusal | None:
    return LAST if is_last_administrator(subject.person_id) else None


def export_deeds(subject: Subject) -> Rows:
    return rows_of(Context.objects.filter(metadata__actor=subject.person_id).order_by("created_at"), "created_at")


def export_staff_sessions(subject: Subject) -> Rows:
    return rows_of(StaffSession.objects.filter(person_id=subject.person_id), "reason", "began_at", "ends_at", "ended_at")


def export_choices(subject: Subject) -> Rows:
    return rows_of(NoticeChoice.objects.filter(person_id=subject.person_id), "theme", "way")


def export_trouble(subject: Subject) -> Rows:
    return rows_of(AddressTrouble.objects.filter(email__in=subject.addresses), "email", "status", "first_at", "last_at", "dead_since")


def shred_trouble(subject: Subject) -> None:
    AddressTrouble.objects.filter(email__in=subject.addresses).delete()


GONE = "Slettes med det samme."
HOLDINGS = (
    Holding(key="account", title="Din konto", why="Så du kan logge ind.", fate=GONE, tables=("identity_person",), export=export_account),
    Holding(
        key="addresses",
        title="Dine e-mailadresser",
        why="Så du kan logge ind og få besked.",
        fate=GONE,
        tables=("account_emailaddress", "account_emailconfirmation"),
        export=export_addresses,
    ),
    Holding(
        key="second-steps",
        title="Dit andet trin: app, nødkoder og adgangsnøgler",
        why="Så andre ikke kan logge ind som dig. Hemmelighederne selv er ikke med, når du henter dine data.",
        fate=GONE,
        tables=("mfa_authenticator",),
        export=export_second_steps,
    ),
    Holding(
        key="assistance",
        title="Hvem der skrev dig ind, hvis du ikke har e-mail",
        why="Så kommunen kan nå dig, og så det kan ses, at du har sagt ja.",
        fate=GONE,
        tables=("identity_assistedperson",),
        export=export_assistance,
    ),
    Holding(
        key="linked-logins",
        title="Log-ind andre steder, der åbner din konto",
        why="Så du kan logge ind med dem. Vi har kun udbyderens nummer for dig, ikke navn eller CPR-nummer.",
        fate=GONE,
        tables=("socialaccount_socialaccount", "socialaccount_socialtoken"),
        export=export_links,
    ),
    Holding(
        key="sessions",
        title="Steder, du er logget ind",
        why="Så du ikke skal logge ind på hver side.",
        fate="Slettes med det samme: du bliver logget ud overalt.",
        tables=("identity_session",),
        export=export_sessions,
        shred=shred_sessions,
    ),
    Holding(
        key="roles",
        staff=True,
        title="Dine roller på redaktionen, og hvornår du fik og mistede dem",
        why="Så det kan ses, hvem der måtte hvad.",
        fate="Rollerne slettes. Historien bliver i tre år med nummeret på din konto, men uden navn og e-mail.",
        tables=("identity_person_groups", "identity_person_user_permissions", "identity_rolemembershipevent"),
        export=export_roles,
        objection=refuse_last_administrator,
    ),
    Holding(
        key="deeds",
        staff=True,
        title="Rettelser, hvor databasen har skrevet op, at det var dig",
        why="Så det kan ses, hvem der ændrede noget vigtigt.",
        fate="Bliver i tre år med nummeret på din konto. Når kontoen er slettet, viser nummeret ikke, hvem du var.",
        tables=("pghistory_context",),
        export=export_deeds,
    ),
    Holding(
        key="staff-sessions",
        staff=True,
        title="Dine arbejdssessioner på redaktionen",
        why="Så det kan ses, hvornår og hvorfor nogen brugte en rolle.",
        fate=GONE,
        tables=("identity_staffsession",),
        export=export_staff_sessions,
    ),
    Holding(
        key="choices",
        title="Dine valg af, hvad du vil have besked om",
        why="Så du kun får det, du vil have.",
        fate=GONE,
        tables=("identity_noticechoice",),
        export=export_choices,
    ),
    Holding(
        key="trouble",
        title="Mails til dig, der er kommet tilbage",
        why="Så vi kan sige det til dig og ikke bliver ved med at sende.",
        fate=GONE,
        tables=("identity_addresstrouble",),
        export=export_trouble,
        shred=shred_trouble,
    ),
    *organisation_data.HOLDINGS,
)
