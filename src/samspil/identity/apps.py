from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "samspil.identity"
    label = "identity"
    verbose_name = "Personer og organisationer"

    def ready(self) -> None:
        import samspil.identity.permissions  # noqa: F401  # the table fills itself
