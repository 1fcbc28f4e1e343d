from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "bocage.guides"
    label = "guides"
