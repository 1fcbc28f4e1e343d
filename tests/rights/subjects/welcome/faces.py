"""The faces of those who accompany households."""

from __future__ import annotations

from bocage.people.models import Person
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="the face of somebody who accompanies nobody",
        rights=("welcome.see_face",),
        make=lambda _tree, _holder: Person(),
        hangs=False,
    )
)
