"""A room, and its bookings, which cannot overlap."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models


class Room(models.Model):
    name = models.CharField(max_length=100)

    objects: ClassVar[models.Manager["Room"]] = models.Manager()

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    room = models.ForeignKey(Room, on_delete=models.PROTECT)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    period = DateTimeRangeField()

    objects: ClassVar[models.Manager["Booking"]] = models.Manager()

    class Meta:
        app_label = "bare"
        constraints = [
            ExclusionConstraint(
                name="bare_booking_no_overlap",
                expressions=[
                    ("room", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.room}, {self.period}"
