"""Rights to call awareness meetings, to answer for a commune, and to read its material."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.welcome.ceremonies.policies import manages_ceremonies
from bocage.welcome.meetings.models import AwarenessMeeting
from bocage.welcome.projects.policies import coordinates_anything

manages_meeting = entrusted(Role.COORDINATOR)


def meetings_managed_by(person: Any) -> Any:
    """Returns the meetings that a person manages, consistently with `welcome.manage_meeting`."""
    within = reach_of(person, Role.COORDINATOR).within(departement="departement", epci="epci")
    return AwarenessMeeting.objects.select_related("epci").filter(within)


rules.add_perm("welcome.see_meetings", coordinates_anything)
rules.add_perm("welcome.manage_meeting", manages_meeting)
rules.add_perm("welcome.answer_meeting", manages_ceremonies)
rules.add_perm("welcome.see_commune_material", manages_ceremonies)
