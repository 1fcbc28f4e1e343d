"""The territory room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TerritoryConfig(AppConfig):
    """Floor 1: départements, intercommunalités, communes and what is known of them."""

    name = "bocage.territory"
    label = "territory"

    def ready(self) -> None:
        autodiscover_modules("commune_sections", "landmarks")
