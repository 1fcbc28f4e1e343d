from django.apps import AppConfig


class BareConfig(AppConfig):
    name = "bocage.bench.bare"
    label = "bare"
