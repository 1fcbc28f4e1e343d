"""Notifications about welcome weekends. Operations call these functions in their transactions."""

from typing import Any

from bocage.foundation.mail import Mail, send_mail
from bocage.foundation.mail.incoming import reply_address
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.projects.notifications.messages import adults_of
from bocage.welcome.visits.recipients import team_of_weekend
from bocage.welcome.visits.stays.formatting import facts_of_team
from bocage.welcome.visits.stays.ical import StayCalendar
from bocage.welcome.visits.weekends.formatting import PlacesFacts, VolunteerFacts
from bocage.welcome.visits.weekends.ical import WeekendEvent
from bocage.welcome.visits.weekends.mails.households import (
    HouseholdNotComingMail,
    WeekendInvitationMail,
    WeekendLeftMail,
    WeekendMail,
    WeekendMovedMail,
    WeekendOffMail,
    WeekendPlacesMail,
    WeekendSeatFreeMail,
    WeekendSeatMail,
    WeekendWaitingMail,
)
from bocage.welcome.visits.weekends.mails.volunteers import (
    VolunteerAskedMail,
    VolunteerChangedMail,
    VolunteerDeclinedMail,
    VolunteerFreeMail,
    VolunteerReminderMail,
)
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)

LANGUAGE = "fr"
"""Language of the mails to drivers and hosts, who live here."""


def invite(household: WeekendHousehold) -> None:
    """Sends a household the invitation to a weekend, with one click for each answer."""
    _send(WeekendInvitationMail, household)


def notify_seat(household: WeekendHousehold) -> None:
    """Notifies a household that it has a seat, with the event for its calendars."""
    _send(WeekendSeatMail, household)


def notify_waiting(household: WeekendHousehold) -> None:
    _send(WeekendWaitingMail, household)


def confirm_seat_given_up(household: WeekendHousehold, stay: StayCalendar | None) -> None:
    """Confirms to a household that it gave up its seat; the weekend leaves its calendars, with the
    stay already announced to it.
    """
    _send(WeekendLeftMail, household, stay=stay)


def notify_seat_freed(household: WeekendHousehold) -> None:
    """Notifies a household that its seat is freed because its project closed; the weekend leaves
    its calendars.
    """
    _send(WeekendSeatFreeMail, household)


def notify_household_of_move(household: WeekendHousehold) -> None:
    """Notifies a household of other dates, or of another place; its calendars are updated."""
    _send(WeekendMovedMail, household)


def notify_household_of_places(household: WeekendHousehold, places: PlacesFacts) -> None:
    _send(WeekendPlacesMail, household, places=places)


def notify_household_of_cancellation(
    household: WeekendHousehold, stay: StayCalendar | None
) -> None:
    """Notifies a household that the weekend is called off; if it was coming, the weekend leaves its
    calendars, with the stay already announced to it.
    """
    reason = household.weekend.called_off_words
    _send(WeekendOffMail, household, reason=reason, had_a_seat=household.comes, stay=stay)


def request_volunteer(weekend: WelcomeWeekend, facts: VolunteerFacts, *, is_again: bool) -> None:
    """Sends a driver or a host the request to take households, or its update if `is_again`. One
    click answers.
    """
    kind = VolunteerChangedMail if is_again else VolunteerAskedMail
    _to_volunteer(
        weekend, kind(volunteer=facts, team=facts_of_team(weekend.prepared_by)), facts.mail
    )


def remind_volunteer(weekend: WelcomeWeekend, facts: VolunteerFacts) -> None:
    """Sends a driver or a host a reminder the day before."""
    team = facts_of_team(weekend.prepared_by)
    _to_volunteer(weekend, VolunteerReminderMail(volunteer=facts, team=team), facts.mail)


def notify_volunteer_nobody_comes(
    weekend: WelcomeWeekend, volunteer: WeekendCar | NightHost, *, reason: str = ""
) -> None:
    """Notifies a driver or a host who was counted on that nobody comes, at the address where they
    were notified.
    """
    mail = VolunteerFreeMail(
        name=str(volunteer),
        weekend=weekend.name,
        starts_at=weekend.starts_at,
        ends_at=weekend.ends_at,
        team=facts_of_team(weekend.prepared_by),
        reason=reason,
        is_off=weekend.status == WelcomeWeekend.Status.CALLED_OFF,
    )
    _to_volunteer(weekend, mail, volunteer.notified_mail)


def notify_team_of_declining_household(
    household: WeekendHousehold, *, instead: WeekendHousehold | None
) -> None:
    """Notifies the person who prepares the weekend, while their mandate covers it, that a household
    does not come, and which one has its seat.
    """
    weekend = household.weekend
    mail = HouseholdNotComingMail(
        weekend_id=weekend.pk,
        name=weekend.name,
        household=household.project.name,
        next_household=instead.project.name if instead is not None else "",
    )
    _to_team(weekend, mail)


def notify_team_of_declining_volunteer(
    volunteer: WeekendCar | NightHost, households: list[str]
) -> None:
    """Notifies the person who prepares the weekend that a driver or a host declined and that these
    households are to be placed again.
    """
    weekend = volunteer.weekend
    mail = VolunteerDeclinedMail(
        weekend_id=weekend.pk, weekend=weekend.name, name=str(volunteer), households=households
    )
    _to_team(weekend, mail)


def _to_volunteer(weekend: WelcomeWeekend, mail: Mail, to: str) -> None:
    face: Person | None = weekend.prepared_by
    reply_to = face.email if face is not None and face.is_active else ""
    send_mail(mail, to=to, language=LANGUAGE, reply_to=reply_to)


def _to_team(weekend: WelcomeWeekend, mail: Mail) -> None:
    for person in team_of_weekend(weekend):
        write_to(person, mail)


def _send(kind: type[WeekendMail], household: WeekendHousehold, **extra: Any) -> None:
    weekend = household.weekend
    for person in adults_of(household.project):
        mail = kind(
            person_id=person.pk,
            event=WeekendEvent.of(household, person),
            team=facts_of_team(weekend.prepared_by),
            **extra,
        )
        write_to(person, mail, reply_to=reply_address("project", household.project_id))
