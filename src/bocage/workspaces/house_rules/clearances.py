"""Clearances of a place, and the spaces that require them, for its hosts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bocage.workspaces.billing.statements import person_words
from bocage.workspaces.booking_rules.models import Clearance
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.places.models import Place


@dataclass(frozen=True, slots=True)
class Cleared:
    """Clearance as a line of the list."""

    clearance: Clearance

    @property
    def person_name(self) -> str:
        return person_words(self.clearance.person)

    @property
    def description(self) -> str:
        if self.clearance.kind == Clearance.Kind.MEMBERSHIP:
            return _("adhésion")
        if self.clearance.resource is None:
            return _("prise en main de tout le lieu")
        return _("prise en main : %(space)s") % {"space": self.clearance.resource.name}

    @property
    def last_day(self) -> date | None:
        """Returns the last day on which it counts, or None where it has no end."""
        ends_on = self.clearance.ends_on
        return ends_on and ends_on - timedelta(days=1)

    @property
    def by(self) -> str:
        return (self.clearance.granted_by and self.clearance.granted_by.name) or ""


def clearances_of(place: Place) -> QuerySet[Clearance]:
    """Returns the clearances that count or will count, by name."""
    return (
        Clearance.objects.not_over()
        .filter(place=place)
        .select_related("person", "resource", "granted_by")
        .order_by("person__name", "person__email", "kind", "pk")
    )


def spaces_requiring(plan: PlacePlan, rule: str) -> list[Space]:
    """Returns the spaces whose rules require a membership or an introduction, by name of the
    rule.
    """
    return [space for space in plan.bookable() if getattr(space.rules, rule)]
