"""Models of saved searches, their alerts, and browsers that show notifications."""

from django.contrib.postgres.fields import ArrayField, IntegerRangeField
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.models.identified import IdentifiedModel
from bocage.housing.criteria.kinds import EnergyClass, Offer, PropertyKind
from bocage.housing.market.models.facts import MarketFact
from bocage.housing.searches.querysets import SavedSearchQuerySet
from bocage.people.keys import OwnerKey
from bocage.territory.keys import CommuneKey


class SavedSearch(IdentifiedModel):
    """Saved search, matched with each new or changed dwelling.

    Its address was confirmed by a link, or is that of its person. Ranges without a criterion are
    unbounded. `west`, `south`, `east`, `north` bound the search area, in degrees; with a centre,
    the exact distance decides.
    """

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("adresse à confirmer")
        ACTIVE = "active", _("suivie")
        PAUSED = "paused", _("en pause")
        STOPPED = "stopped", _("arrêtée")

    class Rhythm(models.TextChoices):
        """Frequency of the alerts of a search."""

        IMMEDIATELY = "immediately", _("tout de suite")
        DAILY = "daily", _("une fois par jour")
        WEEKLY = "weekly", _("une fois par semaine")

    person = OwnerKey(_("personne"), related_name="saved_searches", null=True, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    """Address of a holder without an account; empty if there is a person."""
    language = models.CharField(_("langue"), max_length=2, default="fr")
    name = models.CharField(_("nom"), max_length=120)
    status = models.CharField(_("état"), max_length=12, choices=Status, default=Status.UNCONFIRMED)
    rhythm = models.CharField(
        _("rythme"), max_length=12, choices=Rhythm, default=Rhythm.IMMEDIATELY
    )
    notifies_by_mail = models.BooleanField(_("par courriel"), default=True)
    """True if alerts are sent by mail; if not, only by notifications and the feed, with an
    account.
    """
    project = models.UUIDField(_("projet d’installation"), null=True, blank=True)
    """Settlement project that made the search, without a foreign key: the welcome app is in a
    higher layer.
    """
    offer = models.CharField(_("offre"), max_length=20, choices=Offer)
    kinds = ArrayField(
        models.CharField(max_length=12, choices=PropertyKind), default=list, verbose_name=_("biens")
    )
    price = IntegerRangeField(_("prix (€)"))
    surface = IntegerRangeField(_("surface (m²)"))
    rooms = IntegerRangeField(_("pièces"))
    land_from_m2 = models.PositiveIntegerField(_("terrain d’au moins (m²)"), null=True, blank=True)
    energy_at_least = models.CharField(
        _("classe énergie d’au moins"), max_length=2, choices=EnergyClass, blank=True
    )
    needs_fibre = models.BooleanField(_("fibre"), default=False)
    needs_office_room = models.BooleanField(_("place pour un bureau"), default=False)
    needs_garden = models.BooleanField(_("jardin"), default=False)
    workspace_within_m = models.PositiveIntegerField(
        _("bureau partagé à moins de (m)"), null=True, blank=True
    )
    words = models.CharField(_("mots"), max_length=120, blank=True)
    commune = CommuneKey(_("autour de"), related_name="saved_searches", null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    radius_m = models.PositiveIntegerField(_("à moins de (m)"), null=True, blank=True)
    west = models.FloatField(default=-180)
    south = models.FloatField(default=-90)
    east = models.FloatField(default=180)
    north = models.FloatField(default=90)
    quiet_from = models.PositiveSmallIntegerField(_("heures calmes dès (h)"), default=22)
    quiet_until = models.PositiveSmallIntegerField(_("heures calmes jusqu’à (h)"), default=7)
    """Hours of the local clock between which no message is sent; none if both hours are equal."""
    feed_key = models.CharField(max_length=43, unique=True, editable=False)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("arrêtée le"), null=True, blank=True)
    last_notified_at = models.DateTimeField(_("dernier message le"), null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="housing_savedsearch_of_a_person_or_an_address",
                condition=Q(person__isnull=False, email="") | Q(person=None) & ~Q(email=""),
            ),
            models.CheckConstraint(
                name="housing_savedsearch_confirmed_before_active",
                condition=Q(status="unconfirmed") | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="housing_savedsearch_address_told_by_mail",
                condition=Q(person__isnull=False) | Q(notifies_by_mail=True),
            ),
            models.CheckConstraint(
                name="housing_savedsearch_centre_whole",
                condition=Q(latitude=None, longitude=None, radius_m=None)
                | Q(
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                    radius_m__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="housing_savedsearch_box_in_order",
                condition=Q(west__lte=F("east"), south__lte=F("north")),
            ),
            models.CheckConstraint(
                name="housing_savedsearch_quiet_hours_of_a_day",
                condition=Q(quiet_from__lte=23, quiet_until__lte=23),
                violation_error_message=_("Une heure va de 0 à 23."),
            ),
            models.UniqueConstraint(
                name="housing_savedsearch_once_a_project",
                fields=["project", "offer"],
                condition=Q(project__isnull=False),
            ),
        ]
        indexes = [
            GistIndex(
                Func(
                    Func("east", "north", function="point"),
                    Func("west", "south", function="point"),
                    function="box",
                ),
                F("price"),
                F("surface"),
                F("rooms"),
                OpClass(F("offer"), name="gist_text_ops"),
                name="housing_savedsearch_match_gist",
                condition=Q(status="active"),
            ),
            models.Index(fields=["person", "-created_at"], name="housing_savedsearch_mine"),
            models.Index(
                fields=["email"], name="housing_savedsearch_address", condition=Q(person=None)
            ),
            models.Index(
                fields=["commune"], name="housing_savedsearch_demand", condition=Q(status="active")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alert(IdentifiedModel):
    """Fact that met a saved search: notified once, by the message that `notified_at` dates."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="alerts")
    fact = models.ForeignKey(MarketFact, on_delete=models.CASCADE, related_name="alerts")
    due_at = models.DateTimeField(_("à dire le"))
    """Time from which the rhythm and the quiet hours of the search allow it to be sent."""
    notified_at = models.DateTimeField(_("dit le"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(name="housing_alert_once_a_fact", fields=["search", "fact"])
        ]
        indexes = [
            models.Index(
                fields=["due_at"], name="housing_alert_to_tell", condition=Q(notified_at=None)
            ),
        ]


class PushSubscription(IdentifiedModel):
    """Browser that a person let show notifications (Web Push, RFC 8030)."""

    person = OwnerKey(related_name="push_subscriptions")
    endpoint = models.URLField(max_length=1000, unique=True)
    public_key = models.CharField(max_length=120)
    secret = models.CharField(max_length=60)
    browser = models.CharField(_("navigateur"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("autorisé le"), auto_now_add=True)
    failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notification de navigateur")
        verbose_name_plural = _("notifications de navigateurs")

    def __str__(self) -> str:
        return self.browser or str(self.pk)


class PushKeys(models.Model):
    """Key pair by which push services identify the instance (VAPID, RFC 8292).

    One row, created on the first request for notifications, and never replaced: browsers grant
    their permission for this public key only.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    private_key = models.CharField(max_length=60)
    """The 32 octets of the P-256 key, as base64url without padding; so is `public_key`."""
    public_key = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(name="housing_pushkeys_one_row", condition=Q(pk=1))]

    def __str__(self) -> str:
        return self.public_key
