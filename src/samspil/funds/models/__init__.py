"""Rows of funds: what there is to give, what is asked for, and who works with it."""

from samspil.funds.models.call import Call, Criterion, OpenPeriod, SetAside
from samspil.funds.models.form import FormQuestion
from samspil.funds.models.fund import Fund, FundRole

__all__ = ["Call", "Criterion", "FormQuestion", "Fund", "FundRole", "OpenPeriod", "SetAside"]
