"""What every change of a gathering shares: one lock, one version."""

from __future__ import annotations

from datetime import datetime

from bocage.network.models import Gathering


def locked_gathering(gathering: Gathering) -> Gathering:
    """The gathering as it is now, kept from other changes until the end of the transaction."""
    return (
        Gathering.objects.select_for_update(no_key=True, of=("self",))
        .select_related("commune", "made_by", "proposed_by", "series")
        .get(pk=gathering.pk)
    )


def touch(gathering: Gathering, now: datetime) -> None:
    """Notes that it changed: calendars follow, and who was about to register reads it again."""
    gathering.sequence += 1
    gathering.changed_at = now
