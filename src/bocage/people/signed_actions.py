"""One-click unsubscription from a channel of mails."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.http.one_click_unsubscribe import one_click_links
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.foundation.mail import (
    Channel,
    UnsubscribeLinks,
    find_channel,
    register_unsubscribe_links,
)
from bocage.people.models import MessageChoice, Person
from bocage.people.operations.persons import stop_messages
from bocage.people.signed_in import person_of_payload

STOP = "people.stop_messages"


@signed_action(STOP, max_age=timedelta(days=730))
class StopMessages(SignedAction):
    """Unsubscription link at the foot of an optional message, for its recipient."""

    def question(self, payload: Payload) -> Question | Outcome:
        person, channel = _person_and_channel(payload)
        refused = MessageChoice.objects.filter(person=person, channel=channel.name, is_wanted=False)
        if refused.exists():
            return _stopped(channel)
        return Question(
            title=_("Ne plus recevoir ces messages ?"),
            explanation=str(channel.label),
            answer=_("Oui, ne plus les recevoir"),
            after=_("Vous pourrez les reprendre à tout moment dans vos préférences."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, channel = _person_and_channel(payload)
        stop_messages(by=person, person=person, channel=channel.name)
        return _stopped(channel)


@register_unsubscribe_links
def unsubscribe_links(person_id: UUID, channel: str, language: str) -> UnsubscribeLinks:
    """Returns the address of the page that confirms an unsubscription, and that of the button of a
    mail program.
    """
    payload = {"person": person_id.hex, "channel": channel}
    return one_click_links(STOP, payload, language, view_name="stop_messages")


def _person_and_channel(payload: Payload) -> tuple[Person, Channel]:
    channel = find_channel(str(payload["channel"]))
    person = person_of_payload(payload)
    if person is None or not channel.optional:
        raise NoLongerPossible
    return person, channel


def _stopped(channel: Channel) -> Outcome:
    return Outcome(
        title=_("Vous ne recevrez plus ces messages"),
        explanation=str(channel.label),
        link=reverse("preferences"),
        link_label=_("Voir mes préférences"),
    )
