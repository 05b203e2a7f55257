"""Pages whose place and address the code knows: editors may change their words, never remove, move or rename them."""

from typing import Any

from wagtail.models import PagePermissionTester


class FixedPermissions(PagePermissionTester):
    """What anybody may do with such a page."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False


class Fixed:
    """A mixin for such page types. No slug to change, no time to publish at, and nothing to preview: a room answers the address."""

    promote_panels: list[Any] = []  # Wagtail's panels are lists of the class
    settings_panels: list[Any] = []
    preview_modes: list[Any] = []

    def permissions_for_user(self, user: Any) -> FixedPermissions:
        return FixedPermissions(user, self)
