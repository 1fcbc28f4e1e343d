"""Cohorts: when a programme is taught, for how many, and who learns in them."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.training.programmes.models.identity import (
    IDENTITY_FIELDS,
    IS_IDENTIFIED,
    IdentityFields,
)
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.querysets import CohortQuerySet, EnrolmentQuerySet

MAX_LEARNERS = 200

seats_follow_the_enrolments = pgtrigger.Trigger(
    name="seats_follow_the_enrolments",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.state <> 'withdrawn' THEN
            UPDATE training_cohort SET seats_taken = seats_taken - 1 WHERE id = OLD.cohort_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state <> 'withdrawn' THEN
            UPDATE training_cohort SET seats_taken = seats_taken + 1 WHERE id = NEW.cohort_id;
        END IF;
        RETURN NULL;
    """,
)
"""Counts the seats on the row of the cohort, where a constraint rejects an extra one: concurrent
enrolments wait for each other there. A completed enrolment counts, a withdrawn one does not."""


class Cohort(IdentifiedModel):
    """Run of a programme, from its first session to its last."""

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        OPEN = "open", _("candidatures ouvertes")
        SELECTING = "selecting", _("sélection en cours")
        RUNNING = "running", _("en cours")
        CLOSED = "closed", _("terminée")
        CANCELLED = "cancelled", _("annulée")

    ENROLLING = (State.OPEN, State.SELECTING, State.RUNNING)
    CHANGING = (State.DRAFT, *ENROLLING)

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("formation")
    )
    name = models.CharField(_("nom"), max_length=80, help_text=_("Par exemple : printemps 2027."))
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))
    apply_until = models.DateField(_("candidatures jusqu’au"))
    seats = models.PositiveSmallIntegerField(_("places"))
    smallest = models.PositiveSmallIntegerField(_("effectif minimal"), default=1)
    seats_taken = models.IntegerField(_("places prises"), default=0, editable=False)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.DRAFT)
    small_notified_at = models.DateTimeField(
        _("effectif trop bas signalé le"), null=True, blank=True
    )
    small_accepted_at = models.DateTimeField(
        _("maintenue malgré l’effectif le"), null=True, blank=True
    )
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    closed_at = models.DateTimeField(_("terminée le"), null=True, blank=True)
    """The last time: it stays once the cohort is opened again."""
    cancelled_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    cancel_reason = models.CharField(_("raison"), max_length=300, blank=True)
    made_by = AuthorKey(null=True, related_name="+")
    made_at = models.DateTimeField(_("créée le"))
    changed_at = models.DateTimeField(_("modifiée le"))

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="training_cohort_days_in_order",
                condition=Q(ends_on__gte=F("starts_on"), apply_until__lte=F("starts_on")),
                violation_error_message=_(
                    "Les candidatures finissent avant le premier jour, et le dernier jour vient "
                    "après le premier."
                ),
            ),
            models.CheckConstraint(
                name="training_cohort_has_seats",
                condition=Q(seats__range=(1, MAX_LEARNERS), smallest__gte=1)
                & Q(smallest__lte=F("seats")),
                violation_error_message=_(
                    "Une promotion a d’une à deux cents places, et au moins autant que son "
                    "effectif minimal."
                ),
            ),
            models.CheckConstraint(
                name="training_cohort_seats",
                condition=Q(seats_taken__gte=0, seats_taken__lte=F("seats")),
                violation_error_message=_("Il ne reste plus de place dans cette promotion."),
            ),
            models.CheckConstraint(
                name="training_cohort_dated_states",
                condition=(Q(state__in=("draft", "cancelled")) | Q(opened_at__isnull=False))
                & (
                    Q(state="cancelled", cancelled_at__isnull=False)
                    | ~Q(state="cancelled") & Q(cancelled_at=None, cancel_reason="")
                ),
            ),
            models.CheckConstraint(
                name="training_cohort_closed_on_a_day",
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="training_cohort_named_once",
                fields=["programme", "name"],
                condition=~Q(state="cancelled"),
                violation_error_message=_("Cette formation a déjà une promotion de ce nom."),
            ),
        ]
        indexes = [models.Index(fields=["starts_on"], name="training_cohort_by_day")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cohort_manage", args=[self.pk])

    lineage = LineageOf("programme")

    @property
    def is_public(self) -> bool:
        """True if the cohort was opened, and so is public, even if cancelled since."""
        return self.opened_at is not None

    @property
    def is_changing(self) -> bool:
        return self.state in self.CHANGING

    @property
    def is_enrolling(self) -> bool:
        return self.state in self.ENROLLING

    @property
    def seats_left(self) -> int:
        return max(self.seats - self.seats_taken, 0)

    @property
    def is_small(self) -> bool:
        """True if the cohort has fewer learners than its minimum."""
        return self.seats_taken < self.smallest


@with_history("state", *IDENTITY_FIELDS, related_name="events")
class Enrolment(IdentityFields):
    """Seat of a person in a cohort, from its start to its end."""

    class State(models.TextChoices):
        ENROLLED = "enrolled", _("inscrit")
        WITHDRAWN = "withdrawn", _("parti")
        COMPLETED = "completed", _("formation terminée")

    class EndReason(models.TextChoices):
        """Reasons why a seat ended before the end of the cohort."""

        LEARNER = "learner", _("abandon")
        EMPLOYMENT = "employment", _("a trouvé un emploi ou créé plus tôt")
        HEALTH = "health", _("raison de santé")
        FUNDING = "funding", _("financement refusé")
        EXCLUDED = "excluded", _("exclusion")
        CANCELLED = "cancelled", _("promotion annulée")
        OTHER = "other", _("autre raison")

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="enrolments", verbose_name=_("promotion")
    )
    person = OwnerKey(_("personne"), related_name="enrolments")
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.ENROLLED)
    enrolled_at = models.DateTimeField(_("inscrit le"))
    enrolled_by = AuthorKey(null=True, related_name="+")
    ended_at = models.DateTimeField(_("terminée le"), null=True, blank=True)
    end_reason = models.CharField(_("raison"), max_length=10, choices=EndReason, blank=True)
    ended_note = models.CharField(_("précisions"), max_length=300, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["enrolled_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_enrolment_one_a_person",
                fields=["cohort", "person"],
                condition=~Q(state="withdrawn"),
                violation_error_message=_("Cette personne est déjà inscrite à cette promotion."),
            ),
            models.CheckConstraint(
                name="training_enrolment_identified",
                condition=IS_IDENTIFIED,
                violation_error_message=_(
                    "Un stagiaire a un prénom, un nom et une adresse postale."
                ),
            ),
            models.CheckConstraint(
                name="training_enrolment_dated_states",
                condition=Q(state="enrolled", ended_at=None, end_reason="", ended_note="")
                | Q(state="completed", ended_at__isnull=False, end_reason="")
                | Q(state="withdrawn", ended_at__isnull=False) & ~Q(end_reason=""),
            ),
        ]
        triggers = [seats_follow_the_enrolments]

    lineage = LineageOf("cohort")

    @property
    def display_name(self) -> str:
        """Name of the learner."""
        return self.identity.full_name

    @property
    def has_seat(self) -> bool:
        return self.state != self.State.WITHDRAWN
