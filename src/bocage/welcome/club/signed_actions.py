"""Answers of members of the club about newcomers, in one click."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.signed_in import person_of_payload
from bocage.welcome.club.formatting import first_name_of
from bocage.welcome.club.models import ClubIntroduction, ClubMeeting
from bocage.welcome.club.operations import agree_to_meet, decline_to_meet

GOOD_FOR = timedelta(days=60)


def _read_meeting(payload: Payload) -> tuple[Person, ClubMeeting, str]:
    """Returns the member who answers, the meeting, and the first name of the newcomer.

    Raises:
        NoLongerPossible: the account or the meeting no longer exists, or the request is not
            pending.
    """
    person = person_of_payload(payload)
    meetings = ClubMeeting.objects.select_related(
        "introduction__project", "introduction__person", "member"
    )
    meeting = meetings.filter(pk=UUID(str(payload["meeting"]))).first()
    if (
        person is None
        or meeting is None
        or meeting.member.person_id != person.pk
        or meeting.introduction.status != ClubIntroduction.Status.ACCEPTED
    ):
        raise NoLongerPossible
    return person, meeting, first_name_of(meeting.introduction.person)


@signed_action("welcome.agree_to_meet", max_age=GOOD_FOR)
class AgreeToMeet(SignedAction):
    """« Oui, je veux bien »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, meeting, name = _read_meeting(payload)
        if meeting.status == ClubMeeting.Status.WILLING:
            return _thanks(name)
        return Question(
            title=_("Rencontrer %(name)s ?") % {"name": name},
            explanation=_("Nous donnons votre nom, et le club passe vos messages."),
            answer=_("Oui, je veux bien"),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, meeting, name = _read_meeting(payload)
        agree_to_meet(by=person, meeting=meeting)
        return _thanks(name)


@signed_action("welcome.decline_to_meet", max_age=GOOD_FOR)
class DeclineToMeet(SignedAction):
    """« Pas cette fois »."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, meeting, name = _read_meeting(payload)
        if meeting.status == ClubMeeting.Status.WILLING:
            return _thanks(name)
        if meeting.status == ClubMeeting.Status.DECLINED:
            return _declined()
        return Question(
            title=_("Pas cette fois ?"),
            explanation=_("Nous le demanderons à quelqu’un d’autre, sans rien dire de vous."),
            answer=_("Pas cette fois"),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, meeting, name = _read_meeting(payload)
        answered = decline_to_meet(by=person, meeting=meeting)
        return _thanks(name) if answered.status == ClubMeeting.Status.WILLING else _declined()


def _thanks(name: str) -> Outcome:
    return Outcome(
        title=_("Merci pour %(name)s") % {"name": name},
        explanation=_("Nous la prévenons : elle vous écrira par le club."),
        link=reverse("conversation_list"),
        link_label=_("Mes échanges"),
    )


def _declined() -> Outcome:
    return Outcome(
        title=_("C’est noté"),
        explanation=_("Pour ne plus être sollicité, décochez la case dans votre fiche."),
        link=reverse("own_membership"),
        link_label=_("Ma fiche au club"),
    )
