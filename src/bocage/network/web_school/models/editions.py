"""Editions of the École du Web: dates, place, rooms, partners."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from itertools import pairwise

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.db.periods import PERIOD_IS_FINITE, InPeriod
from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.web_school.querysets import EditionQuerySet
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.keys import CommuneKey, DepartementKey

MAX_VOTES = 50
MAX_SEATS = 2000
LONGEST_PAUSE_MINUTES = 30
"""Two slots follow each other, for a longer session, when no more than this parts them."""


def new_secret() -> str:
    """Returns a secret token of 256 random bits, for the address of the wall screen or door."""
    return secrets.token_urlsafe(32)


@with_history("status", "version", "starts_on", "ends_on")
class WebSchoolEdition(IdentifiedModel):
    """Edition of the École du Web: a day or two whose programme is made by the participants."""

    class Status(models.TextChoices):
        COLLECTING = "collecting", _("appel à propositions")
        VOTING = "voting", _("votes ouverts")
        SCHEDULING = "scheduling", _("programme en préparation")
        PUBLISHED = "published", _("programme publié")
        HELD = "held", _("tenue")
        ARCHIVED = "archived", _("archivée")

    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    name = models.CharField(_("nom"), max_length=120)
    departement = DepartementKey(_("département"), related_name="web_school_editions")
    commune = CommuneKey(_("commune"), related_name="web_school_editions")
    address = models.CharField(_("où l’on se retrouve"), max_length=200, blank=True)
    call = models.TextField(_("appel à propositions"), max_length=3000, blank=True)
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour"))
    votes_each = models.PositiveSmallIntegerField(_("votes de chacun"), default=10)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.COLLECTING)
    version = models.PositiveIntegerField(_("version du programme"), default=0, editable=False)
    """Number of the last published programme; 0 before the first."""
    revision = models.PositiveIntegerField(default=0, editable=False)
    """Incremented by each change of the grid or of the programme, so that the result of a
    computation started before the change is discarded."""
    report = models.TextField(_("ce qu’il en reste"), max_length=3000, blank=True)
    wall_token = models.CharField(max_length=43, unique=True, default=new_secret, editable=False)
    door_token = models.CharField(max_length=43, unique=True, default=new_secret, editable=False)
    created_by = AuthorKey(_("créée par"), null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("créée le"))

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_edition_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Une édition a un nom."),
            ),
            models.CheckConstraint(
                name="network_edition_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Une édition finit après avoir commencé."),
            ),
            models.CheckConstraint(
                name="network_edition_votes_for_each",
                condition=Q(votes_each__range=(1, MAX_VOTES)),
                violation_error_message=_("Chacun a d’un à cinquante votes."),
            ),
            models.CheckConstraint(
                name="network_edition_published_in_a_version",
                condition=~Q(status__in=["published", "held", "archived"]) | Q(version__gte=1),
                violation_error_message=_("Une édition publiée a un programme."),
            ),
        ]
        indexes = [models.Index(fields=["departement", "status"], name="network_edition_where")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("edition_detail", args=[self.slug])

    lineage = LineageOf("departement")

    @property
    def takes_pitches(self) -> bool:
        return self.status in {self.Status.COLLECTING, self.Status.VOTING}

    @property
    def is_being_made(self) -> bool:
        """True if the programme can still be changed."""
        return self.status in {self.Status.SCHEDULING, self.Status.PUBLISHED}

    @property
    def is_published(self) -> bool:
        return self.version > 0

    def is_today(self, now: datetime) -> bool:
        """Checks whether the edition takes place on the day of `now`: changes then show at once."""
        return self.starts_on <= timezone.localdate(now) <= self.ends_on

    def is_live(self, now: datetime) -> bool:
        return self.status == self.Status.PUBLISHED and self.is_today(now)


class WebSchoolRoom(models.Model):
    """A room of an edition, in one of its places."""

    edition = models.ForeignKey(
        WebSchoolEdition, on_delete=models.CASCADE, related_name="rooms", verbose_name=_("édition")
    )
    name = models.CharField(_("nom de la salle"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("places assises"))
    place = models.ForeignKey(
        "people.Scope",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lieu"),
    )
    """A workspace, known here by its scope: its room is beside this one."""
    booked_room = models.UUIDField(_("salle réservée"), null=True, blank=True, editable=False)
    bookings = ArrayField(models.UUIDField(), default=list, blank=True, editable=False)
    """One booking per day, in the workspace of the room (docs/decisions/network-rooms.md)."""
    is_lost = models.BooleanField(_("réservation perdue"), default=False)
    directions = models.CharField(
        _("comment la trouver"), max_length=160, blank=True, help_text=_("Étage, aile, bâtiment…")
    )

    class Meta:
        ordering = ["-seats", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="network_room_named_once",
                fields=["edition", "name"],
                violation_error_message=_("Une salle de cette édition porte déjà ce nom."),
            ),
            models.CheckConstraint(
                name="network_room_seats_some",
                condition=Q(seats__range=(1, MAX_SEATS)),
                violation_error_message=_("Une salle a d’une à deux mille places."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Slot(InPeriod):
    """A time of an edition, the same in all its rooms: no two overlap."""

    edition = models.ForeignKey(
        WebSchoolEdition, on_delete=models.CASCADE, related_name="slots", verbose_name=_("édition")
    )
    period = DateTimeRangeField(_("de quand à quand"))

    class Meta:
        ordering = ["period", "pk"]
        constraints = [
            models.CheckConstraint(
                name="network_slot_period_finite",
                condition=PERIOD_IS_FINITE,
                violation_error_message=_("Un créneau commence avant de finir."),
            ),
            ExclusionConstraint(
                name="network_slot_apart",
                expressions=[
                    ("edition", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Ce créneau en chevauche un autre."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.period)

    @property
    def day(self) -> date:
        return timezone.localdate(self.starts_at)

    def is_followed_by(self, later: Slot) -> bool:
        """Checks whether a longer session can continue into a later slot: same day, and a pause of
        at most 30 minutes.
        """
        pause = (later.starts_at - self.ends_at).total_seconds() / 60
        return self.day == later.day and 0 <= pause <= LONGEST_PAUSE_MINUTES


def follows(slots: list[Slot]) -> list[bool]:
    """Returns, for each slot in order, whether a session can continue into it from the slot before;
    False for the first.
    """
    return [False, *(slot.is_followed_by(later) for slot, later in pairwise(slots))][: len(slots)]


class WebSchoolPartner(models.Model):
    """Partner of an edition, with a logo stored as a PNG that the server encoded itself."""

    edition = models.ForeignKey(
        WebSchoolEdition,
        on_delete=models.CASCADE,
        related_name="partners",
        verbose_name=_("édition"),
    )
    name = models.CharField(_("nom"), max_length=80)
    website = models.URLField(_("site"), max_length=300, blank=True)
    logo = models.BinaryField(_("logo"), null=True, blank=True)
    logo_digest = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="network_partner_named_once",
                fields=["edition", "name"],
                violation_error_message=_("Ce partenaire est déjà dans la liste."),
            ),
            models.CheckConstraint(
                name="network_partner_website_of_the_web",
                condition=Q(website="") | Q(website__regex=r"^https?://"),
                violation_error_message=_("L’adresse d’un site commence par https://."),
            ),
            models.CheckConstraint(
                name="network_partner_logo_has_digest",
                condition=Q(logo__isnull=True, logo_digest="")
                | (Q(logo__isnull=False) & ~Q(logo_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Presence of a person at an edition, recorded at the door or by the organiser."""

    edition = models.ForeignKey(
        WebSchoolEdition,
        on_delete=models.CASCADE,
        related_name="attendances",
        verbose_name=_("édition"),
    )
    person = OwnerKey(_("personne"), null=True, blank=True, related_name="web_school_attendances")
    name = models.CharField(_("nom"), max_length=120)
    arrived_at = models.DateTimeField(_("arrivée"))

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="network_attendance_once",
                fields=["edition", "person"],
                violation_error_message=_("Cette personne est déjà notée."),
            ),
            models.UniqueConstraint(
                name="network_attendance_guest_once",
                fields=["edition", "name"],
                condition=Q(person=None),
                violation_error_message=_("Ce nom est déjà noté."),
            ),
            models.CheckConstraint(
                name="network_attendance_named",
                condition=Q(name__regex=r"\S"),
                violation_error_message=_("Dites un nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    lineage = LineageOf("edition")
