"""What happens to those who apply."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class ApplicantAccepted:
    """A seat is kept for somebody who applied: whoever welcomes them looks at their application,
    which says whether they live here and wish to be helped to settle."""

    application_id: UUID
    person_id: UUID
