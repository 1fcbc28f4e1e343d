from django.apps import AppConfig

from bocage.foundation.subjects import discover


class HousingConfig(AppConfig):
    name = "bocage.housing"
    label = "housing"

    def ready(self) -> None:
        """Imports the sections that other apps add to the page of a home."""
        discover("home_sections")
