from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "bocage.network"
    label = "network"
