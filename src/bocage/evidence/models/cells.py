"""Cells: values of each indicator, for each scope and period, as known on each night."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models.hiding import HiddenFigure
from bocage.evidence.models.known import KnownQuerySet, Nights, SeriesKey
from bocage.evidence.models.scopes import Level, Span


class CellQuerySet(KnownQuerySet["IndicatorCell"]):
    """Cells, as one night knew them."""

    def with_secrecy(self, night: date | None = None) -> CellQuerySet:
        """Filters on the cells as known on a night (the last one by default), and annotates each
        with `is_secret`: True if it was hidden from the public then.
        """
        key = ("indicator", "level", "code", "span", "starts_on")
        secrets = HiddenFigure.objects.filter(**{name: OuterRef(name) for name in key})
        if night is None:
            return self.known().annotate(**{"is_secret": Exists(secrets.known())})
        return self.known_on(night).annotate(**{"is_secret": Exists(secrets.known_on(night))})


class IndicatorCell(models.Model):
    """Figure of an indicator for a scope and a period. A change adds another row and never
    overwrites this one, which is valid from `known_from` until `known_until` (excluded).

    A sum has only a `numerator`; a share is `numerator` out of `denominator`, a ratio is
    `numerator` for each of `denominator`; a median is in `numerator`. `counted` is the number of
    households, people or things that it rests on. A sum without a cell is zero.
    """

    indicator = models.CharField(_("indicateur"), max_length=60)
    level = models.CharField(_("échelle"), max_length=11, choices=Level)
    code = models.CharField(_("périmètre"), max_length=36, blank=True)
    span = models.CharField(_("durée"), max_length=5, choices=Span)
    starts_on = models.DateField(_("période qui commence le"))
    numerator = models.DecimalField(_("numérateur"), max_digits=20, decimal_places=4)
    denominator = models.DecimalField(
        _("dénominateur"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    counted = models.PositiveIntegerField(_("effectif"))
    known_from = models.DateField(_("connu depuis la nuit du"))
    known_until = models.DateField(_("connu jusqu’à la nuit du"), null=True, blank=True)

    is_secret: bool
    """True if the cell is not published; only set by `with_secrecy` of the query set."""

    objects = CellQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "level", "code", "span", "starts_on", "known_from"]
        constraints = [
            ExclusionConstraint(
                name="evidence_cell_one_at_a_time",
                expressions=[
                    (SeriesKey("indicator", "level", "code", "span"), RangeOperators.EQUAL),
                    (F("starts_on"), RangeOperators.EQUAL),
                    (Nights("known_from", "known_until"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Un chiffre n’a qu’une valeur à la fois."),
            ),
            models.CheckConstraint(
                name="evidence_cell_known_in_order",
                condition=Q(known_until=None) | Q(known_until__gt=F("known_from")),
                violation_error_message=_("Un chiffre est connu avant d’être remplacé."),
            ),
            models.CheckConstraint(
                name="evidence_cell_code_of_level",
                condition=Q(level=Level.INSTANCE, code="")
                | (~Q(level=Level.INSTANCE) & ~Q(code="")),
                violation_error_message=_("Un chiffre est celui d’un périmètre."),
            ),
            models.CheckConstraint(
                name="evidence_cell_starts_with_its_period",
                condition=Q(span=Span.MONTH, starts_on__day=1)
                | Q(span=Span.YEAR, starts_on__day=1, starts_on__month=1),
                violation_error_message=_("Une période commence au premier jour du mois."),
            ),
            models.CheckConstraint(
                name="evidence_cell_share_of_something",
                condition=Q(denominator=None) | Q(denominator__gt=0),
                violation_error_message=_("Une part est celle de quelque chose."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "level", "span", "code", "starts_on"],
                name="evidence_cell_series",
                include=["numerator", "denominator", "counted"],
                condition=Q(known_until=None),
            ),
            models.Index(
                fields=["level", "code", "span", "starts_on"],
                name="evidence_cell_of_scope",
                condition=Q(known_until=None),
            ),
            models.Index(
                fields=["known_until"],
                name="evidence_cell_replaced",
                condition=Q(known_until__isnull=False),
            ),
            models.Index(fields=["known_from"], name="evidence_cell_by_night"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="evidence_cell_of_open_period",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("touched", "evidence_indicatorcell")],
                func=pgtrigger.Func(
                    """
                    touched := coalesce(NEW, OLD);
                    IF EXISTS (
                        SELECT FROM evidence_closedperiod closed
                        WHERE closed.span = touched.span AND closed.starts_on = touched.starts_on
                    ) THEN
                        RAISE EXCEPTION 'the % of % is closed', touched.span, touched.starts_on
                            USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN coalesce(NEW, OLD);
                    """
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level} {self.code} {self.starts_on}"


class LateFact(models.Model):
    """Value that a closed period would have with the facts that came since. It is published, and
    does not replace the figure.
    """

    night = models.ForeignKey(
        "evidence.Night",
        on_delete=models.PROTECT,
        related_name="late_facts",
        verbose_name=_("nuit"),
    )
    indicator = models.CharField(_("indicateur"), max_length=60)
    level = models.CharField(_("échelle"), max_length=11, choices=Level)
    code = models.CharField(_("périmètre"), max_length=36, blank=True)
    span = models.CharField(_("durée"), max_length=5, choices=Span)
    starts_on = models.DateField(_("période qui commence le"))
    numerator = models.DecimalField(
        _("numérateur"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    """Nothing where no fact is left."""
    denominator = models.DecimalField(
        _("dénominateur"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    counted = models.PositiveIntegerField(_("effectif"), default=0)
    is_reported = models.BooleanField(_("se dit en public"), default=False, db_default=False)

    class Meta:
        ordering = ["-night_id", "indicator", "level", "code", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "level", "code", "span", "starts_on", "night"],
                name="evidence_latefact_once_a_night",
                violation_error_message=_("Un fait tardif est dit une fois."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.level} {self.code} {self.starts_on}"
