from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "samspil.exchange"
    label = "exchange"
    verbose_name = "Tilbud og behov"

    def ready(self) -> None:
        import samspil.exchange.permissions  # noqa: F401  # the table fills itself
