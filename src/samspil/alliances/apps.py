from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "samspil.alliances"
    label = "alliances"
    verbose_name = "Alliancer"

    def ready(self) -> None:
        import samspil.alliances.permissions  # noqa: F401  # the table fills itself
