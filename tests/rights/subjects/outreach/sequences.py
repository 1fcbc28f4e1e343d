"""Subjects of the rights over sequences."""

from __future__ import annotations

from bocage.outreach.models import Sequence
from tests.rights.grid import Subject, add_subject

add_subject(
    Subject(
        name="a sequence of letters",
        rights=("outreach.run_sequence",),
        make=lambda tree, _holder: Sequence(departement=tree.departement.departement),
    )
)
add_subject(
    Subject(
        name="the sequences of letters",
        rights=("outreach.run_sequences",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
