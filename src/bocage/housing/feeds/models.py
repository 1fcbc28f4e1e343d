"""Rows of deliveries that could not be read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.housing.market.models.sources import FeedRun


class RowIssue(models.Model):
    """Problem of a row that was rejected, or accepted after a repair, in words its agency can use.

    `code` names the sentence (`housing.feed_issues`), shown in the reader's language.
    """

    class Severity(models.TextChoices):
        REJECTED = "rejected", _("rejetée")
        REPAIRED = "repaired", _("gardée, réparée")

    run = models.ForeignKey(FeedRun, on_delete=models.CASCADE, related_name="issues")
    line = models.PositiveIntegerField(_("ligne"))
    column = models.PositiveSmallIntegerField(_("colonne"), null=True, blank=True)
    severity = models.CharField(_("suite"), max_length=8, choices=Severity)
    code = models.CharField(_("raison"), max_length=40)
    value = models.CharField(_("valeur"), max_length=120, blank=True)
    reference = models.CharField(_("référence"), max_length=80, blank=True)

    class Meta:
        ordering = ["line", "column", "id"]

    def __str__(self) -> str:
        return f"{self.line} {self.code}"
