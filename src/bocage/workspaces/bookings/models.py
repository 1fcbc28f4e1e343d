"""Choice of reminders, and visits. `Booking` is in `scheduling/models/bookings.py`."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.bookings import Booking


class ReminderChoice(models.Model):
    """Preference of a person for when they are reminded of each booking. No row: the day before.

    The means, or no reminder at all, is a choice among the messages that they want (the channel
    `reminders` of the preferences).
    """

    class When(models.TextChoices):
        DAY_BEFORE = "day_before", _("la veille, en fin d’après-midi")
        HOUR_BEFORE = "hour_before", _("une heure avant")
        NEVER = "never", _("jamais")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="reminder_choice",
        primary_key=True,
        verbose_name=_("personne"),
    )
    when = models.CharField(
        _("quand"), max_length=11, choices=When.choices, default=When.DAY_BEFORE
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="workspaces_reminderchoice_when_known",
                condition=models.Q(when__in=["day_before", "hour_before", "never"]),
                violation_error_message=_("Ce moment n’est pas proposé."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_when_display())


MAX_VISITORS = 500


class Visit(IdentifiedModel):
    """Presence, booked or walk-in, as the reports count it."""

    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="visits", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.SET_NULL,
        related_name="visits",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    booking = models.OneToOneField(
        Booking,
        on_delete=models.SET_NULL,
        related_name="visit",
        null=True,
        blank=True,
        verbose_name=_("réservation"),
    )
    person = AuthorKey(_("personne"), null=True, related_name="visits", blank=True)
    is_walk_in = models.BooleanField(_("sans réservation"), default=False)
    people = models.PositiveSmallIntegerField(_("personnes"), default=1)
    origin = models.ForeignKey(
        "territory.Commune",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("vient de"),
    )
    arrived_at = models.DateTimeField(_("arrivée"))
    left_at = models.DateTimeField(_("départ"), null=True, blank=True)
    idempotency_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["arrived_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_visit_people_positive",
                condition=Q(people__range=(1, MAX_VISITORS)),
            ),
            models.CheckConstraint(
                name="workspaces_visit_leaves_after_it_comes",
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
            ),
            models.CheckConstraint(
                name="workspaces_visit_booked_or_walk_in",
                condition=Q(is_walk_in=False) | Q(booking=None),
            ),
            models.UniqueConstraint(
                name="workspaces_visit_counted_once",
                fields=["place", "idempotency_key"],
                condition=~Q(idempotency_key=""),
            ),
        ]
        indexes = [models.Index(fields=["place", "arrived_at"], name="workspaces_visit_day")]

    def __str__(self) -> str:
        return str(self.pk)
