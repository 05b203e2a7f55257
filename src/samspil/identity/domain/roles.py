"""Staff roles and what each may. Pure; permissions in the database are made from this table."""

from enum import StrEnum


class Role(StrEnum):
    """A staff role. The value is the name of the group that carries it."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


DANISH = {Role.EDITOR: "Redaktør", Role.REVIEWER: "Fagfælle", Role.ADMINISTRATOR: "Administrator"}
PAGE_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: ("add_page", "change_page"),
    Role.REVIEWER: ("add_page", "change_page", "publish_page"),
    Role.ADMINISTRATOR: ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
}
# Pictures and documents, for everybody at the desk; by permission codename.
FILE_PERMISSIONS = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
WORDS = ("glossaryterm", "questionset")
# What is public the moment it is saved: not for editors.
WORD_RIGHTS: dict[Role, tuple[str, ...]] = {
    Role.EDITOR: (),
    Role.REVIEWER: tuple(f"{errand}_{word}" for word in WORDS for errand in ("add", "change")),
    Role.ADMINISTRATOR: tuple(f"{errand}_{word}" for word in WORDS for errand in ("add", "change", "delete")),
}
