"""What the places remove with an account: words and guests go; place, time and amount stay."""

from django.utils.translation import gettext_lazy as _

from bocage.people.erasure import (
    Erasure,
    account_ends_with,
    erased_with_a_person,
    keep_after_erasure,
)
from bocage.workspaces.models.booking_rules import Clearance, HouseRulesAcceptance
from bocage.workspaces.models.bookings import Booking, BookingMessage
from bocage.workspaces.models.payers import PayingOrganisation
from bocage.workspaces.models.presence import SharedAddress, Visit
from bocage.workspaces.models.prices import Charge
from bocage.workspaces.models.reminders import ReminderChoice
from bocage.workspaces.models.series import BookingSeries
from bocage.workspaces.models.waiting import WaitedSpace, WaitlistEntry
from bocage.workspaces.operations.cancellations import cancel_booking
from bocage.workspaces.operations.series_changes import cancel_series


@account_ends_with(rank=700)
def bookings_to_come(erasure: Erasure) -> None:
    """Their desks are free, and those who keep them are told. What has begun goes on."""
    open_ones = Booking.objects.filter(
        booked_for=erasure.person, status__in=Booking.OPEN, period__startswith__gt=erasure.now
    )
    series = BookingSeries.objects.filter(pk__in=open_ones.values("series"))
    for one in series.order_by("pk"):
        cancel_series(by=erasure.person, series=one, now=erasure.now)
    for booking in open_ones.order_by("pk"):
        cancel_booking(by=erasure.person, booking=booking, now=erasure.now)


@erased_with_a_person(_("Vos réservations : mots, invités et notes"), rank=700)
def bookings(erasure: Erasure) -> None:
    theirs = Booking.objects.filter(booked_for=erasure.person)
    erasure.delete(BookingMessage.objects.filter(booking__in=theirs))
    erasure.empty(
        theirs,
        purpose="",
        guests=[],
        host_note="",
        decision_note="",
        cancellation_note="",
        idempotency_key="",
    )
    erasure.empty(BookingSeries.objects.filter(booked_for=erasure.person), purpose="", guests=[])
    erasure.empty(Visit.objects.filter(person=erasure.person), idempotency_key="")
    erasure.empty(Charge.objects.filter(booking__in=theirs), explanation="")


@erased_with_a_person(_("Vos attentes, agendas partagés et rappels"), rank=710)
def what_one_waits_for(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        WaitlistEntry.objects.filter(person=person),
        WaitedSpace.objects.filter(person=person),
        ReminderChoice.objects.filter(person=person),
        SharedAddress.objects.filter(person=person, bookings=None),
    )


@erased_with_a_person(_("Vos droits dans les lieux"), rank=720)
def rights(erasure: Erasure) -> None:
    person = erasure.person
    erasure.delete(
        HouseRulesAcceptance.objects.filter(person=person),
        Clearance.objects.filter(person=person),
        PayingOrganisation.people.through.objects.filter(person=person),
    )
    if erasure.address:
        erasure.empty(
            PayingOrganisation.objects.filter(contact_email=erasure.address), contact_email=""
        )


keep_after_erasure(
    rank=700,
    what=_("Vos réservations, vos forfaits et leurs montants, sans votre nom"),
    why=_("La comptabilité des lieux est gardée par la loi (Code de commerce, L123-22)."),
    until=_("10 ans"),
)
