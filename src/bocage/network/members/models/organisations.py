"""Organisations that members work for or lead."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey


class Organisation(IdentifiedModel):
    """An independent's business, a firm, an institution: with its own page."""

    class Kind(models.TextChoices):
        INDEPENDENT = "independent", _("indépendant")
        FIRM = "firm", _("entreprise")
        ASSOCIATION = "association", _("association")
        INSTITUTION = "institution", _("institution")

    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=12, choices=Kind, default=Kind.FIRM)
    siret = models.CharField(
        _("SIRET"),
        max_length=14,
        blank=True,
        help_text=_(
            "Quatorze chiffres. Il n’est pas montré ; il évite deux pages pour une même structure."
        ),
    )
    siret_checked_at = models.DateTimeField(
        _("SIRET vérifié au registre le"), null=True, blank=True, editable=False
    )
    commune = CommuneKey(_("commune"), related_name="organisations")
    description = models.TextField(_("ce que fait la structure"), max_length=1500, blank=True)
    website = models.URLField(_("site"), max_length=300, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_organisation_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Une structure a un nom."),
            ),
            models.CheckConstraint(
                name="network_organisation_siret_of_digits",
                condition=Q(siret="") | Q(siret__regex=r"^[0-9]{14}$"),
                violation_error_message=_("Un SIRET a quatorze chiffres."),
            ),
            models.UniqueConstraint(
                name="network_organisation_siret_once",
                fields=["siret"],
                condition=~Q(siret=""),
                violation_error_message=_("Une structure porte déjà ce SIRET."),
            ),
            models.CheckConstraint(
                name="network_organisation_website_of_the_web",
                condition=Q(website="") | Q(website__regex=r"^https?://"),
                violation_error_message=_("L’adresse d’un site commence par https://."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation_detail", args=[self.slug])

    lineage = LineageOf("commune")
