"""What the room publishes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DeliveryReceived:
    """A delivery is stored, and is to be read."""

    run_id: UUID


@dataclass(frozen=True)
class SourceDue:
    """The address of a source is to be read."""

    source_id: UUID
