"""The daily chain over the history: what shows that a version was changed, removed or added."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

only_added = pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete)


class HistoryDay(models.Model):
    """A link of the chain: one day (UTC) of every table of history, and the link before."""

    day = models.DateField(_("jour"), primary_key=True)
    rows = models.PositiveBigIntegerField(_("versions"))
    previous = models.CharField(_("maillon précédent"), max_length=64, blank=True)
    link = models.CharField(_("maillon"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("scellé le"))

    class Meta:
        ordering = ["day"]
        triggers = [only_added]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class HistorySeal(models.Model):
    """What one table of history held of one day: the key of each version, and its print."""

    day = models.ForeignKey(HistoryDay, on_delete=models.PROTECT, related_name="seals")
    table = models.CharField(_("table"), max_length=63)
    columns = ArrayField(models.CharField(max_length=63), verbose_name=_("colonnes"))
    keys = ArrayField(models.BigIntegerField(), verbose_name=_("versions"))
    prints = models.BinaryField(_("empreintes"))
    """Eight bytes of each version's digest, in the order of its key: enough to tell which one
    differs. The whole of them is in `digest`."""
    digest = models.CharField(_("empreinte"), max_length=64)

    class Meta:
        ordering = ["day", "table"]
        constraints = [
            models.UniqueConstraint(name="foundation_seal_once", fields=["day", "table"]),
        ]
        triggers = [only_added]

    def __str__(self) -> str:
        return f"{self.table} {self.day_id}"


class HistoryAmendment(models.Model):
    """A sealed version that was lawfully emptied or removed, as when an account is erased. It is
    itself in the link of the day on which it was made."""

    table = models.CharField(_("table"), max_length=63)
    version = models.BigIntegerField(_("version"))
    print_after = models.BinaryField(_("empreinte d’après"), blank=True)
    """Eight bytes, as those of a seal; none where the version was removed."""
    why = models.CharField(_("pourquoi"), max_length=60)
    amended_at = models.DateTimeField(_("le"))

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["table", "version"], name="foundation_amended_version"),
            models.Index(fields=["amended_at"], name="foundation_amended_at"),
        ]
        triggers = [only_added]

    def __str__(self) -> str:
        return f"{self.table} {self.version}"
