"""Photos of listings, by the clock. Safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.feeds.operations.photos import read_waiting_photos


@periodic("* * * * *", description=_("Lit les photos des annonces"))
def read_photos() -> None:
    """Reads the pending photos (see `read_waiting_photos`), then deduplicates the listings whose
    photos were read.
    """
    if read_waiting_photos():
        deduplicate_pending_listings()
