"""Models of places, their resources, opening hours, bookings, and charges."""

from bocage.workspaces.billing.models import (
    Charge,
    Pass,
    PassProduct,
    PayingOrganisation,
    PaymentMethod,
)
from bocage.workspaces.booking_rules.models import (
    Audience,
    BookingRules,
    Clearance,
    HouseRules,
    HouseRulesAcceptance,
)
from bocage.workspaces.bookings.models import ReminderChoice, Visit
from bocage.workspaces.front_desk.models import DayMessage, SharedAddress
from bocage.workspaces.opening_hours.models import Closure, OpeningException, OpeningRule
from bocage.workspaces.places.models import (
    Accessibility,
    Equipment,
    Photo,
    Place,
    PlaceKind,
    Resource,
    ResourceKind,
)
from bocage.workspaces.prices.models import Tariff
from bocage.workspaces.scheduling.models.access_notes import AccessNote
from bocage.workspaces.scheduling.models.bookings import Booking, BookingMessage, Hold
from bocage.workspaces.scheduling.models.outside_calendars import OutsideCalendar, OutsideEvent
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.search.models import UnmetWish
from bocage.workspaces.waitlist.models import WaitedSpace, WaitlistEntry

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
