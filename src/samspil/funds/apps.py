from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "samspil.funds"
    label = "funds"
    verbose_name = "Puljer"

    def ready(self) -> None:
        import samspil.funds.permissions  # noqa: F401  # the table fills itself
