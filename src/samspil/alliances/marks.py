"""A mark of an alliance that is another as soon as anything its page shows has changed, told by the database with the alliance's own row.

PostgreSQL writes into each row which transaction wrote it (`xmin`). Of each table the page reads, the mark holds the sum and the highest of
them: a row that is new or changed raises the highest, or the sum when a slower transaction ends later; a row that is gone lowers the sum.
So nobody has to remember to move a mark on, and a page that is kept under it is never old. tests/test_marks.py holds that no table is
forgotten: what a page reads stands here.
"""

from typing import Any

from django.db.models import Expression, Func, Model, OuterRef, Q, QuerySet, Subquery, TextField, Value

from samspil.alliances.models import (
    Acceptance,
    AgreementVersion,
    Alliance,
    Amendment,
    CheckUp,
    CheckUpReply,
    Commitment,
    DecisionRule,
    Delivery,
    Imposition,
    Matter,
    Party,
    PartyContact,
    PartyInvitation,
    Rejection,
    Say,
    Task,
    TaskPart,
    WrittenTerms,
)
from samspil.content.models import WelfareArea
from samspil.core.models import Document
from samspil.identity.models import AddressTrouble, Membership, Municipality, Organisation
from samspil.initiatives.models import Initiative

# The rows of an alliance by the path that leads from them to it.
ROWS: tuple[tuple[type[Model], str], ...] = (
    (Alliance, "pk"),
    (Initiative, "alliance"),
    (Party, "alliance"),
    (PartyContact, "party__alliance"),
    (PartyInvitation, "party__alliance"),
    (Task, "alliance"),
    (TaskPart, "task__alliance"),
    (WrittenTerms, "alliance"),
    (AgreementVersion, "alliance"),
    (Acceptance, "version__alliance"),
    (Rejection, "version__alliance"),
    (Amendment, "alliance"),
    (Commitment, "alliance"),
    (Delivery, "commitment__alliance"),
    (DecisionRule, "alliance"),
    (Imposition, "alliance"),
    (CheckUp, "alliance"),
    (CheckUpReply, "checkup__alliance"),
    (Matter, "alliance"),
    (Say, "matter__alliance"),
)


class Writers(Expression):
    """The sum and the highest of the transactions that wrote the rows of a query set, as text; no rows have a mark too.

    No `Aggregate`, which Django would group by each row.
    """

    output_field = TextField()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """`xmin` is no field of a model, so it is named by the table's alias."""
        writer = f"{compiler.quote_name_unless_alias(compiler.query.get_initial_alias())}.xmin::text::bigint"
        return f"concat(sum({writer}), '.', max({writer}))", ()


def writers_of(rows: QuerySet[Any]) -> Subquery:
    """Who wrote these rows."""
    return Subquery(rows.order_by().annotate(writers=Writers()).values("writers"))


def mark() -> Func:
    """For annotating query sets of alliances: text."""
    parties = Party.objects.filter(alliance=OuterRef(OuterRef("pk")), organisation__isnull=False).values("organisation")
    addresses = PartyInvitation.objects.filter(party__alliance=OuterRef(OuterRef("pk"))).values("email")
    named = PartyContact.objects.filter(party__alliance=OuterRef(OuterRef("pk"))).values("person")
    members = Membership.objects.active().filter(organisation__in=parties, person__is_active=True)
    parts = [
        *(model._default_manager.filter(**{path: OuterRef("pk")}) for model, path in ROWS),
        Organisation.objects.filter(pk__in=parties),
        members.filter(Q(signatory=True) | Q(person__in=named)),
        AddressTrouble.objects.filter(email__in=addresses),
        # Content: what a process keeps is forgotten when it changes, and what the database keeps is not.
        Document.objects.filter(url=OuterRef("like_url")),
        WelfareArea.objects.filter(pk=OuterRef("initiative__area")),
        Municipality.objects.filter(pk=OuterRef("initiative__lead")),
    ]
    return Func(Value("/"), *(writers_of(rows) for rows in parts), function="concat_ws", output_field=TextField())
