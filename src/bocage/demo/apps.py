from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "bocage.demo"
    label = "demo"
