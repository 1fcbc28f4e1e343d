"""Verdicts on pairs of listings, and the trigger that protects decisions of people."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey

decisions_are_changed_by_decisions = pgtrigger.Trigger(
    name="decisions_are_changed_by_decisions",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("verdict", "decided_at"),
    condition=pgtrigger.Q(old__decided_at__isnull=False),
    func="""
        IF (NEW.verdict <> OLD.verdict AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at)
            OR (NEW.decided_at IS NULL AND NEW.verdict <> 'doubtful') THEN
            RAISE EXCEPTION USING ERRCODE = 'check_violation',
                CONSTRAINT = 'housing_linkageverdict_decision_stands',
                MESSAGE = 'refused by housing_linkageverdict_decision_stands';
        END IF;
        RETURN NEW;
    """,
)
"""Allows a decision to be replaced only by another decision, or withdrawn as a whole, which makes
the pair doubtful again.

Automatic verdicts have no decision date, so they cannot replace a decision.
"""


@pghistory.track(
    pghistory.InsertEvent(condition=pgtrigger.Q(new__decided_at__isnull=False)),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("decided_at")),
    fields=["verdict", "decided_by", "decided_at"],
    model_name="JoinDecisionEvent",
)
class LinkageVerdict(IdentifiedModel):
    """Verdict on whether two listings are about one home: automatic, or decided by a person.

    `first` and `second` are identifiers of listings, the smaller first, so that a pair is stored
    once. A trigger prevents an automatic verdict from replacing a decision.
    """

    class Verdict(models.TextChoices):
        LINKED = "linked", _("réunies")
        DOUBTFUL = "doubtful", _("à vérifier")
        APART = "apart", _("distinctes")

    first = models.ForeignKey("housing.Listing", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("housing.Listing", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    score = models.FloatField(_("score"))
    """Score from 0 (certainly two homes) to 1 (certainly one)."""
    reasons = models.JSONField(_("raisons"), default=list)
    """Reasons as `{"code": …, "weight": …, "values": […]}`, rendered in the language of the reader.
    """
    judged_at = models.DateTimeField(_("jugé le"))
    decided_by = AuthorKey(null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)

    class Meta:
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(
                name="housing_linkageverdict_pair_once", fields=["first", "second"]
            ),
            models.CheckConstraint(
                name="housing_linkageverdict_pair_in_order", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(
                name="housing_linkageverdict_score_between_0_and_1",
                condition=Q(score__gte=0, score__lte=1),
            ),
            models.CheckConstraint(
                name="housing_linkageverdict_decided_is_not_doubtful",
                condition=Q(decided_at=None) | ~Q(verdict="doubtful"),
            ),
        ]
        indexes = [
            models.Index(fields=["second"], name="housing_linkageverdict_second"),
            models.Index(
                fields=["-score"],
                name="housing_linkageverdict_queue",
                condition=Q(verdict="doubtful"),
            ),
        ]
        triggers = [decisions_are_changed_by_decisions]
