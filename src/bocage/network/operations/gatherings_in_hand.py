"""What every change of a gathering shares: one lock, one version."""

from __future__ import annotations

from datetime import datetime

from bocage.foundation.row_locks import lock_row
from bocage.network.models import Gathering


def locked_gathering(gathering: Gathering) -> Gathering:
    """The gathering as it is now, kept from other changes until the end of the transaction."""
    return lock_row(gathering, "commune", "made_by", "proposed_by", "series")


def touch(gathering: Gathering, now: datetime) -> None:
    """Notes that it changed: calendars follow, and who was about to register reads it again."""
    gathering.sequence += 1
    gathering.changed_at = now
