"""The outside provider in the environment: all of it, or a start that says what is missing."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from samspil.config.outside_login import origins, outside_login
from samspil.identity.domain.assurance import Assurance
from samspil.identity.domain.outside_login import OutsideLogin

SET = {"ISSUER": "https://id.example.dk", "CLIENT_ID": "samspil", "SECRET": "hemmelig", "NAME": "Prøve-ID"}


def environment(monkeypatch: pytest.MonkeyPatch, **changes: str) -> Env:
    for name, value in {**SET, **changes}.items():
        monkeypatch.setenv(f"SAMSPIL_OIDC_{name}", value)
    return Env()


def test_an_installation_says_all_of_its_provider_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    env = environment(monkeypatch, LEVELS="2=high", LEVEL_CLAIM="loa", SCOPES="openid mitid", ACR="x", ORIGINS="https://mitid.example")
    login = outside_login(env, production=True)
    assert login == OutsideLogin(
        issuer="https://id.example.dk", client_id="samspil", secret="hemmelig", name="Prøve-ID", scopes=("openid", "mitid"), acr="x",
        level_claim="loa", levels={"2": Assurance.HIGH},
    )  # fmt: skip
    assert "hemmelig" not in repr(login)
    assert origins(env, login) == ["https://id.example.dk", "https://mitid.example"]


def test_without_an_issuer_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outside_login(environment(monkeypatch, ISSUER=""), production=True) is None
    assert origins(Env(), None) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"ISSUER": "http://id.example.dk"}, {"ISSUER": "http://127.0.0.1:9"}, {"ISSUER": "https://" + "x" * 200}, {"SECRET": ""}, {"CLIENT_ID": ""},
        {"NAME": ""}, {"NAME": "x" * 41}, {"SCOPES": "mitid"}, {"LEVELS": "2=stor"},
    ],
    ids=str,
)  # fmt: skip
def test_a_half_or_unsafe_setting_stops_a_start_in_production(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="SAMSPIL_OIDC_"):
        outside_login(environment(monkeypatch, **changes), production=True)
