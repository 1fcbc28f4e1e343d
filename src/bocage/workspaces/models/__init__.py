"""Places, what can be booked in them, when they are open, who comes, and what is due."""

from bocage.workspaces.models.booking_rules import (
    Audience,
    BookingRules,
    Clearance,
    HouseRules,
    HouseRulesAcceptance,
)
from bocage.workspaces.models.bookings import Booking, BookingMessage, Hold
from bocage.workspaces.models.day_messages import DayMessage
from bocage.workspaces.models.hours import Closure, OpeningException, OpeningRule
from bocage.workspaces.models.outside_calendars import OutsideCalendar, OutsideEvent
from bocage.workspaces.models.payers import PayingOrganisation
from bocage.workspaces.models.places import (
    Accessibility,
    Equipment,
    Photo,
    Place,
    PlaceKind,
    Resource,
    ResourceKind,
)
from bocage.workspaces.models.presence import AccessNote, SharedAddress, Visit
from bocage.workspaces.models.prices import (
    Charge,
    Pass,
    PassProduct,
    PaymentMethod,
    Tariff,
)
from bocage.workspaces.models.reminders import ReminderChoice
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.models.waiting import UnmetWish, WaitedSpace, WaitlistEntry

__all__ = [
    "AccessNote",
    "Accessibility",
    "Audience",
    "Booking",
    "BookingMessage",
    "BookingRules",
    "BookingSeries",
    "Charge",
    "Clearance",
    "Closure",
    "DayMessage",
    "Equipment",
    "Hold",
    "HouseRules",
    "HouseRulesAcceptance",
    "OpeningException",
    "OpeningRule",
    "OutsideCalendar",
    "OutsideEvent",
    "Pass",
    "PassProduct",
    "PayingOrganisation",
    "PaymentMethod",
    "Photo",
    "Place",
    "PlaceKind",
    "ReminderChoice",
    "Resource",
    "ResourceKind",
    "SharedAddress",
    "Tariff",
    "UnmetWish",
    "Visit",
    "WaitedSpace",
    "WaitlistEntry",
]
