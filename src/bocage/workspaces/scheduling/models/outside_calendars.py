"""Outside calendars, whose events make a resource busy here."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.periods import PERIOD_IS_FINITE
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.triggers import (
    counts_outside_events,
    outside_calendars_lock_their_place,
)


class OutsideCalendar(IdentifiedModel):
    """An iCalendar address that is read every few minutes for one resource."""

    class State(models.TextChoices):
        NEW = "new", _("pas encore lu")
        GOOD = "good", _("à jour")
        FAILING = "failing", _("en échec")
        PAUSED = "paused", _("en pause")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="outside_calendars", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="outside_calendars",
        verbose_name=_("espace"),
    )
    name = models.CharField(_("nom"), max_length=80)
    url = models.URLField(_("adresse de l’agenda"), max_length=1000)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.NEW)
    error = models.CharField(_("ce qui ne va pas"), max_length=40, blank=True)
    """Code of the refusal of the last reading; its sentence is rendered in the language of the
    reader.
    """
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(_("en échec depuis"), null=True, blank=True)
    notified_at = models.DateTimeField(_("échec annoncé le"), null=True, blank=True)
    left_out = models.PositiveIntegerField(_("événements incompris"), default=0)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    last_read_at = models.DateTimeField(_("lu le"), null=True, blank=True)
    last_good_at = models.DateTimeField(_("à jour au"), null=True, blank=True)
    next_read_at = models.DateTimeField(_("prochaine lecture"), auto_now_add=True)
    created_by = AuthorKey(null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["resource", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_outsidecalendar_once",
                fields=["resource", "url"],
                violation_error_message=_("Cet agenda est déjà lu pour cet espace."),
            ),
            models.CheckConstraint(
                name="workspaces_outsidecalendar_failing_since_a_time",
                condition=Q(state="failing", failing_since__isnull=False)
                | ~Q(state="failing") & Q(failing_since=None, notified_at=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_read_at"],
                name="workspaces_outsidecal_to_read",
                condition=~Q(state="paused"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class OutsideEvent(models.Model):
    """Busy period read from an outside calendar. Its subject is not stored.

    It exists once for the resource of the calendar and once for each of its parts, like the hold of
    a booking.
    """

    calendar = models.ForeignKey(OutsideCalendar, on_delete=models.CASCADE, related_name="events")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="outside_events")
    uid = models.CharField(max_length=255)
    period = DateTimeRangeField(_("période"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="workspaces_outsideevent_once",
                fields=["calendar", "resource", "uid", "period"],
            ),
            models.CheckConstraint(
                name="workspaces_outsideevent_period_finite",
                condition=PERIOD_IS_FINITE,
            ),
        ]
        indexes = [GistIndex("resource", "period", name="workspaces_outsideevent_busy")]
        triggers = [outside_calendars_lock_their_place, counts_outside_events]
