"""Sessions of a cohort, half-day by half-day, and the calendars that follow them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.periods import InPeriod
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.models import OwnCalendar
from bocage.people.scopes.lineage import LineageOf
from bocage.people.seams.meeting_rooms import RoomState
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import ProgrammeModule, ProgrammeTeacher
from bocage.training.programmes.querysets import CohortSessionQuerySet

NOON = 13


@with_history("state", "period", "location", "room_state")
class CohortSession(InPeriod, IdentifiedModel):
    """Half-day of a cohort, signed once by each person present. A whole day is two sessions.

    The room booked in a workspace is referenced by its booking only; the workspace's answer is
    stored beside it, as for the gatherings of the club (docs/decisions/network-rooms.md).
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("prévue")
        CANCELLED = "cancelled", _("annulée")

    class Room(models.TextChoices):
        NONE = "", _("pas de salle réservée")
        HELD = RoomState.HELD.value, _("salle réservée")
        REQUESTED = RoomState.REQUESTED.value, _("salle demandée, le lieu répondra")
        LOST = RoomState.LOST.value, _("la salle n’est plus réservée")
        LATER = "later", _("salle à réserver dès que le lieu prendra ce jour")

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("promotion")
    )
    module = models.ForeignKey(
        ProgrammeModule,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("module"),
    )
    title = models.CharField(_("titre"), max_length=120)
    period = DateTimeRangeField(_("quand"))
    location = models.CharField(_("lieu"), max_length=300, blank=True)
    online_link = models.URLField(_("lien de la visioconférence"), max_length=500, blank=True)
    teachers = models.ManyToManyField(
        ProgrammeTeacher, blank=True, related_name="sessions", verbose_name=_("intervenants")
    )
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.PLANNED)
    cancelled_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    cancel_reason = models.CharField(_("raison"), max_length=300, blank=True)
    room_booking = models.UUIDField(_("réservation de la salle"), null=True, blank=True)
    room_state = models.CharField(_("salle"), max_length=9, choices=Room, blank=True)
    room_wanted = models.UUIDField(_("salle à réserver plus tard"), null=True, blank=True)
    made_by = AuthorKey(null=True, related_name="+")
    sequence = models.PositiveIntegerField(_("version envoyée aux agendas"), default=0)
    changed_at = models.DateTimeField(_("modifiée le"))

    objects = CohortSessionQuerySet.as_manager()

    class Meta:
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                name="training_session_of_a_moment",
                condition=Q(period__isempty=False)
                & Q(period__startswith__isnull=False, period__endswith__isnull=False),
                violation_error_message=_("La fin vient après le début."),
            ),
            ExclusionConstraint(
                name="training_session_one_at_a_time",
                expressions=[
                    ("cohort", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="planned"),
                violation_error_message=_(
                    "Cette promotion a déjà une séance à ce moment : choisissez une autre heure."
                ),
            ),
            models.CheckConstraint(
                name="training_session_somewhere",
                condition=~Q(location="") | ~Q(online_link=""),
                violation_error_message=_("Dites où : une salle, un lieu, ou un lien."),
            ),
            models.CheckConstraint(
                name="training_session_dated_states",
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | Q(state="planned", cancelled_at=None, cancel_reason=""),
            ),
            models.CheckConstraint(
                name="training_session_room_of_a_booking",
                condition=Q(room_state="", room_booking=None, room_wanted=None)
                | Q(room_state="later", room_booking=None, room_wanted__isnull=False)
                | Q(
                    room_state__in=("held", "requested", "lost"),
                    room_booking__isnull=False,
                    room_wanted=None,
                ),
            ),
            models.UniqueConstraint(name="training_session_one_a_booking", fields=["room_booking"]),
        ]
        indexes = [
            models.Index(
                fields=["period"],
                name="training_session_to_book",
                condition=Q(room_state="later"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    lineage = LineageOf("cohort")

    @property
    def minutes(self) -> int:
        """Duration in minutes; 0 if the session is cancelled."""
        if self.state == self.State.CANCELLED:
            return 0
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def half_day(self) -> str:
        """Label of the half of the day (« matin », « après-midi »), as on an attendance sheet."""
        is_morning = timezone.localtime(self.starts_at).hour < NOON
        return str(_("matin") if is_morning else _("après-midi"))


class TrainingCalendar(OwnCalendar):
    """A secret address by which programs follow the sessions of one person."""
