"""The register of personal data, put together from the rooms, and why some tables that look like it are not in it."""

from samspil.alliances import personal_data as alliances
from samspil.content import personal_data as content
from samspil.core import personal_data as core
from samspil.exchange import personal_data as exchange
from samspil.funds import personal_data as funds
from samspil.identity import personal_data as identity
from samspil.knowledge import personal_data as knowledge
from samspil.moderation import personal_data as moderation

HOLDINGS = core.joined(
    identity.HOLDINGS, core.HOLDINGS, knowledge.HOLDINGS, alliances.HOLDINGS, exchange.HOLDINGS, funds.HOLDINGS, moderation.HOLDINGS, content.HOLDINGS
)

# Tables with a column that could name a person, and why no holding speaks of them.
NOT_PERSONAL = {
    "identity_municipality": "`desk_email` is a municipality's own mailbox, set by an administrator",
    "identity_municipalityevent": "the history of that mailbox",
}
