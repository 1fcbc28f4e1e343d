from django.apps import AppConfig

from bocage.foundation.subjects import discover


class NetworkConfig(AppConfig):
    name = "bocage.network"
    label = "network"

    def ready(self) -> None:
        """Find whom subjects gather, and what messages may answer."""
        discover("audiences", "message_subjects")
