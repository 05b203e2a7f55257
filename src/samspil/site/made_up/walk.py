"""An alliance in the middle of something: a change of its agreement waits for signatures, and a check-up is open."""

from decimal import Decimal

from samspil.alliances.actions import check_ups_by_clock
from samspil.alliances.actions.amend import Proposal, begin_amendment
from samspil.alliances.actions.check_up import Answers, answer_checkup
from samspil.alliances.actions.commit import NewCommitment, deliver, save_commitment
from samspil.alliances.actions.contribute import Contribution
from samspil.alliances.actions.decision_rules import NewRule, save_rule
from samspil.alliances.actions.start import NewAlliance
from samspil.alliances.actions.tasks import save_task
from samspil.alliances.actions.write_terms import write_terms
from samspil.alliances.domain.checkup import EARLY_AFTER, Question
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.terms import DataRole, Terms
from samspil.alliances.domain.words import CoCreation
from samspil.identity.models.municipality import DEMO_CODE
from samspil.site.made_up.sides import CLUB, FIRM, HELPS, OWN, TOLD, TOWN, Days, Facts, Refused, Side, Work, describe, gathered

BEGUN = -EARLY_AFTER.days - 3
WALK = NewAlliance(
    title="Gåtur fra døren",
    purpose="To går sammen en gang om ugen: en nabo, der gerne vil ud, og en frivillig, der henter ved døren. Turen ender ved gartneriets kaffebord.",
    target_group="Voksne i Nørrevang, der sjældent kommer ud",
    municipality_code=DEMO_CODE,
)
PARTS = {
    TOWN: Contribution(
        "Et kort over gode ruter og en medarbejder, der kender dem, som gerne vil med", "At nogen bliver glemt", "Færre ensomme", gives=["knowledge"]
    ),
    CLUB: Contribution("Ti frivillige, der går med", "At aftaler bliver holdt, også i regnvejr", "Frivillige, der ikke vil lave mad", gives=["people"]),
    FIRM: Contribution("Kaffe, bænke og et varmt drivhus", "Plads ved bordet", "Liv i gartneriet om formiddagen", gives=["rooms"]),
}
LINE = "De frivillige går med og snakker. Hjemmeplejen hjælper med tøj, medicin og hjælpemidler."
WORK: tuple[Work, ...] = (
    ("Henter ved døren og går turen", {CLUB: OWN, TOWN: HELPS}, Volunteers(LINE, "frivilligkoordinatoren")),
    ("Spørger dem, der gerne vil med", {TOWN: OWN}, None),
    ("Laver kaffe efter turen", {FIRM: OWN, CLUB: TOLD}, None),
)
FACTS: Facts = {
    "mennesker": {"area": "adults", "youngest_helped": 25, "children_under_15": False},
    "offentlig-opgave": {"service_today": "none", "handed_over_task": False, "replaces_staff": False},
    "frivillige": {"volunteers_act_for": "association", "volunteers_also_act_for": "none", "youngest_volunteer": 18, "insured_by": "association"},
}
WHAT, WHY = "Vi går også om lørdagen", "Flere spørger efter en tur i weekenden, og fire frivillige har lyst."


def make_walk(sides: dict[str, Side], days: Days) -> str:
    """From the idea to a proposal that one party has signed, and a check-up one party has answered."""
    made = gathered(WALK, TOWN, sides, days.at(BEGUN - 30))
    signed, period = days.at(BEGUN), (days.day(BEGUN), days.day(BEGUN + 365))
    describe(made, TOWN, WALK, period, signed, area="udsatte", place="Fra døren til gartneriet", kind=CoCreation.EQUAL.value)
    made.write(TOWN, PARTS, WORK, signed)
    made.ask_law(TOWN, FACTS, signed)
    made.by(TOWN, save_rule, None, NewRule("Ruter og tider", made.parties[CLUB], 5), now=signed)
    made.by(TOWN, write_terms, Terms(days.day(120), DataRole.SINGLE, made.parties[TOWN]), revision=0, now=signed)
    walks = NewCommitment("other", "Ture fra døren", Decimal(200), "ture", days.day(BEGUN), days.day(BEGUN + 360))
    made.on_behalf(CLUB, save_commitment, None, walks, now=signed)
    benches = NewCommitment("equipment", "Bænke langs ruten", Decimal(4), "bænke", days.day(BEGUN), days.day(-5))
    promised = made.on_behalf(FIRM, save_commitment, None, benches, now=signed).pk
    made.begin(TOWN, signed)
    made.by(FIRM, deliver, promised, Delivered(days.day(-20), Decimal(2), "To står ved åen"), now=days.at(-20))
    made.by(CLUB, begin_amendment, Proposal(made.sides[CLUB].organisation.pk, WHAT, WHY), now=days.at(-6))
    saturday = Volunteers(LINE, "formanden for Spisevennerne")
    made.by(CLUB, save_task, None, "Går tur om lørdagen", {made.parties[CLUB]: OWN, made.parties[TOWN]: TOLD}, volunteers=saturday, now=days.at(-6))
    made.sign(CLUB, made.propose(CLUB, days.at(-4)), days.at(-4))
    if not check_ups_by_clock.open_if_due(made.pk, days.day(-3)):
        raise Refused("no check-up was due")
    answers = Answers(dict.fromkeys(Question, 4))
    made.on_behalf(FIRM, answer_checkup, answers, revision=0, now=days.at(-2))
    return made.slug
