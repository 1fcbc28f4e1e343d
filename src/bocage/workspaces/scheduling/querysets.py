"""Querysets of bookings."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.workspaces.scheduling.models.bookings import Booking


class BookingQuerySet(models.QuerySet["Booking"]):
    """Bookings, by place and day or by person."""

    def holding(self) -> BookingQuerySet:
        """Selects the bookings that hold their resources."""
        return self.filter(status__in=self.model.HOLDING)

    def meeting(self, start: datetime, end: datetime) -> BookingQuerySet:
        """Selects the bookings that overlap the period from `start` to `end` (aware)."""
        return self.filter(period__overlap=DateTimeTZRange(start, end, "[)"))

    def of(self, person: Person) -> BookingQuerySet:
        """Selects the bookings made for a person, or by that person."""
        return self.filter(Q(booked_for=person) | Q(created_by=person))

    def with_resources(self) -> BookingQuerySet:
        """Loads the requested resources as `requested_holds`, in one query more."""
        from bocage.workspaces.scheduling.models.bookings import Hold

        requested = Hold.objects.filter(is_implied=False).select_related("resource")
        return self.prefetch_related(
            Prefetch(
                "holds",
                queryset=requested.order_by("resource__position", "resource__name", "resource_id"),
                to_attr="requested_holds",
            )
        )

    def rivals_of(self, *bookings: Booking) -> BookingQuerySet:
        """Selects the other requests that overlap one of the bookings on the same resources."""
        from bocage.workspaces.scheduling.models.bookings import Hold

        overlapping = Hold.objects.filter(
            booking__in=bookings, resource=OuterRef("resource"), period__overlap=OuterRef("period")
        )
        rivals = Hold.objects.filter(Exists(overlapping)).values("booking")
        return self.filter(status=self.model.Status.REQUESTED, pk__in=rivals).exclude(
            pk__in=[booking.pk for booking in bookings]
        )

    def sent_as(self, *, by: UUID, key: str) -> Booking | None:
        """Returns the booking that a person's double-click already made."""
        return self.filter(created_by_id=by, idempotency_key=key).first() if key else None
