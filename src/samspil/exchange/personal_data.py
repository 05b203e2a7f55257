"""What exchange keeps of a person: offers in their own name, and that they wrote for an organisation."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.exchange.actions.answer_place import leave_place
from samspil.exchange.actions.ask_expense import delete_expenses
from samspil.exchange.actions.keep_certificate import delete_certificates
from samspil.exchange.actions.keep_pair import leave_pair
from samspil.exchange.domain.paying import ClaimState
from samspil.exchange.domain.tastes import TASTES
from samspil.exchange.models import (
    Block,
    Certificate,
    Declaration,
    EffortProof,
    Expense,
    GivenHours,
    GiverTastes,
    Match,
    Need,
    Offer,
    Pair,
    PairTalk,
    Pledge,
    Qualification,
    SavedSearch,
    Signup,
    ThankYou,
    Thread,
    ThreadMessage,
    ThreadSeen,
    UrgentAsk,
    UrgentCall,
    UrgentChoice,
)
from samspil.exchange.models.signup import LIVE
from samspil.exchange.shift_data import export_shifts, shred_shifts


def own_offers(subject: Subject) -> "QuerySet[Offer]":
    """In their own name, also those their address has not confirmed."""
    return Offer.objects.filter(Q(poster=subject.person_id) | Q(email__in=subject.addresses), organisation=None).order_by("pk")


def export_offers(subject: Subject) -> Rows:
    names = ("kind", "title", "text", "postcode", "place", "whens", "when_words", "languages", "age", "hours", "wont", "state", "made_at", "ends_on")
    return rows_of(own_offers(subject), *names)


def shred_offers(subject: Subject) -> None:
    """The person's own go, with their history."""
    ids = list(own_offers(subject).values_list("pk", flat=True))
    Offer.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it
    Offer.objects.filter(pk__in=ids).delete()


def export_written(subject: Subject) -> Rows:
    offers = rows_of(Offer.objects.filter(poster=subject.person_id).exclude(organisation=None).order_by("pk"), "title", "organisation__name", "made_at")
    return offers + rows_of(Need.objects.filter(poster=subject.person_id).order_by("pk"), "title", "organisation__name", "made_at")


def own_signups(subject: Subject) -> "QuerySet[Signup]":
    return Signup.objects.filter(person=subject.person_id).order_by("pk")


def export_signups(subject: Subject) -> Rows:
    return rows_of(
        own_signups(subject), "need__title", "name", "phone", "words", "party_size", "state", "said", "asks_from", "asks_words", "own_from", "made_at"
    )


def shred_signups(subject: Subject) -> None:
    """Places that are still open are given back, so that others get them; of the rest the number stays, without whose it was."""
    for pk in own_signups(subject).filter(state__in=LIVE).values_list("pk", flat=True):
        leave_place(pk, now=timezone.now())
    own_signups(subject).update(person=None, name="En, der hjalp", phone="", words="", said="", asks_words="")


def own_matches(subject: Subject) -> "QuerySet[Match]":
    """Of the person's own offers, or proposed by the person."""
    return Match.objects.filter(Q(offer__poster=subject.person_id, offer__organisation=None) | Q(proposer=subject.person_id)).order_by("pk")


def export_matches(subject: Subject) -> Rows:
    return rows_of(own_matches(subject), "offer__title", "need__title", "units", "words", "name", "phone", "said", "state", "made_at")


def shred_matches(subject: Subject) -> None:
    """What was proposed of the person's own offers goes with them; what they proposed for others stays without who did."""
    ids = list(Match.objects.filter(offer__poster=subject.person_id, offer__organisation=None).values_list("pk", flat=True))
    Match.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()  # type: ignore[attr-defined]  # pghistory adds it
    Match.objects.filter(pk__in=ids).delete()
    Match.objects.filter(proposer=subject.person_id).update(proposer=None, name="", phone="")


def export_searches(subject: Subject) -> Rows:
    return rows_of(SavedSearch.objects.filter(person=subject.person_id).order_by("pk"), "name", "near", "query", "paused", "made_at")


def shred_searches(subject: Subject) -> None:
    SavedSearch.objects.filter(person=subject.person_id).delete()


def given_pairs(subject: Subject) -> "QuerySet[Pair]":
    """Those the person is proposed in, or meets somebody in."""
    return Pair.objects.filter(giver__person=subject.person_id).order_by("pk")


def export_pairs(subject: Subject) -> Rows:
    """Of the other side no more than what is the person's own to have."""
    given = rows_of(given_pairs(subject), "need__title", "state", "trial_begins", "trial_ends", "made_at")
    own = ("need__title", "first_name", "surname", "phone", "near", "about", "interests", "languages", "traits", "wont", "state", "made_at")
    tastes = rows_of(GiverTastes.objects.filter(signup__person=subject.person_id).order_by("pk"), "signup__need__title", *TASTES)
    return [*given, *tastes, *rows_of(Pair.objects.filter(receiver=subject.person_id).order_by("pk"), *own)]


def shred_pairs(subject: Subject) -> None:
    """What the person told goes; whoever they met is told goodbye by the coordinator (giving the place back does that). What they coordinated stays."""
    GiverTastes.objects.filter(signup__person=subject.person_id).delete()
    told: dict[str, Any] = dict.fromkeys(("first_name", "surname", "phone", "near", "about"), "") | {name: [] for name in TASTES}
    for pk in Pair.objects.filter(receiver=subject.person_id).values_list("pk", flat=True):
        leave_pair(pk, now=timezone.now())
    Pair.objects.filter(receiver=subject.person_id).update(receiver=None, **told)
    Pair.objects.filter(coordinator=subject.person_id).update(coordinator=None)
    PairTalk.objects.filter(by=subject.person_id).update(by=None)


def export_certificates(subject: Subject) -> Rows:
    names = ("organisation__name", "requested_on", "assessed_on", "assessor", "outcome", "delete_on")
    return rows_of(Certificate.objects.filter(person=subject.person_id).order_by("pk"), *names)


def shred_certificates(subject: Subject) -> None:
    """The rows go with their history: the person no longer helps there."""
    delete_certificates(list(Certificate.objects.filter(person=subject.person_id).values_list("pk", flat=True)))


def export_threads(subject: Subject) -> Rows:
    """What the person wrote, and whom they have blocked; not what others wrote to them."""
    written = rows_of(ThreadMessage.objects.filter(author=subject.person_id).order_by("pk"), "thread__need__title", "text", "written_at")
    return [*written, *rows_of(Block.objects.filter(by_person=subject.person_id).order_by("pk"), "called", "words", "made_at")]


def shred_threads(subject: Subject) -> None:
    """The person's own threads go whole. What they wrote for an organisation is its, without who wrote it. Blocks by and of the person go."""
    Thread.objects.filter(Q(person=subject.person_id) | Q(pair__receiver=subject.person_id)).delete()
    ThreadMessage.objects.filter(author=subject.person_id).update(author=None)
    ThreadSeen.objects.filter(person=subject.person_id).delete()
    Block.objects.filter(Q(by_person=subject.person_id) | Q(person=subject.person_id)).delete()


def export_hours(subject: Subject) -> Rows:
    names = ("signup__need__title", "place__shift__need__title", "source", "day", "minutes", "people", "words", "said", "state")
    return rows_of(GivenHours.objects.filter(person=subject.person_id).order_by("pk"), *names)


def shred_hours(subject: Subject) -> None:
    """The numbers stay in what an organisation was given, without whose they were; words go."""
    GivenHours.objects.filter(person=subject.person_id).update(person=None, words="", said="")


def export_thanks(subject: Subject) -> Rows:
    return rows_of(ThankYou.objects.filter(signup__person=subject.person_id).order_by("pk"), "signup__need__organisation__name", "text", "day")


def shred_thanks(subject: Subject) -> None:
    """Thanks somebody got go; those they wrote for an organisation stay with whoever got them, without who wrote."""
    ThankYou.objects.filter(signup__person=subject.person_id).delete()
    ThankYou.objects.filter(by=subject.person_id).update(by=None)


def export_pledges(subject: Subject) -> Rows:
    return rows_of(Pledge.objects.filter(person=subject.person_id).order_by("pk"), "need__title", "name", "about", "text", "imposed", "confirmed_at")


def shred_pledges(subject: Subject) -> None:
    """The receipt is the organisation's as well: it stays until its time, without the link to an account."""
    Pledge.objects.filter(person=subject.person_id).update(person=None)


def export_declarations(subject: Subject) -> Rows:
    return rows_of(Declaration.objects.filter(noted_by=subject.person_id).order_by("pk"), "organisation__name", "year", "given_on", "received")


def shred_declarations(subject: Subject) -> None:
    """The declaration is the association's; who gave it goes."""
    Declaration.objects.filter(noted_by=subject.person_id).update(noted_by=None)


def export_qualifications(subject: Subject) -> Rows:
    return rows_of(Qualification.objects.filter(person=subject.person_id).order_by("pk"), "skill", "expires_on", "seen_by__name", "seen_on", "told_at")


def shred_qualifications(subject: Subject) -> None:
    Qualification.objects.filter(person=subject.person_id).delete()


def export_expenses(subject: Subject) -> Rows:
    names = ("organisation__name", "name", "kind", "method", "day", "oere", "payable", "km", "purpose", "origin", "destination", "state", "said", "made_at")
    return rows_of(Expense.objects.filter(person=subject.person_id).order_by("pk"), *names)


def shred_expenses(subject: Subject) -> None:
    """What waits goes, with its history; of what was approved the amounts stay in the accounts, without whose they were."""
    own = Expense.objects.filter(person=subject.person_id)
    delete_expenses(list(own.exclude(state=ClaimState.APPROVED).values_list("pk", flat=True)))
    own.update(person=None, name="En, der hjalp", purpose="", origin="", destination="", said="")
    Expense.objects.filter(decided_by=subject.person_id).update(decided_by=None)


def export_proofs(subject: Subject) -> Rows:
    return rows_of(EffortProof.objects.filter(person=subject.person_id).order_by("pk"), "code", "data", "made_at")


def shred_proofs(subject: Subject) -> None:
    EffortProof.objects.filter(person=subject.person_id).delete()


def export_urgent(subject: Subject) -> Rows:
    asked = rows_of(UrgentAsk.objects.filter(person=subject.person_id).order_by("pk"), "call__need__title", "asked_at", "no")
    return [*asked, *rows_of(UrgentChoice.objects.filter(person=subject.person_id), "never", "nights")]


def shred_urgent(subject: Subject) -> None:
    UrgentAsk.objects.filter(person=subject.person_id).delete()
    UrgentChoice.objects.filter(person=subject.person_id).delete()
    UrgentCall.objects.filter(made_by=subject.person_id).update(made_by=None)


HOLDINGS = [
    Holding(
        key="exchange-expenses",
        title="Udgifter, du har bedt om at få betalt, og dem, du har svaret på",
        why="For at kassereren kan svare, og for at ingen får mere end satserne. Bilag, konto- og CPR-nummer er her aldrig.",
        fate="Slettes to år efter årets udgang. Med kontoen slettes det, der ikke er godkendt; af resten bliver beløbet stående uden dit navn.",
        tables=("exchange_expense", "exchange_expenseevent"),
        export=export_expenses,
        shred=shred_expenses,
    ),
    Holding(
        key="exchange-proofs",
        title="Beviser, du har lavet af din indsats",
        why="For at andre kan se, at et bevis gælder. Den åbne side siger timer, periode og, hvis du har valgt det, til hvem, og aldrig dit navn.",
        fate="Slettes, når du trækker dem tilbage, efter fem år, og med kontoen. Så viser koden intet.",
        tables=("exchange_effortproof",),
        export=export_proofs,
        shred=shred_proofs,
    ),
    Holding(
        key="exchange-urgent",
        title="Hvornår du blev spurgt om hjælp, der hastede, og om du vil spørges",
        why="For at der kan findes hjælp hurtigt, uden at nogen bliver spurgt for tit. Ingen ser, at du sagde nej.",
        fate="Slettes 3 måneder efter, at opgaven er slut, og med kontoen. Dit valg står, til du ændrer det.",
        tables=("exchange_urgentcall", "exchange_urgentask", "exchange_urgentchoice"),
        export=export_urgent,
        shred=shred_urgent,
    ),
    # Before the yeses: those forget whose they were.
    Holding(
        key="exchange-thanks",
        title="Tak, du har fået af dem, du hjalp",
        why="For at du kan læse dem, og vise dem til andre, hvis du vil. Kun du ser dem.",
        fate="Slettes med kontoen, og når du selv sletter dem. Tak, du har skrevet for en organisation, bliver stående uden dit navn.",
        tables=("exchange_thankyou",),
        export=export_thanks,
        shred=shred_thanks,
    ),
    Holding(
        key="exchange-hours",
        title="Timer, du selv har skrevet, eller som er rettet",
        why="For at du kan se og vise, hvad du har givet, og for at organisationen kan se, hvad den har fået i alt.",
        fate="Står, så længe du har kontoen. Så bliver tallet stående uden dit navn og dine ord. Det, organisationen skrev, slettes 3 måneder efter.",
        tables=("exchange_givenhours", "exchange_givenhoursevent"),
        export=export_hours,
        shred=shred_hours,
    ),
    Holding(
        key="exchange-qualifications",
        title="Kurser og kørekort, du har skrevet, at du har",
        why="For at du bliver spurgt om det, du kan, og for at dem, der søger folk, ved, at det er på plads.",
        fate="Slettes, når du sletter dem, et år efter at de er udløbet, og med kontoen. Selve beviset er her aldrig.",
        tables=("exchange_qualification",),
        export=export_qualifications,
        shred=shred_qualifications,
    ),
    Holding(
        key="exchange-pledges",
        title="Tavshed, du har bekræftet i en opgave",
        why="For at I begge kan vise, at du har læst det, før du fik noget fortroligt at vide.",
        fate="Slettes tre år efter opgavens sidste dag. Sletter du kontoen, bliver navnet på kvitteringen stående hos dem, der bad om den, indtil da.",
        tables=("exchange_pledge",),
        export=export_pledges,
        shred=shred_pledges,
    ),
    Holding(
        key="exchange-declarations",
        title="Erklæringer om børneattester, du har givet for en forening eller skrevet ned for kommunen",
        why="For at foreningen og kommunen kan vise, at den er givet.",
        fate="Erklæringen slettes fem år efter året. At det var dig, slettes med kontoen.",
        tables=("exchange_declaration", "exchange_declarationevent", "exchange_declaring"),
        export=export_declarations,
        shred=shred_declarations,
    ),
    Holding(
        key="exchange-threads",
        title="Beskeder om opgaver, og hvem du har blokeret",
        why="For at I kan skrive sammen, før I deler telefon og adresse, og for at du kan sige fra.",
        fate="Samtalen slettes 3 måneder efter, at opgaven er slut, og dine egne med kontoen. En blokering står, til du ophæver den.",
        tables=("exchange_thread", "exchange_threadmessage", "exchange_threadseen", "exchange_block"),
        export=export_threads,
        shred=shred_threads,
    ),
    Holding(
        key="exchange-certificates",
        title="At en organisation har set din børneattest: dage, rolle og udfald",
        why="For at børn under 15 år er trygge, og fordi loven kræver det af dem, der har frivillige sammen med børn. Selve attesten er her aldrig.",
        fate="Slettes to år efter, at den blev set (et nej et halvt år efter), medmindre du stadig hjælper der; og med kontoen.",
        tables=("exchange_certificate", "exchange_certificateevent"),
        export=export_certificates,
        shred=shred_certificates,
    ),
    Holding(
        key="exchange-pairs",
        title="Par, du er den ene i, og hvad du har fortalt om dig selv",
        why="For at to, der passer sammen, kan mødes, prøve det og sige farvel på en god måde.",
        fate="Er I i gang, stopper det, og koordinatoren ringer til den anden. Navn, telefon, ord og grunde slettes 3 måneder efter, at det er slut.",
        tables=("exchange_pair", "exchange_pairevent", "exchange_pairno", "exchange_pairtalk", "exchange_pairpause", "exchange_givertastes"),
        export=export_pairs,
        shred=shred_pairs,
    ),
    Holding(
        key="exchange-searches",
        title="Søgninger, du har gemt",
        why="For at du en gang om ugen kan høre, hvad der er nyt.",
        fate="Slettes med kontoen, når du sletter dem, og når du ikke har set på dem i et år.",
        tables=("exchange_savedsearch",),
        export=export_searches,
        shred=shred_searches,
    ),
    Holding(
        key="exchange-shifts",
        title="Dine vagter, hvornår du kan, og hvad du er spurgt om",
        why="For at vagtplanen kan lægges, og for at en anden kan findes, når nogen ikke kan komme.",
        fate="Vagter, du har, går videre til andre. Af dem, du har haft, bliver antallet stående; navn og telefon slettes 3 måneder efter.",
        tables=("exchange_shiftplace", "exchange_shiftplaceevent", "exchange_shiftwish", "exchange_substituteask", "exchange_shiftswap", "exchange_roster"),
        export=export_shifts,
        shred=shred_shifts,
    ),
    Holding(
        key="exchange-matches",
        title="Forslag om, at et tilbud og et behov passer sammen",
        why="For at begge kan sige ja eller nej, og for at I kan finde hinanden, når begge har sagt ja.",
        fate="Forslag om dine egne tilbud slettes med kontoen. Navn, telefon og ord slettes 3 måneder efter, at behovet er slut.",
        tables=("exchange_match", "exchange_matchevent"),
        export=export_matches,
        shred=shred_matches,
    ),
    Holding(
        key="exchange-signups",
        title="Opgaver, du har sagt ja til",
        why="For at dem, der spurgte, ved, hvem der kommer.",
        fate="Pladser, du har, går videre til andre. Af det, du var med til, bliver antallet stående uden dit navn. Telefon og ord slettes 3 måneder efter.",
        tables=("exchange_signup", "exchange_signupevent"),
        export=export_signups,
        shred=shred_signups,
    ),
    Holding(
        key="exchange-offers",
        title="Tilbud, du har givet i dit eget navn",
        why="For at andre kan finde det, du kan give. Dit navn står der ikke.",
        fate="Slettes med kontoen, også historikken. Det, du ikke bekræfter, slettes efter 14 dage.",
        tables=("exchange_offer", "exchange_offerevent"),
        export=export_offers,
        shred=shred_offers,
    ),
    Holding(
        key="exchange-written",
        title="Tilbud og behov, du har skrevet for en organisation",
        why="For at organisationen kan se, hvem der har skrevet hvad.",
        fate="Teksten er organisationens og bliver. At du skrev den, slettes.",
        tables=("exchange_need", "exchange_needevent"),
        export=export_written,
    ),
]
