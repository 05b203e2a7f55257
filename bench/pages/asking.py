"""Which pages are measured, and with which requests. A cold request differs from every other in its address."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from bench.pages.load import Ask

WORDS = [
    "frivillig",
    "pårørende",
    "fællesspisning",
    "cykel",
    "skole",
    "praktikplads",
    "idræt",
    "ensomhed",
    "bibliotek",
    "klima",
    "unge",
    "natur",
    "mentor",
    "forening",
]
AREAS = ["aeldre", "sundhed", "handicap", "boern-unge", "integration", "kultur-fritid", "natur-klima", "demokrati"]
COUNTER = itertools.count(1)
# The secret that ties a form to the browser it was shown in; any will do that the cookie and the form share.
TOKEN = "A" * 32


@dataclass(frozen=True)
class Page:
    """`goal` is the most times hello's processor time (server and database); `queries` the most queries; None: no goal of its own.

    `surroundings` is how many different pieces the processes keep for its addresses: all are there before it is measured.
    """

    name: str
    state: str
    asks: Callable[[int], list[Ask]]
    goal: float | None
    queries: int | None = None
    most_kb: float | None = None
    surroundings: int = 1


def fresh(path: str) -> str:
    """The address with a mark that no request had before, so that no kept page answers."""
    return f"{path}{'&' if '?' in path else '?'}_={next(COUNTER)}"


def cycle(paths: list[str], *, cold: bool, headers: dict[str, str] | None = None) -> Callable[[int], list[Ask]]:
    """Requests over `paths`, round and round."""
    source: Iterator[str] = itertools.cycle(paths)
    return lambda number: [Ask(fresh(path) if cold else path, headers=headers or {}) for path in itertools.islice(source, number)]


# An address of letters alone: figures may read as a CPR number, which forms refuse.
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def slugs(limit: int) -> list[str]:
    """Examples spread evenly over all there are."""
    from samspil.knowledge.models import Example

    known = list(Example.objects.live().order_by("pk").values_list("slug", flat=True))
    return known[:: max(1, len(known) // limit)][:limit]


def public_pages() -> list[Page]:
    """What visitors who are not logged in meet."""
    details = [f"/eksempler/{slug}/" for slug in slugs(500)]
    lists = ["/eksempler/", *(f"/eksempler/?omraade={area}" for area in AREAS)]
    filtered = [*lists[1:], *(f"/eksempler/?omraade={area}&part=civil&bevis=counted" for area in AREAS)]
    within = [f"/eksempler/?q={quote(word)}" for word in WORDS]
    searches = [f"/soeg/?q={quote(word)}" for word in WORDS] + [f"/soeg/?q={quote(a + ' ' + b)}" for a, b in itertools.pairwise(WORDS)]
    answers = ["/jura/har-frivillige-tavshedspligt/", "/jura/hvornaar-boerneattest/", "/jura/koerselsgodtgoerelse/"]
    return [
        Page("front", "cold", cycle(["/"], cold=True), 10, 8),
        Page("front", "warm", cycle(["/"], cold=False), 1.5),
        Page("example list", "cold", cycle(["/eksempler/"], cold=True), 10, 6, 50),
        Page("example list", "warm", cycle(["/eksempler/"], cold=False), 1.5),
        Page("example list filtered", "cold", cycle(filtered, cold=True), 10, 6, 50, len(filtered)),
        Page("example detail", "cold", cycle(details, cold=True), 8, 8),
        Page("example detail", "warm", cycle(details[:1], cold=False), 1.5),
        Page("legal answer", "cold", cycle(answers, cold=True), 8, 8),
        Page("municipality", "cold", cycle(["/kommuner/lejre/", "/kommuner/odense/", "/kommuner/vejle/"], cold=True), 10, 8),
        Page("search", "cold", cycle(searches, cold=True), 60, 6),
        Page("example list searched", "cold", cycle(within, cold=True), 60, 6),
    ]


def private_pages() -> list[Page]:
    """What needs a log-in, and a form that is sent."""
    person, staff, party = log_in("borger"), log_in("administrator"), log_in("formand")
    return [
        Page("example list", "signed-in", cycle(["/eksempler/"], cold=True, headers=person), 25, 14),
        Page("my page", "signed-in", cycle(["/min-side/"], cold=True, headers=person), 25, 14),
        Page("desk", "signed-in", cycle(["/bord/"], cold=True, headers=staff), 25, 14),
        Page("alliance", "signed-in", cycle(["/alliancer/onsdagsbordet/", "/alliancer/haender-til-hoesten/"], cold=True, headers=party), 25, 14),
        Page("contact form", "post", contact_posts(), 12, 12),
        Page("alliance form", "post", alliance_posts(party, "formand"), 12, 12),
        Page("sign up", "post", sign_up_posts(), 12, 12),
    ]


def sign_up_posts() -> Callable[[int], list[Ask]]:
    """Forms of people who make an account with an address nobody has, to be let in by a code."""
    from django.conf import settings

    headers = {"Cookie": f"{settings.CSRF_COOKIE_NAME}={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}

    def form() -> bytes:
        return urlencode({"csrfmiddlewaretoken": TOKEN, "email": f"{uuid.uuid4().hex.translate(LETTERS)}@example.dk", "whom": "self"}).encode()

    return lambda number: [Ask("/konto/opret/", "POST", form(), headers) for _ in range(number)]


def contact_posts() -> Callable[[int], list[Ask]]:
    """Valid contact forms, each its own."""
    from django.conf import settings

    headers = {"Cookie": f"{settings.CSRF_COOKIE_NAME}={TOKEN}", "Content-Type": "application/x-www-form-urlencoded"}

    def asks(number: int) -> list[Ask]:
        fields = {"csrfmiddlewaretoken": TOKEN, "topic": "other", "message": "Vi vil gerne vide mere om følgevenner.", "email": "", "website": ""}
        return [Ask("/kontakt/", "POST", urlencode({**fields, "form_key": uuid.uuid4()}).encode(), headers) for _ in range(number)]

    return asks


def alliance_posts(headers: dict[str, str], name: str) -> Callable[[int], list[Ask]]:
    """A person's yes and no, for their party, to a page that is open to everybody; each form changes what stands there."""
    from samspil.alliances.models import Party
    from samspil.identity.models import Membership
    from samspil.site.demonstration import email_of

    slug, sent = "haender-til-hoesten", itertools.count(1)
    own = Membership.objects.filter(person__email=email_of(name)).values("organisation")
    organisation = Party.objects.filter(alliance__initiative__slug=slug, organisation__in=own).values_list("organisation", flat=True).first()
    typed = headers | {"Content-Type": "application/x-www-form-urlencoded"}

    def form(number: int) -> bytes:
        return urlencode({"csrfmiddlewaretoken": TOKEN, "for_organisation": organisation, "shown": "yes" if number % 2 else "no"}).encode()

    return lambda number: [Ask(f"/alliancer/{slug}/vis/", "POST", form(next(sent)), typed) for _ in range(number)]


def log_in(name: str) -> dict[str, str]:
    """The cookies a browser of a demonstration person keeps: the session and the mark of its forms; staff get a running staff session."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from samspil.identity.models import Person, StaffSession
    from samspil.site.demonstration import email_of

    client, person, now = Client(), Person.objects.get(email=email_of(name)), timezone.now()
    client.force_login(person, backend="samspil.identity.backend.PersonBackend")
    session = client.session
    session["staff_session"] = StaffSession.objects.create(person=person, reason="måling", began_at=now, ends_at=now + timedelta(hours=8)).pk
    session.save()
    return {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"}
