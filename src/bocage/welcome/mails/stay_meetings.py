"""The messages about the moments of a stay: to those who are met, and to whoever prepares it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.mail import page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import full_period, spoken_date, spoken_hours
from bocage.welcome.mails.stay_said import (
    EXAMPLE_DESK,
    EXAMPLE_STAY,
    EXAMPLE_STEP,
    EXAMPLE_TEAM,
    TOLD,
    Fact,
    StaySaid,
    StaySaidMail,
    local_day,
    team_fact,
)
from bocage.welcome.stay_words import StepFacts, TeamFacts


@dataclass(frozen=True, kw_only=True)
class StepMail(StaySaidMail):
    """What somebody met reads: their own moment, never the rest of the programme."""

    channel: ClassVar[str] = "stay_meetings"

    step: StepFacts
    household: str
    """First names alone: all that is told of a household."""
    team: TeamFacts
    mail: str

    def answer(self, action: str) -> str:
        """The signed address of an answer, in the active language."""
        payload = {"step": str(self.step.step_id), "mail": self.mail}
        return signed_action_url(f"welcome.{action}", payload, get_language() or "fr")

    def facts(self) -> list[Fact]:
        shown = [
            (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
            (_("Quoi"), self.step.title),
            (_("Où"), self.step.where),
            (_("À savoir"), self.step.words),
            team_fact(self.team),
        ]
        return [fact for fact in shown if fact[1]]

    @property
    def hello(self) -> list[str]:
        name = self.step.contact_name
        return [_("Bonjour %(name)s,") % {"name": name}] if name else [_("Bonjour,")]

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "button": (_("Je serai là"), self.answer("come_to_step")),
            "links": [(_("Je ne peux pas"), self.answer("decline_step"))],
        }

    @property
    def when(self) -> dict[str, str]:
        return {
            "household": self.household,
            "day": spoken_date(local_day(self.step.starts_at)),
            "hours": spoken_hours(self.step.starts_at, self.step.ends_at),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            step=EXAMPLE_STEP,
            household="Léa et Karim",
            team=EXAMPLE_TEAM,
            mail="mairie@boitron.example",
        )


@dataclass(frozen=True, kw_only=True)
class StepAskedMail(StepMail):
    """Will you be there? One click each."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Une rencontre avec %(household)s, %(day)s, %(hours)s ?") % self.when,
            title=_("Une rencontre, %(day)s") % self.when,
            paragraphs=[
                *self.hello,
                _(
                    "Nous préparons la venue de %(household)s, pour un projet d’installation "
                    "ici. Une rencontre avec vous compterait beaucoup."
                )
                % self.when,
            ],
            facts=self.facts(),
            **self.answers,
            after=[_("Une autre heure vous irait mieux ? Répondez à ce message.")],
        )


@dataclass(frozen=True, kw_only=True)
class StepMovedMail(StepMail):
    """What they were told has changed: is it still all right?"""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Changement : %(household)s, %(day)s, %(hours)s") % self.when,
            title=_("Votre rencontre a changé"),
            paragraphs=[
                *self.hello,
                _("Voici ce que prévoit maintenant le programme de %(household)s.") % self.when,
            ],
            facts=self.facts(),
            **self.answers,
        )


@dataclass(frozen=True, kw_only=True)
class StepOffMail(StepMail):
    """They are no longer expected."""

    template: ClassVar[str] = TOLD

    reason: str = ""

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Annulé : %(household)s, %(day)s, %(hours)s") % self.when,
            title=_("Cette rencontre n’aura pas lieu"),
            paragraphs=[
                *self.hello,
                _("Le programme de %(household)s a changé : vous n’êtes plus attendu(e).")
                % self.when,
                *([_("« %(words)s »") % {"words": self.reason}] if self.reason else []),
                _("Merci d’avoir gardé ce moment."),
            ],
            facts=self.facts(),
        )


@dataclass(frozen=True, kw_only=True)
class StepReminderMail(StepMail):
    """The day before."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Demain, %(hours)s : %(household)s") % self.when,
            title=_("C’est demain"),
            paragraphs=[
                *self.hello,
                _("Vous avez rendez-vous demain avec %(household)s.") % self.when,
            ],
            facts=self.facts(),
            **self.answers,
        )


@dataclass(frozen=True, kw_only=True)
class StepDeclinedMail(StaySaidMail):
    """To whoever prepares the stay: somebody cannot be there, and their moment is open again."""

    template: ClassVar[str] = TOLD
    channel: ClassVar[str] = "stay_team"

    step: StepFacts
    programme_name: str
    stay_id: UUID

    def said(self) -> StaySaid:
        who = self.step.contact_name or _("La personne rencontrée")
        return StaySaid(
            subject=_("%(who)s ne peut pas : %(title)s") % {"who": who, "title": self.step.title},
            title=_("Un moment est à revoir"),
            paragraphs=[
                _("%(who)s ne peut pas être là. Ce moment est de nouveau à confirmer.")
                % {"who": who},
            ],
            facts=[
                (_("Programme"), self.programme_name),
                (_("Quoi"), self.step.title),
                (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
            ],
            button=(_("Revoir le programme"), page_url("stay", self.stay_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            step=EXAMPLE_STEP,
            programme_name="Trois jours autour de Boitron",
            stay_id=EXAMPLE_STAY,
        )


@dataclass(frozen=True, kw_only=True)
class DeskLostMail(StaySaidMail):
    """To whoever prepares the stay: the place took a desk back, or moved it."""

    template: ClassVar[str] = TOLD
    channel: ClassVar[str] = "stay_team"

    step: StepFacts
    stay_id: UUID
    household: str

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Bureau à revoir : %(household)s") % {"household": self.household},
            title=_("Une réservation ne tient plus"),
            paragraphs=[
                _("Le bureau prévu dans ce séjour n’est plus réservé à cette heure."),
            ],
            facts=[
                (_("Quoi"), self.step.title),
                (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
            ],
            button=(_("Revoir le programme"), page_url("stay", self.stay_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(step=EXAMPLE_DESK, stay_id=EXAMPLE_STAY, household="Famille Marchand")


@dataclass(frozen=True, kw_only=True)
class HouseholdCalledOffMail(StaySaidMail):
    """To whoever prepares the stay: the household has changed its mind."""

    template: ClassVar[str] = TOLD
    channel: ClassVar[str] = "stay_team"

    stay_id: UUID
    household: str
    starts_at: datetime
    ends_at: datetime
    words: str = ""

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("%(household)s ne viendra pas") % {"household": self.household},
            title=_("Le ménage annule son séjour"),
            paragraphs=[
                *([_("« %(words)s »") % {"words": self.words}] if self.words else []),
                _("Les personnes du programme sont prévenues, et les bureaux libérés."),
            ],
            facts=[(_("Dates"), full_period(self.starts_at, self.ends_at))],
            button=(_("Voir le séjour"), page_url("stay", self.stay_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            stay_id=EXAMPLE_STAY,
            household="Famille Marchand",
            starts_at=datetime.fromisoformat("2026-12-04T07:00:00+00:00"),
            ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
            words="Nous avons changé d’avis",
        )
