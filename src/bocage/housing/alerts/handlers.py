"""Notifications handed to browsers after the commit."""

from bocage.foundation.events import handles
from bocage.housing.alerts.events import PushDue
from bocage.housing.alerts.operations.web_push import deliver_push
from bocage.housing.alerts.push_messages import PushMessage


@handles(PushDue)
def show_in_the_browser(event: PushDue) -> None:
    """Hands the notification to the push service; shown twice, one replaces the other."""
    deliver_push(
        subscription_id=event.subscription_id,
        message=PushMessage(event.title, event.body, event.url, event.tag),
    )
