"""Base of the mails about stays and weekends, and their shared parts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.times import format_date, format_hours, format_time
from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import Block, BodyMail, Fact, Facts, MailBody, Section
from bocage.welcome.visits.stays.formatting import StepFacts, TeamFacts

declare_channel(
    "stays",
    label=gettext_lazy("Mon séjour de découverte"),
    reason=gettext_lazy("Vous recevez ce message parce que nous préparons votre séjour ici."),
    optional=False,
)
declare_channel(
    "stay_meetings",
    label=gettext_lazy("Rencontres avec des ménages qui viennent voir le territoire"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous êtes au programme d’un ménage qui vient "
        "découvrir le territoire."
    ),
    optional=False,
)
declare_channel(
    "stay_team",
    label=gettext_lazy("Séjours que je prépare"),
    reason=gettext_lazy("Vous recevez ce message parce que vous préparez ce séjour."),
    optional=False,
)


class StayBodyMail(BodyMail):
    """Base of the mails about stays and weekends: none begins with a greeting."""

    def complete(self, body: MailBody) -> MailBody:
        return replace(body, greeting="")


def team_fact(team: TeamFacts) -> Fact:
    """Returns the contact of the team for a mail, as « Votre contact : Sophie Lefèvre, 02 33 00 00
    02 ».
    """
    return _("Votre contact"), ", ".join(filter(None, [team.name, team.phone or team.mail]))


def late_arrival_sentence(team: TeamFacts) -> str:
    """Returns the sentence on how to report a delay on the day: by telephone if the team has a
    number, else by reply.
    """
    if team.phone:
        return _("Un retard, un empêchement ? Appelez, ou répondez à ce message.")
    return _("Un retard, un empêchement ? Répondez à ce message.")


def programme_blocks(steps: Sequence[StepFacts]) -> list[Block]:
    """Returns the days of a programme with its steps: hours, activity, place and person met."""
    blocks: list[Block] = []
    for day, of_day in groupby(steps, key=lambda step: timezone.localdate(step.starts_at)):
        blocks.append(Section(capfirst(format_date(day))))
        blocks.append(Facts([(_hours(step), _step_line(step)) for step in of_day]))
    return blocks


def _hours(step: StepFacts) -> str:
    if timezone.localdate(step.ends_at) != timezone.localdate(step.starts_at):
        return _("à partir de %(time)s") % {"time": format_time(step.starts_at)}
    return format_hours(step.starts_at, step.ends_at)


def _step_line(step: StepFacts) -> str:
    contact = ", ".join(filter(None, [step.contact_name, step.contact_phone]))
    return " · ".join(filter(None, [step.title, step.location, contact, step.words]))
