from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "samspil.content"
    label = "content"
    verbose_name = "Indhold"

    def ready(self) -> None:
        from samspil.content import adapter

        adapter.connect()
