"""Mails to the people who take households during a welcome weekend: drivers and hosts."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.formatting.times import full_period
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import Fact, Facts, MailBody
from bocage.welcome.visits.mails import StayBodyMail, late_arrival_sentence, team_fact
from bocage.welcome.visits.stays.formatting import TeamFacts
from bocage.welcome.visits.weekends.formatting import GuestsFacts, VolunteerFacts


class VolunteerMail(StayBodyMail):
    """Base of the mails to a driver or a host, answered in one click."""

    channel: ClassVar[str] = "stay_meetings"

    volunteer: VolunteerFacts
    team: TeamFacts

    def answer(self, action: str) -> str:
        """Returns the signed URL of an answer, in the active language."""
        return signed_action_url(
            f"welcome.{action}",
            kind="car" if self.volunteer.drives else "host",
            volunteer=self.volunteer.volunteer_id,
            mail=self.volunteer.mail,
        )

    @property
    def hello(self) -> str:
        return _("Bonjour %(name)s,") % {"name": self.volunteer.name}

    @property
    def request_words(self) -> str:
        words = {"name": self.volunteer.weekend, "guests": _all_together(self.volunteer.guests)}
        if self.volunteer.drives:
            return _("Pendant « %(name)s », pouvez-vous conduire %(guests)s ?") % words
        return _("Pendant « %(name)s », %(guests)s peuvent-ils dormir chez vous ?") % words

    @property
    def facts(self) -> list[Fact]:
        volunteer = self.volunteer
        facts = [
            (_("Quand"), full_period(volunteer.starts_at, volunteer.ends_at)),
            (_("Où l’on se retrouve") if volunteer.drives else _("Chez vous"), volunteer.location),
            (_("À savoir"), volunteer.words),
            *((guest.first_names, _contact_words(guest)) for guest in volunteer.guests),
            team_fact(self.team),
        ]
        return [fact for fact in facts if fact[1]]

    def asking(self, *, subject: str, title: str, opening: str) -> MailBody:
        """Returns the body of a mail that requests a yes or a no."""
        return MailBody(
            subject=subject,
            title=title,
            paragraphs=[self.hello, opening, self.request_words, Facts(self.facts)],
            button=(_("C’est d’accord"), self.answer("take_in_weekend")),
            links=[(_("Je ne peux pas"), self.answer("decline_to_take"))],
            after=[_("Une question ? Répondez à ce message.")],
        )


class VolunteerAskedMail(VolunteerMail):
    """Mail that asks a driver or a host to take households, with one click to answer."""

    def body(self) -> MailBody:
        words = {"name": self.volunteer.weekend}
        return self.asking(
            subject=_("Pouvez-vous conduire ? %(name)s") % words
            if self.volunteer.drives
            else _("Pouvez-vous loger ? %(name)s") % words,
            title=_("Un coup de main pour accueillir"),
            opening=_("Nous préparons un week-end pour des ménages qui pensent à s’installer ici."),
        )


class VolunteerChangedMail(VolunteerMail):
    """Mail to a driver or a host: the plan has changed, and a new confirmation is requested."""

    def body(self) -> MailBody:
        return self.asking(
            subject=_("Changement : %(name)s") % {"name": self.volunteer.weekend},
            title=_("Cela a changé"),
            opening=_("Voici ce qui est prévu maintenant."),
        )


class VolunteerReminderMail(VolunteerMail):
    """Mail that reminds a driver or a host, the day before."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("À demain : %(name)s") % {"name": self.volunteer.weekend},
            title=_("C’est demain"),
            paragraphs=[
                self.hello,
                _("Voici, une dernière fois, ce qui est prévu."),
                Facts(self.facts),
            ],
            links=[(_("Je ne peux pas"), self.answer("decline_to_take"))],
            after=[late_arrival_sentence(self.team)],
        )


class VolunteerFreeMail(StayBodyMail):
    """Mail to a driver or a host who is no longer needed. It names no household."""

    channel: ClassVar[str] = "stay_meetings"

    name: str
    weekend: str
    starts_at: datetime
    ends_at: datetime
    team: TeamFacts
    reason: str = ""
    is_off: bool = False

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Annulé : %(name)s") % {"name": self.weekend},
            title=_("Nous n’avons plus besoin de vous"),
            paragraphs=[
                _("Bonjour %(name)s,") % {"name": self.name},
                _("Ce week-end n’aura pas lieu.")
                if self.is_off
                else _("Les places ont changé : vous n’attendez plus personne ce week-end."),
                *([_("« %(words)s »") % {"words": self.reason}] if self.reason else []),
                _("Merci d’avoir proposé votre aide."),
                Facts(
                    [
                        (_("Dates"), full_period(self.starts_at, self.ends_at)),
                        *([team_fact(self.team)] if self.team.name else []),
                    ]
                ),
            ],
        )


class VolunteerDeclinedMail(StayBodyMail):
    """Mail to the person who prepares the weekend: a driver or a host declined, and their
    households are to be placed again.
    """

    channel: ClassVar[str] = "stay_team"

    weekend_id: UUID
    weekend: str
    name: str
    households: list[str]

    def body(self) -> MailBody:
        words = {"who": self.name, "name": self.weekend}
        return MailBody(
            subject=_("%(who)s ne peut pas : %(name)s") % words,
            title=_("Des ménages sont à placer autrement"),
            paragraphs=[
                _("%(who)s ne peut pas, ou ne peut plus.") % words,
                Facts(
                    [(_("À placer autrement"), ", ".join(self.households))]
                    if self.households
                    else []
                ),
            ],
            button=(_("Voir le week-end"), page_url("weekend", self.weekend_id)),
        )


def _all_together(guests: list[GuestsFacts]) -> str:
    """Returns « Léa et Karim (4 personnes), Nadia (1 personne) »."""
    return ", ".join(f"{guest.first_names} ({people_words(guest.people)})" for guest in guests)


def _contact_words(guests: GuestsFacts) -> str:
    return ", ".join(filter(None, [people_words(guests.people), guests.phone]))
