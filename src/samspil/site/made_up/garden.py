"""An alliance that is over: it ended well, and its parties told it as an example that everybody can read. It is a demonstration, and says so."""

from decimal import Decimal

from wagtail.models import Page

from samspil.alliances.actions.close_well import write_farewell, write_lesson
from samspil.alliances.actions.commit import NewCommitment, deliver, save_commitment, say_missed
from samspil.alliances.actions.contribute import Contribution
from samspil.alliances.actions.move_alliance import Ending, move_alliance
from samspil.alliances.actions.start import NewAlliance
from samspil.alliances.actions.tell import send_story, write_part, write_story
from samspil.alliances.actions.write_terms import write_terms
from samspil.alliances.domain.closing import Exit, Farewell, Onward, Settled
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.plan import Volunteers
from samspil.alliances.domain.story import SharedText
from samspil.alliances.domain.terms import DataRole, Terms
from samspil.alliances.domain.words import CoCreation
from samspil.alliances.events import StorySent
from samspil.alliances.models import Story
from samspil.content.events import PageChanged, ReviewAsked
from samspil.content.models import WelfareArea
from samspil.core import events
from samspil.identity.models.municipality import DEMO_CODE
from samspil.site import alliance_examples, indexing
from samspil.site.made_up.sides import CLUB, FIRM, HELPS, OWN, TOLD, TOWN, Days, Facts, Made, Side, Work, describe, gathered

BEGUN, CLOSED = -640, -150
GARDEN = NewAlliance(
    title="Nabohaven ved Åen",
    purpose="En græsplæne, som ingen brugte, blev til en have, hvor naboer dyrker sammen og lærer hinanden at kende.",
    target_group="Naboer i Nørrevang, mest dem, der bor alene eller er nye i byen",
    municipality_code=DEMO_CODE,
)
PARTS = {
    TOWN: Contribution("Plænen, en vandhane og en gartner en time om ugen", "En plæne midt i byen", "Naboer, der hjælper hinanden", gives=["rooms"]),
    CLUB: Contribution("Tolv frivillige og fællesspisning i haven", "De frivilliges weekender", "Friske råvarer og nye medlemmer", gives=["people"]),
    FIRM: Contribution("Planter, redskaber og gode råd", "Planter for 4.000 kr. om året", "At flere får jord under neglene", gives=["things", "knowledge"]),
}
LINE = "De frivillige dyrker haven. Kommunens gartner slår kanterne og passer vandhanen."
WORK: tuple[Work, ...] = (
    ("Dyrker haven og holder havedage", {CLUB: OWN, FIRM: HELPS, TOWN: TOLD}, Volunteers(LINE, "formanden for Spisevennerne")),
    ("Giver planter og viser, hvordan man gør", {FIRM: OWN, CLUB: TOLD}, None),
    ("Passer plænen og vandet", {TOWN: OWN}, None),
)
FACTS: Facts = {
    "mennesker": {"area": "other", "youngest_helped": 18, "children_under_15": False},
    "offentlig-opgave": {"service_today": "none", "handed_over_task": False, "replaces_staff": False},
    "frivillige": {"volunteers_act_for": "association", "volunteers_also_act_for": "none", "youngest_volunteer": 18, "insured_by": "association"},
}
TOLD_TEXT = SharedText(
    title="Nabohaven ved Åen (opdigtet)",
    teaser="Demonstration: En plæne, som ingen brugte, blev til en have, hvor naboer dyrker sammen. Eksemplet er opdigtet og viser, hvordan man fortæller.",
    place="Nørrevang, en opdigtet kommune",
    done="Dette er en demonstration. Kommunen, parterne og tallene er opdigtede.\n\n"
    "Naboer fik lov at dyrke en plæne ved åen. De begyndte med ti kasser jord og en havedag om måneden.",
    took="En time om ugen fra kommunens gartner, planter fra gartneriet og tolv frivillige, der ville.",
    outcome="Haven bliver brugt hver dag i sommerhalvåret. Spisevennerne fører den videre.",
    obstacles="Den første sommer var ingen hjemme i juli, og halvdelen tørrede ud. Nu er der en vandeplan på skuret.",
    advice="Begynd småt, og spis sammen i haven. Så kommer folk igen.",
)
LESSONS = {
    TOWN: "At sige ja til et halvt år ad gangen gjorde det let at begynde.",
    CLUB: "Lav vandeplanen, før I sår.",
    FIRM: "Kartofler og ærter først: De lykkes for alle.",
}


def make_garden(sides: dict[str, Side], days: Days) -> str:
    """From the lawn to the example."""
    made = gathered(GARDEN, CLUB, sides, days.at(BEGUN - 50))
    signed, period = days.at(BEGUN), (days.day(BEGUN), days.day(CLOSED + 10))
    describe(made, CLUB, GARDEN, period, signed, area="lokalsamfund", place="Plænen ved åen", kind=CoCreation.RESPONSIBILITY.value)
    made.write(CLUB, PARTS, WORK, signed)
    made.ask_law(CLUB, FACTS, signed)
    made.by(TOWN, write_terms, Terms(days.day(BEGUN + 200), DataRole.NONE), revision=0, now=signed)
    plants = NewCommitment("other", "Planter og frø", Decimal(200), "planter", None, days.day(BEGUN + 200), made.parties[CLUB])
    garden_days = NewCommitment("other", "Havedage for alle", Decimal(12), "havedage", None, days.day(CLOSED - 20))
    given = made.on_behalf(FIRM, save_commitment, None, plants, now=signed).pk
    held = made.on_behalf(CLUB, save_commitment, None, garden_days, now=signed).pk
    made.begin(CLUB, signed)
    made.by(FIRM, deliver, given, Delivered(days.day(BEGUN + 60), Decimal(220), "Følgeseddel"), now=days.at(BEGUN + 61))
    made.by(CLUB, deliver, held, Delivered(days.day(CLOSED - 30), Decimal(10), "Foreningens kalender"), now=days.at(CLOSED - 29))
    made.by(CLUB, say_missed, held, "To havedage regnede væk, og vi holdt dem ikke igen.", now=days.at(CLOSED - 19))
    close(made, days)
    tell(made, days)
    return made.slug


def close(made: Made, days: Days) -> None:
    """Everything is said of the ending, and it is closed."""
    exits = {
        Exit.CITIZENS: Settled(True, "Haven fortsætter, så ingen mister noget"),
        Exit.VOLUNTEERS: Settled(True, "Spisevennerne: Alle er spurgt, og alle fortsætter"),
        Exit.DATA: Settled(True, "Ikke noget hos os"),
        Exit.THINGS: Settled(True, "Kommunen: Nøglen til skuret er givet videre"),
    }
    made.by(CLUB, write_farewell, Farewell(exits, Onward.OPERATION, "Nørrevang Spisevenner"), revision=0)
    for name, text in LESSONS.items():
        made.on_behalf(name, write_lesson, text, revision=0)
    why = "Haven kan klare sig selv nu. Tak for godt naboskab."
    made.by(CLUB, move_alliance, "close", ending=Ending(made.sides[CLUB].organisation.pk, why), now=days.at(CLOSED))


def tell(made: Made, days: Days) -> None:
    """All say yes to their own part, editors get the draft, and it is published."""
    area = WelfareArea.objects.filter(key="lokalsamfund").values_list("pk", flat=True).first()
    written = made.by(CLUB, write_story, TOLD_TEXT, area, revision=0, now=days.at(CLOSED + 5))
    for name in made.sides:
        part = {"brings": PARTS[name].brings, "gains": PARTS[name].gain, "delivered": "", "learnt": LESSONS[name]}
        said = {"yes": True, "revision": 0, "story_revision": written.revision, "now": days.at(CLOSED + 8)}
        made.on_behalf(name, write_part, part, **said)
    made.on_behalf(CLUB, send_story, now=days.at(CLOSED + 10))
    alliance_examples.make_draft(StorySent(alliance_id=made.pk))
    publish(Story.objects.values_list("page_id", flat=True).get(alliance=made.pk))


def publish(page_id: int | None) -> None:
    """As when an editor has said yes: it leaves the review and is there for everybody, and the alliance knows."""
    page = Page.objects.get(pk=page_id).specific
    if page.current_workflow_state:
        page.current_workflow_state.cancel()
    page.get_latest_revision().publish()
    happened = PageChanged(page_id=page.pk, page_type=alliance_examples.EXAMPLE)
    alliance_examples.follow_page(happened)
    indexing.renew_page(happened)
    for event in (PageChanged, ReviewAsked):
        events.settle(event, page_id=page.pk)
