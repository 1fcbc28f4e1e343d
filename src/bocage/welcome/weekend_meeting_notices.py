"""Who is told what about a moment that all households of a weekend share."""

from __future__ import annotations

from django.db.models import Count, Sum

from bocage.foundation.mail import Mail, send_mail
from bocage.welcome.mails.weekend_meetings import (
    SharedStepAskedMail,
    SharedStepDeclinedMail,
    SharedStepMail,
    SharedStepMovedMail,
    SharedStepOffMail,
    SharedStepReminderMail,
)
from bocage.welcome.models import WeekendHousehold, WeekendStep, WelcomeWeekend
from bocage.welcome.stay_words import StepFacts, facts_as_told, facts_of_step, facts_of_team

LANGUAGE = "fr"
"""Those who are met live here."""


def ask_person_met(weekend: WelcomeWeekend, step: WeekendStep, *, is_again: bool) -> None:
    """Will you be there? One click each."""
    kind = SharedStepMovedMail if is_again else SharedStepAskedMail
    _to_person_met(weekend, kind, facts_of_step(step), to=step.contact_mail)


def remind_person_met(weekend: WelcomeWeekend, step: WeekendStep) -> None:
    """The day before, where they were asked."""
    _to_person_met(weekend, SharedStepReminderMail, facts_of_step(step), to=step.told["mail"])


def tell_person_met_it_is_off(weekend: WelcomeWeekend, step: WeekendStep) -> None:
    """To whoever was last told, with the hour that they knew."""
    facts = facts_as_told(step)
    _to_person_met(
        weekend,
        SharedStepOffMail,
        facts,
        to=step.told["mail"],
        reason=weekend.called_off_words,
    )


def tell_team_somebody_declined(weekend: WelcomeWeekend, step: WeekendStep) -> None:
    """To whoever prepares it, while their mandate covers it."""
    person = weekend.prepared_by
    if person is not None and person.has_perm("welcome.keep_weekend", weekend):
        mail = SharedStepDeclinedMail(
            step=facts_of_step(step), weekend=weekend.name, weekend_id=weekend.pk
        )
        send_mail(mail, to=person.email, language=person.language, person=person)


def _to_person_met(
    weekend: WelcomeWeekend,
    kind: type[SharedStepMail],
    facts: StepFacts,
    *,
    to: str,
    reason: str = "",
) -> None:
    coming = weekend.households.filter(status=WeekendHousehold.Status.COMING)
    counts = coming.aggregate(households=Count("pk"), people=Sum("people", default=0))
    face = weekend.prepared_by
    mail: Mail = kind(
        step=facts,
        weekend=weekend.name,
        **counts,
        team=facts_of_team(face),
        mail=to,
        reason=reason,
    )
    reply_to = face.email if face is not None and face.is_active else ""
    send_mail(mail, to=to, language=LANGUAGE, reply_to=reply_to)
