"""The nights on which figures were counted, and the periods that they closed."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.scopes import Span


class Night(models.Model):
    """Nightly count of all indicators. The night of a date follows that day, in Paris time."""

    date = models.DateField(_("nuit du"), primary_key=True)
    started_at = models.DateTimeField(_("commencée le"))
    finished_at = models.DateTimeField(_("finie le"))
    indicators = models.PositiveIntegerField(_("indicateurs"))
    cells_new = models.PositiveIntegerField(_("chiffres nouveaux"))
    cells_replaced = models.PositiveIntegerField(_("chiffres remplacés"))
    late_facts_reported = models.PositiveIntegerField(_("faits tardifs"))
    is_confidential = models.BooleanField(_("secrets gardés"), default=True, db_default=True)
    """True if the secrets of that night are recorded; False for nights counted before they were."""

    class Meta:
        ordering = ["-date"]
        constraints = [
            models.CheckConstraint(
                name="evidence_night_in_order",
                condition=Q(finished_at__gte=F("started_at")),
                violation_error_message=_("Une nuit finit après son début."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.date}"


class ClosedPeriod(models.Model):
    """Month or year whose figures no longer change; late facts are published beside them."""

    span = models.CharField(_("durée"), max_length=5, choices=Span)
    starts_on = models.DateField(_("période qui commence le"))
    closed_on = models.DateField(_("close la nuit du"))

    class Meta:
        ordering = ["-starts_on", "span"]
        constraints = [
            models.UniqueConstraint(
                fields=["span", "starts_on"],
                name="evidence_closedperiod_once",
                violation_error_message=_("Cette période est close."),
            ),
            models.CheckConstraint(
                name="evidence_closedperiod_afterwards",
                condition=Q(closed_on__gt=F("starts_on")),
                violation_error_message=_("Une période est close après coup."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="evidence_closedperiod_for_ever",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.span} {self.starts_on}"
