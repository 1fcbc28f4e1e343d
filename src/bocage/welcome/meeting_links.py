"""The signed address by which a town hall answers in full to a meeting, and reads what concerns
its commune, without signing in. It works as long as the mandate lasts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from bocage.foundation.signed_actions import ExpiredLink, NoLongerPossible, UnknownLink
from bocage.people.models import Person
from bocage.welcome.models import MeetingInvitation

SALT = "bocage.welcome.answer_meeting"
GOOD_FOR = timedelta(days=200)


def meeting_token(person_id: UUID, invitation_id: UUID) -> str:
    """What the address carries."""
    return signing.dumps([str(person_id), str(invitation_id)], salt=SALT)


def meeting_url(url_name: str, person_id: UUID, invitation_id: UUID, language: str = "fr") -> str:
    """The whole address, for a mail."""
    with translation.override(language):
        path = reverse(url_name, args=[meeting_token(person_id, invitation_id)])
    url: str = settings.BOCAGE.public_url + path
    return url


def read_meeting_link(token: str) -> tuple[Person, MeetingInvitation]:
    """Who answers which invitation; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
        NoLongerPossible: the account or the mandate is over.
    """
    try:
        person_key, key = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
        person_id, invitation_id = UUID(person_key), UUID(key)
    except signing.SignatureExpired as expired:
        raise ExpiredLink from expired
    except (signing.BadSignature, ValueError) as bad:
        raise UnknownLink from bad
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    invitation = (
        MeetingInvitation.objects.select_related("meeting__epci", "commune")
        .filter(pk=invitation_id)
        .first()
    )
    if person is None or invitation is None:
        raise NoLongerPossible
    if not person.has_perm("welcome.answer_meeting", invitation):
        raise NoLongerPossible
    return person, invitation
