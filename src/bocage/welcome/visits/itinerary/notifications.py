"""Notifications to the people met at a step. Operations call these functions in their
transactions.
"""

from bocage.foundation.mail import send_mail
from bocage.people.mailing import write_to
from bocage.welcome.visits.itinerary.mails import (
    StepAskedMail,
    StepDeclinedMail,
    StepMail,
    StepMovedMail,
    StepOffMail,
    StepReminderMail,
)
from bocage.welcome.visits.itinerary.visits import AnyStep, Visit
from bocage.welcome.visits.stays.formatting import (
    StepFacts,
    facts_of_step,
    facts_of_team,
    last_notified_facts,
)

LANGUAGE = "fr"
"""Language of the mails to the people met, who live here."""


def invite_person_met(visit: Visit, step: AnyStep) -> None:
    """Sends the person met the invitation to a step, with one click for each answer."""
    _to_person_met(visit, StepAskedMail, facts_of_step(step), to=step.contact_mail)


def notify_person_met_of_change(visit: Visit, step: AnyStep) -> None:
    """Notifies the person met that their step has changed, and requests a new confirmation."""
    _to_person_met(visit, StepMovedMail, facts_of_step(step), to=step.contact_mail)


def remind_person_met(visit: Visit, step: AnyStep) -> None:
    """Sends the person met a reminder the day before, at the address where they were invited."""
    _to_person_met(visit, StepReminderMail, facts_of_step(step), to=step.last_notification["mail"])


def notify_person_met_of_cancellation(visit: Visit, step: AnyStep) -> None:
    """Notifies the person last invited that the step is called off, with the hours that they
    knew.
    """
    _to_person_met(visit, StepOffMail, last_notified_facts(step), to=step.last_notification["mail"])


def notify_team_of_refusal(visit: Visit, step: AnyStep) -> None:
    """Notifies the people who prepare the visit that a person met declined and that their step is
    to be confirmed again.
    """
    mail = StepDeclinedMail(
        step=facts_of_step(step), programme_name=visit.name, page=visit.page, key=visit.key
    )
    for person in visit.team():
        write_to(person, mail)


def _to_person_met(visit: Visit, kind: type[StepMail], facts: StepFacts, *, to: str) -> None:
    mail = kind(
        step=facts,
        visitors=visit.visitors,
        team=facts_of_team(visit.face),
        mail=to,
        reason=visit.reason,
    )
    reply_to = visit.face.email if visit.face is not None else ""
    send_mail(mail, to=to, language=LANGUAGE, reply_to=reply_to)
