"""Once more, before something important: is it you? By password or second step where there is one, else by a code to the address."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from samspil.identity import telling
from samspil.identity.actor import actor_of

ASKED, PROVED = "proof_code", "proved_by_code"
LIVES_SECONDS, LASTS_SECONDS, MOST_TRIES = 600, 300, 5
SIGNS = "BCDFGHJKLMNPQRSTVWXZ23456789"


def where_to_prove(request: HttpRequest) -> str:
    """The address where the person proves it, or "" when it was done within five minutes."""
    if get_reauthentication_flows(request.user):
        if did_recently_reauthenticate(request):
            return ""
        way: str = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
        return way
    person_id, at = request.session.get(PROVED, (None, 0))
    return "" if person_id == request.user.pk and time.time() - at < LASTS_SECONDS else "/konto/bekraeft-med-kode/"


def send_code(request: HttpRequest) -> None:
    """Mail a new code; the session keeps a seal of it, for ten minutes and five tries."""
    code, actor = get_random_string(8, SIGNS), actor_of(request)
    request.session[ASKED] = {"seal": seal(actor.person_id, code), "at": time.time(), "tries": 0}
    telling.needed("identity/mail/proof_code", actor.email, {"code": f"{code[:4]}-{code[4:]}"})


def take_code(request: HttpRequest, typed: str) -> bool:
    """True when it is the code that was mailed, in time and not after too many tries; it works once."""
    asked = request.session.get(ASKED)
    if not asked or time.time() - asked["at"] > LIVES_SECONDS or asked["tries"] >= MOST_TRIES:
        return False
    person_id = actor_of(request).person_id
    if not constant_time_compare(asked["seal"], seal(person_id, typed.replace("-", "").replace(" ", "").upper())):
        request.session[ASKED] = {**asked, "tries": asked["tries"] + 1}
        return False
    del request.session[ASKED]
    prove(request, person_id)
    return True


def prove(request: HttpRequest, person_id: int | None) -> None:
    """Note that it is this person, just now."""
    request.session[PROVED] = (person_id, time.time())


def seal(person_id: int | None, code: str) -> str:
    return salted_hmac("samspil.proof", f"{person_id}:{code}", algorithm="sha256").hexdigest()
