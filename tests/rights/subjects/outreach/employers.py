"""Subjects of the rights over partner employers."""

from __future__ import annotations

from bocage.outreach.models import PartnerEmployer
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="a partner employer",
        rights=("outreach.manage_employer",),
        make=lambda tree, _holder: PartnerEmployer(departement=tree.departement.departement),
    )
)
