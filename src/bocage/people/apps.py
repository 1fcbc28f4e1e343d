from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "bocage.people"
    label = "people"
