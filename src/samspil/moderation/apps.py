from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "samspil.moderation"
    label = "moderation"
    verbose_name = "Anmeldelser"

    def ready(self) -> None:
        import samspil.moderation.permissions  # noqa: F401  # the table fills itself
