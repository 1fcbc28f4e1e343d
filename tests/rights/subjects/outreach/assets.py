"""Subjects of the rights over assets."""

from __future__ import annotations

from bocage.outreach.models import Asset
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="an asset",
        rights=("outreach.manage_asset",),
        make=lambda tree, _holder: Asset(departement=tree.departement.departement),
    )
)
add_subject(
    Subject(
        name="the assets",
        rights=("outreach.manage_assets",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
