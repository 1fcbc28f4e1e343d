"""Events that the evidence room publishes."""

from uuid import UUID

from bocage.foundation.events import Event


class TargetSet(Event):
    """Event: a target was set for a territory, from a day on."""

    target: UUID


class TargetEnded(Event):
    """A target is aimed at no longer, from a day on, and no other takes its place."""

    target: UUID
