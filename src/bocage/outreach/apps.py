from django.apps import AppConfig

from bocage.foundation.subjects import discover


class OutreachConfig(AppConfig):
    name = "bocage.outreach"
    label = "outreach"

    def ready(self) -> None:
        from bocage.outreach.editorial.wagtail_signals import follow_wagtail

        discover("blocks", "editorial_blocks", "letter_blocks", "prospect_page")
        follow_wagtail()
