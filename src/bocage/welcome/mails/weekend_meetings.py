"""The messages to those whom all households of a weekend meet, and about their answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bocage.foundation.mail import page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import full_period, spoken_date, spoken_hours
from bocage.welcome.mails.stay_said import (
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
from bocage.welcome.weekend_words import people_words

EXAMPLE_WEEKEND = "Week-end d’accueil de Boitron"


@dataclass(frozen=True, kw_only=True)
class SharedStepMail(StaySaidMail):
    """What somebody met by all reads: their own moment, and how many come; nobody is named."""

    channel: ClassVar[str] = "stay_meetings"

    step: StepFacts
    weekend: str
    households: int
    people: int
    team: TeamFacts
    mail: str
    reason: str = ""

    def answer(self, action: str) -> str:
        """The signed address of an answer, in the active language."""
        payload = {"step": str(self.step.step_id), "mail": self.mail}
        return signed_action_url(f"welcome.{action}", payload, get_language() or "fr")

    def facts(self) -> list[Fact]:
        shown = [
            (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
            (_("Quoi"), self.step.title),
            (_("Où"), self.step.where),
            (_("Qui vient"), self.coming),
            (_("À savoir"), self.step.words),
            team_fact(self.team),
        ]
        return [fact for fact in shown if fact[1]]

    @property
    def coming(self) -> str:
        """« 3 ménages, 8 personnes »; nothing while nobody has said so."""
        if not self.households:
            return ""
        households = ngettext("%(count)d ménage", "%(count)d ménages", self.households)
        return f"{households % {'count': self.households}}, {people_words(self.people)}"

    @property
    def hello(self) -> str:
        name = self.step.contact_name
        return _("Bonjour %(name)s,") % {"name": name} if name else _("Bonjour,")

    @property
    def answers(self) -> dict[str, Any]:
        return {
            "button": (_("Je serai là"), self.answer("come_to_shared_step")),
            "links": [(_("Je ne peux pas"), self.answer("decline_shared_step"))],
        }

    @property
    def when(self) -> dict[str, str]:
        return {
            "weekend": self.weekend,
            "day": spoken_date(local_day(self.step.starts_at)),
            "hours": spoken_hours(self.step.starts_at, self.step.ends_at),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            step=EXAMPLE_STEP,
            weekend=EXAMPLE_WEEKEND,
            households=3,
            people=8,
            team=EXAMPLE_TEAM,
            mail="mairie@boitron.example",
        )


@dataclass(frozen=True, kw_only=True)
class SharedStepAskedMail(SharedStepMail):
    """Will you be there? One click each."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Serez-vous là %(day)s, %(hours)s ? %(weekend)s") % self.when,
            title=_("Une rencontre, %(day)s") % self.when,
            paragraphs=[
                self.hello,
                _(
                    "Pendant « %(weekend)s », plusieurs ménages viennent découvrir le territoire. "
                    "Une rencontre avec vous compterait beaucoup : serez-vous là ?"
                )
                % self.when,
            ],
            facts=self.facts(),
            **self.answers,
            after=[_("Une autre heure vous irait mieux ? Répondez à ce message.")],
        )


@dataclass(frozen=True, kw_only=True)
class SharedStepMovedMail(SharedStepMail):
    """What they were told has changed: is it still all right?"""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Changement : %(weekend)s, %(day)s, %(hours)s") % self.when,
            title=_("Votre rencontre a changé"),
            paragraphs=[
                self.hello,
                _("Voici ce que prévoit maintenant « %(weekend)s ».") % self.when,
            ],
            facts=self.facts(),
            **self.answers,
        )


@dataclass(frozen=True, kw_only=True)
class SharedStepOffMail(SharedStepMail):
    """They are no longer expected."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Annulé : %(weekend)s, %(day)s, %(hours)s") % self.when,
            title=_("Cette rencontre n’aura pas lieu"),
            paragraphs=[
                self.hello,
                _("Le programme de « %(weekend)s » a changé : vous n’êtes plus attendu(e).")
                % self.when,
                *([_("« %(words)s »") % {"words": self.reason}] if self.reason else []),
                _("Merci d’avoir gardé ce moment."),
            ],
            facts=self.facts(),
        )

    @property
    def coming(self) -> str:
        """It no longer concerns them."""
        return ""


@dataclass(frozen=True, kw_only=True)
class SharedStepReminderMail(SharedStepMail):
    """The day before."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Demain, %(hours)s : %(weekend)s") % self.when,
            title=_("C’est demain"),
            paragraphs=[
                self.hello,
                _("Les ménages de « %(weekend)s » vous rencontrent demain.") % self.when,
            ],
            facts=self.facts(),
            **self.answers,
        )


@dataclass(frozen=True, kw_only=True)
class SharedStepDeclinedMail(StaySaidMail):
    """To whoever prepares the weekend: somebody cannot be there."""

    template: ClassVar[str] = TOLD
    channel: ClassVar[str] = "stay_team"

    step: StepFacts
    weekend: str
    weekend_id: UUID

    def said(self) -> StaySaid:
        who = self.step.contact_name or _("La personne rencontrée")
        return StaySaid(
            subject=_("%(who)s ne peut pas : %(title)s") % {"who": who, "title": self.step.title},
            title=_("Un moment partagé est à revoir"),
            paragraphs=[
                _(
                    "%(who)s ne peut pas être là. Ce moment est de nouveau à confirmer, dans "
                    "chaque programme."
                )
                % {"who": who},
            ],
            facts=[
                (_("Week-end"), self.weekend),
                (_("Quoi"), self.step.title),
                (_("Quand"), full_period(self.step.starts_at, self.step.ends_at)),
            ],
            button=(_("Voir le week-end"), page_url("weekend", self.weekend_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            step=EXAMPLE_STEP,
            weekend=EXAMPLE_WEEKEND,
            weekend_id=UUID("0199b7a4-0000-7000-8000-000000000112"),
        )
