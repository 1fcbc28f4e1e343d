"""Nightly records beside the figures: definitions of indicators, merged communes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class IndicatorDefinition(models.Model):
    """Definition of an indicator from one night on, until the next row of the same indicator.

    Definitions live in the code; past ones are stored here, so that a figure of five years ago is
    read with the definition of its time. Texts are in French.
    """

    indicator = models.CharField(_("indicateur"), max_length=60)
    known_from = models.DateField(_("défini ainsi depuis la nuit du"))
    fingerprint = models.CharField(_("empreinte"), max_length=64)
    label = models.CharField(_("nom"), max_length=200)
    definition = models.TextField(_("définition"))
    method = models.TextField(_("méthode"))
    source = models.TextField(_("source"))
    unit = models.CharField(_("unité"), max_length=20)
    kind = models.CharField(_("nature"), max_length=20)
    aggregate = models.CharField(_("calcul"), max_length=20)
    levels = ArrayField(models.CharField(max_length=11), verbose_name=_("échelles"))
    is_counted = models.BooleanField(_("est compté"), default=True)

    class Meta:
        ordering = ["indicator", "-known_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "known_from"],
                name="evidence_definition_one_a_night",
                violation_error_message=_("Une définition commence déjà cette nuit-là."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.known_from}"


class NotedMerger(models.Model):
    """A commune that has merged into another, and the first night that knew it."""

    code = models.CharField(_("commune d’avant"), primary_key=True, max_length=5)
    name = models.CharField(_("nom d’avant"), max_length=80)
    into = models.CharField(_("commune d’aujourd’hui"), max_length=5)
    into_name = models.CharField(_("nom d’aujourd’hui"), max_length=80)
    noted_on = models.DateField(_("connue depuis la nuit du"))

    class Meta:
        ordering = ["-noted_on", "code"]

    def __str__(self) -> str:
        return f"{self.code} → {self.into}"
