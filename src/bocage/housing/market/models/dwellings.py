"""The real home behind one or more listings, as searches read it."""

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.api.versions import counts_changes_of
from bocage.foundation.models.identified import IdentifiedModel
from bocage.housing.criteria.kinds import EnergyClass, Offer, PositionPrecision, PropertyKind
from bocage.housing.market.models.triggers import words_follow_the_texts
from bocage.housing.market.price_steps import PriceStep
from bocage.housing.market.public_subjects import HOMES
from bocage.housing.market.querysets import DwellingQuerySet
from bocage.territory.geography import EarthPoint, GridCell
from bocage.territory.keys import CommuneKey

SEARCHED = [
    "kind",
    "price_eur",
    "surface_m2",
    "rooms",
    "land_m2",
    "energy_class",
    "has_fibre",
    "has_office_room",
    "has_garden",
    "workspace_m",
    "cell",
    "latitude",
    "longitude",
]
"""Columns that a search reads: an index with all of them allows index-only scans."""


class Dwelling(IdentifiedModel):
    """Home (or another property), with the best values among its listings.

    All columns are written by `deduplication.operations.deduplication` from the listings, so that a
    search reads one table. `price_eur` is the current lowest asking price.
    """

    is_on_the_market = models.BooleanField(_("sur le marché"), default=True)
    is_under_offer = models.BooleanField(_("sous compromis"), default=False)
    offer = models.CharField(_("offre"), max_length=20, choices=Offer)
    kind = models.CharField(_("bien"), max_length=12, choices=PropertyKind)
    commune = CommuneKey(_("commune"), related_name="dwellings", null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    position_precision = models.CharField(
        _("précision de la position"), max_length=8, choices=PositionPrecision, blank=True
    )
    title = models.CharField(_("titre"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    price_eur = models.PositiveIntegerField(_("prix ou loyer mensuel (€)"))
    previous_price_eur = models.PositiveIntegerField(_("prix précédent (€)"), null=True, blank=True)
    price_changed_at = models.DateTimeField(_("prix changé le"), null=True, blank=True)
    surface_m2 = models.PositiveIntegerField(_("surface (m²)"), null=True, blank=True)
    land_m2 = models.PositiveIntegerField(_("terrain (m²)"), null=True, blank=True)
    rooms = models.PositiveSmallIntegerField(_("pièces"), null=True, blank=True)
    bedrooms = models.PositiveSmallIntegerField(_("chambres"), null=True, blank=True)
    energy_class = models.CharField(
        _("classe énergie"), max_length=2, choices=EnergyClass, blank=True
    )
    has_fibre = models.BooleanField(_("fibre annoncée"), null=True, blank=True)
    has_office_room = models.BooleanField(_("place pour un bureau"), default=False)
    has_garden = models.BooleanField(_("jardin"), default=False)
    workspace_m = models.PositiveIntegerField(
        _("distance au bureau partagé le plus proche (m)"), null=True, blank=True
    )
    cell = models.GeneratedField(
        expression=GridCell(F("latitude"), F("longitude")),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    price_step = models.GeneratedField(
        expression=PriceStep(F("price_eur")), output_field=models.IntegerField(), db_persist=True
    )
    search_vector = SearchVectorField(null=True, editable=False)
    first_seen_at = models.DateTimeField(_("vu pour la première fois le"))
    confirmed_at = models.DateTimeField(_("confirmé le"))
    changed_at = models.DateTimeField(_("changé le"))
    gone_at = models.DateTimeField(_("parti le"), null=True, blank=True)

    distance_m: float
    """Distance in metres from the position searched; only set by `near` of the query set."""

    objects = DwellingQuerySet.as_manager()

    class Meta:
        ordering = ["-first_seen_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="housing_dwelling_price_positive", condition=Q(price_eur__gte=1)
            ),
            models.CheckConstraint(
                name="housing_dwelling_gone_when_off_the_market",
                condition=Q(is_on_the_market=True, gone_at=None)
                | Q(is_on_the_market=False, gone_at__isnull=False),
            ),
            models.CheckConstraint(
                name="housing_dwelling_position_whole",
                condition=Q(latitude=None, longitude=None, position_precision="")
                | (
                    Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                    & ~Q(position_precision="")
                ),
            ),
        ]
        indexes = [
            GistIndex(
                EarthPoint(F("latitude"), F("longitude")),
                name="housing_dwelling_nearest_gist",
                condition=Q(is_on_the_market=True),
            ),
            # Not partial: PostgreSQL never combines two indexes with the same condition.
            GinIndex(fields=["search_vector"], name="housing_dwelling_words_all_gin"),
            models.Index(
                fields=["offer", "-first_seen_at", "id"],
                include=SEARCHED,
                name="housing_dwelling_newest",
                condition=Q(is_on_the_market=True),
            ),
            models.Index(
                fields=["offer", "price_eur", "id"],
                include=[*(name for name in SEARCHED if name != "price_eur"), "first_seen_at"],
                name="housing_dwelling_cheapest",
                condition=Q(is_on_the_market=True),
            ),
            models.Index(
                F("offer"),
                F("surface_m2").desc(nulls_last=True),
                F("id"),
                include=[*(name for name in SEARCHED if name != "surface_m2"), "first_seen_at"],
                name="housing_dwelling_largest",
                condition=Q(is_on_the_market=True),
            ),
            models.Index(
                fields=["offer", "cell"],
                include=[*(name for name in SEARCHED if name != "cell"), "first_seen_at", "id"],
                name="housing_dwelling_around",
                condition=Q(is_on_the_market=True),
            ),
            models.Index(
                fields=["offer", "price_step", "surface_m2"],
                include=[
                    *(name for name in SEARCHED if name != "surface_m2"),
                    "first_seen_at",
                    "id",
                ],
                name="housing_dwelling_narrow",
                condition=Q(is_on_the_market=True),
            ),
            models.Index(fields=["commune", "offer", "kind"], name="housing_dwelling_like"),
        ]
        triggers = [words_follow_the_texts, counts_changes_of(HOMES)]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("dwelling", args=[self.pk])

    @property
    def kind_words(self) -> str:
        """Returns « maison »: the label of the kind, shorter than that of `get_kind_display`."""
        return str(PropertyKind(self.kind).label)

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None


class DwellingAlias(models.Model):
    """Identifier of a dwelling that was merged into another: its address leads there."""

    old_id = models.UUIDField(primary_key=True, editable=False)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.CASCADE, related_name="aliases")
    since = models.DateTimeField(_("depuis"))

    class Meta:
        ordering = ["since", "old_id"]
