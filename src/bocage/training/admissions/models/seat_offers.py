"""Seats that are kept for those who were chosen, until they answer."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.scopes.lineage import LineageOf
from bocage.training.admissions.models.applications import Application
from bocage.training.programmes.models.cohorts import Cohort

seats_follow_the_offers = pgtrigger.Trigger(
    name="seats_follow_the_offers",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF TG_OP <> 'INSERT' AND OLD.state = 'held' THEN
            UPDATE training_cohort SET seats_taken = seats_taken - 1 WHERE id = OLD.cohort_id;
        END IF;
        IF TG_OP <> 'DELETE' AND NEW.state = 'held' THEN
            UPDATE training_cohort SET seats_taken = seats_taken + 1 WHERE id = NEW.cohort_id;
        END IF;
        RETURN NULL;
    """,
)
"""A seat that is kept is taken: it is counted beside those of the enrolled, and the constraint of
the cohort refuses one too many, whoever gives it."""


class SeatOffer(IdentifiedModel):
    """Seat held for an applicant until a given time. Once confirmed, it becomes an enrolment."""

    class State(models.TextChoices):
        HELD = "held", _("à confirmer")
        CONFIRMED = "confirmed", _("confirmée")
        DECLINED = "declined", _("déclinée")
        LAPSED = "lapsed", _("restée sans réponse")
        CANCELLED = "cancelled", _("reprise avec la promotion")

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="seat_offers"
    )
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="seat_offers")
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.HELD)
    offered_at = models.DateTimeField(_("proposée le"))
    answer_by = models.DateTimeField(_("réponse avant le"))
    answered_at = models.DateTimeField(_("réponse le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="training_seatoffer_one_standing",
                fields=["application"],
                condition=Q(state__in=("held", "confirmed")),
            ),
            models.CheckConstraint(
                name="training_seatoffer_dated_states",
                condition=Q(state="held", answered_at=None)
                | ~Q(state="held") & Q(answered_at__isnull=False),
            ),
            models.CheckConstraint(
                name="training_seatoffer_leaves_time",
                condition=Q(answer_by__gt=F("offered_at")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"], name="training_seatoffer_due", condition=Q(state="held")
            )
        ]
        triggers = [seats_follow_the_offers]

    lineage = LineageOf("cohort")

    @property
    def is_held(self) -> bool:
        return self.state == self.State.HELD
