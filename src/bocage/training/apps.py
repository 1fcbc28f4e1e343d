from django.apps import AppConfig

from bocage.foundation.subjects import discover


class TrainingConfig(AppConfig):
    name = "bocage.training"
    label = "training"

    def ready(self) -> None:
        """Loads the sections that each subject adds to the page of a programme."""
        discover("programme_page")
