"""People who help."""

from __future__ import annotations

from bocage.welcome.models import Helper
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="the card of somebody who helps",
        rights=("welcome.manage_helper",),
        make=lambda tree, _holder: Helper(commune=tree.commune.commune),
    )
)

add_subject(
    Subject(
        name="the address book, anywhere",
        rights=("welcome.see_helpers",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
