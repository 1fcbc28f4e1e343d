"""Abstract registration to an event, with or without a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.models import Person

if TYPE_CHECKING:
    from bocage.registrations.kinds import EventKind

MAX_TOGETHER = 6

seats_follow_the_registrations = pgtrigger.Trigger(
    name="seats_follow_the_registrations",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=pgtrigger.Func("""
        IF TG_OP = 'UPDATE' AND OLD.state = NEW.state AND OLD.people = NEW.people
            AND OLD.is_walk_in = NEW.is_walk_in AND OLD.event_id = NEW.event_id THEN
            RETURN NULL;
        END IF;
        IF TG_OP <> 'INSERT' AND OLD.state = 'registered' AND NOT OLD.is_walk_in THEN
            UPDATE {fields.event.related_model._meta.db_table}
            SET seats_taken = seats_taken - OLD.people WHERE id = OLD.event_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state = 'registered' AND NOT NEW.is_walk_in THEN
            UPDATE {fields.event.related_model._meta.db_table}
            SET seats_taken = seats_taken + NEW.people WHERE id = NEW.event_id;
        END IF;
        RETURN NULL;
    """),
)
"""Counts the seats on the row of the event, where a constraint rejects an extra one: concurrent
registrations wait for each other there. Walk-ins take no seat: the people at the door let them in.
"""


class RegistrationQuerySet[Row: Registration](models.QuerySet[Row]):
    """Filters on registrations."""

    def active(self) -> Self:
        """Filters on the registrations that have a seat, or wait for one."""
        return self.filter(state__in=Registration.ACTIVE)

    def not_cancelled(self) -> Self:
        """Filters on the registrations that were not cancelled."""
        return self.exclude(state=Registration.State.CANCELLED)

    def expected(self) -> Self:
        """Filters on the registrations that have a seat, and on walk-ins."""
        return self.filter(state=Registration.State.REGISTERED)

    def waiting(self) -> Self:
        """Filters on the waiting list, the first who confirmed first."""
        return self.filter(state=Registration.State.WAITING).order_by("confirmed_at", "pk")

    def with_addresses(self) -> Self:
        """Selects the related rows needed to write to people; none by default."""
        return self


class Registration(IdentifiedModel):
    """Registration of a person for an event, with those they bring: a name, and an address that
    they confirmed by a link. A room adds its `event`, and its own record of the person.
    """

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("adresse à confirmer")
        REGISTERED = "registered", _("inscrit")
        WAITING = "waiting", _("en liste d’attente")
        CANCELLED = "cancelled", _("désinscrit")

    ACTIVE = (State.REGISTERED, State.WAITING)

    kind: ClassVar[EventKind[Any, Any]]
    event: Any
    event_id: Any

    name = models.CharField(_("nom"), max_length=120, blank=True)
    email = models.EmailField(_("adresse électronique"), max_length=254, blank=True)
    language = models.CharField(max_length=5, default="fr")
    state = models.CharField(_("état"), max_length=11, choices=State)
    people = models.PositiveSmallIntegerField(_("personnes"), default=1)
    is_walk_in = models.BooleanField(_("venu sans s’inscrire"), default=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    """Added to the sequence of the event, it is the version that calendars compare."""
    requested_at = models.DateTimeField(_("demandée le"))
    confirmed_at = models.DateTimeField(_("inscrit le"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("désinscrit le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrivé le"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("nom effacé le"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["confirmed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once_an_address",
                fields=["event", "email"],
                condition=~Q(state="cancelled") & ~Q(email=""),
                violation_error_message=_("Cette adresse est déjà inscrite."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_few_together",
                condition=Q(people__range=(1, MAX_TOGETHER)),
                violation_error_message=_("De une à six personnes ensemble."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_dated_states",
                condition=(Q(state="unconfirmed", confirmed_at=None) | ~Q(state="unconfirmed"))
                & (
                    Q(state="cancelled", cancelled_at__isnull=False)
                    | ~Q(state="cancelled") & Q(cancelled_at=None)
                )
                & (~Q(state__in=("registered", "waiting")) | Q(confirmed_at__isnull=False))
                & (Q(arrived_at=None) | Q(state="registered")),
                violation_error_message=_("L’état d’une inscription a son moment."),
            ),
        ]
        triggers = [seats_follow_the_registrations]

    @property
    def display_name(self) -> str:
        """Name of the person."""
        return self.name

    @property
    def address(self) -> str:
        """Email address of the person; empty for a walk-in, and once it is forgotten."""
        return self.email

    @property
    def reads(self) -> str:
        """Language of the mails sent to the person."""
        return self.language

    @property
    def account(self) -> Person | None:
        """Account of the person, if they registered with one; None by default."""
        return None

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
