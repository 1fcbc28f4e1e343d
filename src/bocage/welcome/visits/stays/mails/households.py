"""Mails about a stay to its household: ready, changed, tomorrow, called off, feedback."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import full_period
from bocage.foundation.mail import Attachment, page_url
from bocage.foundation.mail.body import Fact, Facts, Link, MailBody
from bocage.welcome.visits.mails import (
    StayBodyMail,
    late_arrival_sentence,
    programme_blocks,
    team_fact,
)
from bocage.welcome.visits.stays.formatting import StepFacts, TeamFacts
from bocage.welcome.visits.stays.ical import (
    FILE,
    StayCalendar,
    calendar_to_import,
    files_to_take_away,
)
from bocage.welcome.visits.stays.links import stay_feedback_link


class StayMail(StayBodyMail):
    """Base of the mails to the household about its stay: the full programme, and the phone
    contact.
    """

    channel: ClassVar[str] = "stays"

    name: str
    starts_at: datetime
    ends_at: datetime
    token: str
    steps: list[StepFacts]
    team: TeamFacts
    sequence: int = 0
    written_at: datetime
    arrival: str = ""
    words: str = ""

    @property
    def page(self) -> Link:
        return _("Voir le programme"), page_url("stay_sheet", self.token)

    @property
    def dates(self) -> Fact:
        return _("Dates"), full_period(self.starts_at, self.ends_at)

    def facts(self) -> list[Fact]:
        """Returns the dates, the place of arrival and the phone contact, without empty ones."""
        facts = [self.dates, (_("Arrivée"), self.arrival), team_fact(self.team)]
        return [fact for fact in facts if fact[1]]

    def attachments(self) -> list[Attachment]:
        calendar = StayCalendar(
            name=self.name, steps=self.steps, sequence=self.sequence, written_at=self.written_at
        )
        content = calendar_to_import(calendar)
        return [Attachment(filename=FILE, content=content, mimetype="text/calendar")]


class StayConfirmedMail(StayMail):
    """Mail to the household: the stay is confirmed, with its programme."""

    are_all_notified: bool = False
    """True if all the people met are notified by mail."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre séjour est prêt : %(name)s") % {"name": self.name},
            title=_("Votre séjour est prêt"),
            paragraphs=[
                _("Voici votre programme. Chaque personne que vous rencontrez en est prévenue.")
                if self.are_all_notified
                else _("Voici votre programme."),
                *([self.words] if self.words else []),
                Facts(self.facts()),
                *programme_blocks(self.steps),
            ],
            button=self.page,
            after=[
                _("Cette page suit les changements : gardez-la. Elle se passe de mot de passe."),
                _("Une question, un empêchement ? Répondez à ce message."),
            ],
        )


class StayChangedMail(StayMail):
    """Mail to the household: the programme has changed since it was last sent."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre séjour a changé : %(name)s") % {"name": self.name},
            title=_("Le programme a changé"),
            paragraphs=[
                _("Voici le programme tel qu’il est maintenant."),
                Facts(self.facts()),
                *programme_blocks(self.steps),
            ],
            button=self.page,
        )


class StayReminderMail(StayMail):
    """Mail that reminds the household of its stay, the day before."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("À demain : %(name)s") % {"name": self.name},
            title=_("À demain"),
            paragraphs=[
                _("Nous vous attendons. Voici votre programme, une dernière fois."),
                Facts(self.facts()),
                *programme_blocks(self.steps),
            ],
            button=self.page,
            after=[late_arrival_sentence(self.team)],
        )


class StayCalledOffMail(StayBodyMail):
    """Mail to every adult of the household: the stay is called off."""

    channel: ClassVar[str] = "stays"

    name: str
    starts_at: datetime
    ends_at: datetime
    team: TeamFacts
    words: str = ""
    are_all_notified: bool = False
    """True if all the people met are notified by mail."""
    calendar: StayCalendar

    def attachments(self) -> list[Attachment]:
        """Returns the cancellation of every step that calendars may hold."""
        return files_to_take_away(self.calendar)

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Séjour annulé : %(name)s") % {"name": self.name},
            title=_("Votre séjour est annulé"),
            paragraphs=[
                *([_("« %(words)s »") % {"words": self.words}] if self.words else []),
                *(
                    [_("Les personnes du programme sont prévenues.")]
                    if self.are_all_notified
                    else []
                ),
                _("D’autres dates vous iraient ? Répondez à ce message."),
                Facts(
                    [
                        (_("Dates"), full_period(self.starts_at, self.ends_at)),
                        *([team_fact(self.team)] if self.team.name else []),
                    ]
                ),
            ],
        )


class HowWasItMail(StayBodyMail):
    """Mail that asks an adult, after the stay, for feedback in two minutes."""

    channel: ClassVar[str] = "stays"

    stay_id: UUID
    person_id: UUID
    name: str

    def body(self) -> MailBody:
        url = stay_feedback_link.url(self.person_id, self.stay_id)
        return MailBody(
            subject=_("Comment était votre séjour ?"),
            title=_("Comment était votre séjour ?"),
            paragraphs=[
                _("Quatre questions, deux minutes : votre réponse nous dit la suite à préparer."),
            ],
            button=(_("Dire comment c’était"), url),
        )
