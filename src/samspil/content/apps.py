from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "samspil.content"
    label = "content"
    verbose_name = "Indhold"

    def ready(self) -> None:
        import samspil.content.permissions  # noqa: F401  # the table fills itself
        from samspil.content import adapter, widgets

        adapter.connect()
        widgets.keep_typed_dates()
