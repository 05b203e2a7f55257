"""What a need that everybody may see tells search engines of itself (schema.org): unpaid work somebody can say yes to."""

from django.conf import settings

from samspil.core.structured import json_ld
from samspil.exchange.domain.needs import NeedState
from samspil.exchange.domain.words import NeedKind
from samspil.exchange.models import Need
from samspil.exchange.places import postcode_of

# A thing to borrow and an opinion are no work.
WORK = frozenset({NeedKind.HELP, NeedKind.SHORT, NeedKind.SHIFTS, NeedKind.PAIR, NeedKind.BOARD})


def structured(need: Need) -> str:
    """A JobPosting of a volunteer while there is room; "" for what is no work, is full or over, or is not shown to everybody."""
    owner = need.organisation
    if need.kind not in WORK or need.state != NeedState.OPEN or need.hidden_at or owner is None or not owner.confirmed_at or owner.hidden_at:
        return ""
    town = postcode_of(need.postcode)
    address = {"@type": "PostalAddress", "postalCode": need.postcode, "addressLocality": town.name if town else "", "addressCountry": "DK"}
    return json_ld(
        {
            "@type": "JobPosting",
            "title": need.title,
            "description": need.text,
            "employmentType": "VOLUNTEER",
            "datePosted": (need.shown_at or need.made_at).date().isoformat(),
            "validThrough": need.ends_on.isoformat(),
            "hiringOrganization": {"@type": "Organization", "name": owner.name, "sameAs": settings.BASE_URL + owner.address},
            "jobLocation": {"@type": "Place", "address": address},
            "url": settings.BASE_URL + need.address,
            **({"jobStartDate": need.starts_at.date().isoformat()} if need.starts_at else {}),
        }
    )
