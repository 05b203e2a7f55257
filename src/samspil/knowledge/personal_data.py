"""What knowledge keeps of a person: what they wrote to a desk."""

from django.db.models.functions import Lower
from django_scopes import scopes_disabled

from samspil.core.personal_data import Holding, Rows, Subject, rows_of
from samspil.knowledge.models import Enquiry
from samspil.knowledge.models.enquiry import EnquiryQuerySet

TAKEN_BACK = "Teksten er slettet, fordi den, der skrev, har slettet sin konto."
OWN = ("received_at", "topic", "name", "organisation", "email", "message", "about_url", "state", "answered_at")


def export_enquiries(subject: Subject) -> Rows:
    """What was written with an address the person has proved."""
    with scopes_disabled():
        return rows_of(own_enquiries(subject).order_by("pk"), *OWN)


def shred_enquiries(subject: Subject) -> None:
    """The case stays for the desk, without who wrote and what; the history keeps the organisation, so that goes there too."""
    with scopes_disabled():
        own = own_enquiries(subject)
        ids = list(own.values_list("pk", flat=True))
        own.filter(pk__in=ids).update(name="", organisation="", email="", message=TAKEN_BACK)
        Enquiry.pgh_event_model.objects.filter(pgh_obj_id__in=ids).update(organisation="")  # type: ignore[attr-defined]  # pghistory adds it


def own_enquiries(subject: Subject) -> "EnquiryQuerySet":
    """Written with one of the person's addresses, in whatever letters it was typed."""
    return Enquiry.objects.annotate(address=Lower("email")).filter(address__in=[address.lower() for address in subject.addresses])


HOLDINGS = (
    Holding(
        key="enquiries",
        title="Det, du har skrevet til os med din e-mail",
        why="Så du kan få svar.",
        fate="Din tekst, dit navn og din e-mail slettes med det samme. At der kom en henvendelse, og hvornår, bliver stående. "
        "Har kommunen en sag om det, ligger den i kommunens eget system.",
        tables=("knowledge_enquiry", "knowledge_enquiryevent"),
        export=export_enquiries,
        shred=shred_enquiries,
    ),
)
