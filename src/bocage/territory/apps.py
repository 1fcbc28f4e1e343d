from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "bocage.territory"
    label = "territory"
