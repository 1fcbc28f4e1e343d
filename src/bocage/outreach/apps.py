from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "bocage.outreach"
    label = "outreach"

    def ready(self) -> None:
        from bocage.outreach.editorial import landing  # noqa: F401 - offers pages to campaigns
        from bocage.outreach.editorial.wagtail_signals import follow_wagtail

        follow_wagtail()
