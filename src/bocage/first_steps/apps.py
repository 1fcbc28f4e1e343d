from django.apps import AppConfig


class FirstStepsConfig(AppConfig):
    name = "bocage.first_steps"
    label = "first_steps"
