from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "samspil.identity"
    label = "identity"
    verbose_name = "Personer og kommuner"
