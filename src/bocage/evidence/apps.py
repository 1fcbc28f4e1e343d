from django.apps import AppConfig

from bocage.foundation.subjects import import_all


class EvidenceConfig(AppConfig):
    name = "bocage.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Finds the indicators."""
        import_all("bocage.evidence.indicators")
