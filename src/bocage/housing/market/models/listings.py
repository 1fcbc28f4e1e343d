"""Offer as one source states it, with its photos and its prices over time."""

from pathlib import PurePath

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.api.versions import counts_changes_of
from bocage.foundation.models.identified import IdentifiedModel
from bocage.housing.criteria.kinds import EnergyClass, Offer, PositionPrecision, PropertyKind
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.market.models.sources import FeedRun, Source
from bocage.housing.market.public_subjects import HOMES
from bocage.housing.market.querysets import ListingQuerySet
from bocage.territory.keys import CommuneKey


class Listing(IdentifiedModel):
    """Offer of a source, identified by its technical identifier within its agency.

    `deduplicated_at` is empty from a change of the listing until its dwelling is updated: rows
    without it are pending for `deduplication.operations.deduplication`.
    """

    class Status(models.TextChoices):
        AVAILABLE = "available", _("disponible")
        UNDER_OFFER = "under_offer", _("sous compromis")
        SOLD = "sold", _("vendu")
        LET = "let", _("loué")
        WITHDRAWN = "withdrawn", _("retiré")

    ON_THE_MARKET = (Status.AVAILABLE, Status.UNDER_OFFER)

    source = models.ForeignKey(
        Source, on_delete=models.CASCADE, related_name="listings", verbose_name=_("source")
    )
    dwelling = models.ForeignKey(
        Dwelling,
        on_delete=models.SET_NULL,
        related_name="listings",
        null=True,
        blank=True,
        verbose_name=_("logement"),
    )
    agency_code = models.CharField(_("agence"), max_length=80, blank=True)
    external_id = models.CharField(_("identifiant technique"), max_length=120)
    reference = models.CharField(_("référence"), max_length=80, blank=True)
    status = models.CharField(_("état"), max_length=12, choices=Status, default=Status.AVAILABLE)
    offer = models.CharField(_("offre"), max_length=20, choices=Offer)
    kind = models.CharField(_("bien"), max_length=12, choices=PropertyKind)
    commune = CommuneKey(_("commune"), related_name="listings", null=True, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    town = models.CharField(_("ville annoncée"), max_length=120, blank=True)
    town_is_doubtful = models.BooleanField(
        _("ville et code postal ne vont pas ensemble"), default=False
    )
    district = models.CharField(_("quartier"), max_length=120, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    position_precision = models.CharField(
        _("précision de la position"), max_length=8, choices=PositionPrecision, blank=True
    )
    price_eur = models.PositiveIntegerField(
        _("prix ou loyer mensuel (€)"), validators=[MinValueValidator(1)]
    )
    charges_are_included = models.BooleanField(_("charges comprises"), null=True, blank=True)
    charges_eur = models.PositiveIntegerField(_("charges mensuelles (€)"), null=True, blank=True)
    fees_eur = models.PositiveIntegerField(_("honoraires (€)"), null=True, blank=True)
    net_price_eur = models.PositiveIntegerField(
        _("prix hors honoraires (€)"), null=True, blank=True
    )
    surface_m2 = models.DecimalField(
        _("surface (m²)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    land_m2 = models.PositiveIntegerField(_("terrain (m²)"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("pièces"), null=True, blank=True)
    bedrooms = models.PositiveSmallIntegerField(_("chambres"), null=True, blank=True)
    title = models.CharField(_("titre"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    available_on = models.DateField(_("libre le"), null=True, blank=True)
    is_furnished = models.BooleanField(_("meublé"), null=True, blank=True)
    built_year = models.PositiveSmallIntegerField(_("construit en"), null=True, blank=True)
    heating = models.CharField(_("chauffage"), max_length=80, blank=True)
    needs_works = models.BooleanField(_("travaux à prévoir"), null=True, blank=True)
    has_garage = models.BooleanField(_("garage"), null=True, blank=True)
    energy_class = models.CharField(
        _("classe énergie"), max_length=2, choices=EnergyClass, blank=True
    )
    energy_kwh = models.PositiveIntegerField(_("kWh/m²/an"), null=True, blank=True)
    emissions_class = models.CharField(
        _("classe climat"), max_length=2, choices=EnergyClass, blank=True
    )
    emissions_kg = models.PositiveIntegerField(_("kg CO₂/m²/an"), null=True, blank=True)
    diagnosed_on = models.DateField(_("diagnostic du"), null=True, blank=True)
    virtual_tour = models.URLField(_("visite virtuelle"), max_length=500, blank=True)
    contact_name = models.CharField(_("à qui s’adresser"), max_length=120, blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    content_digest = models.CharField(max_length=64, editable=False)
    """SHA-256 of the stated values; equal digests mean that nothing changed."""
    first_seen_at = models.DateTimeField(_("vue pour la première fois le"))
    confirmed_at = models.DateTimeField(_("confirmée le"))
    changed_at = models.DateTimeField(_("changée le"))
    gone_at = models.DateTimeField(_("partie le"), null=True, blank=True)
    last_run = models.ForeignKey(
        FeedRun, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    deduplicated_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["-first_seen_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="housing_listing_once_in_its_source",
                fields=["source", "agency_code", "external_id"],
                violation_error_message=_("Cette source a déjà une annonce de cet identifiant."),
            ),
            models.CheckConstraint(
                name="housing_listing_price_positive",
                condition=Q(price_eur__gte=1),
                violation_error_message=_("Un prix est d’un euro au moins."),
            ),
            models.CheckConstraint(
                name="housing_listing_position_whole",
                condition=Q(latitude=None, longitude=None, position_precision="")
                | (
                    Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                    & ~Q(position_precision="")
                ),
            ),
            models.CheckConstraint(
                name="housing_listing_gone_when_off_the_market",
                condition=Q(status__in=("available", "under_offer"), gone_at=None)
                | ~Q(status__in=("available", "under_offer")) & Q(gone_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                name="housing_listing_to_deduplicate",
                condition=Q(deduplicated_at=None),
            ),
            models.Index(
                fields=["source"],
                name="housing_listing_stock",
                condition=Q(gone_at=None),
            ),
            models.Index(F("commune"), F("offer"), F("kind"), name="housing_listing_like"),
            models.Index(
                fields=["commune", "offer", "surface_m2"], name="housing_listing_as_large"
            ),
            models.Index(
                fields=["postcode", "offer", "surface_m2"],
                name="housing_listing_as_large_near",
            ),
            GinIndex(
                OpClass(F("reference"), name="gin_trgm_ops"), name="housing_listing_reference_gin"
            ),
        ]
        triggers = [counts_changes_of(HOMES)]

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_the_market(self) -> bool:
        return self.status in self.ON_THE_MARKET


class ListingPrice(models.Model):
    """Price of a listing from a moment on."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="prices")
    since = models.DateTimeField(_("depuis"))
    price_eur = models.PositiveIntegerField(_("prix (€)"))

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="housing_listingprice_once_a_moment", fields=["listing", "since"]
            ),
            models.CheckConstraint(
                name="housing_listingprice_positive", condition=Q(price_eur__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.price_eur} €"


class ListingPhoto(IdentifiedModel):
    """Photo of a listing: an address given by its source, or a file of the delivery.

    `perceptual_hash` (64 bits, difference hash, as a signed integer) is compared by the
    deduplication.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("à lire")
        READ = "read", _("lue")
        UNREADABLE = "unreadable", _("illisible")

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(_("rang"))
    address = models.URLField(_("adresse"), max_length=1000, blank=True)
    image = models.ImageField(
        _("photo"), upload_to="homes/", blank=True, width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("largeur"), null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(_("hauteur"), null=True, blank=True, editable=False)
    caption = models.CharField(_("légende"), max_length=200, blank=True)
    perceptual_hash = models.BigIntegerField(null=True, blank=True, editable=False)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.WAITING)
    error = models.CharField(_("ce qui ne va pas"), max_length=40, blank=True)
    failures = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    retry_at = models.DateTimeField(null=True, blank=True, editable=False)
    """Time of the next request for a pending photo, after its server failed; None: at once."""

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                name="housing_listingphoto_one_a_rank", fields=["listing", "position"]
            ),
            models.CheckConstraint(
                name="housing_listingphoto_from_somewhere",
                condition=~Q(address="") | ~Q(image=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], name="housing_listingphoto_to_read", condition=Q(state="waiting")
            ),
            models.Index(
                fields=["perceptual_hash"],
                name="housing_listingphoto_alike",
                condition=Q(perceptual_hash__isnull=False),
            ),
        ]
        triggers = [counts_changes_of(HOMES)]

    def __str__(self) -> str:
        return self.caption or self.address

    def get_absolute_url(self) -> str:
        """Returns the address of our own file; only a photo that was read has one."""
        return path_of_photo(self.image.name or "")


def path_of_photo(name: str) -> str:
    """Returns the URL path at which a file of `homes/` is served."""
    return reverse("home_photo", args=[PurePath(name).stem])
