"""Features that have content on this instance: the home page advertises only these.

add_presence(name="assets", rows=lambda: Asset.objects.public_on(timezone.localdate()))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from bocage.foundation.registry import Registry
from bocage.housing.models import Dwelling
from bocage.network.models import Member
from bocage.outreach.home_figures.figures import FRESH_FOR
from bocage.people.models import Mandate, Role
from bocage.training.models import Programme
from bocage.workspaces.models import Place

HERE_KEY = "outreach.what_is_here"


@dataclass(frozen=True, kw_only=True)
class Presence:
    """A promise by its name, with the rows of which at least one makes it true."""

    name: str
    rows: Callable[[], QuerySet[Any]]


_presences = Registry[Presence]()

add_presence = _presences.declaring(Presence)
"""Registers a feature that an instance may have content for."""

add_presence(name="places", rows=Place.objects.bookable)
add_presence(name="homes", rows=Dwelling.objects.on_the_market)
add_presence(name="welcome", rows=lambda: Mandate.objects.in_force().filter(role=Role.COORDINATOR))
add_presence(name="club", rows=Member.objects.active)
add_presence(name="training", rows=Programme.objects.published)


def present_subjects() -> list[str]:
    """Lists the names of the promises of which the instance has something, from the cache."""
    subjects: list[str] | None = cache.get(HERE_KEY)
    if subjects is None:
        subjects = [presence.name for presence in _presences if presence.rows().exists()]
        cache.set(HERE_KEY, subjects, FRESH_FOR.total_seconds())
    return subjects
