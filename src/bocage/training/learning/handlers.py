"""Event handlers of learning: end of an enrolment."""

from bocage.foundation.events import handles
from bocage.training.cohorts.events import EnrolmentEnded
from bocage.training.cohorts.hooks import seat_resumed
from bocage.training.learning.operations import follow_completed, forget_unanswered
from bocage.training.programmes.models.cohorts import Enrolment


@handles(EnrolmentEnded)
def follow_up_on_completion(event: EnrolmentEnded) -> None:
    """Requests the opinion of a learner who completed a course, and plans the follow-ups of the
    year.
    """
    enrolment = Enrolment.objects.with_rights().filter(pk=event.enrolment_id).first()
    if enrolment is not None:
        follow_completed(enrolment=enrolment)


@seat_resumed.add
def delete_unanswered_surveys(enrolment: Enrolment) -> None:
    """Deletes the unanswered requests to a learner whose seat is resumed."""
    forget_unanswered(enrolment=enrolment)
