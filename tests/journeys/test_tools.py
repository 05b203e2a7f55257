"""A missing browser is an error in CI, and elsewhere a plain message; it is never passed over in silence."""

import pytest

from tests.journeys import tools


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without browser and Java, not in CI."""
    monkeypatch.setenv("PATH", "")
    for name in ["CI", "SAMSPIL_CHROMIUM", "SAMSPIL_JAVA", "SAMSPIL_NO_BROWSER", "SAMSPIL_NO_JAVA"]:
        monkeypatch.delenv(name, raising=False)


def test_outside_ci_the_message_says_what_is_not_run_and_what_to_do() -> None:
    with pytest.raises(pytest.skip.Exception, match=r"NOT RUN: chromium is missing .* apt install chromium"):
        tools.chromium()
    with pytest.raises(pytest.skip.Exception, match="default-jre-headless"):
        tools.java()


def test_in_ci_it_is_an_error_even_when_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("SAMSPIL_NO_BROWSER", "1")
    with pytest.raises(pytest.fail.Exception, match="CI must run this"):
        tools.chromium()


def test_a_named_program_is_used_unless_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMSPIL_CHROMIUM", "/bin/sh")
    assert tools.chromium() == "/bin/sh"
    monkeypatch.setenv("SAMSPIL_NO_BROWSER", "1")
    with pytest.raises(pytest.skip.Exception):
        tools.chromium()
