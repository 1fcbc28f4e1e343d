"""Examples of the mails of `bocage.api.webhooks.mails`."""

from datetime import UTC, datetime

from bocage.api.webhooks.mails import _AboutReceiver
from tests.mail_examples.registry import example_of


@example_of(_AboutReceiver)
def _about_receiver(mail):
    return mail(
        receiver_name="Site de la mairie",
        failing_since=datetime(2026, 11, 23, 8, 0, tzinfo=UTC),
        subscription_id="01930000-0000-7000-8000-000000000000",
    )
