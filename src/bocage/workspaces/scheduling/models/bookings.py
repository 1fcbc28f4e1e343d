"""A booking, and the holds by which PostgreSQL keeps two of them from meeting."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.querysets import BookingQuerySet
from bocage.workspaces.scheduling.triggers import (
    bookings_need_an_open_place,
    bookings_own_a_hold,
    counts_holds,
    holds_follow_their_booking,
    holds_outlive_no_booking,
    holds_say_what_their_booking_says,
    wholes_hold_their_parts,
)

if TYPE_CHECKING:
    from bocage.people.models import Person

LONGEST_BOOKING = timedelta(days=31)


@with_history(
    exclude={
        "Written once, with the booking.": (
            *("place", "booked_for", "created_by", "door", "series", "occurs_on"),
            *("is_notified_elsewhere", "idempotency_key", "created_at"),
        ),
        "Tells when, by whom or why the booking came to a status, which has its version.": (
            *("confirmed_at", "moved_at", "lapses_at", "decided_at", "decided_by"),
            *("checked_in_at", "ended_at", "cancelled_at", "cancelled_by"),
            *("cancelled_because", "cancellation_note"),
        ),
        "Has versions elsewhere: `BookingNoteEvent`, and those of its charge.": (
            *("host_note", "payer"),
        ),
        "Only its value of today counts.": ("is_private", "reminded_at"),
    }
)
@pghistory.track(
    pghistory.UpdateEvent("note_written"),
    fields=["id", "host_note"],
    model_name="BookingNoteEvent",
)
class Booking(IdentifiedModel):
    """Booking of a period in a place, for a person or at a door.

    A booking at a door (`door`, the screen beside it) has no account, and nobody is notified about
    it (docs/decisions/workspaces-doors.md). The resources that a booking occupies are its holds;
    those of `HOLDING` statuses exclude everybody else. Each status has the time, and the person
    where it matters, of its change.
    """

    class Status(models.TextChoices):
        REQUESTED = "requested", _("demandée")
        OFFERED = "offered", _("proposée")
        CONFIRMED = "confirmed", _("confirmée")
        CHECKED_IN = "checked_in", _("arrivée")
        COMPLETED = "completed", _("terminée")
        NO_SHOW = "no_show", _("absence")
        REFUSED = "refused", _("refusée")
        LAPSED = "lapsed", _("sans suite")
        CANCELLED = "cancelled", _("annulée")

    class CancelledBecause(models.TextChoices):
        HOLDER = "holder", _("annulée par la personne")
        HOST = "host", _("annulée par le lieu")
        CLOSURE = "closure", _("fermeture du lieu")

    HOLDING = (Status.OFFERED, Status.CONFIRMED, Status.CHECKED_IN)
    """Statuses that exclude other bookings. Requests do not: rivals may request the same hour, and
    the acceptance of one refuses the others (docs/decisions/workspaces-requests.md).
    """

    OPEN = (Status.REQUESTED, *HOLDING)
    """Statuses that wait for an answer, or for the time of the booking."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("lieu")
    )
    resources = models.ManyToManyField(Resource, through="Hold", related_name="bookings")
    booked_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="bookings",
        null=True,
        blank=True,
        verbose_name=_("pour"),
        db_index=False,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("réservée par"),
        db_index=False,
    )
    door = models.ForeignKey(
        "workspaces.SharedAddress",
        on_delete=models.PROTECT,
        related_name="bookings",
        null=True,
        blank=True,
        verbose_name=_("prise à la porte"),
        db_index=False,
    )
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.CONFIRMED)
    period = DateTimeRangeField(_("période"))
    attendees = models.PositiveSmallIntegerField(_("personnes"), default=1)
    purpose = models.CharField(_("à préparer, à savoir"), max_length=300, blank=True)
    guests = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("invités")
    )
    is_private = models.BooleanField(_("privée"), default=False)
    is_notified_elsewhere = models.BooleanField(default=False, db_default=False, editable=False)
    """True if the organiser's app notifies the holder (`people.seams.meeting_rooms`): the place
    then only sends its own messages, such as a reminder or a question.
    """
    host_note = models.CharField(_("note de l’animateur"), max_length=1000, blank=True)
    parking_spot = models.CharField(
        _("place de parking"), max_length=40, blank=True, default="", db_default=""
    )
    series = models.ForeignKey(
        BookingSeries,
        on_delete=models.PROTECT,
        related_name="bookings",
        null=True,
        blank=True,
        verbose_name=_("série"),
        db_index=False,
    )
    occurs_on = models.DateField(_("jour prévu par la série"), null=True, blank=True)
    payer = models.ForeignKey(
        "workspaces.PayingOrganisation",
        on_delete=models.PROTECT,
        related_name="bookings",
        null=True,
        blank=True,
        verbose_name=_("payée par"),
        db_index=False,
    )
    sequence = models.PositiveIntegerField(_("rang de la version envoyée aux agendas"), default=0)
    idempotency_key = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    moved_at = models.DateTimeField(_("déplacée le"), null=True, blank=True)
    lapses_at = models.DateTimeField(_("sans suite après"), null=True, blank=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = AuthorKey(
        _("décidée par"), null=True, blank=True, related_name="+", db_index=False
    )
    decision_note = models.CharField(_("raison de la décision"), max_length=300, blank=True)
    checked_in_at = models.DateTimeField(_("arrivée le"), null=True, blank=True)
    ended_at = models.DateTimeField(_("terminée le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappelée le"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    cancelled_by = AuthorKey(
        _("annulée par"), null=True, blank=True, related_name="+", db_index=False
    )
    cancelled_because = models.CharField(
        _("motif d’annulation"), max_length=8, choices=CancelledBecause, blank=True
    )
    cancellation_note = models.CharField(_("explication"), max_length=300, blank=True)

    requested_holds: list[Hold]
    """Requested resources, without their parts; only set by `with_resources`."""

    just_taken: list[UUID] | None = None
    """Requested resources, set on a booking that was just created; never read from the database."""

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_booking_period_finite",
                condition=Q(
                    period__isempty=False,
                    period__lower_inf=False,
                    period__upper_inf=False,
                    period__lower_inc=True,
                    period__upper_inc=False,
                ),
                violation_error_message=_("Une réservation a un début, puis une fin."),
            ),
            models.CheckConstraint(
                name="workspaces_booking_period_not_too_long",
                condition=Q(period__endswith__lte=F("period__startswith") + LONGEST_BOOKING),
                violation_error_message=_("Une réservation ne dépasse pas un mois."),
            ),
            models.CheckConstraint(
                name="workspaces_booking_attendees_positive",
                condition=Q(attendees__gte=1),
                violation_error_message=_("Une réservation est pour une personne au moins."),
            ),
            models.CheckConstraint(
                name="workspaces_booking_cancellation_dated",
                condition=Q(status="cancelled", cancelled_at__isnull=False)
                & ~Q(cancelled_because="")
                | ~Q(status="cancelled") & Q(cancelled_at=None, cancelled_because=""),
                violation_error_message=_("Une annulation a une date et un motif."),
            ),
            models.CheckConstraint(
                name="workspaces_booking_answer_due",
                condition=Q(status__in=("requested", "offered"), lapses_at__isnull=False)
                | ~Q(status__in=("requested", "offered")) & Q(lapses_at=None),
                violation_error_message=_("Une demande et une proposition ont une échéance."),
            ),
            models.CheckConstraint(
                name="workspaces_booking_occurrence_dated",
                condition=Q(series=None, occurs_on=None)
                | Q(series__isnull=False, occurs_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="workspaces_booking_occurs_once",
                fields=["series", "occurs_on"],
                condition=Q(series__isnull=False),
                violation_error_message=_("Cette série a déjà une réservation ce jour-là."),
            ),
            models.CheckConstraint(
                name="workspaces_booking_of_a_person_or_a_door",
                condition=Q(door=None, booked_for__isnull=False, created_by__isnull=False)
                | Q(door__isnull=False, booked_for=None, created_by=None),
                violation_error_message=_("Une réservation est à une personne, ou à une porte."),
            ),
            models.UniqueConstraint(
                name="workspaces_booking_door_sent_once",
                fields=["door", "idempotency_key"],
                condition=Q(door__isnull=False),
                violation_error_message=_("Cette demande est déjà enregistrée."),
            ),
            models.UniqueConstraint(
                name="workspaces_booking_sent_once",
                fields=["created_by", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                violation_error_message=_("Cette demande est déjà enregistrée."),
            ),
        ]
        indexes = [
            GistIndex("place", "period", name="workspaces_booking_day_list"),
            models.Index("booked_for", Lower("period"), name="workspaces_booking_mine"),
            models.Index("created_by", name="workspaces_booking_made_by"),
            models.Index(
                "decided_by",
                name="workspaces_booking_decided_by",
                condition=Q(decided_by__isnull=False),
            ),
            models.Index(
                "cancelled_by",
                name="workspaces_booking_ended_by",
                condition=Q(cancelled_by__isnull=False),
            ),
            models.Index(
                Lower("period"),
                name="workspaces_booking_to_remind",
                condition=Q(status="confirmed", reminded_at=None),
            ),
            models.Index(
                "lapses_at",
                name="workspaces_booking_to_lapse",
                condition=Q(status__in=("requested", "offered")),
            ),
            models.Index(
                Upper("period"),
                name="workspaces_booking_to_end",
                condition=Q(status__in=("confirmed", "checked_in")),
            ),
        ]
        triggers = [
            bookings_need_an_open_place,
            holds_follow_their_booking,
            bookings_own_a_hold,
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def holder(self) -> Person:
        """Returns the person whom the booking is for.

        Raises:
            TypeError: it was made at a door, without a person.
        """
        if self.booked_for is None:
            raise TypeError("a booking taken at a door has no holder")
        return self.booked_for

    @property
    def answer_due(self) -> datetime:
        """Returns the time until which a request or an offer may be answered.

        Raises:
            TypeError: it waits for no answer.
        """
        if self.lapses_at is None:
            raise TypeError("this booking waits for no answer")
        return self.lapses_at

    @property
    def awaited_since(self) -> datetime:
        """Returns the time from which its person is expected: its start, or a later decision."""
        moments = [self.period.lower, self.confirmed_at, self.moved_at]
        return max(moment for moment in moments if moment is not None)

    @property
    def is_holding(self) -> bool:
        return self.status in self.HOLDING

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def calendar_uid(self) -> str:
        """Returns the UID of the calendar event, constant for the life of the booking."""
        return f"{self.pk}@bocage"


class BookingMessage(models.Model):
    """Message between the requester and those who decide: a question, or its answer.

    It is about a booking, or about a series that is requested as one.
    """

    booking = models.ForeignKey(
        Booking,
        on_delete=models.CASCADE,
        related_name="messages",
        null=True,
        blank=True,
        verbose_name=_("réservation"),
    )
    series = models.ForeignKey(
        BookingSeries,
        on_delete=models.CASCADE,
        related_name="messages",
        null=True,
        blank=True,
        verbose_name=_("série"),
    )
    author = AuthorKey(_("de"), null=True, related_name="+")
    text = models.CharField(_("message"), max_length=1000)
    is_from_host = models.BooleanField(default=False)
    written_at = models.DateTimeField(_("écrit le"), auto_now_add=True)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_bookingmessage_about_one",
                condition=Q(booking=None, series__isnull=False)
                | Q(booking__isnull=False, series=None),
                violation_error_message=_("Un message porte sur une réservation, ou une série."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def about(self) -> Booking | BookingSeries:
        """Booking or series that the message is about.

        Raises:
            TypeError: it is about nothing, which the database refuses.
        """
        about = self.booking or self.series
        if about is None:
            raise TypeError("a message about nothing")
        return about


@pghistory.track(
    pghistory.DeleteEvent(condition=pghistory.Q(old__is_implied=False)),
    model_name="HoldEvent",
    meta={"indexes": [models.Index(fields=["booking"], name="workspaces_holdevent_booking")]},
)
class Hold(models.Model):
    """Hold of one booking on one resource.

    `period` contains that of the booking, and `is_holding` follows its status: triggers maintain
    both. `is_implied` marks the parts held with their whole. The history stores the holds that a
    moved booking released, and `taken_at` gives those that a move took.
    """

    booking = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="holds", db_index=False
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="holds", db_index=False
    )
    period = DateTimeRangeField(_("période"))
    is_holding = models.BooleanField(default=True)
    is_implied = models.BooleanField(default=False)
    taken_at = models.DateTimeField(db_default=TransactionNow(), null=True, editable=False)
    """Start of its transaction; NULL for holds older than this column."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="workspaces_hold_once_per_booking", fields=["booking", "resource"]
            ),
            ExclusionConstraint(
                name="workspaces_hold_no_overlap",
                expressions=[
                    ("resource", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_holding=True),
                violation_error_message=_("Cet espace est déjà pris à ce moment."),
            ),
        ]
        triggers = [
            holds_say_what_their_booking_says,
            wholes_hold_their_parts,
            holds_outlive_no_booking,
            counts_holds,
        ]
