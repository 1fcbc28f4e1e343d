"""Tables of people who help that a coordinator brings, from their reading to their writing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.identifiers import new_identifier
from bocage.people.keys import OwnerKey


class HelperImport(models.Model):
    """A table that somebody brought and looks at. Once it is written into the book, or put aside,
    its text is gone from here; what is left of it is forgotten the day after.
    """

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    brought_by = OwnerKey(related_name="helper_imports")
    brought_at = models.DateTimeField(_("déposé le"))
    file_name = models.CharField(_("fichier"), max_length=120)
    text = models.TextField(_("le tableau"), blank=True)
    applied_at = models.DateTimeField(_("écrit au carnet le"), null=True, blank=True)
    added = models.PositiveIntegerField(_("ajoutées"), default=0)
    changed = models.PositiveIntegerField(_("changées"), default=0)
    left_out = models.PositiveIntegerField(_("laissées de côté"), default=0)

    class Meta:
        ordering = ["-brought_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_helper_import_written_once",
                condition=Q(applied_at=None) & ~Q(text="") | Q(applied_at__isnull=False, text=""),
            ),
        ]
        indexes = [models.Index(fields=["brought_at"], name="welcome_helper_import_left")]

    def __str__(self) -> str:
        return self.file_name
