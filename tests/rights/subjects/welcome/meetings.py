"""Awareness meetings, the invitation of a commune, and what concerns it."""

from __future__ import annotations

from datetime import UTC, datetime

from bocage.people.models import Person
from bocage.welcome.models import AwarenessMeeting, MeetingInvitation
from tests.rights.grid import Subject, Tree, add_subject

SOME_DAY = datetime(2027, 2, 4, 17, 30, tzinfo=UTC)


def _meeting(tree: Tree, _holder: Person) -> AwarenessMeeting:
    return AwarenessMeeting(
        epci=tree.epci.epci, departement=tree.departement.departement, starts_at=SOME_DAY
    )


def _invitation(tree: Tree, holder: Person) -> MeetingInvitation:
    return MeetingInvitation(meeting=_meeting(tree, holder), commune=tree.commune.commune)


add_subject(Subject(name="an awareness meeting", rights=("welcome.manage_meeting",), make=_meeting))
add_subject(
    Subject(
        name="the invitation of a commune to a meeting",
        rights=("welcome.answer_meeting",),
        make=_invitation,
    )
)
add_subject(
    Subject(
        name="what welcoming brings to a commune",
        rights=("welcome.see_commune_material",),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(
    Subject(
        name="awareness meetings, anywhere",
        rights=("welcome.see_meetings",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
