"""Examples of the mails of `bocage.first_steps.mails`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.first_steps.mails import TrialMail
from tests.mail_examples.registry import example_of


@example_of(TrialMail)
def trial_mail(mail):
    return mail(
        trial_id=UUID(int=7),
        sender="bonjour@perche.example",
        requested_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
    )
