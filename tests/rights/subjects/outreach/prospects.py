"""Subjects of the rights over prospects."""

from __future__ import annotations

from bocage.outreach.models import Prospect
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="a prospect",
        rights=("outreach.see_prospect", "outreach.follow_prospect"),
        make=lambda tree, _holder: Prospect(departement=tree.departement.departement),
    )
)
add_subject(
    Subject(
        name="any prospects",
        rights=("outreach.see_prospects",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
