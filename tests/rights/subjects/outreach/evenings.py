"""Subjects of the rights over evenings."""

from __future__ import annotations

from bocage.outreach.models import Campaign, CityEvening
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="an evening in a city",
        rights=("outreach.manage_evening",),
        make=lambda tree, _holder: CityEvening(
            campaign=Campaign(departement=tree.departement.departement)
        ),
    )
)
