"""Enquiries: what people write to a desk, and how the desk closes them."""

from enum import StrEnum

from samspil.core.lifecycle import Lifecycle, Step


class Topic(StrEnum):
    CONSULTANT = "consultant"
    NEW_EXAMPLE = "new-example"
    ADD_FACT = "add-fact"
    ERROR = "error"
    START_ALLIANCE = "start-alliance"
    OFFER = "offer"
    ACCESSIBILITY = "accessibility"
    OTHER = "other"


TOPIC_DA = {
    Topic.CONSULTANT: "Oplæg, workshop, temadag eller proceshjælp",
    Topic.NEW_EXAMPLE: "Vi har et eksempel, der mangler",
    Topic.ADD_FACT: "Jeg ved noget, der mangler på en side",
    Topic.ERROR: "Noget er forkert",
    Topic.START_ALLIANCE: "Vi vil i gang med en alliance",
    Topic.OFFER: "Vi vil tilbyde noget",
    Topic.ACCESSIBILITY: "Noget er svært at bruge",
    Topic.OTHER: "Noget andet",
}
TASK_DA = {
    Topic.CONSULTANT: "Spørg efter oplæg, workshop eller hjælp",
    Topic.NEW_EXAMPLE: "Fortæl om jeres eksempel",
    Topic.ADD_FACT: "Fortæl, hvad der mangler",
    Topic.ERROR: "Skriv, hvad der er forkert",
    Topic.START_ALLIANCE: "Start en alliance",
    Topic.OFFER: "Tilbyd noget",
    Topic.ACCESSIBILITY: "Skriv, hvad der er svært at bruge",
}
WRITE_DA = "Skriv til os"
ANSWERED = "answered"
STAFF = ("editor", "reviewer", "administrator")
LIFECYCLE = Lifecycle(
    "received",
    [
        Step("received", "take", "taken", STAFF),
        Step("taken", "answer", ANSWERED, STAFF),
        Step("taken", "release", "received", STAFF),
        Step("received", "answer", ANSWERED, STAFF),
        Step(ANSWERED, "reopen", "taken", STAFF),
    ],
)
STATE_DA = {"received": "Modtaget", "taken": "I gang", ANSWERED: "Besvaret"}
ERRAND_DA = {"take": "Tag den", "answer": "Markér som besvaret", "release": "Læg tilbage", "reopen": "Åbn igen"}
KEEP_DAYS_AFTER_ANSWER = 365
KEEP_DAYS_WITHOUT_ANSWER = 730
