"""Deduplication by itself: listings find their dwellings. Each is safe to run twice."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import task
from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.deduplication.operations.landmarks import measure_next
from bocage.housing.market.operations import enqueue_alerts


@task(description=_("Réunit les annonces d’un même logement"))
def deduplicate_listings() -> None:
    """Attaches every changed listing to its dwelling (see `deduplicate_pending_listings`); where
    there was one, then schedules the alerts that waited for the last batch.
    """
    if deduplicate_pending_listings():
        enqueue_alerts()


@task(description=_("Mesure le chemin des logements au télécentre"))
def measure_homes(*, after: str = "") -> None:
    """Measures the way from homes to a shared office (see `measure_next`), one batch at a time:
    each task defers the next one.
    """
    last = measure_next(UUID(after) if after else None)
    if last is not None:
        measure_homes.defer(after=str(last))
