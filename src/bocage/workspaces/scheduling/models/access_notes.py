"""Access notes of a place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.places.models import Place, Resource


class AccessNote(models.Model):
    """Access note of a place (a code, a key, a network), shown around its time to the holder of a
    confirmed booking.
    """

    class Kind(models.TextChoices):
        DOOR = "door", _("porte")
        KEY = "key", _("clé")
        NETWORK = "network", _("Wi-Fi")
        OTHER = "other", _("autre")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="access_notes", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="access_notes",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    kind = models.CharField(_("nature"), max_length=8, choices=Kind)
    text = models.CharField(_("consigne"), max_length=500)
    updated_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        ordering = ["place", "kind", "pk"]
        verbose_name = _("consigne d’accès")
        verbose_name_plural = _("consignes d’accès")

    def __str__(self) -> str:
        return self.text
