"""Gatherings of the club: once, or each month; where, for how many, and what came of them."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.gatherings.querysets import GatheringQuerySet
from bocage.people.keys import AuthorKey
from bocage.people.scopes.lineage import LineageOf
from bocage.people.seams.meeting_rooms import RoomState
from bocage.registrations.models import Event
from bocage.territory.keys import CommuneKey

TOKEN_BYTES = 16


def new_token() -> str:
    """Returns an unguessable token for the QR code scanned at the door."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class GatheringSeries(IdentifiedModel):
    """Monthly series of gatherings, on the same weekday of the same week of the month. Each of its
    dates is an independent gathering."""

    class Week(models.IntegerChoices):
        FIRST = 1, _("premier")
        SECOND = 2, _("deuxième")
        THIRD = 3, _("troisième")
        FOURTH = 4, _("quatrième")
        LAST = -1, _("dernier")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("lundi")
        TUESDAY = 1, _("mardi")
        WEDNESDAY = 2, _("mercredi")
        THURSDAY = 3, _("jeudi")
        FRIDAY = 4, _("vendredi")
        SATURDAY = 5, _("samedi")
        SUNDAY = 6, _("dimanche")

    commune = CommuneKey(related_name="gathering_series")
    title = models.CharField(_("titre"), max_length=120)
    week = models.SmallIntegerField(_("semaine du mois"), choices=Week)
    weekday = models.SmallIntegerField(_("jour de la semaine"), choices=Weekday)
    made_by = AuthorKey(null=True, related_name="+")
    made_at = models.DateTimeField(_("créée le"))
    ended_at = models.DateTimeField(_("arrêtée le"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_gatheringseries_day_of_a_month",
                condition=Q(week__in=(1, 2, 3, 4, -1), weekday__range=(0, 6)),
                violation_error_message=_("Une série tombe un jour de la semaine, chaque mois."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    lineage = LineageOf("commune")


@with_history("status", "starts_at", "ends_at", "location", "capacity", "room_state")
class Gathering(Event):
    """Gathering of the club (an evening, a lunch, a morning), open to anybody who registers.

    The room booked in a workspace is referenced by its booking only; the workspace's answer is
    stored beside it (docs/decisions/network-rooms.md).
    """

    class Room(models.TextChoices):
        NONE = "", _("pas de salle réservée")
        HELD = RoomState.HELD.value, _("salle réservée")
        REQUESTED = RoomState.REQUESTED.value, _("salle demandée, le lieu répondra")
        LOST = RoomState.LOST.value, _("la salle n’est plus réservée")
        LATER = "later", _("salle à réserver dès que le lieu prendra ce jour")

    series = models.ForeignKey(
        GatheringSeries,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gatherings",
        verbose_name=_("série"),
    )
    occurs_on = models.DateField(_("jour prévu par la série"), null=True, blank=True)
    commune = CommuneKey(_("commune"), related_name="gatherings")
    room_booking = models.UUIDField(_("réservation de la salle"), null=True, blank=True)
    room_state = models.CharField(_("salle"), max_length=9, choices=Room, blank=True)
    room_wanted = models.UUIDField(_("salle à réserver plus tard"), null=True, blank=True)
    proposed_by = AuthorKey(_("proposée par"), null=True, blank=True, related_name="+")
    arrival_token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    notes = models.TextField(_("compte rendu"), max_length=5000, blank=True)
    outcome = models.TextField(_("ce que cela a donné"), max_length=1000, blank=True)

    objects = GatheringQuerySet.as_manager()

    class Meta(Event.Meta):
        constraints = [
            *Event.Meta.constraints,
            models.CheckConstraint(
                name="network_gathering_room_of_a_booking",
                condition=Q(room_state="", room_booking=None, room_wanted=None)
                | Q(room_state="later", room_booking=None, room_wanted__isnull=False)
                | Q(
                    room_state__in=("held", "requested", "lost"),
                    room_booking__isnull=False,
                    room_wanted=None,
                ),
            ),
            models.UniqueConstraint(
                name="network_gathering_one_a_booking", fields=["room_booking"]
            ),
            models.CheckConstraint(
                name="network_gathering_occurrence_dated",
                condition=Q(series=None, occurs_on=None)
                | Q(series__isnull=False, occurs_on__isnull=False),
            ),
            models.UniqueConstraint(
                name="network_gathering_occurs_once",
                fields=["series", "occurs_on"],
                condition=Q(series__isnull=False),
                violation_error_message=_("Cette série a déjà une rencontre ce jour-là."),
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="network_gathering_by_day"),
            # Index of past gatherings, for their page and its count.
            models.Index(
                fields=["-starts_at", "id"],
                include=["status", "ends_at"],
                name="network_gathering_past",
            ),
            models.Index(
                fields=["ends_at"],
                name="network_gathering_to_end",
                condition=Q(status__in=("open", "full")),
            ),
            models.Index(
                fields=["starts_at"],
                name="network_gathering_to_book",
                condition=Q(room_state="later"),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("gathering_detail", args=[self.pk])

    lineage = LineageOf("commune")


class GatheringPhoto(IdentifiedModel):
    """Photo of a gathering that was held, with its alternative text."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(
        _("photo"), upload_to="gatherings/", width_field="width", height_field="height"
    )
    width = models.PositiveIntegerField(_("largeur"), editable=False)
    height = models.PositiveIntegerField(_("hauteur"), editable=False)
    alternative_text = models.CharField(_("description pour qui ne la voit pas"), max_length=200)
    added_at = models.DateTimeField(_("ajoutée le"), auto_now_add=True)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_gatheringphoto_described",
                condition=Q(alternative_text__regex=r"\S"),
                violation_error_message=_("Décrivez la photo en quelques mots."),
            )
        ]

    def __str__(self) -> str:
        return self.alternative_text

    def get_absolute_url(self) -> str:
        return reverse("gathering_photo", args=[self.pk])
