"""What happens to gatherings, and to those who come to them."""

from uuid import UUID

from bocage.foundation.events import Event


class GatheringOpened(Event):
    """Everybody may read of a gathering, and register."""

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
    """Somebody has a seat at a gathering, or waits for one."""

    registration_id: UUID


class WaitingSeated(Event):
    """Somebody who waited has a seat that was freed."""

    registration_id: UUID


class RegistrationCancelled(Event):
    """Somebody does not come any more, or the gathering was called off."""

    registration_id: UUID
