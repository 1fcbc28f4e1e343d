"""Rights to call awareness meetings, to answer for a commune, and to read its material."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import entrusted, reach_of
from bocage.welcome.ceremonies.policies import keeps_ceremonies
from bocage.welcome.meetings.models import AwarenessMeeting
from bocage.welcome.projects.policies import coordinates_anything

keeps_meeting = entrusted(Role.COORDINATOR)


def meetings_managed_by(person: Any) -> Any:
    """Returns the meetings that a person manages, consistently with `welcome.keep_meeting`."""
    within = reach_of(person, Role.COORDINATOR).within(departement="departement", epci="epci")
    return AwarenessMeeting.objects.select_related("epci").filter(within)


rules.add_perm("welcome.see_meetings", coordinates_anything)
rules.add_perm("welcome.keep_meeting", keeps_meeting)
rules.add_perm("welcome.answer_meeting", keeps_ceremonies)
rules.add_perm("welcome.see_commune_material", keeps_ceremonies)
