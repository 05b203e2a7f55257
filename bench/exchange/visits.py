"""Which pages of offers and needs are measured, and with which requests."""

import itertools
from collections.abc import Callable
from urllib.parse import quote, urlencode

from bench.pages.asking import TOKEN, Page, cycle, log_in
from bench.pages.load import Ask
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import Need

WORDS = ("læs højt", "kør til fodbold", "plant træer", "biblioteket", "øv dansk", "ret en cykel", "lav mad", "torvet")
TOWNS = ("4330", "8000", "5000", "9000", "2200", "6700", "7400", "3400")
MOST_VISITED = 500


def pages() -> list[Page]:
    """What visitors, volunteers, those who ask and those who place people meet."""
    person, asker, staff = log_in("borger"), log_in("formand"), log_in("koordinator")
    filtered = [f"/behov/?slags={kind}" for kind in NeedKind] + [f"/behov/?slags=help&tid=evening&alder={age}" for age in (13, 15, 18)]
    near = [f"/behov/naer/?by={code}&km=10" for code in TOWNS]
    needs = list(Need.objects.filter(slug__regex="-[0-9]+$").order_by("pk").values_list("slug", flat=True)[:MOST_VISITED])
    return [
        Page("needs", "cold", cycle(["/behov/"], cold=True), 10, 6, 50),
        Page("needs", "warm", cycle(["/behov/"], cold=False), 1.5),
        Page("needs filtered", "cold", cycle(filtered, cold=True), 10, 6, 50, len(filtered)),
        Page("needs searched", "cold", cycle([f"/behov/?q={quote(word)}" for word in WORDS], cold=True), 60, 6),
        Page("needs near", "cold", cycle(near, cold=True), 60, 6),
        Page("needs near, now", "cold", cycle([f"{one}&nu=on&alder=17" for one in near], cold=True), 60, 6),
        Page("need", "cold", cycle([f"/behov/{slug}/" for slug in needs], cold=True), 8, 8),
        Page("offers", "signed-in", cycle(["/tilbud/"], cold=True, headers=person), 25, 14),
        Page("need", "signed-in", cycle([f"/behov/{slug}/" for slug in needs], cold=True, headers=person), 25, 14),
        Page("own page", "signed-in", cycle(["/tilbud/mine/"], cold=True, headers=person), 25, 14),
        Page("own messages", "signed-in", cycle(["/behov/beskeder/"], cold=True, headers=person), 25, 14),
        Page("own desk", "signed-in", cycle(["/behov/bord/"], cold=True, headers=asker), 25, 14),
        Page("desk", "signed-in", cycle(["/bord/tilbud-og-behov/"], cold=True, headers=staff), 25, 14),
        Page("feed", "cold", cycle(["/behov/nyt.atom"], cold=True), 10, 6),
        Page("API", "cold", cycle(["/api/v1/needs"], cold=True), 10, 6),
        Page("say yes", "post", yes_posts(person), 12, 12),
    ]


def yes_posts(headers: dict[str, str]) -> Callable[[int], list[Ask]]:
    """A person's yes to one need after the other."""
    free = Need.objects.filter(slug__regex="-[0-9]+$", signups=None, kind__in=[NeedKind.HELP, NeedKind.SHORT]).order_by("-pk")
    slugs = itertools.cycle(free.values_list("slug", flat=True)[: 10 * MOST_VISITED])
    typed = headers | {"Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode({"csrfmiddlewaretoken": TOKEN, "name": "Signe", "phone": "", "words": "", "party_size": "1", "old_enough": "on"}).encode()
    return lambda number: [Ask(f"/behov/{slug}/ja/", "POST", form, typed) for slug in itertools.islice(slugs, number)]
