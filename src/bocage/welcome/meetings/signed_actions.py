"""Answers to the invitations to awareness meetings, each with one button."""

from datetime import timedelta

from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.grammar import of_name, people_words
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.row_answers import RowAnswer
from bocage.welcome.meetings.links import meeting_link
from bocage.welcome.meetings.models import MeetingInvitation
from bocage.welcome.meetings.operations import MeetingAnswer, answer_meeting
from bocage.welcome.shared.formatting import when_words

GOOD_FOR = timedelta(days=200)


class _MeetingAction(RowAnswer[MeetingInvitation]):
    """Base of the answers of a person of a town hall."""

    payload_key = "invitation"
    rows = MeetingInvitation.objects.select_related("meeting__epci", "commune")
    permission = "welcome.answer_meeting"

    def without_right(self) -> Refusal:
        return NoLongerPossible(
            _("Vous n’avez plus de mandat dans cette commune : ce lien ne sert plus.")
        )

    def find_row(self, payload: Payload) -> tuple[Person, MeetingInvitation]:
        person, invitation = super().find_row(payload)
        if not invitation.meeting.is_coming:
            raise NoLongerPossible(_("Cette réunion est passée ou annulée."))
        return person, invitation


@signed_action("welcome.meeting_yes", max_age=GOOD_FOR)
class MeetingYes(_MeetingAction):
    """Signed action « Oui » : one or two people of the town hall come."""

    def question(self, payload: Payload) -> Question | Outcome:
        person, invitation = self.find_row(payload)
        people = _people(payload)
        if invitation.comes and invitation.people == people:
            return _noted(person, invitation)
        return Question(
            title=_("%(commune)s viendra ?") % {"commune": invitation.commune.name},
            explanation=_about(invitation),
            answer=_("Oui : %(people)s") % {"people": people_words(people)},
        )

    def perform(self, payload: Payload) -> Outcome:
        person, invitation = self.find_row(payload)
        people = _people(payload)
        if not (invitation.comes and invitation.people == people):
            answer = MeetingAnswer(comes=True, people=people, names=invitation.names)
            invitation = answer_meeting(by=person, invitation=invitation, answer=answer)
        return _noted(person, invitation)


@signed_action("welcome.meeting_no", max_age=GOOD_FOR)
class MeetingNo(_MeetingAction):
    """« Non, personne ne pourra »."""

    def question(self, payload: Payload) -> Question | Outcome:
        person, invitation = self.find_row(payload)
        if invitation.answer == MeetingInvitation.Answer.NO:
            return _noted(person, invitation)
        return Question(
            title=_("Personne %(of_commune)s ne pourra ?")
            % {"of_commune": of_name(invitation.commune.name)},
            explanation=_about(invitation),
            answer=_("Non, personne ne pourra"),
            after=_("Le dossier de la commune vous reste ouvert."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, invitation = self.find_row(payload)
        if invitation.answer != MeetingInvitation.Answer.NO:
            invitation = answer_meeting(
                by=person, invitation=invitation, answer=MeetingAnswer(comes=False)
            )
        return _noted(person, invitation)


def _people(payload: Payload) -> int:
    return int(str(payload["people"]))


def _about(invitation: MeetingInvitation) -> str:
    meeting = invitation.meeting
    return f"{meeting.epci.name}, {when_words(meeting.starts_at)}, {meeting.place}"


def _noted(person: Person, invitation: MeetingInvitation) -> Outcome:
    title = (
        _("C’est noté : %(people)s") % {"people": people_words(invitation.people)}
        if invitation.comes
        else _("C’est noté : vous ne venez pas")
    )
    return Outcome(
        title=title,
        explanation=_about(invitation),
        link=meeting_link.path(person.pk, invitation.pk),
        link_label=_("Dire les noms, ou changer"),
    )
