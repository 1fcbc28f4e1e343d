from django.apps import AppConfig


class HousingConfig(AppConfig):
    name = "bocage.housing"
    label = "housing"
