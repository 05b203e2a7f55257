"""What alliances keep of a person: invitations to their address, and agreements they said yes to for a party."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from samspil.alliances.actions.lose_contact import lose_contact, lose_holder
from samspil.alliances.actions.order_papers import forget_files
from samspil.alliances.domain.checkup import Question
from samspil.alliances.models import (
    Acceptance,
    AgendaPoint,
    AgreementVersion,
    Alliance,
    Amendment,
    Attendance,
    CalendarAddress,
    CheckUpReply,
    Delivery,
    FileVersion,
    Following,
    FollowUp,
    Handover,
    Imposition,
    LastSeen,
    LawAnswered,
    LawyersReply,
    LegalCheck,
    Matter,
    Meeting,
    Message,
    PaperOrder,
    Party,
    PartyContact,
    PartyInvitation,
    QuarterStatus,
    Rejection,
    Say,
)
from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.identity.models import Membership
from samspil.initiatives.models import Initiative


def export_invitations(subject: Subject) -> Rows:
    names = ("party__alliance__initiative__title", "party__name", "email", "sender", "greeting", "made_at", "used_at")
    return rows_of(PartyInvitation.objects.filter(email__in=subject.addresses), *names)


def shred_invitations(subject: Subject) -> None:
    PartyInvitation.objects.filter(email__in=subject.addresses).delete()


def hold_alliances(subject: Subject) -> None:
    """Those the person holds, acts in, or has written anything in: every errand inside an alliance holds it first."""
    own = Membership.objects.filter(person=subject.person_id).values("organisation")
    parties = Party.objects.filter(Q(organisation__in=own) | Q(invitation__email__in=subject.addresses) | Q(invitation__made_by=subject.person_id))
    said = Q(acceptances__person=subject.person_id) | Q(rejections__person=subject.person_id) | Q(amendments__begun_by=subject.person_id)
    versions = AgreementVersion.objects.filter(Q(proposed_by=subject.person_id) | said)
    found = Q(initiative__holder=subject.person_id) | Q(pk__in=parties.values("alliance")) | Q(pk__in=versions.values("alliance"))
    files = FileVersion.objects.filter(uploaded_by=subject.person_id).values("file__alliance")
    statuses = QuarterStatus.objects.filter(written_by=subject.person_id).values("alliance")
    found |= Q(pk__in=files) | Q(pk__in=statuses) | Q(pk__in=Message.objects.filter(author=subject.person_id).values("alliance"))
    list(Alliance.objects.select_for_update(of=("self", "initiative"), no_key=True).select_related("initiative").filter(found).order_by("pk"))


def export_started(subject: Subject) -> Rows:
    return rows_of(Initiative.objects.filter(holder=subject.person_id), "title", "begun_at") + rows_of(
        AgreementVersion.objects.filter(proposed_by=subject.person_id), "alliance__initiative__title", "number", "proposed_at"
    )


def shred_held(subject: Subject) -> None:
    """What only the person sees goes with them: alliances they hold in their own name that nobody has joined or is asked to. The parties of the others
    are asked who takes over."""
    others = Party.objects.filter(alliance__initiative=OuterRef("pk"))
    held = Initiative.objects.filter(~Exists(others), holder=subject.person_id, alliance__isnull=False)
    apps.get_model("alliances", "AllianceEvent").objects.filter(pgh_obj__initiative__in=held.values("pk")).delete()
    held.delete()
    lose_holder(Alliance.objects.filter(initiative__holder=subject.person_id))


def export_acceptances(subject: Subject) -> Rows:
    names = ("version__alliance__initiative__title", "version__number", "party__name", "name", "accepted_at", "assurance", "assured_at")
    return rows_of(Acceptance.objects.filter(person_id=subject.person_id), *names)


def export_deliveries(subject: Subject) -> Rows:
    names = ("commitment__what", "day", "quantity", "evidence", "written_at", "undone_at", "undone_why")
    return rows_of(Delivery.objects.filter(Q(written_by=subject.person_id) | Q(undone_by=subject.person_id)), *names)


def export_contacts(subject: Subject) -> Rows:
    return rows_of(PartyContact.objects.filter(person=subject.person_id), "party__name", "party__alliance__initiative__title", "name", "shown", "written_at")


def shred_contacts(subject: Subject) -> None:
    PartyContact.objects.filter(person=subject.person_id).delete()


def export_messages(subject: Subject) -> Rows:
    names = ("alliance__initiative__title", "conversation__subject", "party__name", "text", "written_at", "edited_at", "taken_back_at")
    return rows_of(Message.objects.filter(author=subject.person_id), *names)


def export_seen(subject: Subject) -> Rows:
    return rows_of(LastSeen.objects.filter(person=subject.person_id), "alliance__initiative__title", "message")


def export_deciding(subject: Subject) -> Rows:
    asked = rows_of(Matter.objects.filter(written_by=subject.person_id), "alliance__initiative__title", "text", "raised_at")
    said = rows_of(Say.objects.filter(said_by=subject.person_id), "matter__text", "party__name", "verdict", "why", "said_at")
    return asked + said + rows_of(FollowUp.objects.filter(written_by=subject.person_id), "what", "due_day", "written_at")


def export_amendments(subject: Subject) -> Rows:
    """What the person proposed to change, and their no to a version."""
    proposed = Amendment.objects.filter(begun_by=subject.person_id)
    said = Rejection.objects.filter(person=subject.person_id)
    return rows_of(proposed, "alliance__initiative__title", "party__name", "what", "why", "begun_at") + rows_of(
        said, "version__alliance__initiative__title", "version__number", "party__name", "reason", "said_at"
    )


def export_law(subject: Subject) -> Rows:
    answered = rows_of(LawAnswered.objects.filter(person=subject.person_id), "alliance__initiative__title", "group", "party__name", "answered_at")
    looked = rows_of(LegalCheck.objects.filter(person=subject.person_id), "alliance__initiative__title", "party__name", "made_at")
    return answered + looked


def export_replies(subject: Subject) -> Rows:
    names = ("alliance__initiative__title", "question", "text", "role", "answered_on", "written_at")
    return rows_of(LawyersReply.objects.filter(person=subject.person_id), *names)


def export_followings(subject: Subject) -> Rows:
    return rows_of(Following.objects.filter(person_id=subject.person_id), "alliance__initiative__title", "municipality__name", "area__name", "since")


def export_files(subject: Subject) -> Rows:
    names = ("file__alliance__initiative__title", "file__title", "number", "name", "uploaded_at")
    return rows_of(FileVersion.objects.filter(uploaded_by=subject.person_id), *names)


def export_statuses(subject: Subject) -> Rows:
    names = ("alliance__initiative__title", "year", "quarter", "went_well", "hard", "needed", "written_at")
    return rows_of(QuarterStatus.objects.filter(written_by=subject.person_id), *names)


def export_batons(subject: Subject) -> Rows:
    names = ("alliance__initiative__title", "party__name", "words", "given_at")
    given = Handover.objects.filter(Q(given_by=subject.person_id) | Q(given_to=subject.person_id))
    return rows_of(Party.objects.filter(keeper=subject.person_id), "alliance__initiative__title", "name") + rows_of(given, *names)


def shred_batons(subject: Subject) -> None:
    """Nothing the person was turned to for is left without a word: each party hears that it has no contact."""
    own = Membership.objects.filter(person=subject.person_id).values_list("organisation", flat=True)
    contact = Party.objects.filter(keeper=subject.person_id, organisation__isnull=False).values_list("organisation", flat=True)
    lose_contact(subject.person_id, {*own, *(pk for pk in contact if pk)})


def impositions_on(subject: Subject) -> "QuerySet[Imposition]":
    return Imposition.objects.addressed_to(subject.person_id, frozenset(subject.addresses))


def export_impositions(subject: Subject) -> Rows:
    names = ("party__name", "alliance__initiative__title", "name", "email", "about", "text", "imposed_at", "confirmed_at", "confirmed_name", "assurance")
    return rows_of(impositions_on(subject), *names, "ended_on", "delete_on")


def shred_impositions(subject: Subject) -> None:
    """What was never confirmed goes; what was stays with the name alone."""
    impositions_on(subject).filter(confirmed_at=None).delete()
    impositions_on(subject).update(email="", person=None)


def export_meetings(subject: Subject) -> Rows:
    called = rows_of(Meeting.objects.filter(written_by=subject.person_id), "alliance__initiative__title", "title", "begins", "called_at")
    wrote = Q(written_by=subject.person_id) | Q(minutes_by=subject.person_id)
    points = rows_of(AgendaPoint.objects.filter(wrote), "meeting__title", "title", "note", "minutes")
    answers = rows_of(Attendance.objects.filter(answered_by=subject.person_id), "meeting__title", "party__name", "comes", "was_there", "answered_at")
    return called + points + answers


def export_calendar(subject: Subject) -> Rows:
    return rows_of(CalendarAddress.objects.filter(person=subject.person_id), "made_at")


def export_checkup_replies(subject: Subject) -> Rows:
    names = ("checkup__alliance__initiative__title", "party__name", *(question.value for question in Question), "line", "line_shown", "written_at")
    return rows_of(CheckUpReply.objects.filter(written_by=subject.person_id), *names)


def export_orders(subject: Subject) -> Rows:
    return rows_of(PaperOrder.objects.filter(person=subject.person_id), "municipality__name", "state", "ordered_at", "ended_at")


def shred_orders(subject: Subject) -> None:
    """The files as well: they lie in the store."""
    for order in PaperOrder.objects.filter(person=subject.person_id):
        forget_files(order)
        order.delete()


HOLDINGS = (
    Holding(
        key="paper-orders",
        title="Kommunens aftaler, du har bestilt samlet på papir",
        why="Så de kan pakkes, og så kun du kan hente filen. Bestilling og fil slettes en uge efter, at den er pakket.",
        fate="Slettes med det samme, også filen.",
        tables=("alliances_paperorder",),
        export=export_orders,
        shred=shred_orders,
        staff=True,
    ),
    Holding(
        key="followings",
        title="Alliancer, kommuner og velfærdsområder, du følger",
        why="Så du hører, når der sker noget.",
        fate="Slettes med det samme.",
        tables=("alliances_following",),
        export=export_followings,
    ),
    Holding(
        key="checkup-replies",
        title="Svar, du har skrevet for en part i et tjek, der er åbent",
        why="Så parten kan ændre sit svar, til tjekket lukker.",
        fate="Bliver til tjekket lukker, fordi det er partens. Forbindelsen til din konto slettes. Når tjekket lukker, slettes alle svar.",
        tables=("alliances_checkupreply",),
        export=export_checkup_replies,
    ),
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
        hold=hold_alliances,
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
        key="party-contacts",
        title="At de andre i en alliance kan spørge efter dig",
        why="Fordi du har skrevet dit navn som kontakt for en part. Parterne ser det, og andre kun, hvis du har valgt det.",
        fate="Slettes med det samme. Det vises heller ikke, når du ikke længere er i organisationen.",
        tables=("alliances_partycontact",),
        export=export_contacts,
        shred=shred_contacts,
    ),
    Holding(
        key="amendments",
        title="Ændringer af aftaler, du har foreslået, og aftaler, du har sagt nej til, for en organisation",
        why="Så parterne kan se, hvad der blev foreslået, og hvad der skulle være anderledes.",
        fate="Bliver, fordi de er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_amendment", "alliances_rejection"),
        export=export_amendments,
    ),
    Holding(
        key="law-answered",
        title="Svar til en alliances juridiske tjek, og tjek, du har set på",
        why="Så parterne kan se, hvem der har svaret for hvem og hvornår.",
        fate="Bliver, fordi svarene er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_lawanswered", "alliances_legalcheck"),
        export=export_law,
    ),
    Holding(
        key="lawyers-replies",
        title="Svar på spørgsmål om jura, du har skrevet for en kommune",
        why="Så alle parter ser kommunens svar.",
        fate="Bliver med rollen, fordi svaret er kommunens. Forbindelsen til din konto slettes.",
        tables=("alliances_lawyersreply", "alliances_lawyersreplyevent"),
        export=export_replies,
    ),
    Holding(
        key="confidentiality",
        title="Tavshedspligt, du er pålagt ved navn i en alliance",
        why="Så den kommune eller myndighed, der har pålagt dig den, kan vise, at du fik det at vide. Parterne i alliancen ser dit navn.",
        fate="Har du bekræftet, bliver pålægget med det navn, du skrev, til tre år efter det er hørt op. Din e-mail og forbindelsen til din konto slettes. "
        "Har du ikke bekræftet, slettes det hele.",
        tables=("alliances_imposition", "alliances_impositionevent"),
        export=export_impositions,
        shred=shred_impositions,
    ),
    Holding(
        key="deliveries",
        title="Leveringer, du har skrevet ned eller rettet i en alliance",
        why="Så parterne kan se, hvad der er leveret af det, der er lovet.",
        fate="Bliver, fordi de er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_delivery",),
        export=export_deliveries,
    ),
    Holding(
        key="messages",
        title="Beskeder, du har skrevet til de andre parter i en alliance",
        why="Så parterne kan tale sammen ét sted.",
        fate="Bliver hos parterne uden dit navn, til to år efter at alliancen er slut. Vil du have en besked væk, så træk den tilbage, før du sletter kontoen.",
        tables=("alliances_message",),
        export=export_messages,
    ),
    Holding(
        key="shared-files",
        title="Filer, du har lagt op i en alliance",
        why="Så parterne har referater og planer ét sted.",
        fate="Bliver hos parterne, til to år efter at alliancen er slut. Forbindelsen til din konto slettes. Din part kan fjerne en fil, når I vil.",
        tables=("alliances_fileversion",),
        export=export_files,
    ),
    Holding(
        key="quarter-statuses",
        title="Status, du har skrevet i en alliance",
        why="Så parterne og kommunen kan se, hvordan det går.",
        fate="Bliver, fordi de er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_quarterstatus", "alliances_quarterstatusevent"),
        export=export_statuses,
    ),
    Holding(
        key="batons",
        title="Alliancer, hvor du er din parts kontaktperson, og stafetter, du har givet eller fået",
        why="Så de andre ved, hvem de kan gå til, og så intet bliver liggende, når nogen stopper.",
        fate="Din part får at vide, at den mangler en kontaktperson. Noter bliver uden forbindelse til din konto, til de er et år gamle.",
        tables=("alliances_party", "alliances_partyevent", "alliances_handover"),
        export=export_batons,
        shred=shred_batons,
    ),
    Holding(
        key="messages-seen",
        title="Hvor langt du har læst i alliancernes beskeder",
        why="Så du kan se, hvad der er nyt for dig.",
        fate="Slettes med det samme.",
        tables=("alliances_lastseen",),
        export=export_seen,
    ),
    Holding(
        key="decisions",
        title="Spørgsmål, svar og opgaver fra beslutninger, du har skrevet i en alliance",
        why="Så parterne kan se, hvad de har besluttet, hvornår og hvorfor.",
        fate="Bliver, fordi de er parternes. Forbindelsen til din konto slettes.",
        tables=("alliances_matter", "alliances_say", "alliances_followup"),
        export=export_deciding,
    ),
    Holding(
        key="meetings",
        title="Møder, punkter, referater og svar, du har skrevet i en alliance",
        why="Så parterne kan mødes og se, hvad der blev sagt.",
        fate="Bliver, fordi de er parternes. Forbindelsen til din konto slettes. Har du skrevet referat, står det uden dit navn.",
        tables=("alliances_meeting", "alliances_agendapoint", "alliances_minutesevent", "alliances_attendance"),
        export=export_meetings,
    ),
    Holding(
        key="calendar-address",
        title="Din hemmelige kalenderadresse",
        why="Så din kalender kan hente møderne i dine alliancer. Selve adressen står ikke her, for den, der har den, kan læse kalenderen.",
        fate="Slettes med det samme, og adressen virker ikke længere.",
        tables=("alliances_calendaraddress",),
        export=export_calendar,
    ),
)
