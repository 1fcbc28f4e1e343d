"""The signed address by which a town hall answers in full to a meeting, and reads what concerns
its commune, without signing in. It works as long as the mandate lasts."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from bocage.foundation.signed_actions import NoLongerPossible
from bocage.foundation.signed_links import SignedLink
from bocage.people.acting import person_of_mail
from bocage.people.models import Person
from bocage.welcome.models import MeetingInvitation

LINK = SignedLink("welcome.answer_meeting", good_for=timedelta(days=200))


def meeting_token(person_id: UUID, invitation_id: UUID) -> str:
    """What the address carries."""
    return LINK.token(person_id, invitation_id)


def meeting_url(url_name: str, person_id: UUID, invitation_id: UUID, language: str = "fr") -> str:
    """The whole address, for a mail."""
    return LINK.url(url_name, meeting_token(person_id, invitation_id), language=language)


def read_meeting_link(token: str) -> tuple[Person, MeetingInvitation]:
    """Who answers which invitation; changes nothing.

    Raises:
        UnknownLink: it was cut, changed, or never ours.
        ExpiredLink: it is too old.
        NoLongerPossible: the account or the mandate is over.
    """
    person_id, key = LINK.read(token)
    person = person_of_mail(person_id)
    invitation = (
        MeetingInvitation.objects.select_related("meeting__epci", "commune")
        .filter(pk=UUID(key))
        .first()
    )
    if person is None or invitation is None:
        raise NoLongerPossible
    if not person.has_perm("welcome.answer_meeting", invitation):
        raise NoLongerPossible
    return person, invitation
