"""Wagtail's admin without its own mails about workflow: they are sent while the editor waits, and quote what was written.
Ours (content/mails.py) are sent by the worker and only say that something waits.
"""

from wagtail.admin.apps import WagtailAdminAppConfig


class QuietAdminConfig(WagtailAdminAppConfig):
    """Stands in INSTALLED_APPS in the place of "wagtail.admin"."""

    def ready(self) -> None:
        super().ready()
        from samspil.content import adapter

        adapter.silence_wagtail_mails()
