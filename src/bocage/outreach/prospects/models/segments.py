"""Segments: saved filters of prospects; and the record of each exported table."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey


class Segment(IdentifiedModel):
    """Filters of the list of prospects saved under a name, for everyone who runs campaigns in a
    département. They are stored as a query string, so that a segment is evaluated anew each
    time.
    """

    departement = DepartementKey(_("département"), related_name="segments")
    name = models.CharField(_("nom"), max_length=80)
    query = models.CharField(max_length=1000)
    saved_by = AuthorKey(null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "departement",
                Lower("name"),
                name="outreach_segment_one_name",
                violation_error_message=_("Un segment porte déjà ce nom."),
            ),
            models.CheckConstraint(
                name="outreach_segment_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Un segment a un nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    lineage = LineageOf("departement")


class ProspectExport(IdentifiedModel):
    """Record of one export of prospects: who took it, when, and how many prospects it held."""

    exported_by = AuthorKey(null=True, related_name="+")
    exported_at = models.DateTimeField(_("le"))
    query = models.CharField(_("choix"), max_length=1000, blank=True)
    count = models.PositiveIntegerField(_("prospects"))
    form = models.CharField(_("format"), max_length=4)

    class Meta:
        ordering = ["-exported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.exported_at:%Y-%m-%d} {self.count}"
