"""Tables that people bring in: given, looked at, then written row by row in the background."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import OwnerKey


class TableImport(IdentifiedModel):
    """Import of a file that a person uploaded. The file is stored until it is written, and no
    longer.
    """

    class State(models.TextChoices):
        LOOKED_AT = "looked_at", _("à vérifier")
        WRITING = "writing", _("en cours")
        DONE = "done", _("terminé")
        FAILED = "failed", _("arrêté")

    kind = models.CharField(max_length=20)
    """The name of a `TableImportKind`."""
    brought_by = OwnerKey(related_name="table_imports")
    brought_at = models.DateTimeField(_("apporté le"))
    file = models.FileField(storage=private_storage, max_length=200, blank=True)
    file_name = models.CharField(_("fichier"), max_length=200)
    mapping = models.JSONField(default=list)
    """Field name of each column, empty for ignored ones."""
    options = models.JSONField(default=dict)
    """Options of the kind of table, besides the file."""
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.LOOKED_AT)
    octets = models.PositiveBigIntegerField(default=0)
    octets_read = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveIntegerField(_("lignes lues"), default=0)
    counts = models.JSONField(default=dict)
    """Number of rows by fate."""
    problem = models.CharField(max_length=40, blank=True)
    """Error that stopped the reading: a code and a position, with a colon between."""
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="people_table_import_file_goes",
                condition=Q(state__in=["looked_at", "writing"], finished_at=None) & ~Q(file="")
                | Q(state__in=["done", "failed"], finished_at__isnull=False, file=""),
                violation_error_message=_("Un tableau écrit n’est pas gardé."),
            ),
        ]
        indexes = [models.Index(fields=["brought_at"], name="people_table_import_old")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_under_way(self) -> bool:
        """True while the rows are being written."""
        return self.state == self.State.WRITING

    @property
    def hundredths(self) -> int:
        """Percentage of the file that has been read."""
        return min(100, self.octets_read * 100 // self.octets) if self.octets else 0


class TableRefusal(models.Model):
    """A row that was left out: where, and why."""

    table = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="refusals")
    line = models.PositiveIntegerField(_("ligne"))
    column = models.CharField(_("colonne"), max_length=120, blank=True)
    cell = models.CharField(_("contenu"), max_length=80, blank=True)
    sentence = models.CharField(_("raison"), max_length=600)

    class Meta:
        ordering = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.line}: {self.sentence}"
