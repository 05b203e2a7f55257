"""One's own account in a browser: choose what to hear about, take the data along, and go, leaving nothing behind."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.looking import PHONE, WIDE
from tests.journeys.mails import newest_mail
from tests.journeys.test_log_in import PASSWORD, fill, heading, sign_up, somebody, sound

__all__ = ["somebody"]  # a fixture


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_from_choosing_to_leaving(visit: Visit, width: int, somebody: str, rows: Callable[[str], list[Any]], tmp_path: Path) -> None:
    page = visit("/", width=width)
    sign_up(page, somebody)
    sound(page, width)
    page.goto("/min-side/besked/valg/")
    sound(page, width)
    page.get_by_label("Dine alliancer").select_option(label="Slet ikke")
    page.get_by_role("button", name="Gem dine valg").click()
    assert page.get_by_label("Dine alliancer").input_value() == "off"
    sound(page, width)
    page.get_by_role("button", name="Slå alt fra").click()
    page.get_by_text("Alt er slået fra.").first.wait_for()
    page.goto("/min-side/mine-data/")
    sound(page, width)
    page.get_by_role("button", name="Hent dine data").click()
    heading(page).to_have_text("Er det dig?")
    fill(page, password=PASSWORD)
    heading(page).to_have_text("Dine data")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Hent dine data").click()
    taken.value.save_as(tmp_path / "data.zip")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert somebody in archive.read("laes-mig.html").decode()
        assert json.loads(archive.read("01-account.json"))["rows"][0]["email"] == somebody
    page.get_by_role("link", name="Slet din konto").click()
    heading(page).to_have_text("Vil du slette din konto?")
    sound(page, width)
    page.get_by_role("button", name="Slet kontoen nu").click()
    heading(page).to_have_text("Din konto er slettet")
    sound(page, width)
    assert newest_mail(somebody).startswith("Din konto er slettet")
    page.goto("/min-side/")
    heading(page).to_have_text("Log ind")
    assert rows(f"SELECT 1 FROM identity_person WHERE email = '{somebody}'") == []  # noqa: S608  # an address of our own making


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_made_up_way_out_of_mails_is_said_in_words(visit: Visit, width: int) -> None:
    page = visit("/konto-slettet/", width=width)
    sound(page, width)
    page.heard.complaints.clear()  # type: ignore[attr-defined]  # kept with its page by visit()
    page.goto("/afmeld/forkert/")
    heading(page).to_have_text("Linket virker ikke")
