"""Mails to the people met by a household or by all those of a weekend, and about their answers."""

from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date, format_hours, full_period
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import Fact, Facts, MailBody
from bocage.welcome.visits.itinerary.visitors import Visitors
from bocage.welcome.visits.mails import StayBodyMail, team_fact
from bocage.welcome.visits.stays.formatting import StepFacts, TeamFacts


class StepMail(StayBodyMail):
    """Base of the mails to a person met during a programme: their own step, never the rest."""

    channel: ClassVar[str] = "stay_meetings"

    step: StepFacts
    visitors: Visitors
    team: TeamFacts
    mail: str
    reason: str = ""

    def answer(self, action: str) -> str:
        """Returns the signed URL of an answer, in the active language."""
        return signed_action_url(f"welcome.{action}", step=self.step.step_id, mail=self.mail)

    def facts(self) -> list[Fact]:
        facts = [
            (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
            (_("Quoi"), self.step.title),
            (_("Où"), self.step.location),
            (_("Qui vient"), self.coming),
            (_("À savoir"), self.step.words),
            team_fact(self.team),
        ]
        return [fact for fact in facts if fact[1]]

    @property
    def coming(self) -> str:
        """Number of visitors, if they are not named."""
        return self.visitors.coming

    @property
    def hello(self) -> str:
        name = self.step.contact_name
        return _("Bonjour %(name)s,") % {"name": name} if name else _("Bonjour,")

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "button": (_("Je serai là"), self.answer("come_to_step")),
            "links": [(_("Je ne peux pas"), self.answer("decline_step"))],
        }

    @property
    def names(self) -> dict[str, str]:
        return {
            "name": self.visitors.name,
            "guests": self.visitors.guests,
            "day": format_date(timezone.localdate(self.step.starts_at)),
            "hours": format_hours(self.step.starts_at, self.step.ends_at),
        }


class StepAskedMail(StepMail):
    """Mail that asks the person met whether they will attend, with one click for each answer."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Serez-vous là %(day)s, %(hours)s ? %(name)s") % self.names,
            title=_("Une rencontre, %(day)s") % self.names,
            paragraphs=[
                self.hello,
                self.visitors.introduction,
                _("Une rencontre avec vous compterait beaucoup : serez-vous là ?"),
                Facts(self.facts()),
            ],
            **self.answers,
            after=[_("Une autre heure vous irait mieux ? Répondez à ce message.")],
        )


class StepMovedMail(StepMail):
    """Mail to a person met: their step has changed, and a new confirmation is requested."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Changement : %(name)s, %(day)s, %(hours)s") % self.names,
            title=_("Votre rencontre a changé"),
            paragraphs=[
                self.hello,
                _("Voici ce qui est prévu maintenant avec %(guests)s.") % self.names,
                Facts(self.facts()),
            ],
            **self.answers,
        )


class StepOffMail(StepMail):
    """Mail to a person met: they are no longer expected."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Annulé : %(name)s, %(day)s, %(hours)s") % self.names,
            title=_("Cette rencontre n’aura pas lieu"),
            paragraphs=[
                self.hello,
                _("Le programme a changé : vous n’êtes plus attendu(e) pour rencontrer %(guests)s.")
                % self.names,
                *([_("« %(words)s »") % {"words": self.reason}] if self.reason else []),
                _("Merci d’avoir gardé ce moment."),
                Facts(self.facts()),
            ],
        )

    @property
    def coming(self) -> str:
        """Empty number of visitors: a cancelled step does not give it."""
        return ""


class StepReminderMail(StepMail):
    """Mail that reminds the person met, the day before."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Demain, %(hours)s : %(name)s") % self.names,
            title=_("C’est demain"),
            paragraphs=[
                self.hello,
                _("Vous avez rendez-vous demain avec %(guests)s.") % self.names,
                Facts(self.facts()),
            ],
            **self.answers,
        )


class StepDeclinedMail(StayBodyMail):
    """Mail to the person who prepares the programme: a person met cannot be there, and their step
    is open again.
    """

    channel: ClassVar[str] = "stay_team"

    step: StepFacts
    programme_name: str
    page: str
    """Name of the URL of the page where the programme is prepared; its key is beside."""
    key: UUID

    def body(self) -> MailBody:
        name = self.step.contact_name or _("La personne rencontrée")
        return MailBody(
            subject=_("%(who)s ne peut pas : %(title)s") % {"who": name, "title": self.step.title},
            title=_("Un moment est à revoir"),
            paragraphs=[
                _("%(who)s ne peut pas être là. Ce moment est de nouveau à confirmer.")
                % {"who": name},
                Facts(
                    [
                        (_("Programme"), self.programme_name),
                        (_("Quoi"), self.step.title),
                        (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
                    ]
                ),
            ],
            button=(_("Revoir le programme"), page_url(self.page, self.key)),
        )
