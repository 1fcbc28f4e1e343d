"""What the welcome does about applicants who take their seat in a course."""

from bocage.foundation.events import handles
from bocage.training.admissions.events import ApplicantComes
from bocage.welcome.training.operations import welcome_applicant


@handles(ApplicantComes)
def have_the_applicant_welcomed(event: ApplicantComes) -> None:
    """Who does not live here yet has somebody to welcome them."""
    welcome_applicant(application_id=event.application_id)
