"""Examples of the mails of `bocage.welcome.projects.mails.households`."""

from uuid import UUID

from bocage.welcome.projects.mails.households import JoinHousehold
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.projects.messages import EXAMPLE_PROJECT

EXAMPLE_INVITATION = UUID("0199b7a4-0000-7000-8000-000000000051")


@example_of(JoinHousehold)
def join_household(mail):
    return mail(
        invitation_id=EXAMPLE_INVITATION,
        project_id=EXAMPLE_PROJECT,
        email="sacha@exemple.example",
        invited_by="Camille Marchand",
    )
