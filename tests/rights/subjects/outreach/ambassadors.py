"""Subjects of the rights over ambassadors."""

from __future__ import annotations

from bocage.outreach.models import Ambassador
from bocage.people.models import Person
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="an ambassador",
        rights=("outreach.manage_ambassador", "outreach.own_ambassador"),
        make=lambda tree, _holder: Ambassador(
            departement=tree.departement.departement, person=Person()
        ),
    )
)
