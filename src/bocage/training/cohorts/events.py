"""Events published about cohorts, sessions and learners."""

from uuid import UUID

from bocage.foundation.events import Event


class CohortOpened(Event):
    """Event published when a cohort starts taking applications."""

    cohort_id: UUID


class PersonEnrolled(Event):
    """Event published when a person gets a seat in a cohort."""

    enrolment_id: UUID
    cohort_id: UUID
    person_id: UUID


class EnrolmentEnded(Event):
    """Event published when a seat ends: `withdrawn`, which frees it, or `completed`."""

    enrolment_id: UUID
    cohort_id: UUID
    person_id: UUID
    state: str


class CohortSessionMoved(Event):
    """Event published when a session is at another time or place, so that its hours may count
    differently.
    """

    session_id: UUID
    cohort_id: UUID


class CohortSessionCancelled(Event):
    """Event published when a session is cancelled: it is not signed, and its hours do not count."""

    session_id: UUID
    cohort_id: UUID


class CohortCancelled(Event):
    """Event published when a cohort is cancelled. The subject of applications notifies its
    applicants.
    """

    cohort_id: UUID
