from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "samspil.law"
    label = "law"
    verbose_name = "Jura"
