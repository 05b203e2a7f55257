"""The editor's own settings in the admin. Name, e-mail and password belong to the account pages."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView

SHOWN = {"theme", "notifications"}


class SettingsView(AccountView):
    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if panel.name in SHOWN]


settings = require_admin_access(SettingsView.as_view())
