"""Models of a place open to people who telework, and of its resources."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.api.versions import counts_changes_of_each
from bocage.foundation.models.identified import IdentifiedModel
from bocage.territory.geography import EarthPoint
from bocage.territory.keys import CommuneKey
from bocage.workspaces.places.public_subjects import PLACES
from bocage.workspaces.places.querysets import PlaceQuerySet, ResourceQuerySet
from bocage.workspaces.places.triggers import (
    new_plan_when_changed,
    new_plan_when_the_place_changes,
    parts_are_held_with_their_whole,
    parts_stay_in_their_place,
)


class PlaceKind(models.TextChoices):
    TELEWORK_CENTRE = "telework_centre", _("télécentre")
    PUBLIC_DIGITAL_SPACE = "public_digital_space", _("espace public numérique")
    COWORKING = "coworking", _("espace de coworking")
    THIRD_PLACE = "third_place", _("tiers-lieu")
    FABLAB = "fablab", _("fablab")
    MEDIA_LIBRARY = "media_library", _("médiathèque")
    TOWN_HALL = "town_hall", _("mairie")
    CAFE = "cafe", _("café")


class Equipment(models.TextChoices):
    """Equipment that a place or one of its rooms offers."""

    SCREEN = "screen", _("écran")
    DOCKING_STATION = "docking_station", _("station d’accueil")
    VIDEO_CONFERENCE = "video_conference", _("visioconférence")
    PROJECTOR = "projector", _("vidéoprojecteur")
    WHITEBOARD = "whiteboard", _("tableau blanc")
    PRINTER = "printer", _("imprimante")
    LARGE_PRINTER = "large_printer", _("imprimante A3")
    SCANNER = "scanner", _("scanner")
    COMPUTER = "computer", _("ordinateur en prêt")
    HEADSET = "headset", _("casque en prêt")
    SOUNDPROOFING = "soundproofing", _("isolation phonique")
    ADJUSTABLE_DESK = "adjustable_desk", _("bureau réglable en hauteur")
    LOCKER = "locker", _("casier fermé")
    KITCHEN = "kitchen", _("cuisine")
    COFFEE = "coffee", _("café")
    PARKING = "parking", _("stationnement")
    BICYCLE_PARKING = "bicycle_parking", _("abri à vélos")
    CHARGING_POINT = "charging_point", _("borne de recharge")
    GARDEN = "garden", _("jardin")
    MAILBOX = "mailbox", _("boîte aux lettres")


class Accessibility(models.TextChoices):
    """Accessibility feature of a place, in the words of the French accessibility register."""

    WHEELCHAIR = "wheelchair", _("accès en fauteuil roulant")
    STEP_FREE_TOILET = "step_free_toilet", _("toilettes adaptées")
    RESERVED_PARKING = "reserved_parking", _("stationnement réservé")
    HEARING_LOOP = "hearing_loop", _("boucle magnétique")
    TACTILE_GUIDANCE = "tactile_guidance", _("repérage tactile")
    ASSISTANCE_DOG = "assistance_dog", _("chien d’assistance bienvenu")
    HELP_ON_REQUEST = "help_on_request", _("aide sur demande")


class ResourceKind(models.TextChoices):
    DESK = "desk", _("poste")
    CLOSED_OFFICE = "closed_office", _("bureau fermé")
    MEETING_ROOM = "meeting_room", _("salle de réunion")
    TRAINING_ROOM = "training_room", _("salle de formation")
    PHONE_BOOTH = "phone_booth", _("cabine d’appel")
    WHOLE_PLACE = "whole_place", _("lieu entier")


@pghistory.track(
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["plan_version", "updated_at"],
    model_name="PlaceEvent",
)
class Place(IdentifiedModel):
    """Workspace in a commune, open to people who telework.

    A trigger changes `plan_version` whenever the resources, the hours or the closures of the place
    change: values computed from them are valid as long as it is the same.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        PUBLISHED = "published", _("publié")
        CLOSED = "closed", _("fermé définitivement")

    class PositionSource(models.TextChoices):
        CENSUS = "census", _("recensement des tiers-lieux")
        ADDRESS = "address", _("adresse")
        HOST = "host", _("animateur du lieu")
        COMMUNE = "commune", _("centre de la commune")

    slug = models.SlugField(_("adresse de la page"), max_length=120, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=24, choices=PlaceKind)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    commune = CommuneKey(_("commune"), related_name="places")
    scope = models.OneToOneField(
        "people.Scope", on_delete=models.PROTECT, related_name="place", verbose_name=_("périmètre")
    )
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    position_source = models.CharField(
        _("origine de la position"), max_length=8, choices=PositionSource, blank=True
    )
    description = models.TextField(_("présentation"), max_length=4000, blank=True)
    access_instructions = models.TextField(
        _("comment entrer"),
        max_length=2000,
        blank=True,
        help_text=_("Envoyé avec la confirmation, jamais montré en public."),
    )
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=20, blank=True)
    website = models.URLField(_("site web"), max_length=300, blank=True)
    has_fibre = models.BooleanField(_("fibre"), null=True, blank=True)
    download_mbps = models.PositiveIntegerField(
        _("débit descendant mesuré (Mb/s)"), null=True, blank=True
    )
    upload_mbps = models.PositiveIntegerField(
        _("débit montant mesuré (Mb/s)"), null=True, blank=True
    )
    speed_measured_on = models.DateField(_("mesuré le"), null=True, blank=True)
    equipment = ArrayField(
        models.CharField(max_length=20, choices=Equipment),
        default=list,
        blank=True,
        verbose_name=_("équipement"),
    )
    accessibility = ArrayField(
        models.CharField(max_length=20, choices=Accessibility),
        default=list,
        blank=True,
        verbose_name=_("accessibilité"),
    )
    observes_public_holidays = models.BooleanField(_("fermé les jours fériés"), default=True)
    source = models.CharField(_("source"), max_length=40, blank=True)
    external_id = models.CharField(_("identifiant dans la source"), max_length=80, blank=True)
    imported_values = models.JSONField(_("valeurs importées"), default=dict, blank=True)
    plan_version = models.UUIDField(db_default=RandomUUID(), editable=False)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    distance_m: float
    """Distance in metres from the position searched; only set by `near` of the query set."""

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        constraints = [
            models.CheckConstraint(
                name="workspaces_place_position_whole",
                condition=Q(latitude=None, longitude=None, position_source="")
                | (
                    Q(latitude__range=(-90, 90), longitude__range=(-180, 180))
                    & ~Q(position_source="")
                ),
                violation_error_message=_(
                    "Une position a une latitude, une longitude et une origine, ou rien du tout."
                ),
            ),
            models.CheckConstraint(
                name="workspaces_place_speed_dated",
                condition=Q(download_mbps=None, upload_mbps=None) | ~Q(speed_measured_on=None),
                violation_error_message=_("Un débit mesuré porte la date de sa mesure."),
            ),
            models.UniqueConstraint(
                name="workspaces_place_source_once",
                fields=["source", "external_id"],
                condition=~Q(source=""),
                violation_error_message=_("Ce lieu de cette source est déjà là."),
            ),
        ]
        indexes = [
            GistIndex(
                EarthPoint(F("latitude"), F("longitude")), name="workspaces_place_nearest_gist"
            ),
            GinIndex(fields=["equipment"], name="workspaces_place_equipment_gin"),
            # A list stops at its page, where it would sort every place of the country.
            models.Index(
                fields=["name", "id"],
                name="workspaces_place_names",
                condition=Q(status="published"),
            ),
        ]
        triggers = [
            new_plan_when_the_place_changes,
            counts_changes_of_each(PLACES, object_sql="changed.id"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("place_detail", args=[self.slug])

    @property
    def is_located(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def equipment_labels(self) -> list[str]:
        return [str(Equipment(code).label) for code in self.equipment]

    @property
    def accessibility_labels(self) -> list[str]:
        return [str(Accessibility(code).label) for code in self.accessibility]


class Resource(IdentifiedModel):
    """Resource that can be booked in a place: a desk, a room, a booth, or the place as a whole.

    A room that divides is the parent of its parts. A booking of the whole holds the parts, and a
    booking of a part prevents that of the whole; the whole place has every other resource as a
    part, with no parent to declare.
    """

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="resources", verbose_name=_("lieu")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="parts",
        null=True,
        blank=True,
        verbose_name=_("partie de"),
    )
    kind = models.CharField(_("nature"), max_length=16, choices=ResourceKind)
    name = models.CharField(_("nom"), max_length=80)
    description = models.CharField(_("précisions"), max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), default=1)
    equipment = ArrayField(
        models.CharField(max_length=20, choices=Equipment),
        default=list,
        blank=True,
        verbose_name=_("équipement"),
    )
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    is_active = models.BooleanField(_("réservable"), default=True)
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "id"]
        verbose_name = _("espace à réserver")
        verbose_name_plural = _("espaces à réserver")
        constraints = [
            models.UniqueConstraint(
                name="workspaces_resource_name_once",
                fields=["place", "name"],
                violation_error_message=_("Ce lieu a déjà un espace de ce nom."),
            ),
            models.UniqueConstraint(
                name="workspaces_resource_one_whole_place",
                fields=["place"],
                condition=Q(kind=ResourceKind.WHOLE_PLACE),
                violation_error_message=_("Ce lieu peut déjà être réservé en entier."),
            ),
            models.CheckConstraint(
                name="workspaces_resource_capacity_positive",
                condition=Q(capacity__gte=1),
                violation_error_message=_("Un espace a au moins une place."),
            ),
            models.CheckConstraint(
                name="workspaces_resource_whole_place_has_no_parent",
                condition=~Q(kind=ResourceKind.WHOLE_PLACE) | Q(parent=None),
                violation_error_message=_("Le lieu entier n’est la partie de rien."),
            ),
        ]
        indexes = [
            # The places that have a kind: of one that is rare, every resource would be read.
            models.Index(
                fields=["kind", "place"],
                name="workspaces_resource_kinds",
                condition=Q(is_active=True),
            ),
        ]
        triggers = [
            parts_stay_in_their_place,
            parts_are_held_with_their_whole,
            *new_plan_when_changed,
        ]

    def __str__(self) -> str:
        return self.name


class Photo(IdentifiedModel):
    """Picture of a place, with its alternative text."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="photos", verbose_name=_("lieu")
    )
    image = models.ImageField(
        _("photo"), upload_to="places/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("largeur"), editable=False)
    height = models.PositiveIntegerField(_("hauteur"), editable=False)
    alternative_text = models.CharField(_("description pour qui ne la voit pas"), max_length=200)
    position = models.PositiveSmallIntegerField(_("rang"), default=0)
    created_at = models.DateTimeField(_("ajoutée le"), auto_now_add=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="workspaces_photo_described",
                condition=~Q(alternative_text=""),
                violation_error_message=_("Décrivez la photo en quelques mots."),
            )
        ]

    def __str__(self) -> str:
        return self.alternative_text

    def get_absolute_url(self) -> str:
        return reverse("place_photo", args=[self.pk])
