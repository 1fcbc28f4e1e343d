from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "bocage.outreach"
    label = "outreach"

    def ready(self) -> None:
        from bocage.outreach.editorial.wagtail_signals import follow_wagtail

        follow_wagtail()
