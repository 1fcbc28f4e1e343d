from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "bocage.registrations"
    label = "registrations"
