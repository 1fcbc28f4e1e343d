"""The territory room."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Floor 1: départements, intercommunalités, communes and what is known of them."""

    name = "bocage.territory"
    label = "territory"
