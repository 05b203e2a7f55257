"""Telling a public party and a person that confidentiality was confirmed."""

from samspil.alliances.events import ConfidentialityConfirmed
from samspil.alliances.models import Imposition
from samspil.site.alliance_notices import people_of, tell


def confidentiality_confirmed(event: ConfidentialityConfirmed) -> None:
    """Whoever speaks for the party that imposed it, and the person, who finds the receipt again by it."""
    found = Imposition.objects.select_related("party", "alliance__initiative").filter(pk=event.imposition_id).exclude(confirmed_at=None).first()
    if found:
        title, key = found.alliance.initiative.title, f"confidentiality-confirmed:{found.pk}"
        text = f"{found.confirmed_name} har bekræftet tavshedspligt i »{title}«"
        tell(people_of([found.party.organisation_id]), key, text, f"{found.alliance.address}tavshed/", "En person har bekræftet tavshedspligt")
        if found.person_id:
            own = f"Du har bekræftet tavshedspligt i »{title}«. Her er din kvittering."
            tell([found.person_id], f"{key}:own", own, f"/alliancer/tavshed/{found.key}/", "Din kvittering for tavshedspligt")
