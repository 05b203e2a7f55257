"""Logging in through an outside provider, in a browser under the strict policy, with a real OpenID Connect server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from samspil.identity.tests.provider import LEVEL_CLAIM, LEVELS, Provider, somebody
from samspil.identity.tests.provider import running as answering
from tests.journeys import running
from tests.journeys.conftest import Visit
from tests.journeys.insiders import both
from tests.journeys.mails import code_from_mail
from tests.journeys.test_main_job import new_address
from tests.journeys.test_organisations import heading

SUBJECT = "borger-i-browseren"


@pytest.fixture(scope="module")
def with_provider(own_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has a provider."""
    with answering(Provider(user_claims=[somebody(SUBJECT)])) as provider:
        told = {"ISSUER": provider.issuer, "CLIENT_ID": "samspil", "SECRET": "hemmelig", "NAME": "Prøve-ID", "LEVEL_CLAIM": LEVEL_CLAIM}
        more = {f"SAMSPIL_OIDC_{name}": value for name, value in told.items()}
        more |= {"SAMSPIL_OIDC_LEVELS": f"{LEVELS}Substantial=substantial", "AUTHLIB_INSECURE_TRANSPORT": "1"}
        with running.served(own_database, tmp_path_factory.mktemp("outside"), more) as address:
            yield address


def at_the_provider(page: Page, subject: str) -> None:
    """What the person does there."""
    page.get_by_role("button", name=subject).first.click()


def test_somebody_comes_in_through_the_provider_and_unties_it(visit: Visit, with_provider: str) -> None:
    address = new_address("borger")
    page = visit(f"{with_provider}/konto/log-ind/")
    both(page)
    page.get_by_role("button", name="Log ind med Prøve-ID").click()
    at_the_provider(page, "Deny")
    heading(page, "Det lykkedes ikke at logge ind")
    both(page)
    page.get_by_role("button", name="Prøv igen").click()
    at_the_provider(page, SUBJECT)
    heading(page, "Opret en konto")
    both(page)
    page.locator("main [name=email]").fill(address)
    page.get_by_role("button", name="Opret kontoen").click()
    page.locator("[name=code]").fill(code_from_mail(address))
    page.locator("[name=code]").press("Enter")
    heading(page, "Min side")
    page.get_by_role("link", name="Log ind med Prøve-ID").click()
    heading(page, "Log ind med Prøve-ID")
    expect(page.locator(".note")).to_contain_text("Sikringsniveau")
    page.get_by_role("link", name="Vis, at det er mig").click()
    page.get_by_role("button", name="Send mig en kode").click()
    page.locator("[name=code]").fill(code_from_mail(address))
    page.locator("[name=code]").press("Enter")
    both(page)
    page.get_by_role("button", name="Fjern det").click()
    expect(page.get_by_role("status")).to_contain_text("Det er fjernet")
    both(page)
