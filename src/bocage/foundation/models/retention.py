"""What the nights forgot, as the rules of the register ask."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionRun(models.Model):
    """Result of one retention rule in one night: how many rows of which tables it deleted or
    emptied.

    `deleted` and `changed` count rows by table. `error` is why a rule failed; the results of the
    others stand.
    """

    rule = models.CharField(_("règle"), max_length=100)
    ran_at = models.DateTimeField(_("appliquée le"))
    deleted = models.JSONField(_("lignes supprimées"), default=dict)
    changed = models.JSONField(_("lignes vidées"), default=dict)
    error = models.TextField(_("erreur"), blank=True)

    class Meta:
        ordering = ["-ran_at", "rule"]
        constraints = [
            models.UniqueConstraint(
                name="foundation_retention_rule_once",
                fields=["rule", "ran_at"],
                violation_error_message=_("Cette règle a déjà été appliquée à cet instant."),
            ),
        ]
        indexes = [models.Index(fields=["ran_at"], name="foundation_retention_by_night")]

    def __str__(self) -> str:
        return f"{self.rule} {self.ran_at:%Y-%m-%d}"
