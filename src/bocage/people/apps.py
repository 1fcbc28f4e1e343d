"""The room of people, which gathers what every room adds to the Espace,
and what each keeps about somebody."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "bocage.people"
    label = "people"

    def ready(self) -> None:
        import_module("bocage.people.espace.own")
        import_module("bocage.people.known_data.own")
        import_module("bocage.people.erasure.own")
        import_module("bocage.people.own_agreements")

        autodiscover_modules(
            "histories",
            "espace",
            "known_data",
            "erasers",
            "agreements",
            "room_keeping",
            "settling_projects",
        )
        import_module("bocage.people.erasure.mails")
        import_module("bocage.people.backends")
