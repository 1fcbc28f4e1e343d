"""Notifications about relays. Operations call these functions in their transactions."""

from collections.abc import Iterable

from bocage.foundation.mail.incoming import reply_address
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.communes.town_halls import elected_of_epci, town_hall_people
from bocage.welcome.projects.team import team_of
from bocage.welcome.relays.mails.answers import RelayAnsweredMail, RelayCameBackMail, WordsSavedMail
from bocage.welcome.relays.mails.relays import (
    AnswerableRelayMail,
    RelayAskedMail,
    RelayAtEpciMail,
    RelayReminderMail,
    RelayTakenBackMail,
    ReplyToConfirmMail,
)
from bocage.welcome.relays.models import Relay, RelayReply
from bocage.welcome.relays.sheet import first_names, household_words


def request_answer(relay: Relay, people: Iterable[Person]) -> None:
    """Sends the question to its first recipients."""
    match relay.recipient:
        case Relay.Recipient.TOWN_HALL:
            _send_question(relay, people, RelayAskedMail)
        case Relay.Recipient.EPCI:
            _send_to_epci(relay, people, has_nobody=True)
        case _:
            _come_back(relay, people)


def send_reminder(relay: Relay, people: Iterable[Person]) -> None:
    """Sends the question again to the people who have it."""
    if relay.recipient == Relay.Recipient.EPCI:
        _send_to_epci(relay, people, has_nobody=True)
    else:
        _send_question(relay, people, RelayReminderMail)


def notify_epci(relay: Relay, people: Iterable[Person]) -> None:
    """Sends the question to the elected members of the intercommunalité, because the town hall has
    not answered.
    """
    _send_to_epci(relay, people, has_nobody=False)


def notify_coordinator(relay: Relay) -> None:
    """Notifies the people who follow the project that no answer came, so that they have to call."""
    _come_back(relay, team_of(relay.project))


def notify_answer(relay: Relay) -> None:
    """Notifies the people who follow the project of the town hall's answer, except the one who
    recorded it.
    """
    answered_by = relay.answered_by
    for person in team_of(relay.project):
        if answered_by is not None and person.pk == answered_by.pk:
            continue
        write_to(
            person,
            RelayAnsweredMail(
                commune_name=relay.commune.name,
                project_id=relay.project_id,
                project_name=relay.project.name,
                answer=relay.answer,
                answered_by=str(answered_by) if answered_by else relay.commune.name,
                words=relay.answer_words,
                may_have_home=relay.may_have_home,
            ),
        )


def notify_words_set_aside(reply: RelayReply) -> None:
    """Notifies the people who follow the project of a message that does not count as the answer."""
    relay = reply.relay
    for person in team_of(relay.project):
        write_to(
            person,
            WordsSavedMail(
                commune_name=relay.commune.name,
                project_id=relay.project_id,
                project_name=relay.project.name,
                written_by=str(reply.person),
                because=reply.state,
                words=reply.words,
            ),
        )


def notify_withdrawal(relay: Relay) -> None:
    """Notifies the people who had received the question that it is withdrawn."""
    people = {person.pk: person for person in town_hall_people(relay.commune)}
    if _has_epci(relay):
        people |= {person.pk: person for person in elected_of_epci(relay.commune)}
    mail = RelayTakenBackMail(
        commune_name=relay.commune.name, household_names=first_names(relay.project)
    )
    for person in people.values():
        write_to(person, mail)


def ask_to_confirm(reply: RelayReply, *, has_attachments: bool) -> None:
    """Sends a person who answered by mail the link that turns their words into the answer."""
    write_to(
        reply.person,
        ReplyToConfirmMail(
            commune_name=reply.relay.commune.name,
            person_id=reply.person_id,
            relay_id=reply.relay_id,
            words=reply.words,
            has_attachments=has_attachments,
        ),
        reply_to=reply_address("relay", reply.relay_id),
    )


def _send_question(
    relay: Relay, people: Iterable[Person], kind: type[AnswerableRelayMail], **facts: object
) -> None:
    address = reply_address("relay", relay.pk)
    household_names, household = first_names(relay.project), household_words(relay.project)
    for person in people:
        mail = kind(
            commune_name=relay.commune.name,
            person_id=person.pk,
            relay_id=relay.pk,
            household_names=household_names,
            household=household,
            words=relay.words,
            due_at=relay.due_at,
            sender=str(relay.requested_by or ""),
            may_answer_by_mail=bool(address),
            is_epci_next=bool(elected_of_epci(relay.commune)),
            **facts,
        )
        write_to(person, mail, reply_to=address)


def _send_to_epci(relay: Relay, people: Iterable[Person], *, has_nobody: bool) -> None:
    _send_question(relay, people, RelayAtEpciMail, has_nobody=has_nobody)


def _has_epci(relay: Relay) -> bool:
    """Checks whether the elected members of the intercommunalité received the relay."""
    return relay.recipient == Relay.Recipient.EPCI or relay.epci_notified_at is not None


def _come_back(relay: Relay, people: Iterable[Person]) -> None:
    mail = RelayCameBackMail(
        commune_name=relay.commune.name,
        project_id=relay.project_id,
        project_name=relay.project.name,
        relay_id=relay.pk,
        has_gone_to_town_hall=relay.recipient == Relay.Recipient.TOWN_HALL,
        has_gone_to_epci=_has_epci(relay),
    )
    for person in people:
        write_to(person, mail)
