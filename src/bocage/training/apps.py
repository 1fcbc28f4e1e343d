from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "bocage.training"
    label = "training"
