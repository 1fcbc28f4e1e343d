from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "bocage.outreach"
    label = "outreach"
