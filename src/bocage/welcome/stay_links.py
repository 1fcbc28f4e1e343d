"""The signed address with which an adult says how the stay was, without signing in.

It names a stay and a person of the household. It shows nothing of the stay but its name and its
dates: whoever finds it can only say something in the name of that person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.signed_actions import ExpiredLink, UnknownLink
from bocage.people.models import Person
from bocage.welcome.errors.stays import FeedbackClosed
from bocage.welcome.models import Stay

SALT = "bocage.welcome.stay_feedback"
GOOD_FOR = timedelta(days=120)


@dataclass(frozen=True, kw_only=True)
class FeedbackLink:
    """Who says how which stay was."""

    person: Person
    stay: Stay


def feedback_token(stay_id: UUID, person_id: UUID) -> str:
    """What the address carries."""
    return signing.dumps([str(stay_id), str(person_id)], salt=SALT)


def feedback_url(stay_id: UUID, person_id: UUID, language: str = "fr") -> str:
    """The whole address, for a mail."""
    with translation.override(language):
        path = reverse("stay_feedback", args=[feedback_token(stay_id, person_id)])
    url: str = settings.BOCAGE.public_url + path
    return url


def read_feedback_link(token: str) -> FeedbackLink:
    """Who speaks of which stay; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
        FeedbackClosed: the stay or the account is gone.
    """
    try:
        stay_key, person_key = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
        keys = UUID(stay_key), UUID(person_key)
    except signing.SignatureExpired as expired:
        raise ExpiredLink from expired
    except (signing.BadSignature, ValueError) as bad:
        raise UnknownLink from bad
    stay = Stay.objects.select_related("project").filter(pk=keys[0]).first()
    person = Person.objects.filter(pk=keys[1], is_active=True).first()
    if stay is None or person is None:
        raise FeedbackClosed
    return FeedbackLink(person=person, stay=stay)
