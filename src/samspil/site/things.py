"""How each thing that can be reported reads, for moderators: its name, all its text, and where it lies."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from samspil.alliances import documents, together
from samspil.alliances import queries as alliance_queries
from samspil.alliances.models import Alliance, Message
from samspil.identity import members
from samspil.identity.actor import Actor
from samspil.identity.models import Organisation
from samspil.initiatives.models import Initiative, Openness
from samspil.moderation.queries import Message as ReportedMessage
from samspil.moderation.queries import Shown


def organisation(found: Organisation) -> Shown:
    """What it tells about itself."""
    texts = (found.about, found.website, found.public_email)
    return Shown(found.name, "\n\n".join(text for text in texts if text), found.address)


def initiative(found: Initiative) -> Shown:
    """What everybody can read on the alliance's page; other rooms' pages of it come here too. Of one that is its parties' own business only what
    reaches those they ask: what the parties write to each other is no moderator's to read.
    """
    alliance = Alliance.objects.select_related("initiative").filter(initiative=found).first()
    if alliance is None:
        return Shown(found.title, "", "/", closed=found.openness != Openness.PUBLIC)
    if found.openness != Openness.PUBLIC:
        return Shown(found.title, "\n\n".join(text for text in (alliance.purpose, alliance.target_group) if text), alliance.address, closed=True)
    return Shown(found.title, documents.all_text(alliance), alliance.address)


def invited(secret: str) -> tuple[Organisation | Initiative, Shown] | None:
    """What an invitation's secret opens, and what stands on its page: of an alliance also who asks and their greeting, of an organisation its name."""
    asked = alliance_queries.invitation_of(secret)
    if asked:
        alliance = asked.party.alliance
        texts = (alliance.purpose, asked.sender, asked.greeting)
        address = f"/alliancer/invitation/{secret}/"
        return alliance.initiative, Shown(alliance.initiative.title, "\n\n".join(text for text in texts if text), address, closed=True)
    wanted = members.invitation_of(secret)
    if wanted is None or wanted.organisation.of_municipality_id or wanted.organisation.merged_into_id:
        return None
    return wanted.organisation, Shown(wanted.organisation.name, "", f"/invitation/{secret}/", closed=True)


class Messages:
    """Messages between parties, for moderation: each has a case of its own, and moderators read that message alone, because it was handed to them."""

    def reported(self, actor: Actor, number: int) -> tuple[ReportedMessage, Shown]:
        """One that the actor reads; Http404 otherwise."""
        found = together.get_message_for(actor, number)
        return ReportedMessage(found.pk, found.author_id, found.alliance.initiative), read(found)

    def shown(self, number: int) -> Shown | None:
        """How it reads now; None when it is no longer kept."""
        found = Message.objects.select_related("alliance__initiative").filter(pk=number).first()
        return read(found) if found else None

    def hidden_at(self, number: int) -> datetime | None:
        """When it was removed."""
        return Message.objects.filter(pk=number).values_list("hidden_at", flat=True).first()

    def hide(self, number: int, at: datetime | None) -> None:
        """Remove it from the parties' page, or bring it back."""
        Message.objects.filter(pk=number).update(hidden_at=at)


def read(message: Message) -> Shown:
    """A message as moderators read it."""
    return Shown(f"Besked i »{message.alliance.initiative.title}«", message.text, f"{message.alliance.address}beskeder/", closed=True)


WRITTEN = Messages()


THINGS: dict[type[Any], Callable[[Any], Shown]] = {Organisation: organisation, Initiative: initiative}
