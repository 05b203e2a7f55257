from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "samspil.knowledge"
    label = "knowledge"
    verbose_name = "Viden"

    def ready(self) -> None:
        import samspil.knowledge.permissions  # noqa: F401  # the table fills itself
