"""Application of the people room, which discovers the Espace entries and the personal data of all
rooms.
"""

from importlib import import_module

from django.apps import AppConfig

from bocage.foundation.subjects import discover


class PeopleConfig(AppConfig):
    name = "bocage.people"
    label = "people"

    def ready(self) -> None:
        import_module("bocage.people.dashboard.own")
        import_module("bocage.people.personal_data.own")
        import_module("bocage.people.erasure.own_erasers")
        import_module("bocage.people.own_agreements")

        discover(
            "audit",
            "dashboard",
            "personal_data",
            "agreements",
            "room_provider",
            "relocation_projects",
            "table_kinds",
            "digest_content",
        )
        import_module("bocage.people.erasure.mails")
        import_module("bocage.people.sign_in.backends")
