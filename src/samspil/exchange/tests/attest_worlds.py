"""A club and a social association whose volunteers meet children, and a certificate that was seen: what tests of child certificates begin from."""

from dataclasses import replace
from datetime import date

from samspil.exchange.domain.attest import Attachment, Situation
from samspil.exchange.domain.attest_rules import ChildContact, Employer, WelfareField
from samspil.exchange.domain.checks import Assessor, Check, CheckOutcome

TODAY = date(2026, 11, 23)
CLUB = Situation(1, WelfareField.LEISURE, Employer.ASSOCIATION, ChildContact.DIRECT, Attachment.NOW_AND_THEN, age=34)
SOCIAL = replace(CLUB, field=WelfareField.SOCIAL, public_money=True)
STEADY = replace(CLUB, attachment=Attachment.LASTING, starts=date(2026, 11, 25))
OK = Check(1, date(2026, 8, 1), date(2026, 8, 10), Assessor.LEADER, CheckOutcome.OK)
