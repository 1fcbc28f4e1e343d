"""Evenings in the cities where people live now: a room, a date, a number of seats."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.outreach.campaigns.models import RUN_BY, Campaign, TrackedLink
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.scopes.lineage import LineageOf
from bocage.registrations.models import Event, EventQuerySet
from bocage.territory.keys import CommuneKey

LONGEST_REACH_KM = 200


class EveningQuerySet(EventQuerySet["CityEvening"]):
    """Filters on evenings."""

    def run_by(self, person: Person) -> EveningQuerySet:
        """Filters on the evenings of the départements where a person is a coordinator."""
        return self.filter(reach_of(person, RUN_BY).within(departement="campaign__departement"))


@with_history("status", "starts_at", "ends_at", "location", "capacity")
class CityEvening(Event):
    """Evening in Paris, Rouen or London, for people who consider moving. It belongs to a campaign,
    which records its cost and its results."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="evenings")
    link = models.OneToOneField(
        TrackedLink, on_delete=models.PROTECT, related_name="evening", verbose_name=_("lien suivi")
    )
    """Link used by its invitations and its poster."""
    city = models.CharField(_("ville"), max_length=80)
    access = models.CharField(_("comment y venir"), max_length=500, blank=True)
    around = models.CharField(_("inviter qui vit à"), max_length=500, blank=True)
    """Names of towns, postcodes or numbers of départements, with commas, beside the city."""
    commune = CommuneKey(_("commune de la salle"), null=True, blank=True, related_name="+")
    """Set if the reference data has it: prospects are then selected by distance."""
    reach_km = models.PositiveSmallIntegerField(_("inviter à moins de (km)"), default=30)
    thanked_at = models.DateTimeField(_("merci envoyé le"), null=True, blank=True)

    objects = EveningQuerySet.as_manager()

    class Meta(Event.Meta):
        constraints = [
            *Event.Meta.constraints,
            models.CheckConstraint(
                name="outreach_cityevening_said",
                condition=Q(title__regex=r"\S", city__regex=r"\S", location__regex=r"\S"),
                violation_error_message=_("Une soirée a un titre, une ville et une salle."),
            ),
            models.CheckConstraint(
                name="outreach_cityevening_within_reach",
                condition=Q(reach_km__range=(1, LONGEST_REACH_KM)),
                violation_error_message=_("On invite à deux cents kilomètres au plus."),
            ),
        ]
        indexes = [models.Index(fields=["status", "starts_at"], name="outreach_evening_by_day")]

    def get_absolute_url(self) -> str:
        return reverse("evening_detail", args=[self.pk])

    lineage = LineageOf("campaign")

    @property
    def calendar_words(self) -> str:
        """Description of the evening in calendars: the programme, and how to get there."""
        return "\n\n".join(filter(None, [self.description, self.access]))

    @property
    def local_day(self) -> str:
        """Local day, `YYYY-MM-DD`."""
        return timezone.localdate(self.starts_at).isoformat()
