"""Materials that a session is taught with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.files.private_storage import private_storage
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.scopes.lineage import LineageOf
from bocage.training.programmes.models.sessions import CohortSession


class SessionMaterial(IdentifiedModel):
    """Teaching material of a session: a file or an address, visible only to those enrolled."""

    session = models.ForeignKey(CohortSession, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(_("titre"), max_length=120)
    link = models.URLField(_("adresse"), max_length=500, blank=True)
    file = models.FileField(
        _("fichier"), upload_to="training/materials/", storage=private_storage, blank=True
    )
    kind = models.CharField(_("nature"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("taille"), default=0)
    added_at = models.DateTimeField(_("ajouté le"))

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="training_material_titled",
                condition=Q(title__regex=r"\S"),
                violation_error_message=_("Un support a un titre."),
            ),
            models.CheckConstraint(
                name="training_material_file_or_link",
                condition=Q(file="") & Q(link__regex=r"^https?://") | ~Q(file="") & Q(link=""),
                violation_error_message=_("Un support est un fichier, ou une adresse."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    lineage = LineageOf("session")
