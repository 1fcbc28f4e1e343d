"""Events published about gatherings and their registrations."""

from uuid import UUID

from bocage.foundation.events import Event


class GatheringOpened(Event):
    """Event published when a gathering becomes public and takes registrations."""

    gathering_id: UUID


class GatheringReplanned(Event):
    """A gathering to which people may come is at another moment or in another place."""

    gathering_id: UUID


class GatheringCalledOff(Event):
    """A gathering does not take place, whether it was opened or not."""

    gathering_id: UUID


class GatheringHeld(Event):
    """A gathering is over, and took place."""

    gathering_id: UUID


class RegistrationConfirmed(Event):
    """Event published when a person gets a seat at a gathering, or joins its waiting list."""

    registration_id: UUID


class WaitingSeated(Event):
    """Event published when a person on the waiting list gets a freed seat."""

    registration_id: UUID


class RegistrationCancelled(Event):
    """Event published when a registration is cancelled, by the person or because the gathering was
    called off.
    """

    registration_id: UUID
