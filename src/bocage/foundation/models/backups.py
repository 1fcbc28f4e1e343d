"""Backups of the instance, successful and failed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BackupRun(models.Model):
    """Run of the nightly backup: the file that it made, or why it made none.

    A backup contains only the runs before its own: after a restoration, the last run listed here is
    the one before the backup that was restored.
    """

    started_at = models.DateTimeField(_("commencée le"))
    ended_at = models.DateTimeField(_("finie le"))
    path = models.CharField(_("fichier"), max_length=500, blank=True)
    size_bytes = models.BigIntegerField(_("taille en octets"), default=0)
    rows = models.BigIntegerField(_("lignes"), default=0)
    error = models.TextField(_("erreur"), blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                name="foundation_backup_made_or_failed",
                condition=models.Q(path="") ^ models.Q(error=""),
                violation_error_message=_("Une sauvegarde est faite, ou dit pourquoi non."),
            ),
            models.CheckConstraint(
                name="foundation_backup_in_order",
                condition=models.Q(ended_at__gte=models.F("started_at")),
                violation_error_message=_("Une sauvegarde finit après avoir commencé."),
            ),
        ]
        indexes = [models.Index(fields=["started_at"], name="foundation_backup_newest")]

    def __str__(self) -> str:
        return self.path or self.error
