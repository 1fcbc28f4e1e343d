"""Examples of the mails of `bocage.welcome.visits.stays.mails.households`."""

from datetime import datetime

from bocage.welcome.visits.stays.ical import StayCalendar
from bocage.welcome.visits.stays.mails.households import HowWasItMail, StayCalledOffMail, StayMail
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.visits.invented_stays import (
    EXAMPLE_ADDRESS,
    EXAMPLE_DESK,
    EXAMPLE_PERSON,
    EXAMPLE_STAY,
    EXAMPLE_STEP,
    EXAMPLE_TEAM,
)

EXAMPLE_CALENDAR = StayCalendar(
    name="Trois jours autour de Boitron",
    steps=[EXAMPLE_STEP, EXAMPLE_DESK],
    sequence=1,
    written_at=datetime.fromisoformat("2026-11-28T09:00:00+00:00"),
)


@example_of(StayMail)
def stay_mail(mail):
    return mail(
        name="Trois jours autour de Boitron",
        starts_at=datetime.fromisoformat("2026-12-04T07:00:00+00:00"),
        ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
        token=EXAMPLE_ADDRESS,
        steps=[EXAMPLE_STEP, EXAMPLE_DESK],
        team=EXAMPLE_TEAM,
        written_at=datetime.fromisoformat("2026-11-20T09:00:00+00:00"),
        arrival="Gare de Sées",
        words="Prenez des bottes : il y aura un jardin à voir.",
    )


@example_of(StayCalledOffMail)
def stay_called_off_mail(mail):
    return mail(
        name="Trois jours autour de Boitron",
        starts_at=datetime.fromisoformat("2026-12-04T07:00:00+00:00"),
        ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
        team=EXAMPLE_TEAM,
        words="La route est coupée",
        are_all_notified=True,
        calendar=EXAMPLE_CALENDAR,
    )


@example_of(HowWasItMail)
def how_was_it_mail(mail):
    return mail(
        stay_id=EXAMPLE_STAY, person_id=EXAMPLE_PERSON, name="Trois jours autour de Boitron"
    )
