"""Examples of the mails of `bocage.welcome.intake.mails`."""

from uuid import UUID

from bocage.welcome.intake.mails import ConfirmProject, ResumeProject
from tests.mail_examples.registry import example_of

EXAMPLE_DRAFT = UUID("0199b7a4-0000-7000-8000-000000000052")


@example_of(ConfirmProject)
def confirm_project(mail):
    return mail(draft_id=EXAMPLE_DRAFT, email="camille@exemple.example")


@example_of(ResumeProject)
def resume_project(mail):
    return mail(draft_id=EXAMPLE_DRAFT, days=30)
