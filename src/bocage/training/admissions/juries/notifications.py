"""Notifications of juries, in the operation's transaction."""

from bocage.people.mailing import write_to
from bocage.training.admissions.juries.mails import JurorInvited, ReviewsToGive
from bocage.training.admissions.juries.models import Juror


def invite(juror: Juror) -> None:
    """Sends the invitation of a juror."""
    cohort, person = juror.cohort, juror.person
    by = juror.invited_by
    mail = JurorInvited(
        juror_id=str(juror.pk),
        person_id=str(person.pk),
        programme_name=cohort.programme.name,
        cohort_name=cohort.name,
        invited_by=(by.name or by.email) if by is not None else cohort.programme.partner.name,
        apply_until=cohort.apply_until,
    )
    write_to(person, mail)


def notify_reviews(juror: Juror, count: int) -> None:
    """Notifies a juror of new applications to read."""
    cohort, person = juror.cohort, juror.person
    mail = ReviewsToGive(programme_name=cohort.programme.name, cohort_name=cohort.name, count=count)
    write_to(person, mail)
