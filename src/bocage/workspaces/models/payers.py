"""Organisations that pay for their people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.workspaces.models.places import Place


class PayingOrganisation(IdentifiedModel):
    """An employer, a chamber or a commune that pays a place for its people."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="payers", verbose_name=_("lieu")
    )
    name = models.CharField(_("nom"), max_length=120)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    billing_address = models.CharField(_("adresse de facturation"), max_length=300, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="payers", verbose_name=_("personnes"), blank=True
    )
    is_active = models.BooleanField(_("en cours"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("structure qui paie")
        verbose_name_plural = _("structures qui paient")
        constraints = [
            models.UniqueConstraint(
                name="workspaces_payingorganisation_name_once",
                fields=["place", "name"],
                violation_error_message=_("Cette structure est déjà inscrite."),
            ),
            models.CheckConstraint(
                name="workspaces_payingorganisation_siret_digits",
                condition=Q(siret="") | Q(siret__regex=r"^\d{14}$"),
                violation_error_message=_("Un SIRET compte quatorze chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
