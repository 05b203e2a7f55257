"""Which organisations may be the same one, and why: a score with its reasons, never a bare suspicion."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from samspil.core.refusals import Refusal

SAME_CVR, SAME_NAME, NEAR_NAME, SAME_WEBSITE, SAME_MAIL = 100, 60, 50, 40, 40
REASON_DA = {
    SAME_CVR: "Samme CVR-nummer",
    SAME_NAME: "Samme navn i samme kommune",
    NEAR_NAME: "Næsten samme navn i samme kommune",
}
WEBSITE_DA, MAIL_DA = "Samme hjemmeside", "Samme offentlige e-mail"
LEAST = 50
# A slip in a shorter word, or in a number, makes it another word: "Øst" is not "Vest", and "Klub 1" is not "Klub 2".
SHORTEST_SLIP = 5


@dataclass(frozen=True)
class Told:
    """What is compared of an organisation; `compared` is its name as two spellings of it compare."""

    id: int
    compared: str
    municipality: str
    cvr: str = ""
    website: str = ""
    public_email: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Likeness:
    """Two that may be one: `score` from LEAST to 240, and the Danish reasons it comes from, the weightiest first."""

    one: int
    other: int
    score: int
    reasons: tuple[str, ...]


def host_of(website: str) -> str:
    """Where a website lies, without "www."; "" for none."""
    return (urlsplit(website).hostname or "").removeprefix("www.")


def one_slip(one: str, other: str) -> bool:
    """True when a letter too many, one missing, one wrong, or two turned round is all that tells them apart."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    begun = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[begun:], other[begun:]
    if one[1:] == other[1:] or one[1:] == other or one == other[1:]:
        return True
    return one[:2] == other[1::-1] and one[2:] == other[2:]


def near_names(one: str, other: str) -> bool:
    """True when two compared names differ only in where words are parted, or by one slip in one longer word."""
    if one == other or not (one and other):
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    words = list(zip(one.split(), other.split(), strict=False))
    if len(one.split()) != len(other.split()):
        return False
    differing = [(a, b) for a, b in words if a != b]
    return len(differing) == 1 and all(one_slip(a, b) and min(len(a), len(b)) >= SHORTEST_SLIP and (a + b).isalpha() for a, b in differing)


def slip_keys(compared: str) -> set[str]:
    """Keys of which two names share one whenever they are near: the name without its spaces, and that without any one letter."""
    bare = compared.replace(" ", "")
    return {bare, *(bare[:at] + bare[at + 1 :] for at in range(len(bare)))}


def near_groups(names: Iterable[tuple[int, str, str]]) -> list[set[int]]:
    """Ids (id, compared name, municipality) that are worth comparing, because two names in one municipality may be one slip apart."""
    found: dict[tuple[str, str], set[int]] = {}
    for number, compared, municipality in names:
        for key in slip_keys(compared):
            found.setdefault((municipality, key), set()).add(number)
    return [numbers for numbers in found.values() if len(numbers) > 1]


def likeness(one: Told, other: Told) -> Likeness:
    """How much two look like one. The same site or mailbox alone is too little: a hall's many clubs may share them."""
    found: list[tuple[int, str]] = []
    if one.cvr and one.cvr == other.cvr:
        found.append((SAME_CVR, REASON_DA[SAME_CVR]))
    if one.compared and (one.compared, one.municipality) == (other.compared, other.municipality):
        found.append((SAME_NAME, REASON_DA[SAME_NAME]))
    elif one.municipality == other.municipality and near_names(one.compared, other.compared):
        found.append((NEAR_NAME, REASON_DA[NEAR_NAME]))
    if host_of(one.website) and one.website.rstrip("/") == other.website.rstrip("/"):
        found.append((SAME_WEBSITE, WEBSITE_DA))
    if one.public_email and one.public_email.lower() == other.public_email.lower():
        found.append((SAME_MAIL, MAIL_DA))
    return Likeness(one.id, other.id, sum(points for points, _ in found), tuple(text for _, text in found))


def duplicates(known: Iterable[Told]) -> list[Likeness]:
    """The pairs that may be one, the likeliest first. Two with different CVR numbers are two."""
    pairs = (likeness(one, other) for one, other in combinations(known, 2) if not (one.cvr and other.cvr and one.cvr != other.cvr))
    return sorted((pair for pair in pairs if pair.score >= LEAST), key=lambda pair: (-pair.score, pair.one, pair.other))


def why_not_merge(merged: Told, into: Told, *, municipality: bool, hidden: bool) -> Refusal | None:
    """Why `merged` cannot become part of `into`. `municipality`: one of them is a municipality itself; `hidden`: moderators have hidden one."""
    if merged.id == into.id:
        return Refusal("same", "Det er den samme organisation.")
    if municipality:
        return Refusal("municipality", "Kommunens egen organisation kan ikke slås sammen med andre.")
    if merged.cvr and into.cvr and merged.cvr != into.cvr:
        return Refusal("other-cvr", "De har hver sit CVR-nummer, så det er to forskellige organisationer.")
    if hidden:
        return Refusal("hidden", "En moderator har skjult den ene. Afgør først, om den skal vises igen.")
    return None
