"""Examples of the mails of `bocage.welcome.visits.stays.mails.team`."""

from datetime import datetime

from bocage.welcome.visits.stays.mails.team import DeskLostMail, HouseholdCalledOffMail
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.visits.invented_stays import EXAMPLE_DESK, EXAMPLE_STAY


@example_of(DeskLostMail)
def desk_lost_mail(mail):
    return mail(step=EXAMPLE_DESK, stay_id=EXAMPLE_STAY, household="Famille Marchand")


@example_of(HouseholdCalledOffMail)
def household_called_off_mail(mail):
    return mail(
        stay_id=EXAMPLE_STAY,
        household="Famille Marchand",
        starts_at=datetime.fromisoformat("2026-12-04T07:00:00+00:00"),
        ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
        words="Nous avons changé d’avis",
        are_all_notified=True,
    )
