"""Events published about applicants."""

from uuid import UUID

from bocage.foundation.events import Event


class ApplicationSubmitted(Event):
    """Event published when an application is sent: those who run the programme may read it."""

    application_id: UUID


class ApplicationAnswered(Event):
    """Event published when an applicant is notified that they are chosen or on the waiting list."""

    application_id: UUID


class ApplicantComes(Event):
    """Event published when a chosen applicant confirms their seat. The welcome team then reads
    their application, which says whether they live here and wish for help to settle. No event is
    published for a seat that is only offered, since the applicant may not come.
    """

    application_id: UUID
    person_id: UUID
