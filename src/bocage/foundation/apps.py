from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "bocage.foundation"
    label = "foundation"
