"""Base model of a step of a programme, of one household or shared by a welcome weekend."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.periods import PERIOD_IS_FINITE, InPeriod
from bocage.foundation.models.identified import IdentifiedModel
from bocage.territory.keys import CommuneKey


class StepKind(models.TextChoices):
    """Kind of a programme step."""

    HOME = "home", _("visite d’un logement")
    TOWN_HALL = "town_hall", _("rendez-vous à la mairie")
    DESK = "desk", _("bureau réservé")
    SCHOOL = "school", _("école")
    CLUB = "club", _("rencontre du club")
    SPONSOR = "sponsor", _("parrain ou marraine")
    MEAL = "meal", _("repas")
    NIGHT = "night", _("nuit")
    OTHER = "other", _("autre moment")


class StepStatus(models.TextChoices):
    """Status of a programme step: whether the person met expects the household."""

    OPEN = "open", _("à confirmer")
    REQUESTED = "requested", _("demandé")
    AGREED = "agreed", _("confirmé")
    CALLED_OFF = "called_off", _("annulé")


class ProgrammeStep(InPeriod, IdentifiedModel):
    """Step of a programme: what, where, when and with whom.

    `last_notification` stores the facts last sent to the person met, by field: only a change is
    sent again."""

    kind = models.CharField(_("quoi"), max_length=10, choices=StepKind)
    title = models.CharField(_("en quelques mots"), max_length=120)
    commune = CommuneKey(_("commune"), null=True, blank=True, related_name="+")
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    period = DateTimeRangeField(_("période"))
    contact_name = models.CharField(_("personne rencontrée"), max_length=120, blank=True)
    contact_phone = models.CharField(_("son téléphone"), max_length=30, blank=True)
    contact_mail = models.EmailField(_("son courriel"), blank=True)
    words = models.CharField(_("à savoir"), max_length=500, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=StepStatus, default=StepStatus.OPEN)
    declined_at = models.DateTimeField(_("décliné le"), null=True, blank=True)
    last_notification = models.JSONField(default=dict, blank=True, editable=False)
    notified_at = models.DateTimeField(_("prévenu(e) le"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappelé le"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["period", "id"]
        constraints = [
            models.CheckConstraint(
                name="welcome_%(class)s_period_finite",
                condition=PERIOD_IS_FINITE,
                violation_error_message=_("Un moment commence avant de finir."),
            ),
            models.CheckConstraint(
                name="welcome_%(class)s_position_whole",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
            ),
            models.CheckConstraint(
                name="welcome_%(class)s_requested_of_somebody",
                condition=~Q(status="requested") | Q(notified_at__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_%(class)s_titled",
                condition=~Q(title=""),
                violation_error_message=_("Dites en quelques mots ce que c’est."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        """True if the step is part of the programme, that is not called off."""
        return self.status != StepStatus.CALLED_OFF

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude of the step in degrees: its own place, else the middle of its
        commune; None if neither is known.
        """
        position_of_step = (self.latitude, self.longitude)
        position: Any = position_of_step if None not in position_of_step else None
        if position is None and self.commune is not None and self.commune.is_located:
            position = (self.commune.latitude, self.commune.longitude)
        return position

    @property
    def location(self) -> str:
        """Returns the address and the commune, on one line."""
        commune = self.commune.name if self.commune is not None else ""
        return ", ".join(filter(None, [self.address, commune]))
