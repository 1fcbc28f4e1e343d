"""Models of the booking rules of a place and of its resources, house rules and clearances."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.people.keys import AuthorKey, OwnerKey
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.places.triggers import new_plan_when_changed

STEPS = (5, 10, 15, 20, 30, 60)
LONGEST_BUFFER_MINUTES = 240
"""Longest extension of a hold before and after its booking."""


class Audience(models.TextChoices):
    """Group of people who may book. Hosts always may."""

    EVERYONE = "everyone", _("toute personne inscrite")
    CLUB_MEMBERS = "club_members", _("les membres du club")
    ACCOMPANIED = "accompanied", _("les candidats accompagnés")
    HOSTS = "hosts", _("les animateurs seulement")


@with_history()
class BookingRules(models.Model):
    """Rules of a place (`resource` is empty), or the overriding ones of a resource.

    An empty field inherits: a resource from its place, a place from `booking_rules.default_rules`.
    Durations are in minutes unless stated otherwise.
    """

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="booking_rules", verbose_name=_("lieu")
    )
    resource = models.OneToOneField(
        Resource,
        on_delete=models.CASCADE,
        related_name="booking_rules",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    step_minutes = models.PositiveSmallIntegerField(_("pas des heures"), null=True, blank=True)
    minimum_minutes = models.PositiveSmallIntegerField(_("durée minimale"), null=True, blank=True)
    maximum_minutes = models.PositiveSmallIntegerField(_("durée maximale"), null=True, blank=True)
    notice_minutes = models.PositiveIntegerField(_("préavis"), null=True, blank=True)
    horizon_days = models.PositiveSmallIntegerField(
        _("réservable à l’avance (jours)"), null=True, blank=True
    )
    buffer_before_minutes = models.PositiveSmallIntegerField(
        _("battement avant"), null=True, blank=True
    )
    buffer_after_minutes = models.PositiveSmallIntegerField(
        _("battement après"), null=True, blank=True
    )
    cancellation_notice_minutes = models.PositiveIntegerField(
        _("annulable jusqu’à"), null=True, blank=True
    )
    needs_approval = models.BooleanField(_("soumis à accord"), null=True, blank=True)
    answer_within_hours = models.PositiveSmallIntegerField(
        _("délai de réponse (heures)"), null=True, blank=True
    )
    audience = models.CharField(_("qui peut réserver"), max_length=12, choices=Audience, blank=True)
    requires_membership = models.BooleanField(_("réservé aux adhérents"), null=True, blank=True)
    requires_introduction = models.BooleanField(_("après une prise en main"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(
        _("heures par personne et par semaine"), null=True, blank=True
    )
    hours_per_month = models.PositiveSmallIntegerField(
        _("heures par personne et par mois"), null=True, blank=True
    )
    release_after_minutes = models.PositiveSmallIntegerField(
        _("libéré sans arrivée après"), null=True, blank=True
    )
    offer_minutes = models.PositiveSmallIntegerField(
        _("place proposée gardée pendant"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("règles de réservation")
        verbose_name_plural = _("règles de réservation")
        constraints = [
            models.UniqueConstraint(
                name="workspaces_bookingrules_one_for_the_place",
                fields=["place"],
                condition=Q(resource=None),
            ),
            models.CheckConstraint(
                name="workspaces_bookingrules_step_divides_hour",
                condition=Q(step_minutes=None) | Q(step_minutes__in=STEPS),
                violation_error_message=_("Le pas doit diviser l’heure : 5 à 60 minutes."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingrules_horizon_sensible",
                condition=Q(horizon_days=None) | Q(horizon_days__range=(1, 730)),
                violation_error_message=_("On réserve de 1 à 730 jours à l’avance."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingrules_minimum_below_maximum",
                condition=Q(minimum_minutes=None)
                | Q(maximum_minutes=None)
                | Q(minimum_minutes__lte=F("maximum_minutes")),
                violation_error_message=_("La durée minimale ne dépasse pas la maximale."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingrules_lengths_positive",
                condition=(Q(minimum_minutes=None) | Q(minimum_minutes__gte=1))
                & (Q(maximum_minutes=None) | Q(maximum_minutes__range=(5, 1500))),
                violation_error_message=_("Une durée va de quelques minutes à une journée."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingrules_buffers_short",
                condition=(
                    Q(buffer_before_minutes=None)
                    | Q(buffer_before_minutes__lte=LONGEST_BUFFER_MINUTES)
                )
                & (
                    Q(buffer_after_minutes=None)
                    | Q(buffer_after_minutes__lte=LONGEST_BUFFER_MINUTES)
                ),
                violation_error_message=_("Un battement dure quatre heures au plus."),
            ),
            models.CheckConstraint(
                name="workspaces_bookingrules_delays_positive",
                condition=(Q(answer_within_hours=None) | Q(answer_within_hours__range=(1, 720)))
                & (Q(release_after_minutes=None) | Q(release_after_minutes__range=(5, 480)))
                & (Q(offer_minutes=None) | Q(offer_minutes__range=(5, 2880))),
                violation_error_message=_("Ce délai est trop court ou trop long."),
            ),
        ]
        triggers = new_plan_when_changed

    def __str__(self) -> str:
        return str(self.resource or self.place)


class HouseRules(IdentifiedModel):
    """Version of the house rules of a place, stored as it was accepted."""

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="house_rules", verbose_name=_("lieu")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("règlement"), max_length=10_000)
    published_at = models.DateTimeField(_("publié le"), auto_now_add=True)
    published_by = AuthorKey(_("publié par"), null=True, related_name="+")

    class Meta:
        ordering = ["place", "-version"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_houserules_version_once", fields=["place", "version"]
            ),
        ]
        triggers = new_plan_when_changed

    def __str__(self) -> str:
        return f"{self.place} {self.version}"


class HouseRulesAcceptance(models.Model):
    """Acceptance of a version of the house rules by a person, with its date."""

    house_rules = models.ForeignKey(
        HouseRules, on_delete=models.CASCADE, related_name="acceptances"
    )
    person = OwnerKey(_("personne"), related_name="house_rules_accepted")
    accepted_at = models.DateTimeField(_("accepté le"), auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="workspaces_houserulesacceptance_once", fields=["person", "house_rules"]
            ),
        ]


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    """Clearances, by the day on which they count."""

    def in_force(self, on: date | None = None) -> ClearanceQuerySet:
        """Selects the clearances in force on a day of the local calendar (today by default)."""
        day = on or timezone.localdate()
        return self.filter(Q(ends_on__gt=day) | Q(ends_on=None), starts_on__lte=day)

    def not_over(self, on: date | None = None) -> ClearanceQuerySet:
        """Selects the clearances in force on a day (today by default), or later."""
        return self.filter(Q(ends_on__gt=on or timezone.localdate()) | Q(ends_on=None))


@with_history()
class Clearance(IdentifiedModel):
    """Clearance that a host gives: a person is a member of the place, or was shown how to use a
    resource.
    """

    class Kind(models.TextChoices):
        MEMBERSHIP = "membership", _("adhésion")
        INTRODUCTION = "introduction", _("prise en main")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="clearances", verbose_name=_("lieu")
    )
    resource = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="clearances",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    person = OwnerKey(_("personne"), related_name="clearances")
    kind = models.CharField(_("nature"), max_length=12, choices=Kind)
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au (exclu)"), null=True, blank=True)
    granted_by = AuthorKey(_("accordée par"), null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_clearance_open_once",
                fields=["person", "place", "resource", "kind"],
                condition=Q(ends_on=None),
                nulls_distinct=False,
                violation_error_message=_("Cette personne l’a déjà."),
            ),
            models.CheckConstraint(
                name="workspaces_clearance_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="workspaces_clearance_membership_is_of_the_place",
                condition=~Q(kind="membership") | Q(resource=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person_id}"
