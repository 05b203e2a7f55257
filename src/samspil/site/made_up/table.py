"""An alliance in full: agreed on, changed once since, and at work for most of a year. This file is what its parties agreed on."""

from datetime import date
from decimal import Decimal

from samspil.alliances.actions.amend import Proposal, begin_amendment
from samspil.alliances.actions.commit import NewCommitment, save_commitment
from samspil.alliances.actions.confirm_confidentiality import confirm_confidentiality
from samspil.alliances.actions.contribute import Contribution
from samspil.alliances.actions.decision_rules import NewRule, save_rule
from samspil.alliances.actions.impose import NewImposition, impose
from samspil.alliances.actions.start import NewAlliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.actions.write_terms import write_terms
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.terms import DataRole, Terms
from samspil.alliances.domain.words import CoCreation
from samspil.identity.models.municipality import DEMO_CODE
from samspil.site.demonstration import email_of
from samspil.site.made_up.sides import ASKED, CLUB, FIRM, HELPS, OWN, TOLD, TOWN, Days, Facts, Made, Side, Work, describe, fine, gathered

# When it began, and when the change of its agreement was signed, in days from the day of preparation.
BEGUN, CHANGED = -280, -100
TABLE = NewAlliance(
    title="Onsdagsbordet",
    purpose="Flere ældre skal spise sammen med andre i stedet for alene. Hver onsdag laver vi mad af det, der er i sæson, og spiser sammen.",
    target_group="Ældre i Nørrevang, der ofte spiser alene, og alle, der har lyst til at spise med",
    municipality_code=DEMO_CODE,
    like_url="/eksempler/spisevenner/",
)
AT_THE_TABLE = {
    TOWN: Contribution(
        "Køkkenet i Medborgerhuset om onsdagen og en koordinator, man kan ringe til i arbejdstiden",
        "At flere ældre spiser for lidt, når de sidder alene med maden",
        "Færre ældre spiser alene",
        leaves="At vi skal godkende menuen",
        measure="Halvdelen af gæsterne spiste alene før",
        gives=["hours", "rooms"],
    ),
    CLUB: Contribution(
        "Otte frivillige, der laver mad, dækker bord og byder velkommen",
        "De frivilliges lyst: Det skal blive ved med at være rart at være med",
        "Flere medlemmer",
        leaves="At maden altid er som i vores egen klub",
        measure="Ti nye medlemmer efter et år",
        gives=["people", "hours"],
    ),
    FIRM: Contribution(
        "Grøntsager fra maj til november og en rundvisning om året",
        "Tid i den travle høst",
        "Mindre går til spilde",
        leaves="At alt skal se pænt ud: De skæve gulerødder er også gode",
        measure="Halvdelen af det, vi før smed ud, bliver spist",
        gives=["knowledge", "things"],
    ),
}
AT_THE_STOVE = "De frivillige laver mad og spiser med. Ansatte i hjemmeplejen hjælper med medicin og med at komme frem og tilbage."
AT_WORK: tuple[Work, ...] = (
    ("Laver mad og dækker bord", {CLUB: OWN, FIRM: ASKED, TOWN: TOLD}, Volunteers(AT_THE_STOVE, "koordinatoren i Medborgerhuset")),
    ("Leverer grøntsager hver tirsdag", {FIRM: OWN, CLUB: TOLD}, None),
    ("Åbner køkkenet og holder det i orden", {TOWN: OWN, CLUB: HELPS}, None),
    ("Inviterer dem, der ellers spiser alene", {TOWN: OWN, CLUB: HELPS, FIRM: TOLD}, None),
)
AT_LAW: Facts = {
    "mennesker": {"area": "elderly", "youngest_helped": 65, "elderly_task": "activity", "children_under_15": False, "child_concern": None},
    "offentlig-opgave": {"service_today": "voluntary", "service_tomorrow": "municipality", "handed_over_task": False, "replaces_staff": False},
    "frivillige": {"volunteers_act_for": "association", "volunteers_also_act_for": "none", "youngest_volunteer": 17, "insured_by": "association"},
    "mad-og-koersel": {"food": "regular", "food_organised": True, "food_days": 40, "driving": "none"},
    "penge": {"municipal_money": "none", "municipal_premises": True, "popular_education": None, "payments": "receipts"},
}
RULES = (("Indkøb under 1.000 kr.", CLUB, 3), ("Brug af køkkenet uden for onsdagen", TOWN, 7), ("Nye gæster og nye opgaver", None, 14))
ABOUT = "Hvem der spiser med, og hvad man hører om deres helbred og familie"
CHAIR = "Formanden for Spisevennerne"
SUNDAY = "De frivillige laver mad og spiser med. Ansatte er der ikke om søndagen, så gæsterne kommer selv frem og tilbage."


def make_table(sides: dict[str, Side], days: Days) -> Made:
    """From the first idea to an agreement that has been changed once."""
    made = gathered(TABLE, CLUB, sides, days.at(BEGUN - 40))
    signed = days.at(BEGUN)
    period = (days.day(BEGUN), days.day(BEGUN + 730))
    describe(made, CLUB, TABLE, period, signed, area="aeldre", kle="27.34.20", place="Medborgerhuset i Nørrevang", kind=CoCreation.EQUAL.value)
    made.write(CLUB, AT_THE_TABLE, AT_WORK, signed)
    made.ask_law(CLUB, AT_LAW, signed)
    for about, decides, most in RULES:
        made.by(CLUB, save_rule, None, NewRule(about, made.parties[decides] if decides else None, most), now=signed)
    terms = Terms(days.day(85), DataRole.SINGLE, made.parties[TOWN], imposed=True)
    made.by(TOWN, write_terms, terms, revision=0, now=signed)
    for name, promise in promises(made, days):
        made.on_behalf(name, save_commitment, None, promise, now=signed)
    # Who hears what is confidential is bound by name, and has a receipt.
    asked = made.on_behalf(TOWN, impose, NewImposition(CHAIR, email_of(CLUB), ABOUT, made.parties[CLUB]), now=signed)
    fine(confirm_confidentiality(sides[CLUB].actor, asked.key, CHAIR, now=signed))
    made.begin(CLUB, signed)
    change(made, days)
    return made


def promises(made: Made, days: Days) -> list[tuple[str, NewCommitment]]:
    """What each of them promised in numbers: one is kept, one was not, and two are on their way."""
    first, last = days.day(BEGUN), days.day(BEGUN + 730)
    return [
        (FIRM, NewCommitment("other", "Grøntsager fra marken", Decimal(60), "kasser", first, days.day(75), made.parties[CLUB])),
        (CLUB, NewCommitment("hours", "Madlavning og selskab om onsdagen", Decimal(800), "timer", first, last)),
        (TOWN, NewCommitment("rooms", "Køkkenet i Medborgerhuset om onsdagen", Decimal(30), "gange", first, days.day(-40), made.parties[CLUB])),
        (FIRM, NewCommitment("other", "Rundvisning i drivhusene", Decimal(1), "eftermiddag", first, days.day(-55))),
    ]


def change(made: Made, days: Days) -> None:
    """A Sunday a month is added to the agreement: proposed, written, and signed by all."""
    what = "Én søndag om måneden spiser vi også sammen"
    why = "Gæsterne siger, at søndagen er den længste dag. De frivillige har lyst, og køkkenet er ledigt."
    begun, signed = days.at(CHANGED - 16), days.at(CHANGED)
    made.by(CLUB, begin_amendment, Proposal(made.sides[CLUB].organisation.pk, what, why), now=begun)
    roles = {made.parties[CLUB]: OWN, made.parties[TOWN]: HELPS}
    made.by(CLUB, save_task, None, "Laver mad en søndag om måneden", roles, volunteers=Volunteers(SUNDAY, "formanden for Spisevennerne"), now=begun)
    last: date = days.day(BEGUN + 730)
    sundays = NewCommitment("rooms", "Køkkenet i Medborgerhuset om søndagen", Decimal(12), "søndage", days.day(CHANGED), last, made.parties[CLUB])
    made.on_behalf(TOWN, save_commitment, None, sundays, now=begun)
    version = made.propose(CLUB, days.at(CHANGED - 4))
    for name in made.sides:
        made.sign(name, version, signed)
