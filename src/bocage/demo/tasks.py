"""Scheduled jobs that simulate activity in a running demo. They do nothing while it is not open."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.demo import afterwards
from bocage.demo.homes.offers import bring_pictures
from bocage.demo.loading import live_on
from bocage.demo.outreach.assets import picture_assets
from bocage.foundation.jobs.tasks import periodic, task


@periodic("*/5 * * * *", description=_("Fait vivre la démonstration"))
def continue_demo() -> None:
    """Continues the life of the demo every five minutes (see `live_on`). Runs before
    `complete_past_bookings` marks those who did not come as absent.
    """
    if settings.BOCAGE.demo:
        live_on(now=timezone.now())


@task(description=_("Raconte une partie de la démonstration"))
def load_part(*, number: int, now: str) -> None:
    """Loads a part of the demo (see `afterwards.load_part`); `now` is the moment of the first part,
    in ISO 8601.
    """
    if settings.BOCAGE.demo:
        afterwards.load_part(number, now=datetime.fromisoformat(now))


@task(description=_("Apporte les images de la démonstration"))
def load_home_pictures() -> None:
    """Loads the pictures of the demo (see `bring_pictures` and `picture_assets`)."""
    if settings.BOCAGE.demo:
        bring_pictures(now=timezone.now())
        picture_assets()
