"""Offers of owners."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.housing.criteria.kinds import EnergyClass, Offer, PropertyKind
from bocage.housing.market.models.listings import Listing
from bocage.people.keys import AuthorKey
from bocage.territory.keys import CommuneKey


class OwnerOffer(IdentifiedModel):
    """Offer that an owner makes by the public form: confirmed by mail, reviewed by a person, then
    listed.
    """

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("adresse à confirmer")
        TO_REVIEW = "to_review", _("à relire")
        PUBLISHED = "published", _("publiée")
        STALE = "stale", _("sans nouvelles")
        REFUSED = "refused", _("refusée")
        WITHDRAWN = "withdrawn", _("retirée")

    status = models.CharField(_("état"), max_length=12, choices=Status, default=Status.UNCONFIRMED)
    commune = CommuneKey(related_name="owner_offers")
    owner_name = models.CharField(_("votre nom"), max_length=120)
    owner_email = models.EmailField(_("votre adresse électronique"))
    owner_phone = models.CharField(_("votre téléphone"), max_length=30, blank=True)
    shows_phone = models.BooleanField(_("montrer mon téléphone dans l’annonce"), default=False)
    language = models.CharField(max_length=2, default="fr")
    offer = models.CharField(
        _("offre"),
        max_length=20,
        choices=[(Offer.SALE, Offer.SALE.label), (Offer.RENTAL, Offer.RENTAL.label)],
    )
    kind = models.CharField(_("bien"), max_length=12, choices=PropertyKind)
    price_eur = models.PositiveIntegerField(_("prix ou loyer mensuel (€)"))
    surface_m2 = models.PositiveIntegerField(_("surface (m²)"), null=True, blank=True)
    land_m2 = models.PositiveIntegerField(_("terrain (m²)"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("pièces"), null=True, blank=True)
    bedrooms = models.PositiveSmallIntegerField(_("chambres"), null=True, blank=True)
    energy_class = models.CharField(
        _("classe énergie"), max_length=2, choices=EnergyClass, blank=True
    )
    title = models.CharField(_("titre"), max_length=200)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(_("adresse confirmée le"), null=True, blank=True)
    reviewed_by = AuthorKey(null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("relue le"), null=True, blank=True)
    refusal = models.CharField(_("raison du refus"), max_length=500, blank=True)
    confirmation_requested_at = models.DateTimeField(
        _("« toujours libre ? » demandé le"), null=True, blank=True
    )
    listing = models.OneToOneField(
        Listing, on_delete=models.SET_NULL, null=True, blank=True, related_name="owner_offer"
    )

    class Meta:
        ordering = ["-created_at", "id"]
        verbose_name = _("offre de propriétaire")
        verbose_name_plural = _("offres de propriétaires")
        constraints = [
            models.CheckConstraint(
                name="housing_owneroffer_price_positive", condition=Q(price_eur__gte=1)
            ),
            models.CheckConstraint(
                name="housing_owneroffer_reviewed_when_decided",
                condition=~Q(status__in=("published", "refused")) | Q(reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="housing_owneroffer_confirmed_before_review",
                condition=Q(status__in=("unconfirmed", "withdrawn"))
                | Q(confirmed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["confirmed_at"],
                name="housing_owneroffer_to_review",
                condition=Q(status="to_review"),
            )
        ]

    def __str__(self) -> str:
        return self.title
