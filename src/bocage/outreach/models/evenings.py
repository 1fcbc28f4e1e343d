"""Evenings in the cities where people live now: a room, a date, so many seats."""

from __future__ import annotations

from datetime import datetime

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.identifiers import new_identifier
from bocage.outreach.models.campaigns import RUN_BY, Campaign, TrackedLink
from bocage.people.lineage import Lineage
from bocage.people.models import Person
from bocage.people.policies import reach_of

MOST_SEATS = 500
LONGEST_REACH_KM = 200


class EveningQuerySet(models.QuerySet["CityEvening"]):
    """Evenings, by what people look for."""

    def run_by(self, person: Person) -> EveningQuerySet:
        """Those of the départements where somebody coordinates."""
        reach = reach_of(person, RUN_BY)
        if reach.everywhere:
            return self
        return self.filter(campaign__departement__in=reach.departements)

    def to_come(self, now: datetime) -> EveningQuerySet:
        """Those that are open to everybody and are not over, the next first."""
        return self.filter(status=CityEvening.Status.OPEN, ends_at__gt=now).order_by(
            "starts_at", "pk"
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["status", "starts_at", "ends_at", "where", "capacity"],
    model_name="CityEveningEvent",
)
class CityEvening(models.Model):
    """An evening in Paris, Rouen or London, for those who wonder about coming. It is of a campaign,
    which says what it cost and what it brought."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("en préparation")
        OPEN = "open", _("inscriptions ouvertes")
        HELD = "held", _("tenue")
        CALLED_OFF = "called_off", _("annulée")

    CHANGING = (Status.DRAFT, Status.OPEN)

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="evenings")
    link = models.OneToOneField(
        TrackedLink, on_delete=models.PROTECT, related_name="evening", verbose_name=_("lien suivi")
    )
    """Where its invitations and its poster lead from."""
    title = models.CharField(_("titre"), max_length=120)
    city = models.CharField(_("ville"), max_length=80)
    where = models.CharField(_("salle et adresse"), max_length=300)
    access = models.CharField(_("comment y venir"), max_length=500, blank=True)
    programme = models.TextField(_("programme"), max_length=3000, blank=True)
    around = models.CharField(_("inviter qui vit à"), max_length=500, blank=True)
    """Names of towns, postcodes or numbers of départements, with commas, beside the city."""
    commune = models.ForeignKey(
        "territory.Commune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune de la salle"),
    )
    """Where the reference data knows it: communes around it are invited by their distance."""
    reach_km = models.PositiveSmallIntegerField(_("inviter à moins de (km)"), default=30)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    capacity = models.PositiveSmallIntegerField(_("places"))
    seats_taken = models.IntegerField(_("places prises"), default=0, editable=False)
    status = models.CharField(_("état"), max_length=10, choices=Status, default=Status.DRAFT)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="evenings_made",
        verbose_name=_("préparée par"),
    )
    made_at = models.DateTimeField(_("préparée le"))
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True)
    held_at = models.DateTimeField(_("tenue le"), null=True, blank=True)
    called_off_at = models.DateTimeField(_("annulée le"), null=True, blank=True)
    call_off_reason = models.CharField(_("raison"), max_length=300, blank=True)
    thanked_at = models.DateTimeField(_("merci envoyé le"), null=True, blank=True)
    sequence = models.PositiveIntegerField(_("version envoyée aux agendas"), default=0)
    changed_at = models.DateTimeField(_("modifiée le"))

    objects = EveningQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="outreach_evening_said",
                condition=Q(title__regex=r"\S", city__regex=r"\S", where__regex=r"\S"),
                violation_error_message=_("Une soirée a un titre, une ville et une salle."),
            ),
            models.CheckConstraint(
                name="outreach_evening_ends_after_it_starts",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                name="outreach_evening_has_seats",
                condition=Q(capacity__range=(1, MOST_SEATS)),
                violation_error_message=_("Une soirée a de une à cinq cents places."),
            ),
            models.CheckConstraint(
                name="outreach_evening_seats",
                condition=Q(seats_taken__gte=0, seats_taken__lte=F("capacity")),
                violation_error_message=_("Il ne reste pas assez de places."),
            ),
            models.CheckConstraint(
                name="outreach_evening_within_reach",
                condition=Q(reach_km__range=(1, LONGEST_REACH_KM)),
                violation_error_message=_("On invite à deux cents kilomètres au plus."),
            ),
            models.CheckConstraint(
                name="outreach_evening_dated_states",
                condition=(
                    Q(status="held", held_at__isnull=False) | ~Q(status="held") & Q(held_at=None)
                )
                & (
                    Q(status="called_off", called_off_at__isnull=False)
                    | ~Q(status="called_off") & Q(called_off_at=None, call_off_reason="")
                )
                & (Q(status__in=("draft", "called_off")) | Q(opened_at__isnull=False)),
                violation_error_message=_("L’état d’une soirée a son moment."),
            ),
            models.UniqueConstraint(
                name="outreach_evening_made_once",
                fields=["made_by", "title", "starts_at"],
                condition=~Q(status="called_off"),
                violation_error_message=_("Cette soirée est déjà préparée."),
            ),
        ]
        indexes = [models.Index(fields=["status", "starts_at"], name="outreach_evening_by_day")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evening_detail", args=[self.pk])

    @property
    def lineage(self) -> Lineage:
        """Where rights on it come from: its campaign."""
        return self.campaign.lineage

    @property
    def is_public(self) -> bool:
        """Whether everybody may read of it; one that is called off says so."""
        return self.opened_at is not None

    @property
    def seats_left(self) -> int:
        return max(self.capacity - self.seats_taken, 0)

    @property
    def local_day(self) -> str:
        """The day on the wall, `YYYY-MM-DD`."""
        return timezone.localdate(self.starts_at).isoformat()

    def takes_registrations(self, now: datetime) -> bool:
        """Whether one may register, or wait, until it is over."""
        return self.status == self.Status.OPEN and self.ends_at > now
