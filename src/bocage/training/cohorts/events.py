"""What happens to cohorts, their sessions and those who learn in them."""

from uuid import UUID

from bocage.foundation.events import Event


class CohortOpened(Event):
    """A cohort takes applications from now on."""

    cohort_id: UUID


class PersonEnrolled(Event):
    """Somebody has a seat in a cohort."""

    enrolment_id: UUID
    cohort_id: UUID
    person_id: UUID


class EnrolmentEnded(Event):
    """Somebody has no seat any more (`withdrawn`, which frees it), or completed their course."""

    enrolment_id: UUID
    cohort_id: UUID
    person_id: UUID
    state: str


class CohortSessionMoved(Event):
    """A session is at another moment or in another place: its hours may count otherwise."""

    session_id: UUID
    cohort_id: UUID


class CohortSessionCancelled(Event):
    """A session does not take place: nobody signs for it, its hours do not count."""

    session_id: UUID
    cohort_id: UUID


class CohortCancelled(Event):
    """A cohort does not take place: those who applied are told by who keeps applications."""

    cohort_id: UUID
