"""Figures hidden from the public, recorded night by night."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.known import KnownQuerySet, Nights, SeriesKey
from bocage.evidence.models.scopes import Level, Span


class HiddenQuerySet(KnownQuerySet["HiddenFigure"]):
    """Secrets, as one night knew them."""


class HiddenFigure(models.Model):
    """Figure that is hidden, because it is small or would reveal a small one.

    It is hidden from the night `known_from` until `known_until` (excluded). The row is retained
    once the figure can be published, so that reports of past nights hide what was secret then.
    """

    indicator = models.CharField(_("indicateur"), max_length=60)
    level = models.CharField(_("échelle"), max_length=11, choices=Level)
    code = models.CharField(_("périmètre"), max_length=36, blank=True)
    span = models.CharField(_("durée"), max_length=5, choices=Span)
    starts_on = models.DateField(_("période qui commence le"))
    known_from = models.DateField(_("secret depuis la nuit du"))
    known_until = models.DateField(_("secret jusqu’à la nuit du"), null=True, blank=True)

    objects = HiddenQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "level", "code", "span", "starts_on", "known_from"]
        constraints = [
            ExclusionConstraint(
                name="evidence_hiddenfigure_one_at_a_time",
                expressions=[
                    (SeriesKey("indicator", "level", "code", "span"), RangeOperators.EQUAL),
                    (F("starts_on"), RangeOperators.EQUAL),
                    (Nights("known_from", "known_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Ce chiffre est secret."),
            ),
            models.CheckConstraint(
                name="evidence_hiddenfigure_in_order",
                condition=Q(known_until=None) | Q(known_until__gt=F("known_from")),
                violation_error_message=_("Un secret commence avant de finir."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "level", "code", "span", "starts_on"],
                name="evidence_hidden_of_today",
                condition=Q(known_until=None),
            ),
            models.Index(fields=["known_from"], name="evidence_hidden_by_night"),
            models.Index(
                fields=["known_until"],
                name="evidence_hidden_ended",
                condition=Q(known_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level} {self.code} {self.starts_on}"
