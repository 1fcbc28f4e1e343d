"""Events of alerts."""

from datetime import datetime
from uuid import UUID

from bocage.foundation.events import Event


class HomesAlertSent(Event):
    """Message that notified the holder of a settlement project's search of a number of homes."""

    project_id: UUID
    homes: int
    sent_at: datetime


class PushDue(Event):
    """Notification to be sent to a browser."""

    subscription_id: UUID
    title: str
    body: str
    url: str
    tag: str
