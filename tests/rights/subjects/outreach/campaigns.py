"""Subjects of the rights over campaigns."""

from __future__ import annotations

from bocage.outreach.models import Campaign
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="a campaign",
        rights=("outreach.run_campaign",),
        make=lambda tree, _holder: Campaign(departement=tree.departement.departement),
    )
)
add_subject(
    Subject(
        name="the campaigns",
        rights=("outreach.run_campaigns",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
