"""A booking that comes back: its rule, from which each occurrence is a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.workspaces.places.models import Place, Resource

if TYPE_CHECKING:
    from bocage.people.models import Person

MAX_OCCURRENCES = 120


@with_history()
class BookingSeries(IdentifiedModel):
    """Rule of a series, in local days and minutes of the clock of the place.

    Clock changes keep the hour on the wall. `skipped_on` holds the days that the rule names
    and the series leaves out. A series changed « from here on » ends, and `previous` of the
    one that follows points to it.
    """

    class Frequency(models.TextChoices):
        WEEKLY = "weekly", _("chaque semaine")
        FORTNIGHTLY = "fortnightly", _("une semaine sur deux")
        MONTHLY = "monthly", _("chaque mois, le même jour de la semaine")
        MONTHLY_LAST = "monthly_last", _("chaque mois, le dernier de ce jour de la semaine")

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="series", verbose_name=_("lieu")
    )
    resources = models.ManyToManyField(
        Resource, related_name="series", verbose_name=_("espaces"), blank=True
    )
    booked_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="booking_series",
        verbose_name=_("pour"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("réservée par"),
    )
    previous = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        related_name="next",
        null=True,
        blank=True,
        verbose_name=_("suite de"),
    )
    frequency = models.CharField(_("rythme"), max_length=12, choices=Frequency)
    first_on = models.DateField(_("premier jour"))
    until = models.DateField(_("jusqu’au (compris)"), null=True, blank=True)
    count = models.PositiveSmallIntegerField(_("nombre de fois"), null=True, blank=True)
    starts = models.PositiveSmallIntegerField(_("commence à (minutes)"))
    ends = models.PositiveSmallIntegerField(_("finit à (minutes)"))
    skipped_on = ArrayField(models.DateField(), default=list, blank=True, verbose_name=_("sauf le"))
    attendees = models.PositiveSmallIntegerField(_("personnes"), default=1)
    purpose = models.CharField(_("à préparer, à savoir"), max_length=300, blank=True)
    guests = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("invités")
    )
    is_private = models.BooleanField(_("privée"), default=False)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)

    class Meta:
        ordering = ["first_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_bookingseries_has_one_end",
                condition=Q(until=None, count__isnull=False) | Q(until__isnull=False, count=None),
                violation_error_message=_("Une série finit à une date ou après un nombre de fois."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingseries_count_sensible",
                condition=Q(count=None) | Q(count__range=(1, MAX_OCCURRENCES)),
                violation_error_message=_("Une série compte cent vingt fois au plus."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingseries_ends_after_it_starts",
                condition=(Q(until=None) | Q(until__gte=F("first_on")))
                & Q(starts__lt=F("ends"), ends__lte=24 * 60),
                violation_error_message=_("La fin vient après le début."),
            ),
        ]
        indexes = [models.Index(fields=["place", "first_on"], name="workspaces_series_place")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def holder(self) -> Person:
        """Returns the person whom the series is for, like that of a booking."""
        return self.booked_for

    @property
    def calendar_uid(self) -> str:
        """Returns the UID of the recurring event in people's calendars."""
        return f"{self.pk}@series.bocage"
