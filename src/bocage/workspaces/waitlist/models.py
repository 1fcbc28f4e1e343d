"""Entries of waiting lists, and the spaces that they name."""

from typing import Any

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.db.periods import PERIOD_IS_FINITE
from bocage.foundation.formatting.grammar import join_alternatives
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import OwnerKey
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.waitlist.triggers import (
    named_spaces_follow_their_wait,
    named_spaces_say_what_their_wait_says,
    waits_name_a_space,
)


class WaitlistEntry(IdentifiedModel):
    """Wish for any space of a kind, or for one of some named ones, over a period; first come, first
    served.

    An offer is a booking of status `offered`, which holds its spaces: PostgreSQL therefore lets one
    person at most have it. Several people may wait for a desk each. Of a started period, the rest
    is offered: the period of the offer is then shorter.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("en attente")
        OFFERED = "offered", _("place proposée")
        BOOKED = "booked", _("place prise")
        DECLINED = "declined", _("place déclinée")
        LAPSED = "lapsed", _("sans réponse")
        WITHDRAWN = "withdrawn", _("retirée")
        EXPIRED = "expired", _("sans suite")

    OPEN = (Status.WAITING, Status.OFFERED)

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="waitlist", verbose_name=_("lieu")
    )
    resources = models.ManyToManyField(
        Resource, through="WaitedSpace", related_name="waitlist", verbose_name=_("espaces")
    )
    is_for_any = models.BooleanField(_("n’importe lequel de cette nature"), default=True)
    kind = models.CharField(_("nature"), max_length=16, choices=ResourceKind)
    """Kind of the first of the named spaces, if spaces are named."""
    person = OwnerKey(_("personne"), related_name="waitlist_entries")
    period = DateTimeRangeField(_("période"))
    attendees = models.PositiveSmallIntegerField(_("personnes"), default=1)
    purpose = models.CharField(_("à préparer, à savoir"), max_length=300, blank=True)
    guests = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("invités")
    )
    is_private = models.BooleanField(_("privée"), default=False)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.WAITING)
    offer = models.OneToOneField(
        Booking,
        on_delete=models.SET_NULL,
        related_name="waitlist_entry",
        null=True,
        blank=True,
        verbose_name=_("place proposée"),
    )
    created_at = models.DateTimeField(_("inscrite le"), auto_now_add=True)
    answered_at = models.DateTimeField(_("répondue le"), null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_waitlistentry_open_once",
                fields=["person", "place", "period", "kind"],
                condition=Q(status__in=("waiting", "offered"), is_for_any=True),
                violation_error_message=_("Vous êtes déjà sur cette liste d’attente."),
            ),
            models.CheckConstraint(
                name="workspaces_waitlistentry_period_finite",
                condition=PERIOD_IS_FINITE,
            ),
            models.CheckConstraint(
                name="workspaces_waitlistentry_attendees_positive", condition=Q(attendees__gte=1)
            ),
        ]
        indexes = [
            GistIndex(
                "place",
                "period",
                name="workspaces_waitlist_open",
                condition=Q(status__in=("waiting", "offered")),
            ),
            models.Index(fields=["person", "-created_at"], name="workspaces_waitlist_mine"),
        ]
        triggers = [waits_name_a_space, named_spaces_follow_their_wait]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_for_several(self) -> bool:
        """True if the entry is for several desks, offered together: one for each person."""
        return self.is_for_any and self.kind == ResourceKind.DESK and self.attendees > 1

    @property
    def space_words(self) -> str:
        """Returns the named spaces, « Poste 1 ou Poste 2 », else the kind; one query if the
        resources are not loaded.
        """
        if self.is_for_any:
            return str(self.get_kind_display())
        return join_alternatives(resource.name for resource in self.resources.all())

    @property
    def period_for_display(self) -> Any:
        """Period that is offered, while an offer is open; otherwise the whole period that is waited
        for.
        """
        if self.status == self.Status.OFFERED and self.offer is not None:
            return self.offer.period
        return self.period


class WaitedSpace(models.Model):
    """Space that an entry of the waiting list names: the first that is free is offered.

    The database copies the person, the period and the open state from the entry, so that a
    constraint prevents waiting twice for the same space at the same moment.
    """

    entry = models.ForeignKey(
        WaitlistEntry,
        on_delete=models.CASCADE,
        related_name="named_spaces",
        verbose_name=pgettext_lazy("waiting list", "inscription"),
    )
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, related_name="waits", verbose_name=_("espace")
    )
    person = OwnerKey(related_name="+", editable=False)
    period = DateTimeRangeField(editable=False)
    is_open = models.BooleanField(default=True, editable=False)

    class Meta:
        ordering = ["entry", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_waitedspace_named_once", fields=["entry", "resource"]
            ),
            models.UniqueConstraint(
                name="workspaces_waitedspace_open_once",
                fields=["person", "resource", "period"],
                condition=Q(is_open=True),
                violation_error_message=_("Vous êtes déjà sur cette liste d’attente."),
            ),
        ]
        triggers = [named_spaces_say_what_their_wait_says]
