"""The messages about welcome weekends: invited, a seat, waiting, off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.mail import page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import full_period
from bocage.welcome.mails.stay_said import (
    EXAMPLE_PERSON,
    EXAMPLE_TEAM,
    TOLD,
    Fact,
    Link,
    StaySaid,
    StaySaidMail,
    team_fact,
)
from bocage.welcome.stay_words import TeamFacts

EXAMPLE_HOUSEHOLD = UUID("0199b7a4-0000-7000-8000-000000000111")
EXAMPLE_WEEKEND = UUID("0199b7a4-0000-7000-8000-000000000112")


@dataclass(frozen=True, kw_only=True)
class WeekendMail(StaySaidMail):
    """What a household reads of a weekend, and answers in one click as `person_id`."""

    channel: ClassVar[str] = "stays"

    household_id: UUID
    person_id: UUID
    name: str
    starts_at: datetime
    ends_at: datetime
    team: TeamFacts
    meeting: str = ""
    words: str = ""

    def answer(self, action: str) -> str:
        """The signed address of an answer, in the active language."""
        payload = {"household": str(self.household_id), "person": str(self.person_id)}
        return signed_action_url(f"welcome.{action}", payload, get_language() or "fr")

    @property
    def facts(self) -> list[Fact]:
        shown = [
            (_("Dates"), full_period(self.starts_at, self.ends_at)),
            (_("Où l’on se retrouve"), self.meeting),
            team_fact(self.team),
        ]
        return [fact for fact in shown if fact[1]]

    @property
    def not_coming(self) -> Link:
        return _("Nous ne venons pas"), self.answer("decline_weekend")

    @classmethod
    def preview(cls) -> Self:
        return cls(
            household_id=EXAMPLE_HOUSEHOLD,
            person_id=EXAMPLE_PERSON,
            name="Week-end d’accueil de Boitron",
            starts_at=datetime.fromisoformat("2026-12-04T09:00:00+00:00"),
            ends_at=datetime.fromisoformat("2026-12-06T16:00:00+00:00"),
            team=EXAMPLE_TEAM,
            meeting="Salle des fêtes, Boitron",
            words="Trois familles visitent en même temps que vous.",
        )


@dataclass(frozen=True, kw_only=True)
class WeekendInvitationMail(WeekendMail):
    """Will you come?"""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Vous êtes invités : %(name)s") % {"name": self.name},
            title=_("Venez voir, avec d’autres ménages"),
            paragraphs=[
                _(
                    "Nous accueillons plusieurs ménages en même temps : visites, repas partagés, "
                    "des personnes d’ici à rencontrer. Les nuits et les trajets s’organisent "
                    "avec vous."
                ),
                *([self.words] if self.words else []),
            ],
            facts=self.facts,
            button=(_("Nous venons"), self.answer("come_to_weekend")),
            links=[self.not_coming],
            after=[_("Une question ? Répondez à ce message.")],
        )


@dataclass(frozen=True, kw_only=True)
class WeekendSeatMail(WeekendMail):
    """There is a place for them."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Votre place est gardée : %(name)s") % {"name": self.name},
            title=_("Votre place est gardée"),
            paragraphs=[
                _("Nous préparons votre programme : vous le recevrez dès qu’il est prêt."),
                _("Un empêchement ? Dites-le : un autre ménage attend peut-être."),
            ],
            facts=self.facts,
            links=[self.not_coming],
        )


@dataclass(frozen=True, kw_only=True)
class WeekendWaitingMail(WeekendMail):
    """All seats are taken."""

    template: ClassVar[str] = TOLD

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Liste d’attente : %(name)s") % {"name": self.name},
            title=_("Vous êtes sur la liste d’attente"),
            paragraphs=[
                _(
                    "Toutes les places sont prises. Si l’une se libère, elle est à vous, et nous "
                    "vous écrivons aussitôt."
                ),
            ],
            facts=self.facts,
            links=[self.not_coming],
        )


@dataclass(frozen=True, kw_only=True)
class WeekendOffMail(WeekendMail):
    """It will not take place."""

    template: ClassVar[str] = TOLD

    reason: str = ""

    def said(self) -> StaySaid:
        return StaySaid(
            subject=_("Annulé : %(name)s") % {"name": self.name},
            title=_("Ce week-end n’aura pas lieu"),
            paragraphs=[
                *([_("« %(words)s »") % {"words": self.reason}] if self.reason else []),
                _("D’autres dates vous iraient ? Répondez à ce message."),
            ],
            facts=self.facts,
        )


@dataclass(frozen=True, kw_only=True)
class HouseholdNotComingMail(StaySaidMail):
    """To whoever prepares it: a seat is free."""

    template: ClassVar[str] = TOLD
    channel: ClassVar[str] = "stay_team"

    weekend_id: UUID
    name: str
    household: str

    def said(self) -> StaySaid:
        words = {"household": self.household, "name": self.name}
        return StaySaid(
            subject=_("%(household)s ne vient pas : %(name)s") % words,
            title=_("Un ménage ne vient plus"),
            paragraphs=[
                _("%(household)s ne vient pas. La place passe au premier ménage qui attend.")
                % words,
            ],
            facts=[(_("Week-end"), self.name)],
            button=(_("Voir le week-end"), page_url("weekend", self.weekend_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            weekend_id=EXAMPLE_WEEKEND,
            name="Week-end d’accueil de Boitron",
            household="Famille Marchand",
        )
