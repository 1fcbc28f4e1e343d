"""What the welcome does about applicants whom a course has chosen."""

from __future__ import annotations

from bocage.foundation.events import handles
from bocage.training.events.applications import ApplicantAccepted
from bocage.welcome.operations.accepted_applicants import welcome_applicant


@handles(ApplicantAccepted)
def have_the_applicant_welcomed(event: ApplicantAccepted) -> None:
    """Who does not live here yet has somebody to welcome them."""
    welcome_applicant(application_id=event.application_id)
