"""Models of stays: visits of a household, with a programme made for it."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.db.periods import PERIOD_IS_FINITE, InPeriod
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepKind
from bocage.welcome.visits.itinerary.triggers import period_holds_steps, steps_lie_within
from bocage.welcome.visits.querysets import StayQuerySet

SHEET_STAYS = timedelta(days=14)
"""Period after its end during which the secret address of a stay still opens, since the sheet holds
telephone numbers.
"""


def new_token() -> str:
    """Returns a new secret for an address that opens without signing in."""
    return secrets.token_urlsafe(24)


@with_history(
    exclude={
        "Written once, with the stay.": ("id", "project", "token", "prepared_by", "prepared_at"),
        "Tells when, by whom or why the stay came to a status, which has its version.": (
            *("confirmed_at", "done_at", "called_off_at", "called_off_by", "called_off_words"),
        ),
        "Tells who comes and where: a version would outlive its correction.": (
            *("name", "arrival_place", "arrival_commune", "words"),
        ),
        "Counts what was changed and sent.": (
            "sequence",
            "changed_at",
            "notified_at",
            "reminded_at",
        ),
    }
)
class Stay(InPeriod):
    """Visit of one household, with its programme. Its period is `[start, end)`."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        CONFIRMED = "confirmed", _("confirmé")
        DONE = "done", _("passé")
        CALLED_OFF = "called_off", _("annulé")

    OPEN = (Status.DRAFT, Status.CONFIRMED)

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    project = models.ForeignKey(SettlementProject, on_delete=models.CASCADE, related_name="stays")
    name = models.CharField(_("nom"), max_length=120)
    period = DateTimeRangeField(_("période"))
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    arrival_place = models.CharField(
        _("arrivée"),
        max_length=200,
        blank=True,
        help_text=_("La gare, la place ou la maison où le ménage arrive."),
    )
    arrival_commune = CommuneKey(_("commune d’arrivée"), null=True, blank=True, related_name="+")
    words = models.TextField(_("mot pour le ménage"), max_length=2000, blank=True)
    prepared_by = AuthorKey(_("préparé par"), null=True, blank=True, related_name="stays_prepared")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    prepared_at = models.DateTimeField(_("préparé le"))
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    done_at = models.DateTimeField(_("passé le"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("annulé le"), null=True, blank=True)
    called_off_by = AuthorKey(null=True, related_name="+")
    called_off_words = models.CharField(_("pourquoi"), max_length=300, blank=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Grows with each change of the programme, for the calendars that follow it."""
    changed_at = models.DateTimeField(_("changé le"))
    notified_at = models.DateTimeField(_("programme dit le"), null=True, blank=True)
    """Time when the household and the people met were last notified of the programme."""

    objects = StayQuerySet.as_manager()

    class Meta:
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_stay_period_finite",
                condition=PERIOD_IS_FINITE,
                violation_error_message=_("Un séjour commence avant de finir."),
            ),
            models.CheckConstraint(
                name="welcome_stay_confirmed_at_a_time",
                condition=~Q(status__in=["confirmed", "done"]) | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_stay_done_at_a_time",
                condition=Q(status="done", done_at__isnull=False)
                | ~Q(status="done") & Q(done_at=None),
            ),
            models.CheckConstraint(
                name="welcome_stay_called_off_at_a_time",
                condition=Q(status="called_off", called_off_at__isnull=False)
                | ~Q(status="called_off") & Q(called_off_at=None, called_off_words=""),
            ),
            ExclusionConstraint(
                name="welcome_stay_one_at_a_time",
                expressions=[
                    ("project", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(status="called_off"),
                violation_error_message=_("Ce ménage a déjà un séjour à ces dates."),
            ),
        ]
        indexes = [
            models.Index(fields=["project", "status"], name="welcome_stay_project"),
            models.Index(fields=["status"], name="welcome_stay_open", condition=Q(done_at=None)),
        ]
        triggers = [
            period_holds_steps(
                "welcome_staystep_within_its_stay", steps="welcome_staystep", column="stay_id"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Returns the URL of the page where the welcome team prepares the stay."""
        return reverse("stay", args=[self.pk])

    lineage = LineageOf("project")

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_confirmed(self) -> bool:
        return self.status == self.Status.CONFIRMED

    @property
    def has_sheet(self) -> bool:
        """True if the secret address of the stay shows its sheet: it was confirmed, and ended at
        most `SHEET_STAYS` ago.
        """
        return self.confirmed_at is not None and self.ends_at + SHEET_STAYS >= timezone.now()

    @property
    def expects_answers(self) -> bool:
        """True if the people met may answer whether they will be there."""
        return self.is_confirmed


class StayStep(ProgrammeStep):
    """Step of a stay. Steps never overlap, and all lie within the stay."""

    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="steps")
    dwelling = models.ForeignKey(
        "housing.Dwelling", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lead = models.ForeignKey(
        "housing.Lead", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    booking = models.OneToOneField(
        "workspaces.Booking",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stay_step",
    )
    shared_step = models.ForeignKey(
        "welcome.WeekendStep",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
    )
    """Step of a welcome weekend that this one was copied from, and follows."""

    class Meta(ProgrammeStep.Meta):
        abstract = False
        constraints = [
            *ProgrammeStep.Meta.constraints,
            ExclusionConstraint(
                name="welcome_staystep_no_overlap",
                expressions=[
                    ("stay", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=~Q(status="called_off"),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("Un autre moment du séjour est déjà à cette heure."),
            ),
            models.CheckConstraint(
                name="welcome_staystep_one_home",
                condition=Q(dwelling=None) | Q(lead=None),
            ),
            models.CheckConstraint(
                name="welcome_staystep_booking_of_a_desk",
                condition=Q(booking=None) | Q(kind=StepKind.DESK),
            ),
        ]
        indexes = [
            models.Index(fields=["stay", "period"], name="welcome_staystep_stay"),
            models.Index(
                fields=["contact_mail"],
                name="welcome_staystep_contact",
                condition=~Q(contact_mail="") & ~Q(status="called_off"),
            ),
        ]
        triggers = [
            steps_lie_within(
                "welcome_staystep_within_its_stay", whole="welcome_stay", column="stay_id"
            )
        ]

    @property
    def whole(self) -> Stay:
        """Stay that the step belongs to."""
        return self.stay


class StayFeedback(IdentifiedModel):
    """Feedback of one adult on a stay, given in two minutes, readable by the people who follow the
    project.
    """

    class Mark(models.IntegerChoices):
        NO = 1, _("non")
        RATHER_NOT = 2, _("plutôt non")
        RATHER = 3, _("plutôt oui")
        YES = 4, _("oui")

    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="feedback")
    person = OwnerKey(related_name="stay_feedback")
    was_useful = models.PositiveSmallIntegerField(_("le séjour a aidé"), choices=Mark)
    sees_self_here = models.PositiveSmallIntegerField(_("nous nous voyons vivre ici"), choices=Mark)
    liked = models.TextField(_("ce qui a plu"), max_length=2000, blank=True)
    lacked = models.TextField(_("ce qui a manqué"), max_length=2000, blank=True)
    given_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(name="welcome_stayfeedback_once", fields=["stay", "person"]),
            models.CheckConstraint(
                name="welcome_stayfeedback_marks",
                condition=Q(was_useful__range=(1, 4), sees_self_here__range=(1, 4)),
            ),
        ]
