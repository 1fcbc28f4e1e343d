"""Rights to prepare, read and call off stays and welcome weekends."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.welcome.projects.policies import coordinates_anything, is_of_household
from bocage.welcome.visits.querysets import StayQuerySet, WeekendQuerySet
from bocage.welcome.visits.stays.models import Stay
from bocage.welcome.visits.weekends.models import WelcomeWeekend

follows_stay = entrusted(Role.COORDINATOR)
manages_weekend = entrusted(Role.COORDINATOR)


@rules.predicate
def is_of_household_of_stay(person: Any, stay: Stay) -> bool:
    """Checks whether a person is an adult of the household of the stay."""
    return bool(is_of_household(person, stay.project))


def stays_followed_by(person: Any) -> StayQuerySet:
    """Returns the stays that a person prepares, consistently with `welcome.manage_stay`."""
    return Stay.objects.within(reach_of(person, Role.COORDINATOR))


def weekends_managed_by(person: Any) -> WeekendQuerySet:
    """Returns the weekends that a person prepares, consistently with `welcome.manage_weekend`."""
    return WelcomeWeekend.objects.within(reach_of(person, Role.COORDINATOR))


rules.add_perm("welcome.see_stays", coordinates_anything)
rules.add_perm("welcome.manage_stay", follows_stay)
rules.add_perm("welcome.see_own_stay", is_of_household_of_stay)
rules.add_perm("welcome.call_off_stay", follows_stay | is_of_household_of_stay)
rules.add_perm("welcome.manage_weekend", manages_weekend)
