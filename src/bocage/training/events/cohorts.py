"""What happens to cohorts, their sessions and those who learn in them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class CohortOpened:
    """A cohort takes applications from now on."""

    cohort_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonEnrolled:
    """Somebody has a seat in a cohort."""

    enrolment_id: UUID
    cohort_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnrolmentEnded:
    """Somebody has no seat any more (`withdrawn`, which frees it), or completed their course."""

    enrolment_id: UUID
    cohort_id: UUID
    person_id: UUID
    state: str


@dataclass(frozen=True, kw_only=True)
class CohortSessionMoved:
    """A session is at another moment or in another place: its hours may count otherwise."""

    session_id: UUID
    cohort_id: UUID


@dataclass(frozen=True, kw_only=True)
class CohortSessionCancelled:
    """A session does not take place: nobody signs for it, its hours do not count."""

    session_id: UUID
    cohort_id: UUID


@dataclass(frozen=True, kw_only=True)
class CohortCancelled:
    """A cohort does not take place: those who applied are told by who keeps applications."""

    cohort_id: UUID
