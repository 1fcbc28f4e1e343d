"""Assets of a territory, with their figure, source, date and picture."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.outreach.assets.shelf_life import MAX_MONTHS, USUAL_MONTHS, MonthsLater
from bocage.outreach.shared.themes import Theme
from bocage.people.keys import AuthorKey
from bocage.people.models.mandates import Role
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import DepartementKey

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.territory.models import Commune

MANAGER_ROLES = (Role.COORDINATOR, Role.EDITOR)
"""Roles that manage the assets of a département, besides administrators."""

LIVE = ~Q(live_indicator="")
PROVEN = LIVE | (~Q(figure="") & ~Q(source_name="") & Q(dated_on__isnull=False))
"""Publishable assets: a live indicator, or a figure with its source and its date."""

OF_ALL = Q(epci=None, commune=None, place=None)


class AssetQuerySet(models.QuerySet["Asset"]):
    """Queryset of assets, with filters by manager and by publication."""

    def managed_by(self, person: Person) -> AssetQuerySet:
        """Filters on the assets of the départements whose assets a person manages."""
        return self.filter(reach_of(person, MANAGER_ROLES).within(departement="departement"))

    def public_on(self, day: date) -> AssetQuerySet:
        """Filters on the assets that are public on a day of the local calendar: published, with a
        figure that is not too old.
        """
        return self.filter(LIVE | Q(fresh_until__gte=day), state=Asset.State.PUBLISHED)

    def to_refresh(self, day: date) -> AssetQuerySet:
        """Filters on the assets that lack a proof, or whose figure is too old on a day; withdrawn
        ones are left out.
        """
        unproven = ~PROVEN | (~LIVE & Q(fresh_until__lt=day))
        return self.exclude(state=Asset.State.WITHDRAWN).filter(unproven)

    def about(self, commune: Commune) -> AssetQuerySet:
        """Filters on the assets that apply to a commune, the closest first: its own and those of
        its places, then those of its intercommunalité, then those of the whole département.
        """
        is_local = Q(commune=commune) | Q(place__commune=commune)
        around = Q(epci=commune.epci_id) if commune.epci_id else Q(pk=None)
        nearness = models.Case(
            models.When(is_local, then=0), models.When(around, then=1), default=2
        )
        return (
            self.filter(is_local | around | OF_ALL, departement=commune.departement_id)
            .annotate(nearness=nearness)
            .order_by("nearness", "theme", "title", "pk")
        )

    def with_related(self) -> AssetQuerySet:
        """Selects the related rows needed to display assets: the area that each is about, and its
        picture.
        """
        return self.select_related("departement", "epci", "commune", "place__commune", "picture")


@with_history(
    "state",
    "figure",
    "unit",
    "live_indicator",
    "dated_on",
    "shelf_life_months",
    "source_name",
    "source_url",
)
class Asset(IdentifiedModel):
    """Argument for a territory. Without a source, or once its figure is too old, it is not public:
    a database constraint refuses to publish the first, and the query of public assets leaves out
    the second.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        PUBLISHED = "published", _("publié")
        WITHDRAWN = "withdrawn", _("retiré")

    departement = DepartementKey(_("département"), related_name="assets")
    theme = models.CharField(_("thème"), max_length=8, choices=Theme)
    state = models.CharField(_("état"), max_length=9, choices=State, default=State.DRAFT)
    title = models.CharField(_("titre"), max_length=120)
    title_en = models.CharField(_("titre en anglais"), max_length=120, blank=True)
    sentence = models.CharField(_("phrase"), max_length=300)
    sentence_en = models.CharField(_("phrase en anglais"), max_length=300, blank=True)
    figure = models.CharField(_("chiffre"), max_length=24, blank=True)
    """Figure as displayed: « 2 h 10 », « 349 », « 94 % »."""
    unit = models.CharField(_("ce qu’il compte"), max_length=80, blank=True)
    unit_en = models.CharField(_("ce qu’il compte, en anglais"), max_length=80, blank=True)
    live_indicator = models.CharField(_("chiffre en direct"), max_length=40, blank=True)
    """The name of a proof of `proofs.named_proofs()`, instead of a figure."""
    source_name = models.CharField(_("source"), max_length=160, blank=True)
    source_url = models.URLField(_("adresse de la source"), max_length=300, blank=True)
    dated_on = models.DateField(_("date du chiffre"), null=True, blank=True)
    shelf_life_months = models.PositiveSmallIntegerField(
        _("durée de validité, en mois"), default=USUAL_MONTHS
    )
    fresh_until = models.GeneratedField(
        expression=MonthsLater(F("dated_on"), F("shelf_life_months")),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    """Last local day on which the figure may be shown; null for a live indicator."""
    epci = models.ForeignKey(
        "territory.Epci", models.PROTECT, null=True, blank=True, related_name="assets"
    )
    commune = models.ForeignKey(
        "territory.Commune", models.PROTECT, null=True, blank=True, related_name="assets"
    )
    place = models.ForeignKey(
        "workspaces.Place", models.PROTECT, null=True, blank=True, related_name="assets"
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
    )
    picture_words = models.CharField(_("description de l’image"), max_length=200, blank=True)
    picture_words_en = models.CharField(
        _("description de l’image en anglais"), max_length=200, blank=True
    )
    picture_credit = models.CharField(_("crédit de l’image"), max_length=120, blank=True)
    picture_use = models.CharField(_("droit d’usage de l’image"), max_length=200, blank=True)
    is_for_press = models.BooleanField(_("image pour la presse"), default=False)
    published_on = models.DateField(_("publié le"), null=True, blank=True)
    """The day of the local calendar on which it was last published; its time is in the history."""
    published_by = AuthorKey(null=True, blank=True, related_name="+")
    age_notified_at = models.DateTimeField(null=True, blank=True)
    """When the manager was notified that the displayed figure is out of date."""
    created_by = AuthorKey(null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("créé le"))

    objects = AssetQuerySet.as_manager()

    class Meta:
        ordering = ["theme", "title", "id"]
        constraints = [
            models.UniqueConstraint(
                "departement",
                Lower("title"),
                name="outreach_asset_one_title",
                violation_error_message=_("Un atout porte déjà ce titre."),
            ),
            models.CheckConstraint(
                name="outreach_asset_said",
                condition=Q(title__regex=r"\S", sentence__regex=r"\S"),
                violation_error_message=_("Un atout a un titre et une phrase."),
            ),
            models.CheckConstraint(
                name="outreach_asset_theme_known",
                condition=Q(theme__in=Theme.values),
                violation_error_message=_("Ce thème n’est pas proposé."),
            ),
            models.CheckConstraint(
                name="outreach_asset_about_one_place",
                condition=Q(epci=None, commune=None)
                | Q(epci=None, place=None)
                | Q(commune=None, place=None),
                violation_error_message=_("Un atout parle d’un seul endroit."),
            ),
            models.CheckConstraint(
                name="outreach_asset_one_figure",
                condition=Q(live_indicator="") | Q(figure="", dated_on=None),
                violation_error_message=_("Un chiffre en direct se compte et se date de lui-même."),
            ),
            models.CheckConstraint(
                name="outreach_asset_published_proven",
                condition=~Q(state="published") | PROVEN,
                violation_error_message=_(
                    "Un atout publié a un chiffre, sa source et sa date, ou un chiffre en direct."
                ),
            ),
            models.CheckConstraint(
                name="outreach_asset_published_fresh",
                condition=~Q(state="published")
                | (Q(published_on__isnull=False) & (LIVE | Q(fresh_until__gte=F("published_on")))),
                violation_error_message=_("Un chiffre trop ancien ne se publie pas."),
            ),
            models.CheckConstraint(
                name="outreach_asset_kept_for_a_while",
                condition=Q(shelf_life_months__range=(1, MAX_MONTHS)),
                violation_error_message=_("Un chiffre vaut d’un mois à dix ans."),
            ),
            models.CheckConstraint(
                name="outreach_asset_dated_in_our_time",
                condition=Q(dated_on=None)
                | Q(dated_on__range=(date(1900, 1, 1), date(2200, 1, 1))),
                violation_error_message=_("Cette date n’est pas celle d’un chiffre."),
            ),
            models.CheckConstraint(
                name="outreach_asset_source_on_the_web",
                condition=Q(source_url="") | Q(source_url__regex=r"^https?://"),
                violation_error_message=_("L’adresse d’une source commence par https://."),
            ),
            models.CheckConstraint(
                name="outreach_asset_picture_told",
                condition=Q(picture=None) | (~Q(picture_words="") & ~Q(picture_credit="")),
                violation_error_message=_("Une image a une description et un crédit."),
            ),
            models.CheckConstraint(
                name="outreach_asset_press_may_use",
                condition=Q(is_for_press=False) | ~Q(picture_use=""),
                violation_error_message=_("Une image pour la presse dit ce qu’on peut en faire."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["departement", "theme"],
                name="outreach_asset_shown",
                condition=Q(state="published"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("asset_detail", args=[self.pk])

    lineage = LineageOf("departement")

    @property
    def is_live(self) -> bool:
        """True if the instance counts the figure of this asset itself."""
        return bool(self.live_indicator)

    def is_too_old(self, day: date) -> bool:
        """Checks whether the figure is too old to be shown on a day of the local calendar."""
        return self.fresh_until is not None and self.fresh_until < day
