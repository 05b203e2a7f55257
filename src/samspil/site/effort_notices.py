"""Telling people about hours, thanks and expenses: the line says that there is one, never how many hours, how much, nor a word of the thanks."""

from samspil.exchange.actions.give_hours import CORRECTED
from samspil.exchange.domain.hours import HourState
from samspil.exchange.domain.paying import ClaimState
from samspil.exchange.events import ExpenseMoved, HoursMoved, ThanksGiven
from samspil.exchange.models import Expense, GivenHours, ThankYou
from samspil.identity.domain.telling import Theme
from samspil.identity.models import Membership
from samspil.site import notices

OWN_PAGE, THEIR_PAGE = "/behov/min-indsats/", "/behov/timer/"


def hours_moved(event: HoursMoved) -> None:
    """Those who asked hear of what waits for them; the volunteer of what was corrected or is seen otherwise. A plain yes is told on the page alone."""
    row = GivenHours.objects.select_related("signup__need", "place__shift__need").filter(pk=event.hours_id).first()
    if row is None or row.person_id is None:
        return
    key, title = f"hours:{row.pk}:{event.state}:{row.moved_at.isoformat()}", row.need.title
    if event.state == HourState.WAITING:
        people = Membership.objects.active().filter(organisation=row.need.organisation_id).exclude(person=row.person_id).values_list("person", flat=True)
        text, about = f"En har skrevet timer, der venter på jer: {title}", "Timer venter på, at I bekræfter dem"
        notices.tell(list(people), "hours", key, text, THEIR_PAGE, about=about, theme=Theme.HELPING)
    elif event.state in {HourState.DISPUTED, CORRECTED}:
        text, about = f"Der er skrevet om dine timer: {title}. Se, om du er enig", "Der er skrevet om timer, du har givet"
        notices.tell([row.person_id], "hours", key, text, OWN_PAGE, about=about, theme=Theme.HELPING)


def thanks_given(event: ThanksGiven) -> None:
    """Who it is from stands in the line; what they wrote is read on the person's own page."""
    thanks = ThankYou.objects.select_related("signup__need__organisation").filter(pk=event.thanks_id).first()
    if thanks and thanks.signup.person_id and thanks.signup.need.organisation:
        text = f"{thanks.signup.need.organisation.name} har skrevet en tak til dig"
        notices.tell([thanks.signup.person_id], "thanks", f"thanks:{thanks.pk}", text, f"{OWN_PAGE}#tak", about="Du har fået en tak", theme=Theme.HELPING)


def expense_moved(event: ExpenseMoved) -> None:
    """The treasurers hear that one waits, whoever asked that there is an answer; how much and for what stands on their pages."""
    row = Expense.objects.select_related("organisation").filter(pk=event.expense_id).first()
    if row is None or row.person_id is None:
        return
    key = f"expense:{row.pk}:{event.state}:{row.moved_at.isoformat()}"
    if event.state == ClaimState.ASKED:
        people = [pk for pk in notices.administrators_of(row.organisation_id) if pk != row.person_id]
        text, where = f"En udgift venter på svar hos {row.organisation.name}", f"/behov/udgifter/kasse/{row.organisation_id}/?aar={row.day.year}"
        notices.tell(people, "expense", key, text, where, about="En udgift venter på jeres svar", theme=Theme.HELPING)
    elif event.state in {ClaimState.APPROVED, ClaimState.REFUSED}:
        text = f"{row.organisation.name} har svaret på din udgift"
        notices.tell([row.person_id], "expense", key, text, "/behov/udgifter/", about="Du har fået svar på en udgift", theme=Theme.HELPING)
