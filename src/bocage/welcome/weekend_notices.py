"""Who is told what about welcome weekends: the operations call these in their transactions."""

from __future__ import annotations

from typing import Any

from bocage.foundation.mail import send_mail
from bocage.foundation.mail.incoming import reply_address
from bocage.welcome.mails.weekends import (
    HouseholdNotComingMail,
    WeekendInvitationMail,
    WeekendMail,
    WeekendOffMail,
    WeekendSeatMail,
    WeekendWaitingMail,
)
from bocage.welcome.message_notices import adults_of
from bocage.welcome.models import WeekendHousehold, WelcomeWeekend
from bocage.welcome.stay_words import facts_of_team


def invite(household: WeekendHousehold) -> None:
    """Will you come? One click each."""
    _send(WeekendInvitationMail, household)


def tell_they_have_a_seat(household: WeekendHousehold) -> None:
    _send(WeekendSeatMail, household)


def tell_they_wait(household: WeekendHousehold) -> None:
    _send(WeekendWaitingMail, household)


def tell_it_is_off(household: WeekendHousehold) -> None:
    _send(WeekendOffMail, household, reason=household.weekend.called_off_words)


def tell_team_they_do_not_come(household: WeekendHousehold) -> None:
    """To whoever prepares it, while their mandate covers it."""
    weekend = household.weekend
    person = weekend.prepared_by
    if person is None or not person.has_perm("welcome.keep_weekend", weekend):
        return
    mail = HouseholdNotComingMail(
        weekend_id=weekend.pk, name=weekend.name, household=household.project.name
    )
    send_mail(mail, to=person.email, language=person.language, person=person)


def meeting_words(weekend: WelcomeWeekend) -> str:
    """« Salle des fêtes, Boitron »."""
    commune = weekend.commune.name if weekend.commune is not None else ""
    return ", ".join(filter(None, [weekend.meeting_place, commune]))


def _send(kind: type[WeekendMail], household: WeekendHousehold, **more: Any) -> None:
    weekend = household.weekend
    for person in adults_of(household.project):
        mail = kind(
            household_id=household.pk,
            person_id=person.pk,
            name=weekend.name,
            starts_at=weekend.starts_at,
            ends_at=weekend.ends_at,
            team=facts_of_team(weekend.prepared_by),
            meeting=meeting_words(weekend),
            words=weekend.words,
            **more,
        )
        send_mail(
            mail,
            to=person.email,
            language=person.language,
            person=person,
            reply_to=reply_address("project", household.project_id),
        )
