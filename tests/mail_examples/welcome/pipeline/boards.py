"""Examples of the mails of `bocage.welcome.pipeline.mails`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.welcome.pipeline.mails import MorningDigestMail, MorningLine
from tests.mail_examples.registry import example_of


@example_of(MorningDigestMail)
def morning_digest_mail(mail):
    key = UUID("0199b7a4-0000-7000-8000-0000000000a1")
    due = datetime(2026, 11, 26, 16, tzinfo=UTC)
    return mail(
        lines=[
            MorningLine(
                project_id=key, name="Famille Marchand", kind="answer", words="", due_at=due
            ),
            MorningLine(
                project_id=key,
                name="Camille Ferrand",
                kind="action",
                words="Rappeler après la visite",
                due_at=due,
            ),
            MorningLine(
                project_id=key, name="Famille Okafor", kind="message", words="", due_at=None
            ),
        ],
        total=5,
    )
