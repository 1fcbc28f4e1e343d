"""What a step of a programme says, whether a household's own or shared by a weekend, and what
PostgreSQL keeps between a programme and its steps."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.constraints import refused_by
from bocage.foundation.db.periods import PERIOD_IS_FINITE, InPeriod
from bocage.foundation.models.identified import IdentifiedModel
from bocage.territory.keys import CommuneKey


def steps_lie_within(rule: str, *, whole: str, column: str) -> pgtrigger.Trigger:
    """A step that stands lies within the period of what it is a step of."""
    return pgtrigger.Trigger(
        name="lies_within",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("period", "status", column),
        declare=[("whole", "tstzrange")],
        func=f"""
            IF NEW.status = 'called_off' THEN
                RETURN NEW;
            END IF;
            SELECT period INTO whole FROM {whole} WHERE id = NEW.{column} FOR SHARE;
            IF NOT NEW.period <@ whole THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


def wholes_hold_their_steps(rule: str, *, steps: str, column: str) -> pgtrigger.Trigger:
    """A period is not shortened below a step that stands."""
    return pgtrigger.Trigger(
        name="holds_its_steps",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("period"),
        func=f"""
            IF EXISTS (
                SELECT 1 FROM {steps}
                WHERE {column} = NEW.id AND status <> 'called_off'
                    AND NOT period <@ NEW.period
            ) THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


weekend_has_seats = pgtrigger.Trigger(
    name="weekend_has_seats",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "weekend_id"),
    declare=[("most", "integer"), ("held", "integer")],
    func=f"""
        IF NEW.status <> 'coming' THEN
            RETURN NEW;
        END IF;
        SELECT seats INTO most FROM welcome_welcomeweekend
            WHERE id = NEW.weekend_id FOR NO KEY UPDATE;
        SELECT count(*) INTO held FROM welcome_weekendhousehold
            WHERE weekend_id = NEW.weekend_id AND status = 'coming' AND id <> NEW.id;
        IF held >= most THEN
            {refused_by("welcome_weekend_has_seats")}
        END IF;
        RETURN NEW;
    """,
)

weekend_keeps_its_seats = pgtrigger.Trigger(
    name="keeps_its_seats",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("seats"),
    func=f"""
        IF NEW.seats < (
            SELECT count(*) FROM welcome_weekendhousehold
            WHERE weekend_id = NEW.id AND status = 'coming'
        ) THEN
            {refused_by("welcome_weekend_has_seats")}
        END IF;
        RETURN NEW;
    """,
)


def people_fit(rule: str, *, holder: str, column: str, capacity: str) -> pgtrigger.Trigger:
    """The people of the households that a car or a host takes are no more than it holds."""
    return pgtrigger.Trigger(
        name=f"fit_in_{column.removesuffix('_id')}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "people", column),
        declare=[("most", "integer"), ("taken", "integer")],
        func=f"""
            IF NEW.{column} IS NULL OR NEW.status <> 'coming' THEN
                RETURN NEW;
            END IF;
            SELECT {capacity} INTO most FROM {holder}
                WHERE id = NEW.{column} FOR NO KEY UPDATE;
            SELECT COALESCE(sum(people), 0) INTO taken FROM welcome_weekendhousehold
                WHERE {column} = NEW.{column} AND status = 'coming' AND id <> NEW.id;
            IF taken + NEW.people > most THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


def capacity_is_kept(rule: str, *, column: str, capacity: str) -> pgtrigger.Trigger:
    """A car or a host does not come to hold fewer people than it was given."""
    return pgtrigger.Trigger(
        name="keeps_its_people",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf(capacity),
        func=f"""
            IF NEW.{capacity} < (
                SELECT COALESCE(sum(people), 0) FROM welcome_weekendhousehold
                WHERE {column} = NEW.id AND status = 'coming'
            ) THEN
                {refused_by(rule)}
            END IF;
            RETURN NEW;
        """,
    )


class StepKind(models.TextChoices):
    """What one does there."""

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
    """Whether whoever is met expects the household."""

    OPEN = "open", _("à confirmer")
    ASKED = "asked", _("demandé")
    AGREED = "agreed", _("confirmé")
    CALLED_OFF = "called_off", _("annulé")


class ProgrammeStep(InPeriod, IdentifiedModel):
    """One moment of a programme: what, where, when and with whom.

    `told` is what the person met was last told, by field: what differs from it is told again,
    and what does not is never told twice.
    """

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
    told = models.JSONField(default=dict, blank=True, editable=False)
    told_at = models.DateTimeField(_("prévenu(e) le"), null=True, blank=True)
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
                name="welcome_%(class)s_asked_of_somebody",
                condition=~Q(status="asked") | Q(told_at__isnull=False),
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
        """Whether it is part of the programme."""
        return self.status != StepStatus.CALLED_OFF

    @property
    def position(self) -> tuple[float, float] | None:
        """Where it is, in degrees: its own place, else the middle of its commune."""
        own = (self.latitude, self.longitude)
        found: Any = own if None not in own else None
        if found is None and self.commune is not None and self.commune.is_located:
            found = (self.commune.latitude, self.commune.longitude)
        return found

    @property
    def where(self) -> str:
        """The address and the commune, on one line."""
        commune = self.commune.name if self.commune is not None else ""
        return ", ".join(filter(None, [self.address, commune]))
