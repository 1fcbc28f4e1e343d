from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "bocage.api"
    label = "api"
