"""What happens to those who apply."""

from uuid import UUID

from bocage.foundation.events import Event


class ApplicationSubmitted(Event):
    """Somebody has sent their application: those who run the programme may read it."""

    application_id: UUID


class ApplicationAnswered(Event):
    """Somebody was told whether they are chosen, or wait for a seat."""

    application_id: UUID


class ApplicantComes(Event):
    """Somebody who was chosen has said yes to the seat that was kept for them: whoever welcomes
    them looks at their application, which says whether they live here and wish to be helped to
    settle. A seat that is only offered is not told: they may not come."""

    application_id: UUID
    person_id: UUID
