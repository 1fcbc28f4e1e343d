from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HousingConfig(AppConfig):
    name = "bocage.housing"
    label = "housing"

    def ready(self) -> None:
        """Finds what rooms above show on the page of a home."""
        autodiscover_modules("home_sections")
