"""Lists of the sponsors whom a person coordinates."""

from typing import Any

from django.db.models import Count, Q

from bocage.people.models import Role
from bocage.people.policies import reach_of
from bocage.territory.models import Commune
from bocage.welcome.sponsors.models import SponsorProfile
from bocage.welcome.sponsors.querysets import SponsorQuerySet


def coordinated_sponsors(person: Any) -> SponsorQuerySet:
    """Returns the sponsors within the reach of a coordinator, annotated with the number of
    households that they accompany (`active`) and of pending requests (`requested`); excludes
    sponsors who refused or stopped.
    """
    within = reach_of(person, Role.COORDINATOR).communes_within()
    return (
        SponsorProfile.objects.filter(commune__in=Commune.objects.filter(within))
        .exclude(status__in=[SponsorProfile.Status.REFUSED, SponsorProfile.Status.OVER])
        .select_related("person", "commune")
        .annotate(
            active=Count("sponsorships", filter=Q(sponsorships__status="active")),
            pending=Count("sponsorships", filter=Q(sponsorships__status="proposed")),
        )
    )


def answering_to(profiles: SponsorQuerySet, query: str) -> SponsorQuerySet:
    """Filters profiles whose name, commune or trade contains the query."""
    return profiles.filter(
        Q(person__name__icontains=query)
        | Q(commune__name__icontains=query)
        | Q(trade__icontains=query)
    )
