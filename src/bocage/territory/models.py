"""The tree of territories: départements, intercommunalités, communes, and their former names."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.api.versions import counts_changes_of
from bocage.territory.fact_kinds import (
    FACT_MEASURES,
    FIRST_YEAR,
    LAST_YEAR,
    PERCENTS,
    FactKind,
    FactUnit,
    SeriesKind,
)
from bocage.territory.geography import EarthPoint, distance_between
from bocage.territory.public_subjects import COMMUNES
from bocage.territory.querysets import CommuneQuerySet

LONGEST_UPDATE = timedelta(minutes=10)
"""Time after which a request to the official API that did not end was interrupted."""

INSEE_CODE = r"^(\d{2}|2[AB])\d{3}$"


class Departement(models.Model):
    """A département, or an overseas collectivity that stands in its place."""

    code = models.CharField(_("code INSEE"), primary_key=True, max_length=3)
    name = models.CharField(_("nom"), max_length=80)
    slug = models.SlugField(_("adresse"), max_length=90, unique=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("département")
        verbose_name_plural = _("départements")

    def __str__(self) -> str:
        return self.name


class Epci(models.Model):
    """An intercommunalité with its own taxes (EPCI), known by its SIREN number.

    Its communes may lie in several départements.
    """

    class Kind(models.TextChoices):
        COMMUNITY = "CC", _("communauté de communes")
        TOWN_COMMUNITY = "CA", _("communauté d’agglomération")
        URBAN_COMMUNITY = "CU", _("communauté urbaine")
        METROPOLIS = "METRO", _("métropole")
        METROPOLIS_OF_LYON = "MET69", _("métropole de Lyon")

    siren = models.CharField(_("numéro SIREN"), primary_key=True, max_length=9)
    name = models.CharField(_("nom"), max_length=160)
    kind = models.CharField(_("nature"), max_length=5, choices=Kind)
    departements = models.ManyToManyField(
        Departement, related_name="epcis", verbose_name=_("départements")
    )
    is_current = models.BooleanField(_("existe encore"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("intercommunalité")
        verbose_name_plural = _("intercommunalités")

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """Commune, identified by its INSEE code (of the official geographical code).

    One that the reference data no longer lists stays with `is_current` false, because people,
    places and files refer to it.
    """

    class PositionSource(models.TextChoices):
        """Source of a position, from the least to the most exact.

        The centre of a postcode is none: it may be six kilometres off.
        """

        GEONAMES = "geonames", _("bourg, GeoNames")
        CENTRE = "centre", _("centre de la commune, API Découpage administratif")
        OUTLINE = "outline", _("contour de la commune, IGN")
        TOWN_HALL = "town_hall", _("mairie, API Découpage administratif")

    code = models.CharField(
        _("code INSEE"), primary_key=True, max_length=5, validators=[RegexValidator(INSEE_CODE)]
    )
    name = models.CharField(_("nom"), max_length=80)
    slug = models.SlugField(_("adresse"), max_length=100, unique=True)
    departement = models.ForeignKey(
        Departement,
        on_delete=models.PROTECT,
        related_name="communes",
        verbose_name=_("département"),
    )
    epci = models.ForeignKey(
        Epci,
        on_delete=models.PROTECT,
        related_name="communes",
        null=True,
        blank=True,
        verbose_name=_("intercommunalité"),
    )
    postcodes = ArrayField(
        models.CharField(max_length=5), default=list, blank=True, verbose_name=_("codes postaux")
    )
    population = models.PositiveIntegerField(_("population municipale"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    position_source = models.CharField(
        _("origine de la position"), max_length=9, choices=PositionSource, blank=True
    )
    search_text = models.TextField(_("texte de recherche"), editable=False)
    edition = models.PositiveSmallIntegerField(
        _("édition"),
        default=0,
        help_text=_("Année des dernières données de référence où la commune figure."),
    )
    is_current = models.BooleanField(_("existe encore"), default=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        constraints = [
            models.CheckConstraint(
                name="territory_commune_position_whole",
                condition=Q(latitude=None, longitude=None, position_source="")
                | (
                    Q(latitude__isnull=False, longitude__isnull=False)
                    & Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                    & Q(position_source__in=("geonames", "centre", "outline", "town_hall"))
                ),
                violation_error_message=_(
                    "Une position a une latitude, une longitude et une origine, ou rien du tout."
                ),
            ),
            models.CheckConstraint(
                name="territory_commune_code_is_insee",
                condition=Q(code__regex=INSEE_CODE),
                violation_error_message=_("Un code INSEE de commune a cinq caractères."),
            ),
        ]
        indexes = [
            GistIndex(
                EarthPoint(F("latitude"), F("longitude")), name="territory_commune_nearest_gist"
            ),
            GinIndex(
                OpClass(F("search_text"), name="gin_trgm_ops"),
                name="territory_commune_search_gin",
                fastupdate=False,  # Read at every letter, written once a year.
            ),
            GinIndex(fields=["postcodes"], name="territory_commune_postcode_gin"),
            # Serves the counts of communes and inhabitants of a département or of the whole
            # country.
            models.Index(
                fields=["departement"],
                include=["population"],
                name="territory_commune_current",
                condition=Q(is_current=True),
            ),
        ]
        triggers = [counts_changes_of(COMMUNES)]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("commune_detail", args=[self.slug])

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    def km_to(self, other: Commune) -> float | None:
        """Returns the distance to another commune as the crow flies; None if one has no
        position.
        """
        if self.latitude is None or self.longitude is None:
            return None
        if other.latitude is None or other.longitude is None:
            return None
        metres = distance_between(self.latitude, self.longitude, other.latitude, other.longitude)
        return metres / 1000


class FormerCommune(models.Model):
    """A name or a code that led to a commune of today: delegated, associated, merged, or a
    municipal arrondissement.

    The name of some merged communes is not in the reference data: it is then empty.
    """

    class Kind(models.TextChoices):
        DELEGATED = "delegated", _("commune déléguée")
        ASSOCIATED = "associated", _("commune associée")
        MERGED = "merged", _("ancienne commune")
        ARRONDISSEMENT = "arrondissement", _("arrondissement municipal")

    code = models.CharField(_("code INSEE"), primary_key=True, max_length=5)
    name = models.CharField(_("nom"), max_length=80, blank=True)
    kind = models.CharField(_("nature"), max_length=14, choices=Kind)
    commune = models.ForeignKey(
        Commune, on_delete=models.CASCADE, related_name="former_communes", verbose_name=_("commune")
    )
    search_text = models.TextField(_("texte de recherche"), editable=False)

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("ancienne commune")
        verbose_name_plural = _("anciennes communes")
        triggers = [counts_changes_of(COMMUNES)]

    def __str__(self) -> str:
        return self.name or self.code


class CommuneOutline(models.Model):
    """Outline of a commune as a GeoJSON geometry (Polygon or MultiPolygon, WGS 84).

    It is stored apart from the commune, so that reading communes never reads their outlines.
    """

    commune = models.OneToOneField(
        Commune, on_delete=models.CASCADE, primary_key=True, related_name="outline"
    )
    geometry = models.JSONField(_("contour"))
    simplified = models.JSONField(_("contour simplifié"))
    source = models.CharField(_("source"), max_length=200)
    updated_at = models.DateTimeField(_("lu le"), auto_now=True)

    def __str__(self) -> str:
        return f"contour {self.commune_id}"


class CommuneCell(models.Model):
    """Area of a département that is nearer to one commune than to any other, as a GeoJSON geometry
    (WGS 84), for the maps to draw where no outline is known. It is approximate, and no outline.
    """

    commune = models.OneToOneField(
        Commune, on_delete=models.CASCADE, primary_key=True, related_name="cell"
    )
    shape = models.JSONField(_("cellule"))
    updated_at = models.DateTimeField(_("calculée le"), auto_now=True)

    def __str__(self) -> str:
        return f"cellule {self.commune_id}"


class PositionsUpdate(models.Model):
    """Last request for the positions and outlines of a département to the official API, and when
    the next is due.

    `failures` counts the requests that failed in a row; `failure` says why the last one did.
    """

    departement = models.OneToOneField(
        Departement, on_delete=models.CASCADE, primary_key=True, related_name="positions_update"
    )
    requested_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    ended_at = models.DateTimeField(_("fini le"), null=True, blank=True)
    due_at = models.DateTimeField(_("à demander le"), default=timezone.now)
    failures = models.PositiveSmallIntegerField(_("échecs de suite"), default=0)
    failure = models.CharField(_("raison"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="territory_positionsupdate_failure_has_reason",
                condition=Q(failures=0, failure="") | (Q(failures__gt=0) & ~Q(failure="")),
                violation_error_message=_("Une demande qui échoue dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return f"positions {self.departement_id}"

    @property
    def is_under_way(self) -> bool:
        """True while the worker has not ended a request that was made a moment ago."""
        is_ended = self.ended_at is not None and self.ended_at >= self.requested_at
        return not is_ended and timezone.now() - self.requested_at < LONGEST_UPDATE


class CommuneFact(models.Model):
    """A figure about a commune, with where it comes from and the day from which it is."""

    Kind = FactKind
    Unit = FactUnit

    commune = models.ForeignKey(
        Commune, on_delete=models.CASCADE, related_name="facts", verbose_name=_("commune")
    )
    kind = models.CharField(
        pgettext_lazy("about a commune", "fait"), max_length=20, choices=FactKind
    )
    indicator = models.CharField(
        _("indicateur"),
        max_length=80,
        blank=True,
        help_text=_("Le nom de ce qui est mesuré, quand ce n’est aucun des faits connus."),
    )
    value = models.DecimalField(_("valeur"), max_digits=10, decimal_places=2)
    stated_unit = models.CharField(_("unité"), max_length=20, blank=True)
    detail = models.CharField(_("précision"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=160)
    address = models.URLField(_("adresse de la source"), max_length=300, blank=True)
    dated_on = models.DateField(_("à la date du"))

    class Meta:
        ordering = ["commune", "kind", "indicator"]
        verbose_name = _("fait sur une commune")
        verbose_name_plural = _("faits sur les communes")
        constraints = [
            models.UniqueConstraint(
                name="territory_communefact_one_of_a_kind",
                fields=["commune", "kind", "indicator"],
                violation_error_message=_("Une commune a un seul fait de chaque sorte."),
            ),
            models.CheckConstraint(
                name="territory_communefact_named_when_other",
                condition=Q(kind="other") & ~Q(indicator="") | ~Q(kind="other") & Q(indicator=""),
                violation_error_message=_("Seul un autre indicateur porte un nom."),
            ),
            models.CheckConstraint(
                name="territory_communefact_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("Un nombre négatif ne veut rien dire ici."),
            ),
            models.CheckConstraint(
                name="territory_communefact_percent_at_most_100",
                condition=~Q(kind__in=PERCENTS) | Q(value__lte=100),
                violation_error_message=_("Un pourcentage est de 100 au plus."),
            ),
            models.CheckConstraint(
                name="territory_communefact_has_a_source",
                condition=~Q(source=""),
                violation_error_message=_("Un chiffre a une source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.label} {self.value}"

    @property
    def label(self) -> str:
        """Displayed name of the fact."""
        return self.indicator or str(self.get_kind_display())

    @property
    def unit(self) -> str:
        """Returns « km », « % », « min », the unit of the source, or empty for a count."""
        return self.stated_unit or str(FACT_MEASURES[self.kind].unit.label)


class YearlyFigure(models.Model):
    """Count for a commune in one year: a point of a series.

    `year` is that of the census for inhabitants, and that of the autumn when school begins for
    pupils.
    """

    Kind = SeriesKind

    commune = models.ForeignKey(
        Commune, on_delete=models.CASCADE, related_name="yearly_figures", verbose_name=_("commune")
    )
    kind = models.CharField(_("série"), max_length=12, choices=SeriesKind)
    year = models.PositiveSmallIntegerField(_("année"))
    value = models.PositiveIntegerField(_("valeur"))
    source = models.CharField(_("source"), max_length=160)
    address = models.URLField(_("adresse de la source"), max_length=300, blank=True)

    class Meta:
        ordering = ["commune", "kind", "year"]
        constraints = [
            models.UniqueConstraint(
                name="territory_yearlyfigure_one_a_year",
                fields=["commune", "kind", "year"],
                violation_error_message=_("Une commune a un seul chiffre par série et par année."),
            ),
            models.CheckConstraint(
                name="territory_yearlyfigure_of_a_year",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("Cette année n’est pas celle d’un recensement."),
            ),
            models.CheckConstraint(
                name="territory_yearlyfigure_has_a_source",
                condition=~Q(source=""),
                violation_error_message=_("Un chiffre a une source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.kind} {self.year} {self.value}"


def resolve_commune(code: str) -> Commune | None:
    """Returns the current commune of a current or former INSEE code, or None.

    If a current and a former commune share the code, the current one is returned.
    """
    current = Commune.objects.filter(code=code).first()
    if current is not None and current.is_current:
        return current
    former = FormerCommune.objects.select_related("commune").filter(code=code).first()
    return former.commune if former else current
