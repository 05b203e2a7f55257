from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "samspil.initiatives"
    label = "initiatives"
    verbose_name = "Indsatser"
