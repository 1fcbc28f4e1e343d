"""What happens to gatherings, and to those who come to them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class GatheringOpened:
    """Everybody may read of a gathering, and register."""

    gathering_id: UUID


@dataclass(frozen=True, kw_only=True)
class GatheringReplanned:
    """A gathering to which people may come is at another moment or in another place."""

    gathering_id: UUID


@dataclass(frozen=True, kw_only=True)
class GatheringCalledOff:
    """A gathering does not take place, whether it was opened or not."""

    gathering_id: UUID


@dataclass(frozen=True, kw_only=True)
class GatheringHeld:
    """A gathering is over, and took place."""

    gathering_id: UUID


@dataclass(frozen=True, kw_only=True)
class RegistrationConfirmed:
    """Somebody has a seat at a gathering, or waits for one."""

    registration_id: UUID


@dataclass(frozen=True, kw_only=True)
class WaitingSeated:
    """Somebody who waited has a seat that was freed."""

    registration_id: UUID


@dataclass(frozen=True, kw_only=True)
class RegistrationCancelled:
    """Somebody does not come any more, or the gathering was called off."""

    registration_id: UUID
