"""What the room answers to lower rooms: whether somebody wants a message."""

from typing import Any

from bocage.foundation.mail import consult_preferences
from bocage.people.models import MessageChoice


@consult_preferences
def wants(person: Any, channel: str) -> bool:
    """Whether somebody wants the e-mails of a channel: yes, until they say no."""
    refusals = MessageChoice.objects.filter(
        person_id=person.pk,
        channel=channel,
        medium=MessageChoice.Medium.EMAIL,
        is_wanted=False,
    )
    return not refusals.exists()
