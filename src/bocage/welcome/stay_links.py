"""The signed address with which an adult says how the stay was, without signing in.

It names a stay and a person of the household. It shows nothing of the stay but its name and its
dates: whoever finds it can only say something in the name of that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_links import SignedLink
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.welcome.errors.stays import FeedbackClosed
from bocage.welcome.models import Stay

LINK = SignedLink("welcome.stay_feedback", good_for=timedelta(days=120))


@dataclass(frozen=True, kw_only=True)
class FeedbackLink:
    """Who says how which stay was."""

    person: Person
    stay: Stay


def feedback_token(stay_id: UUID, person_id: UUID) -> str:
    """What the address carries."""
    return LINK.token(stay_id, person_id)


def feedback_url(stay_id: UUID, person_id: UUID, language: str = "fr") -> str:
    """The whole address, for a mail."""
    return LINK.url("stay_feedback", feedback_token(stay_id, person_id), language=language)


def read_feedback_link(token: str) -> FeedbackLink:
    """Who speaks of which stay; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
        FeedbackClosed: the stay or the account is gone.
    """
    key, person_key = LINK.read(token)
    stay = Stay.objects.select_related("project").filter(pk=key).first()
    person = person_of_mail(UUID(person_key))
    if stay is None or person is None:
        raise FeedbackClosed
    return FeedbackLink(person=person, stay=stay)
