"""Testimonies in a report, with a valid consent today."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from bocage.outreach.models import TestimonyConsent, TestimonyPage

MAX_VOICES = 6


def voices() -> list[TestimonyPage]:
    """Lists the public testimonies in the active language with a valid consent, the newest first.

    One query. Today's consents apply whatever the night of a report: a withdrawn testimony does not
    appear in a report that is made again.
    """
    holding = TestimonyConsent.objects.holding(timezone.localdate())
    pages = TestimonyPage.objects.live().public()
    language = get_language() or settings.LANGUAGE_CODE
    return list(
        pages.filter(locale__language_code=language, consent__in=holding).order_by(
            "-first_published_at", "-pk"
        )[:MAX_VOICES]
    )
