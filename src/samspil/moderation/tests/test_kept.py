"""What is kept of whoever reports, how they get it, and when it goes."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from samspil.alliances.tests.making import fine, organisation, who
from samspil.core.personal_data import Subject
from samspil.moderation.actions.appeal import appeal_as_owner, appeal_as_reporter
from samspil.moderation.domain.words import Verdict
from samspil.moderation.jobs import remove_old_reports
from samspil.moderation.models import Appeal, Case, Decision, Report
from samspil.moderation.personal_data import HOLDINGS, TAKEN_BACK, export_appeals, export_decisions, export_reports, shred_reports
from samspil.moderation.tests.making import Reported, decided, now, report, reported

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime:
    return now() - timedelta(days=days)


def decided_ago(there: Reported, days: int) -> None:
    decision = decided(there.clerk, there.case)
    Decision.objects.filter(pk=decision.pk).update(decided_at=ago(days))


def test_a_decided_report_goes_after_a_year_with_its_address_and_the_decision_stays(make_person: Any) -> None:
    old, young = reported(make_person, email="nabo@example.dk"), reported(make_person)
    decided_ago(old, 366)
    decided_ago(young, 364)
    remove_old_reports(0)
    assert list(Report.objects.values_list("pk", flat=True)) == [young.report.pk]
    assert Decision.objects.filter(case=old.case).count() == 1
    assert Case.objects.count() == 2


def test_a_report_nobody_decides_goes_after_two_years() -> None:
    old, young = report(organisation("Gammel").pk), report(organisation("Ung").pk)
    Report.objects.filter(pk=old.pk).update(received_at=ago(731))
    Report.objects.filter(pk=young.pk).update(received_at=ago(729))
    remove_old_reports(0)
    assert list(Report.objects.values_list("pk", flat=True)) == [young.pk]


def test_a_report_whose_appeal_waits_is_kept_until_it_is_answered(make_person: Any) -> None:
    there = reported(make_person)
    decided(there.clerk, there.case)
    fine(appeal_as_owner(who(there.chair), "organisation", there.club.pk, "Nej", now=now()))
    Decision.objects.update(decided_at=ago(366))
    remove_old_reports(0)
    assert Report.objects.count() == Appeal.objects.count() == 1
    Appeal.objects.update(answer=Decision.objects.get())
    remove_old_reports(0)
    assert Report.objects.count() == Appeal.objects.count() == 0


def test_a_person_takes_along_what_they_reported_appealed_and_decided(make_person: Any) -> None:
    there = reported(make_person, email="nabo@example.dk")
    decided(there.clerk, there.case, Verdict.KEEP)
    neighbour = make_person("nabo@example.dk")
    by_address, moderator = Subject(neighbour.pk, ("Nabo@example.dk",)), Subject(there.clerk.pk, (there.clerk.email,))
    fine(appeal_as_reporter(who(neighbour), there.report, "Jo, det er galt", now=now()))
    assert [row["text"] for row in export_reports(by_address)] == ["Det passer ikke"]
    assert [row["text"] for row in export_appeals(by_address)] == ["Jo, det er galt"]
    assert [row["outcome"] for row in export_decisions(moderator)] == ["keep"]
    assert export_reports(moderator) == export_appeals(moderator) == export_decisions(by_address) == []
    assert {holding.key for holding in HOLDINGS} == {"reports", "appeals", "moderation-decisions", "reported-messages"}


def test_with_the_account_goes_who_reported_and_what_they_wrote_and_the_case_stays(make_person: Any) -> None:
    person = make_person("nabo@example.dk")
    there = reported(make_person)
    own = report(there.club.pk, by=who(person), email="nabo@example.dk", text="Mit navn er nævnt")
    decided(there.clerk, there.case)
    fine(appeal_as_reporter(who(person), own, "Mit navn igen", now=now()))
    shred_reports(Subject(person.pk, ("nabo@example.dk",)))
    own.refresh_from_db()
    assert (own.text, own.email, own.reporter_id) == (TAKEN_BACK, "", None)
    assert (Appeal.objects.get().text, Appeal.objects.get().person_id) == ("Mit navn igen", None), "nobody has answered it yet"
    assert there.case.reports.count() == 2


def test_an_appeal_that_was_answered_loses_its_words_with_the_account(make_person: Any) -> None:
    person, there = make_person("nabo@example.dk"), reported(make_person)
    own = report(there.club.pk, by=who(person), email="nabo@example.dk")
    decision = decided(there.clerk, there.case)
    fine(appeal_as_reporter(who(person), own, "Mit navn igen", now=now()))
    Appeal.objects.update(answer=decision)
    shred_reports(Subject(person.pk, ("nabo@example.dk",)))
    assert (Appeal.objects.get().text, Appeal.objects.get().person_id) == (TAKEN_BACK, None)


def test_a_report_that_waits_keeps_its_words_without_who_so_that_it_can_be_decided(make_person: Any) -> None:
    person, there = make_person("nabo@example.dk"), reported(make_person)
    own = report(there.club.pk, by=who(person), email="nabo@example.dk", text="Teksten er løgn")
    shred_reports(Subject(person.pk, ("nabo@example.dk",)))
    own.refresh_from_db()
    assert (own.text, own.email, own.reporter_id) == ("Teksten er løgn", "", None)
    decided(there.clerk, there.case)
