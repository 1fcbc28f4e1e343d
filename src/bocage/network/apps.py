from django.apps import AppConfig

from bocage.foundation.subjects import discover


class NetworkConfig(AppConfig):
    name = "bocage.network"
    label = "network"

    def ready(self) -> None:
        """Imports the modules `audiences` and `message_subjects` of all subjects, which register
        themselves.
        """
        discover("audiences", "message_subjects")
