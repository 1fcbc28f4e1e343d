"""Handler that opens the welcome of accepted applicants of a course."""

from bocage.foundation.events import handles
from bocage.training.admissions.applications.events import ApplicantComes
from bocage.welcome.training.operations import welcome_applicant


@handles(ApplicantComes)
def have_the_applicant_welcomed(event: ApplicantComes) -> None:
    """Ensures that the project of an accepted applicant who comes to live here is followed by the
    welcome team.
    """
    welcome_applicant(application_id=event.application_id)
