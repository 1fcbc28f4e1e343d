"""What the room of evidence tells the others."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class TargetSet:
    """Somebody said what a territory aims at, from a day on."""

    target: UUID


@dataclass(frozen=True)
class TargetEnded:
    """A target is aimed at no longer, from a day on, and no other takes its place."""

    target: UUID
