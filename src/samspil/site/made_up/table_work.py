"""What happened at the table after it began: deliveries, decisions, meetings, messages, files, statuses and check-ups."""

import io
from datetime import timedelta
from decimal import Decimal

from samspil.alliances.actions import check_ups_by_clock
from samspil.alliances.actions.attend import attend, write_who_was_there
from samspil.alliances.actions.call_meeting import NewMeeting, call_meeting
from samspil.alliances.actions.check_up import Answers, answer_checkup
from samspil.alliances.actions.commit import deliver, say_missed
from samspil.alliances.actions.decide import Word, say
from samspil.alliances.actions.decide_at_meeting import AtMeeting, decide_at_meeting
from samspil.alliances.actions.follow_up import NewFollowUp, finish
from samspil.alliances.actions.impose import NewImposition, impose
from samspil.alliances.actions.name_contact import name_contact
from samspil.alliances.actions.raise_matter import NewMatter, raise_matter
from samspil.alliances.actions.share_file import NewFile, share_file
from samspil.alliances.actions.write_message import NewMessage, write_message
from samspil.alliances.actions.write_minutes import NewPoint, add_point, write_minutes
from samspil.alliances.actions.write_status import NewStatus, write_status
from samspil.alliances.domain.checkup import EACH, EARLY_AFTER, Question
from samspil.alliances.domain.commitments import Delivered
from samspil.alliances.domain.deciding import Reply
from samspil.alliances.domain.quarters import quarter_of
from samspil.alliances.models import CheckUp, Commitment, DecisionRule
from samspil.site.demonstration import email_of
from samspil.site.made_up import table_words as words
from samspil.site.made_up.sides import CALLED, CLUB, FIRM, TOWN, Days, Made, Refused
from samspil.site.made_up.table import ABOUT, BEGUN


def work_at_the_table(made: Made, days: Days) -> None:
    """Everything after the signatures, in the order of the table's row of pages."""
    for name, called in CALLED.items():
        made.on_behalf(name, name_contact, called, shown=True, now=days.at(BEGUN))
    keep_word(made, days)
    decide_together(made, days)
    meet(made, days)
    talk_and_share(made, days)
    made.on_behalf(TOWN, impose, NewImposition("En ny frivillig", email_of("borger"), ABOUT, made.parties[CLUB]), now=days.at(-4))
    tell_quarters(made, days)
    check_up(made, days)


def keep_word(made: Made, days: Days) -> None:
    """Pieces that were delivered, and why one promise was not kept."""
    promised = {one.what: one.pk for one in Commitment.objects.filter(party__in=made.parties.values())}
    for name, what, ago, quantity, evidence in words.DELIVERED:
        made.by(name, deliver, promised[what], Delivered(days.day(ago), Decimal(quantity), evidence), now=days.at(ago, 15))
    made.by(FIRM, say_missed, promised["Rundvisning i drivhusene"], words.WHY_MISSED, now=days.at(-50))


def decide_together(made: Made, days: Days) -> None:
    """Questions in the log: answered in time, too late, by all, and one that waits."""
    rules = {rule.about: rule.pk for rule in DecisionRule.objects.filter(alliance__initiative__slug=made.slug)}
    for asks, about, text, raised, answers in words.MATTERS:
        matter = made.on_behalf(asks, raise_matter, NewMatter(text, rules[about]), now=days.at(raised))
        for name, after, verdict, why in answers:
            made.by(name, say, matter.number, made.sides[name].organisation.pk, Word(Reply(verdict), why), now=days.at(raised + after))


def meet(made: Made, days: Days) -> None:
    """A meeting with minutes and a decision, and one to come."""
    held = days.working(-18)
    meeting = call(made, days, CLUB, "Halvårsmøde i Medborgerhuset", held, called=-36)
    for name in (TOWN, FIRM):
        made.by(name, attend, meeting, made.sides[name].organisation.pk, comes=True, now=days.at(-30))
    points = [made.by(name, add_point, meeting, made.sides[name].organisation.pk, NewPoint(*point), now=days.at(-25)).pk for name, point in words.AGENDA]
    after = days.at(held, 18)
    made.by(CLUB, write_who_was_there, meeting, list(made.parties.values()), now=after)
    for point, text in zip(points, words.MINUTES, strict=True):
        made.by(CLUB, write_minutes, meeting, point, text, revision=0, now=after)
    decide_at_the_table(made, days, meeting, points[1], held)
    coming = call(made, days, TOWN, "Planen for det næste halve år", days.working(12), called=-5)
    made.by(CLUB, attend, coming, made.sides[CLUB].organisation.pk, comes=True, now=days.at(-3))
    for name, point in words.COMING:
        made.by(name, add_point, coming, made.sides[name].organisation.pk, NewPoint(*point), now=days.at(-4))


def call(made: Made, days: Days, name: str, title: str, on: int, *, called: int) -> int:
    """A meeting of an hour and a half in the afternoon."""
    begins = days.at(on, 15)
    new = NewMeeting(title, begins, begins + timedelta(minutes=90), "Medborgerhuset, lokale 2")
    return int(made.on_behalf(name, call_meeting, new, now=days.at(called)).pk)


def decide_at_the_table(made: Made, days: Days, meeting: int, point: int, held: int) -> None:
    """What the meeting decided, with one thing that is done since and one that is not."""
    rule = DecisionRule.objects.get(alliance__initiative__slug=made.slug, decides=None)
    for text, decision, follows, owner, due, done in words.AT_MEETING:
        new = NewFollowUp(follows, made.parties[owner], days.day(due))
        written = AtMeeting(Reply.YES, decision, new=NewMatter(text, rule.pk), follows=new)
        matter = made.by(CLUB, decide_at_meeting, meeting, point, made.sides[CLUB].organisation.pk, written, now=days.at(held, 18))
        if done:
            made.by(owner, finish, matter.follow_ups.get().pk, now=days.at(done))


def talk_and_share(made: Made, days: Days) -> None:
    """Two conversations, and a file in two versions."""
    for name, subject, ago, text in words.MESSAGES:
        made.by(name, write_message, NewMessage(made.sides[name].organisation.pk, text, subject), now=days.at(ago, 14))
    kept: dict[str, int] = {}
    for name, title, ago, text in words.FILES:
        new = NewFile(title, f"{title}.txt", "txt", io.BytesIO(text.encode()))
        kept[title] = made.on_behalf(name, share_file, kept.get(title), new, now=days.at(ago)).file_id


def tell_quarters(made: Made, days: Days) -> None:
    """How the two quarters before this one went."""
    before = quarter_of(days.day(0)).before
    for name, quarter, lines in ((CLUB, before.before, words.STATUSES[0]), (TOWN, before, words.STATUSES[1])):
        wrote = days.at((quarter.last - days.day(0)).days - 3)
        made.on_behalf(name, write_status, quarter, NewStatus(*lines, shown=True), now=wrote)


def check_up(made: Made, days: Days) -> None:
    """Two rounds that have closed, half a year apart, so that there is a trend to see."""
    early = BEGUN + EARLY_AFTER.days
    for opened, marks in ((early, words.EARLY), (early + EACH.days, words.LATER)):
        if not check_ups_by_clock.open_if_due(made.pk, days.day(opened)):
            raise Refused("no check-up was due")
        for name, given in marks.items():
            answers = Answers(dict(zip(Question, given, strict=True)), *words.LINES.get((opened == early, name), ()))
            made.on_behalf(name, answer_checkup, answers, revision=0, now=days.at(opened + 3))
        check_ups_by_clock.close(CheckUp.objects.filter(alliance=made.pk).latest("pk").pk, days.day(opened + 4))
