"""Examples of the mails of `bocage.training.admissions.juries.mails`."""

from datetime import date

from bocage.training.admissions.juries.mails import JurorInvited, ReviewsToGive
from tests.mail_examples.registry import example_of
from tests.mail_examples.training.admissions.applications import EXAMPLE


@example_of(JurorInvited)
def juror_invited(mail):
    return mail(
        juror_id=EXAMPLE,
        person_id=EXAMPLE,
        programme_name="Lancer son activité sur le Web",
        cohort_name="Printemps 2027",
        invited_by="Claire Vallée",
        apply_until=date(2027, 2, 15),
    )


@example_of(ReviewsToGive)
def readings_to_give(mail):
    return mail(
        programme_name="Lancer son activité sur le Web", cohort_name="Printemps 2027", count=4
    )
