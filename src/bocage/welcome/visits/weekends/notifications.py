"""Who is told what about welcome weekends: the operations call these in their transactions."""

from typing import Any

from bocage.foundation.mail import Mail, send_mail
from bocage.foundation.mail.incoming import reply_address
from bocage.people.mailing import write_to
from bocage.people.models import Person
from bocage.welcome.projects.notifications.messages import adults_of
from bocage.welcome.visits.recipients import team_of_weekend
from bocage.welcome.visits.stays.formatting import facts_of_team
from bocage.welcome.visits.stays.ical import StayCalendar
from bocage.welcome.visits.weekends.formatting import PlacesFacts, TakerFacts
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
from bocage.welcome.visits.weekends.mails.takers import (
    TakerAskedMail,
    TakerChangedMail,
    TakerDeclinedMail,
    TakerFreeMail,
    TakerReminderMail,
)
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WelcomeWeekend,
)

LANGUAGE = "fr"
"""Those who drive and host live here."""


def invite(household: WeekendHousehold) -> None:
    """Will you come? One click each."""
    _send(WeekendInvitationMail, household)


def tell_they_have_a_seat(household: WeekendHousehold) -> None:
    """With the event for their calendars."""
    _send(WeekendSeatMail, household)


def tell_they_wait(household: WeekendHousehold) -> None:
    _send(WeekendWaitingMail, household)


def tell_they_left_their_seat(household: WeekendHousehold, stay: StayCalendar | None) -> None:
    """It leaves their calendars, with the stay that they knew of."""
    _send(WeekendLeftMail, household, stay=stay)


def tell_their_seat_is_free(household: WeekendHousehold) -> None:
    """Their project closed: nobody waits for them, and it leaves their calendars."""
    _send(WeekendSeatFreeMail, household)


def tell_it_moved(household: WeekendHousehold) -> None:
    """Other dates, or another place; calendars follow."""
    _send(WeekendMovedMail, household)


def tell_household_who_takes_it(household: WeekendHousehold, places: PlacesFacts) -> None:
    _send(WeekendPlacesMail, household, places=places)


def tell_it_is_off(household: WeekendHousehold, stay: StayCalendar | None) -> None:
    """It leaves the calendars of those who were coming, with the stay that they knew of."""
    reason = household.weekend.called_off_words
    _send(WeekendOffMail, household, reason=reason, had_a_seat=household.comes, stay=stay)


def ask_taker(weekend: WelcomeWeekend, facts: TakerFacts, *, is_again: bool) -> None:
    """To a driver or a host: whom they take. One click each."""
    kind = TakerChangedMail if is_again else TakerAskedMail
    _to_taker(weekend, kind(taker=facts, team=facts_of_team(weekend.prepared_by)), facts.mail)


def remind_taker(weekend: WelcomeWeekend, facts: TakerFacts) -> None:
    """The day before."""
    team = facts_of_team(weekend.prepared_by)
    _to_taker(weekend, TakerReminderMail(taker=facts, team=team), facts.mail)


def tell_taker_nobody_comes(
    weekend: WelcomeWeekend, taker: WeekendCar | NightHost, *, reason: str = ""
) -> None:
    """To a driver or a host who was counted on, where they were written to."""
    mail = TakerFreeMail(
        name=str(taker),
        weekend=weekend.name,
        starts_at=weekend.starts_at,
        ends_at=weekend.ends_at,
        team=facts_of_team(weekend.prepared_by),
        reason=reason,
        is_off=weekend.status == WelcomeWeekend.Status.CALLED_OFF,
    )
    _to_taker(weekend, mail, taker.told_mail)


def tell_team_they_do_not_come(
    household: WeekendHousehold, *, instead: WeekendHousehold | None
) -> None:
    """To whoever prepares it, while their mandate covers it; with the one that has their seat."""
    weekend = household.weekend
    mail = HouseholdNotComingMail(
        weekend_id=weekend.pk,
        name=weekend.name,
        household=household.project.name,
        next_household=instead.project.name if instead is not None else "",
    )
    _to_team(weekend, mail)


def tell_team_somebody_cannot(taker: WeekendCar | NightHost, households: list[str]) -> None:
    """To whoever prepares it: these households are to be placed otherwise."""
    weekend = taker.weekend
    mail = TakerDeclinedMail(
        weekend_id=weekend.pk, weekend=weekend.name, name=str(taker), households=households
    )
    _to_team(weekend, mail)


def _to_taker(weekend: WelcomeWeekend, mail: Mail, to: str) -> None:
    face: Person | None = weekend.prepared_by
    reply_to = face.email if face is not None and face.is_active else ""
    send_mail(mail, to=to, language=LANGUAGE, reply_to=reply_to)


def _to_team(weekend: WelcomeWeekend, mail: Mail) -> None:
    for person in team_of_weekend(weekend):
        write_to(person, mail)


def _send(kind: type[WeekendMail], household: WeekendHousehold, **more: Any) -> None:
    weekend = household.weekend
    for person in adults_of(household.project):
        mail = kind(
            person_id=person.pk,
            event=WeekendEvent.of(household, person),
            team=facts_of_team(weekend.prepared_by),
            **more,
        )
        write_to(person, mail, reply_to=reply_address("project", household.project_id))
