"""Permissions of the École du Web. Every account can contribute to the programme."""

from typing import Any

import rules

from bocage.network.web_school.people import leaders_of_session
from bocage.people.models import Role
from bocage.people.policies import entrusted, is_signed_in


@rules.predicate
def is_author_of_pitch(person: Any, pitch: Any) -> bool:
    """Checks whether the person made the pitch."""
    return person.is_authenticated and pitch is not None and pitch.author_id == person.pk


@rules.predicate
def leads_session(person: Any, session: Any) -> bool:
    """Checks whether the person leads the session: made its pitch, was chosen to lead it, or
    started it on the spot.
    """
    return (
        person.is_authenticated
        and session is not None
        and person.pk in {leader.pk for leader in leaders_of_session(session)}
    )


@rules.predicate
def is_own_attendance(person: Any, attendance: Any) -> bool:
    """Checks whether the attendance is the person's own."""
    return person.is_authenticated and attendance is not None and attendance.person_id == person.pk


manages_editions = entrusted(Role.CLUB_ORGANISER, Role.COORDINATOR)

rules.add_perm("network.open_edition", manages_editions)
rules.add_perm("network.manage_edition", manages_editions)
rules.add_perm("network.take_part", is_signed_in)
rules.add_perm("network.change_pitch", is_author_of_pitch | manages_editions)
rules.add_perm("network.write_session", leads_session | manages_editions)
rules.add_perm("network.have_certificate", is_own_attendance | manages_editions)
