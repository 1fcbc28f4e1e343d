"""Notifications about a stay as a whole. Operations call these functions in their transactions."""

from typing import Any

from bocage.foundation.mail import Mail
from bocage.foundation.mail.incoming import reply_address
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.projects.notifications.messages import adults_of
from bocage.welcome.visits.itinerary.programme import steps_of_stay
from bocage.welcome.visits.recipients import face_of, team_of_stay
from bocage.welcome.visits.stays.formatting import arrival_words, facts_of_step, facts_of_team
from bocage.welcome.visits.stays.ical import StayCalendar
from bocage.welcome.visits.stays.mails.households import (
    HowWasItMail,
    StayCalledOffMail,
    StayChangedMail,
    StayConfirmedMail,
    StayReminderMail,
)
from bocage.welcome.visits.stays.mails.team import DeskLostMail, HouseholdCalledOffMail
from bocage.welcome.visits.stays.models import Stay, StayStep


def notify_household_of_confirmation(stay: Stay) -> None:
    """Sends the programme to every adult, with its page and its calendar."""
    mail = StayConfirmedMail(**_programme(stay), are_all_notified=_are_all_notified(stay))
    _to_household(stay, mail)


def notify_household_of_changes(stay: Stay) -> None:
    """Sends the current programme to every adult after a change."""
    _to_household(stay, StayChangedMail(**_programme(stay)))


def remind_household(stay: Stay) -> None:
    """Sends the programme to every adult the day before."""
    _to_household(stay, StayReminderMail(**_programme(stay)))


def notify_household_of_cancellation(stay: Stay, *, by: Person | None) -> None:
    """Notifies the adults of the household, except the one who called it off, that the stay is
    called off; all of them if `by` is None, as when the project closes. The stay leaves their
    calendars.
    """
    mail = StayCalledOffMail(
        name=stay.name,
        starts_at=stay.starts_at,
        ends_at=stay.ends_at,
        team=facts_of_team(face_of(stay)),
        words=stay.called_off_words,
        are_all_notified=_are_all_notified(stay),
        calendar=StayCalendar.ever_of(stay),
    )
    _to_household(stay, mail, exclude=by)


def request_feedback(stay: Stay) -> None:
    """Sends each adult a personal link to a feedback form of two minutes."""
    for person in adults_of(stay.project):
        mail = HowWasItMail(stay_id=stay.pk, person_id=person.pk, name=stay.name)
        write_to(person, mail, reply_to=_thread(stay))


def notify_team_of_cancellation(stay: Stay, *, by: Person) -> None:
    """Notifies the people who prepare the stay that it is called off, except the one who did it."""
    mail = HouseholdCalledOffMail(
        stay_id=stay.pk,
        household=stay.project.name,
        starts_at=stay.starts_at,
        ends_at=stay.ends_at,
        words=stay.called_off_words,
        are_all_notified=_are_all_notified(stay),
    )
    _to_team(stay, mail, exclude=by)


def notify_team_of_lost_desk(stay: Stay, step: StayStep) -> None:
    """Notifies the people who prepare the stay that the place withdrew a booking, or moved it."""
    _to_team(
        stay,
        DeskLostMail(step=facts_of_step(step), stay_id=stay.pk, household=stay.project.name),
    )


def _are_all_notified(stay: Stay) -> bool:
    """Checks whether people are met, and all of them have a mail address."""
    steps = [
        step
        for step in steps_of_stay(stay)
        if step.contact_name or step.contact_phone or step.last_notification
    ]
    return bool(steps) and all(step.contact_mail for step in steps)


def _programme(stay: Stay) -> dict[str, Any]:
    return {
        "name": stay.name,
        "starts_at": stay.starts_at,
        "ends_at": stay.ends_at,
        "token": stay.token,
        "steps": [facts_of_step(step) for step in steps_of_stay(stay)],
        "team": facts_of_team(face_of(stay)),
        "sequence": stay.sequence,
        "written_at": stay.changed_at,
        "arrival": arrival_words(stay),
        "words": stay.words,
    }


def _to_household(stay: Stay, mail: Mail, *, exclude: Person | None = None) -> None:
    for person in adults_of(stay.project):
        if person != exclude:
            write_to(person, mail, reply_to=_thread(stay))


def _to_team(stay: Stay, mail: Mail, *, exclude: Person | None = None) -> None:
    for person in team_of_stay(stay):
        if person != exclude:
            write_to(person, mail)


def _thread(stay: Stay) -> str:
    """Returns the reply address that adds an answer to the thread of the project."""
    return reply_address("project", stay.project_id)
