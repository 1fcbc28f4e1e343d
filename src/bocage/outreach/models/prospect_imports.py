"""Lists of prospects that are brought in, with what gives the right to; and what was left out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.identifiers import new_identifier
from bocage.foundation.private_storage import private_storage
from bocage.outreach.models.campaigns import Campaign
from bocage.people.keys import AuthorKey
from bocage.people.lineage import Lineage


class ProspectImport(models.Model):
    """One file: first looked at, then read row by row in the background."""

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", _("à vérifier")
        WAITING = "waiting", _("en attente")
        READING = "reading", _("en cours")
        DONE = "done", _("terminé")
        FAILED = "failed", _("arrêté")
        ASIDE = "aside", _("écarté")

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="imports")
    brought_by = AuthorKey(null=True, related_name="+")
    brought_at = models.DateTimeField(_("apporté le"))
    file = models.FileField(storage=private_storage, max_length=200, blank=True)
    """Removed once it has been read, or put aside."""
    file_name = models.CharField(_("fichier"), max_length=200)
    mapping = models.JSONField(default=dict)
    """Our field by the name of each column."""
    lawful_basis = models.CharField(_("fondement"), max_length=400)
    purposes = ArrayField(models.CharField(max_length=8), verbose_name=_("accords"))
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.LOOKED_AT)
    octets = models.PositiveBigIntegerField(default=0)
    octets_read = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(_("lignes lues"), default=0)
    made = models.PositiveIntegerField(_("nouveaux"), default=0)
    met_again = models.PositiveIntegerField(_("déjà connus"), default=0)
    left_alone = models.PositiveIntegerField(_("désinscrits"), default=0)
    refused = models.PositiveIntegerField(_("refusées"), default=0)
    problem = models.CharField(max_length=40, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_import_has_basis",
                condition=Q(lawful_basis__regex=r"\S"),
                violation_error_message=_("Une liste importée dit ce qui l’autorise."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def lineage(self) -> Lineage:
        """Where rights on it come from: its campaign."""
        return self.campaign.lineage

    @property
    def hundredths(self) -> int:
        """How much of the file has been read."""
        return min(100, self.octets_read * 100 // self.octets) if self.octets else 0


class ImportProblem(models.Model):
    """A row that was left out, where, and why."""

    brought = models.ForeignKey(ProspectImport, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(_("ligne"))
    column = models.CharField(_("colonne"), max_length=120, blank=True)
    code = models.CharField(_("raison"), max_length=30)
    cell = models.CharField(_("contenu"), max_length=80, blank=True)

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.line}: {self.code}"
