"""Event handlers of applications: cohorts that are called off, and seats that become free."""

from bocage.foundation.events import handles
from bocage.training.admissions.applications.operations.scheduled import end_applications_of
from bocage.training.admissions.applications.operations.seat_offers import pass_seats_on
from bocage.training.cohorts.events import CohortCancelled, EnrolmentEnded
from bocage.training.programmes.models.cohorts import Cohort, Enrolment


@handles(CohortCancelled)
def close_applications_of_cohort(event: CohortCancelled) -> None:
    """Closes the applications to a cancelled cohort, and notifies their applicants."""
    cohort = Cohort.objects.filter(pk=event.cohort_id, state=Cohort.State.CANCELLED).first()
    if cohort is not None:
        end_applications_of(cohort=cohort)


@handles(EnrolmentEnded)
def pass_the_seat_on(event: EnrolmentEnded) -> None:
    """Offers the seat of a person who left the cohort to the first of its waiting list."""
    cohort = Cohort.objects.filter(pk=event.cohort_id).first()
    if cohort is not None and event.state == Enrolment.State.WITHDRAWN:
        pass_seats_on(cohort=cohort)
