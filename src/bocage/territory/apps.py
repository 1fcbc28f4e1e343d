"""The territory room."""

from django.apps import AppConfig

from bocage.foundation.subjects import discover


class TerritoryConfig(AppConfig):
    """Layer 1: départements, intercommunalités, communes and facts about them."""

    name = "bocage.territory"
    label = "territory"

    def ready(self) -> None:
        discover("commune_sections", "landmarks")
