"""Abstract event that people register for: a date, a place, a number of seats."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import (
    Aggregate,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey

if TYPE_CHECKING:
    from bocage.registrations.kinds import EventKind

MAX_SEATS = 500
EARLY = timedelta(hours=1)
"""How long before the event begins attendance can be recorded."""


class EventQuerySet[Row: Event](models.QuerySet[Row]):
    """Filters on events."""

    def public(self) -> Self:
        """Filters on the public events."""
        return self.filter(opened_at__isnull=False)

    def to_come(self, now: datetime) -> Self:
        """Filters on the events that have not ended and accept registrations or are full, the
        soonest first.
        """
        return self.filter(status__in=Event.COMING, ends_at__gt=now).order_by("starts_at", "pk")

    def with_attendance(self) -> Self:
        """Annotates events with `came`, the number of people present, and `waiting`, the number of
        registrations on the waiting list. Subqueries count only the events that are read, where
        a join would count all of them first.
        """
        return self.annotate(
            came=self._of_registrations(Sum("people", filter=Q(arrived_at__isnull=False))),
            waiting=self._of_registrations(Count("pk", filter=Q(state="waiting"))),
        )

    def _of_registrations(self, aggregate: Aggregate) -> Coalesce:
        registrations: Any = self.model._meta.get_field("registrations").related_model
        of_one = registrations._default_manager.filter(event=OuterRef("pk")).order_by()
        totals = of_one.values("event").annotate(counted=aggregate).values("counted")
        return Coalesce(Subquery(totals, output_field=IntegerField()), 0)


class Event(IdentifiedModel):
    """Event that takes place once, for as many people as it has seats.

    Its registrations are the `registrations` of its room, whose trigger counts `seats_taken`.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        OPEN = "open", _("inscriptions ouvertes")
        FULL = "full", _("complète")
        HELD = "held", _("tenue")
        CALLED_OFF = "called_off", _("annulée")

    COMING = (Status.OPEN, Status.FULL)
    CHANGING = (Status.DRAFT, *COMING)
    TAKING_PLACE = (*COMING, Status.HELD)

    kind: ClassVar[EventKind[Any, Any]]
    """Kind of the event, defined by its room."""
    registrations: Any

    title = models.CharField(_("titre"), max_length=120)
    description = models.TextField(_("ce qui s’y passe"), max_length=3000, blank=True)
    location = models.CharField(_("lieu"), max_length=300)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    capacity = models.PositiveSmallIntegerField(_("places"))
    seats_taken = models.IntegerField(_("places prises"), default=0, editable=False)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    made_by = AuthorKey(_("préparée par"), null=True, related_name="+")
    made_at = models.DateTimeField(_("préparée le"))
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    held_at = models.DateTimeField(_("tenue le"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    call_off_reason = models.CharField(_("raison"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(_("version envoyée aux agendas"), default=0)
    changed_at = models.DateTimeField(_("modifiée le"))

    class Meta:
        abstract = True
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_has_seats",
                condition=Q(capacity__range=(1, MAX_SEATS)),
                violation_error_message=_("De une à cinq cents places."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_seats",
                condition=Q(seats_taken__gte=0, seats_taken__lte=F("capacity")),
                violation_error_message=_("Il ne reste pas assez de places."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_dated_states",
                condition=(
                    Q(status="held", held_at__isnull=False) | ~Q(status="held") & Q(held_at=None)
                )
                & (
                    Q(status="called_off", called_off_at__isnull=False)
                    | ~Q(status="called_off") & Q(called_off_at=None, call_off_reason="")
                )
                & (Q(status__in=("draft", "called_off")) | Q(opened_at__isnull=False)),
                violation_error_message=_("Un état a son moment."),
            ),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_made_once",
                fields=["made_by", "title", "starts_at"],
                condition=~Q(status="called_off"),
                violation_error_message=_("Elle est déjà préparée."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    @property
    def is_coming(self) -> bool:
        return self.status in self.COMING

    @property
    def takes_place(self) -> bool:
        """True if the event was opened, and not called off."""
        return self.status in self.TAKING_PLACE

    @property
    def is_public(self) -> bool:
        """True if the event was opened; one that is called off stays public, marked as such."""
        return self.opened_at is not None

    @property
    def seats_left(self) -> int:
        return max(self.capacity - self.seats_taken, 0)

    @property
    def calendar_words(self) -> str:
        """Description of the event in calendars."""
        return self.description

    def takes_registrations(self, now: datetime) -> bool:
        """Checks whether people may register, or join the waiting list; until the event is over."""
        return self.is_coming and self.ends_at > now

    def is_its_time(self, now: datetime) -> bool:
        """Checks whether attendance can be recorded; from an hour before the event begins."""
        return self.starts_at - EARLY <= now
