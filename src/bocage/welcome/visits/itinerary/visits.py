"""Facts about a stay or a weekend that concern the people met: visitors, telephone contact, and
team to notify of answers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db.models import Count, Sum

from bocage.people.models import Person
from bocage.welcome.visits.itinerary.visitors import OneHousehold, SeveralHouseholds, Visitors
from bocage.welcome.visits.recipients import face_of, team_of_stay, team_of_weekend
from bocage.welcome.visits.stays.formatting import first_names
from bocage.welcome.visits.stays.models import Stay, StayStep
from bocage.welcome.visits.weekends.models import WeekendHousehold, WeekendStep, WelcomeWeekend

AnyStep = StayStep | WeekendStep
"""Step where a person may be met: of a household's own programme, or shared by a weekend."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Facts shared by every message about one stay, or about one weekend."""

    visitors: Visitors
    name: str
    """Name used by the team."""
    page: str
    key: UUID
    """Key of the page where the team prepares it, whose URL is named `page`."""
    face: Person | None
    """Person whom the people met may call."""
    team: Callable[[], list[Person]]
    """Function that returns the people to notify of a change."""
    reason: str = ""
    """Reason for the cancellation."""


def visit_of(whole: Stay | WelcomeWeekend) -> Visit:
    """Returns the facts about a stay or a weekend that the people met receive."""
    return _visit_of_stay(whole) if isinstance(whole, Stay) else _visit_of_weekend(whole)


def _visit_of_stay(stay: Stay) -> Visit:
    return Visit(
        visitors=OneHousehold(first_names=first_names(stay.project)),
        name=stay.name,
        page="stay",
        key=stay.pk,
        face=face_of(stay),
        team=partial(team_of_stay, stay),
        reason=stay.called_off_words,
    )


def _visit_of_weekend(weekend: WelcomeWeekend) -> Visit:
    coming = weekend.households.filter(status=WeekendHousehold.Status.COMING)
    counts = coming.aggregate(households=Count("pk"), people=Sum("people", default=0))
    face = weekend.prepared_by
    return Visit(
        visitors=SeveralHouseholds(weekend=weekend.name, **counts),
        name=weekend.name,
        page="weekend",
        key=weekend.pk,
        face=face if face is not None and face.is_active else None,
        team=partial(team_of_weekend, weekend),
        reason=weekend.called_off_words,
    )
