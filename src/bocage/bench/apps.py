from django.apps import AppConfig


class BenchConfig(AppConfig):
    name = "bocage.bench"
    label = "bench"
