"""Legal identity of a training provider, required by law on its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from bocage.training.programmes.models.programmes import Programme


class TrainingProvider(models.Model):
    """The legal identity of a partner that teaches: each of its papers bears it."""

    partner = models.OneToOneField(
        "people.Partner",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="training_provider",
        verbose_name=_("organisme"),
    )
    legal_name = models.CharField(_("raison sociale"), max_length=160)
    address = models.CharField(_("adresse du siège"), max_length=300)
    city = models.CharField(_("fait à"), max_length=80, help_text=_("La ville des documents."))
    siret = models.CharField(_("SIRET"), max_length=14)
    siret_checked_at = models.DateTimeField(
        _("SIRET vérifié au registre le"), null=True, blank=True, editable=False
    )
    declaration_number = models.CharField(
        _("numéro de déclaration d’activité"),
        max_length=11,
        help_text=_("Onze chiffres, donnés par la préfecture de région."),
    )
    declaration_region = models.CharField(_("préfecture de la région"), max_length=80)
    representative = models.CharField(_("représentant légal"), max_length=120)
    representative_role = models.CharField(_("en qualité de"), max_length=120)
    internal_rules = models.URLField(_("règlement intérieur en ligne"), max_length=300, blank=True)
    cancellation_terms = models.TextField(
        _("abandon ou cessation anticipée"),
        max_length=1500,
        blank=True,
        help_text=_("Les conditions financières que la convention doit dire."),
    )

    class Meta:
        verbose_name = _("identité de l’organisme")
        verbose_name_plural = _("identités des organismes")
        constraints = [
            models.CheckConstraint(
                name="training_provider_siret_of_digits",
                condition=Q(siret__regex=r"^[0-9]{14}$"),
                violation_error_message=_("Un SIRET a quatorze chiffres."),
            ),
            models.CheckConstraint(
                name="training_provider_declared",
                condition=Q(declaration_number__regex=r"^[0-9]{11}$"),
                violation_error_message=_("Un numéro de déclaration d’activité a onze chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    @classmethod
    def of(cls, programme: Programme) -> TrainingProvider | None:
        """Returns the legal identity of the provider of a programme, or None if it is not filled
        in.
        """
        return cls.objects.filter(partner=programme.partner_id).first()
