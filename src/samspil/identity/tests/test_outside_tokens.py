"""What an ID token must be, and what little is taken from it; no provider and no database."""

import time
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
from allauth.account.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.sessions.backends.signed_cookies import SessionStore
from hypothesis import given
from hypothesis import strategies as st

from samspil.identity.domain.assurance import ASSURANCE_DA, Assurance
from samspil.identity.domain.outside_login import OutsideIdentity, OutsideLogin, identity_in, is_cpr_number, levels_from
from samspil.identity.outside_provider import read_id_token
from samspil.identity.outside_session import KEY, OutsideSession, forget, remember, remembered

KEY_PAIR = ec.generate_private_key(ec.SECP256R1())
LOGIN = OutsideLogin(issuer="https://id.example.dk", client_id="samspil", name="Prøve-ID", secret="s", levels={"2": Assurance.SUBSTANTIAL})


def keys(*, kid: str = "en") -> dict[str, Any]:
    return {"keys": [{**jwt.algorithms.ECAlgorithm.to_jwk(KEY_PAIR.public_key(), as_dict=True), "kid": kid, "alg": "ES256", "use": "sig"}]}


def token(*, drop: str = "", key: Any = KEY_PAIR, algorithm: str = "ES256", kid: str = "en", **changes: Any) -> str:
    claims = {"iss": LOGIN.issuer, "aud": "samspil", "sub": "borger", "nonce": "n", "iat": time.time(), "exp": time.time() + 60, **changes}
    claims.pop(drop, None)
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def test_a_good_token_is_read() -> None:
    assert read_id_token(token(), keys(), LOGIN)["sub"] == "borger"
    assert read_id_token(token(exp=time.time() - 5), keys(), LOGIN), "clocks differ a little"


BAD = {
    "other audience": token(aud="en-anden"),
    "other issuer": token(iss="https://ond.example"),
    "run out": token(exp=time.time() - 120),
    "not yet": token(nbf=time.time() + 120),
    "unsigned": token(key=None, algorithm="none"),
    "signed with a shared secret": token(key="hemmelig" * 8, algorithm="HS256"),
    "another's key": token(key=ec.generate_private_key(ec.SECP256R1())),
    "unknown key": token(kid="to"),
    "nothing": "",
    "no token": "a.b.c",
    **{f"without {name}": token(drop=name) for name in ("iss", "aud", "sub", "exp", "iat", "nonce")},
}


@pytest.mark.parametrize("credential", BAD.values(), ids=BAD.keys())
def test_any_other_token_is_refused(credential: str) -> None:
    with pytest.raises(OAuth2Error):
        read_id_token(credential, keys(), LOGIN)


@pytest.mark.parametrize("found", [{}, {"keys": []}, {"keys": [{"kty": "x"}]}, {"keys": "x"}])
def test_keys_that_are_none_refuse(found: dict[str, Any]) -> None:
    with pytest.raises(OAuth2Error):
        read_id_token(token(), found, LOGIN)


GOOD = {"sub": "borger", "nonce": "n", "aud": "samspil", "acr": "2", "email": "a@example.dk", "cpr": "0101901234", "name": "Et navn"}


def test_no_more_is_taken_than_who_a_suggested_address_and_the_level() -> None:
    assert identity_in(GOOD, login=LOGIN, nonce="n") == OutsideIdentity(LOGIN.issuer, "borger", "a@example.dk", Assurance.SUBSTANTIAL)


@pytest.mark.parametrize(
    ("changes", "nonce", "why"),
    [
        ({"nonce": "x"}, "n", "nonce"),
        ({"nonce": ""}, "", "nonce"),
        ({"azp": "en-anden"}, "n", "party"),
        ({"aud": ["samspil", "en-anden"]}, "n", "party"),
        ({"sub": ""}, "n", "subject"),
        ({"sub": 7}, "n", "subject"),
        ({"sub": "x" * 192}, "n", "subject"),
        ({"sub": "0101901234"}, "n", "subject"),
        ({"sub": "610190-1234"}, "n", "subject"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], nonce: str, why: str) -> None:
    assert identity_in({**GOOD, **changes}, login=LOGIN, nonce=nonce) == why


def test_more_audiences_need_us_as_the_party() -> None:
    assert isinstance(identity_in({**GOOD, "aud": ["samspil", "x"], "azp": "samspil"}, login=LOGIN, nonce="n"), OutsideIdentity)


@given(st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text())))
def test_only_a_mapped_text_is_a_level(told: Any) -> None:
    level = LOGIN.level_of({"acr": told})
    assert level is (Assurance.SUBSTANTIAL if told == "2" else None)


@given(st.uuids())
def test_the_numbers_that_providers_give_people_are_not_taken_for_cpr_numbers(number: Any) -> None:
    assert not is_cpr_number(str(number))


def test_levels_are_ordered_and_each_has_its_danish_word() -> None:
    assert [[has.reaches(needed) for needed in Assurance] for has in Assurance] == [[True, False, False], [True, True, False], [True, True, True]]
    assert set(ASSURANCE_DA) == set(Assurance)


def test_values_with_equal_signs_and_colons_are_mapped() -> None:
    assert levels_from("https://x/?a=High=high, 2=substantial,") == {"https://x/?a=High": Assurance.HIGH, "2": Assurance.SUBSTANTIAL}
    with pytest.raises(ValueError, match="hej"):
        levels_from("2=hej")


def test_a_session_remembers_one_persons_level_until_it_is_forgotten() -> None:
    session: dict[str, Any] = {}
    noted = OutsideSession(datetime.now(UTC), Assurance.LOW, "https://id.example.dk/ud")
    remember(session, 7, noted)
    assert remembered(session, 7) == noted
    assert remembered(session, 8) is remembered(session, None) is None
    forget(session)
    assert remembered(session, 7) is None


@pytest.mark.django_db
def test_every_log_in_begins_without_a_level(rf: Any, make_person: Any) -> None:
    request, person = rf.post("/"), make_person()
    request.session, request.user = SessionStore(), person
    remember(request.session, person.pk, OutsideSession(datetime.now(UTC), Assurance.HIGH))
    request.session["socialaccount_sociallogin"] = {}
    person.backend = "samspil.identity.backend.PersonBackend"
    get_adapter().login(request, person)
    assert {KEY, "socialaccount_sociallogin"}.isdisjoint(request.session.keys())
