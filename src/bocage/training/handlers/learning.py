"""What follows for learners when their seat ends."""

from bocage.foundation.events import handles
from bocage.training.events.cohorts import EnrolmentEnded
from bocage.training.models import Enrolment
from bocage.training.operations.learning import follow_completed


@handles(EnrolmentEnded)
def follow_who_completed(event: EnrolmentEnded) -> None:
    """Who followed the course to its end is asked what they thought of it, and followed a year."""
    enrolment = Enrolment.objects.with_rights().filter(pk=event.enrolment_id).first()
    if enrolment is not None:
        follow_completed(enrolment=enrolment)
