"""What the room does by itself. Each is safe to run twice, and at once."""

from uuid import UUID

from procrastinate.contrib.django import app

from bocage.foundation.tasks import task
from bocage.housing.operations.landmarks import measure_next
from bocage.housing.operations.photos import read_waiting_photos
from bocage.housing.operations.settling import settle_pending_listings

# Settling: listings find their dwellings.


@task
def settle_listings() -> None:
    """See `settle_pending_listings`."""
    settle_pending_listings()


@app.periodic(cron="* * * * *")
@task
def settle_what_was_left(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """Settles the listings whose task was lost with its worker."""
    settle_pending_listings()


@app.periodic(cron="* * * * *")
@task
def read_photos(timestamp: int) -> None:  # noqa: ARG001 - Procrastinate tells it
    """See `read_waiting_photos`; listings whose photos were read are settled again."""
    if read_waiting_photos():
        settle_pending_listings()


# Homes: the way to the nearest place to work.


@task
def measure_homes(*, after: str = "") -> None:
    """See `measure_next`: a batch at a time, each task defers that of the next one."""
    last = measure_next(UUID(after) if after else None)
    if last is not None:
        measure_homes.defer(after=str(last))
