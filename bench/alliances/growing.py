"""A database with many alliances: copies of one, with its rows, its entry in the index, and organisations that are in many of them."""

from django.db import connection, transaction

from bench.alliances.multiplying import Copies
from bench.pages.growing import vacuum
from samspil.alliances.models import Acceptance, AgreementVersion, Alliance, Commitment, Delivery, Party, Task, TaskPart, WrittenTerms
from samspil.alliances.models.desk_line import renew_all_desk_lines
from samspil.core.models import Document
from samspil.core.search import rebuilding
from samspil.identity.models import Membership, Organisation
from samspil.initiatives.models import Initiative, Participation

# One set of organisations is in so many alliances.
ALLIANCES_A_SET = 50
# Whoever is measured is in so many sets of organisations: in more alliances than a process keeps drawn pages of.
SETS_OF_ONE = 20
# Wherever a version's content names a party by its number.
PARTY_NAMED = """regexp_replace({text}, '"(id|party|receiver|data_party)": {pk}\\M', '"\\1": ' || {copy}, 'g')"""


def grow_to(total: int, pattern: Alliance) -> None:
    """Copy the alliance until there are `total` of it."""
    of_it = {"alliance": pattern}
    have = Alliance.objects.filter(purpose=pattern.purpose).count()
    sets = max(1, (total - have) // ALLIANCES_A_SET)
    organisations = Organisation.objects.filter(pk__in=pattern.parties.values("organisation"))
    with transaction.atomic(), connection.cursor() as cursor:
        copies = Copies(cursor, have, total - have)
        copies.add(organisations, {"slug": "t.slug || '-' || n", "name": "t.name || ' ' || n"}, sets)
        copies.add(Membership.objects.filter(organisation__in=organisations), copies=min(SETS_OF_ONE, sets))
        copies.add(Initiative.objects.filter(alliance=pattern), {"slug": "t.slug || '-' || n", "title": "t.title || ' ' || n"})
        copies.add(Participation.objects.filter(initiative=pattern.initiative))
        copies.add(Alliance.objects.filter(pk=pattern.pk))
        copies.add(Party.objects.filter(**of_it))
        copies.add(Task.objects.filter(**of_it))
        copies.add(TaskPart.objects.filter(task__alliance=pattern))
        copies.add(WrittenTerms.objects.filter(**of_it))
        copies.add(AgreementVersion.objects.filter(**of_it), {"content": content(copies, pattern)})
        copies.add(Acceptance.objects.filter(version__alliance=pattern))
        copies.add(Commitment.objects.filter(**of_it))
        copies.add(Delivery.objects.filter(commitment__alliance=pattern))
        copies.add(Document.objects.filter(kind="alliance", object_id=pattern.pk), entry(copies))
    renew_all_desk_lines()
    rebuilding.rebuild()
    vacuum()


def content(copies: Copies, pattern: Alliance) -> str:
    """SQL of a version's content in which the parties have their copies' numbers."""
    text = "t.content::text"
    for pk in pattern.parties.values_list("pk", flat=True):
        copy = copies.copy_of(Party._meta.db_table, str(pk))
        text = PARTY_NAMED.format(text=text, pk=pk, copy=copy)
    return f"({text})::jsonb"


def entry(copies: Copies) -> dict[str, str]:
    """What differs in an entry of the index."""
    return {
        "object_id": copies.copy_of(Alliance._meta.db_table, "t.object_id"),
        "url": "rtrim(t.url, '/') || '-' || n || '/'",
        "title": "t.title || ' ' || n",
        "title_key": "t.title_key || ' ' || n",
        "card": "replace(t.card, t.url, rtrim(t.url, '/') || '-' || n || '/')",
        "revision": "nextval('core_document_revision_seq')",
    }
