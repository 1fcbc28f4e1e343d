"""Results of the nightly deletions that the register of processing requires."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetentionRun(models.Model):
    """Result of one retention rule in one night.

    `deleted` and `changed` count deleted and emptied rows by table. `error` is why a rule failed;
    the results of the others are unaffected.
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
