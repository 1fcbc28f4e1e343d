"""What the room does by itself, by the clock or after a commit. Each is safe to run twice."""

from __future__ import annotations

from uuid import UUID

from bocage.foundation.tasks import task
from bocage.housing.operations.landmarks import measure_next


@task
def measure_homes(*, after: str = "") -> None:
    """See `measure_next`: a batch at a time, each task defers that of the next one."""
    last = measure_next(UUID(after) if after else None)
    if last is not None:
        measure_homes.defer(after=str(last))
