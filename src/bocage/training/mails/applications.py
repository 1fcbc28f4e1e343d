"""What is written to those who apply: what arrived, what is missing, what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import spoken_date, spoken_moment

declare_channel(
    "training_application",
    label=_("Mes candidatures à une formation"),
    reason=_("Vous recevez ce message parce que vous candidatez à une formation."),
    optional=False,
)
EXAMPLE = "01938a4e-7c00-7000-8000-000000000091"
Courses = tuple[tuple[str, str], ...]
"""Courses that take applications: what they are called, and the slug of their programme."""


@dataclass(frozen=True, kw_only=True)
class _ApplicationMail(Mail):
    """A mail about one application."""

    channel: ClassVar[str] = "training_application"

    application_id: str
    programme_name: str
    cohort_name: str

    @property
    def page(self) -> str:
        """The page that says where it stands."""
        return page_url("application_detail", self.application_id)

    def context(self) -> dict[str, Any]:
        return {"page": self.page}


WHICH: dict[str, Any] = {
    "application_id": EXAMPLE,
    "programme_name": "Lancer son activité sur le Web",
    "cohort_name": "Printemps 2027",
}


@dataclass(frozen=True, kw_only=True)
class ApplicationReceived(_ApplicationMail):
    """To who sent an application: it arrived, and what comes next."""

    template: ClassVar[str] = "training/mail/application_received"

    title: str
    apply_until: date

    @classmethod
    def preview(cls) -> Self:
        return cls(**WHICH, title="Des sites pour les artisans", apply_until=date(2027, 2, 15))

    def context(self) -> dict[str, Any]:
        return {"page": self.page, "deadline": spoken_date(self.apply_until)}


@dataclass(frozen=True, kw_only=True)
class DraftWaiting(_ApplicationMail):
    """To who has not sent their draft, three days before the deadline; or after it, where they
    were granted a delay."""

    template: ClassVar[str] = "training/mail/draft_waiting"

    until: date
    is_delay: bool = False

    @classmethod
    def preview(cls) -> Self:
        return cls(**WHICH, until=date(2027, 2, 15))

    def context(self) -> dict[str, Any]:
        return {"page": self.page, "deadline": spoken_date(self.until)}


@dataclass(frozen=True, kw_only=True)
class DocumentInfected(_ApplicationMail):
    """To who sent a document in which ClamAV found a virus."""

    template: ClassVar[str] = "training/mail/document_infected"

    document_name: str

    @classmethod
    def preview(cls) -> Self:
        return cls(**WHICH, document_name="devis.pdf")


@dataclass(frozen=True, kw_only=True)
class SeatOffered(_ApplicationMail):
    """To who is chosen, at once or from the waiting list: a seat is kept until they answer."""

    template: ClassVar[str] = "training/mail/seat_offered"

    offer_id: str
    person_id: str
    answer_by: datetime
    starts_on: date
    words: str = ""
    is_from_list: bool = False
    is_reminder: bool = False
    gets_welcome: bool = False

    @classmethod
    def preview(cls) -> Self:
        return cls(
            **WHICH,
            offer_id=EXAMPLE,
            person_id=EXAMPLE,
            answer_by=datetime(2027, 3, 1, 22, 59, tzinfo=UTC),
            starts_on=date(2027, 3, 15),
            words="Votre projet nous a convaincus dès les premières lignes.",
            gets_welcome=True,
        )

    def context(self) -> dict[str, Any]:
        payload = {"offer": self.offer_id, "person": self.person_id}
        return {
            "page": self.page,
            "deadline": spoken_moment(self.answer_by),
            "first_day": spoken_date(self.starts_on),
            "confirm_url": signed_action_url("training.confirm_seat", **payload),
            "decline_url": signed_action_url("training.decline_seat", **payload),
        }


@dataclass(frozen=True, kw_only=True)
class SeatConfirmed(_ApplicationMail):
    """To who confirmed: their seat is theirs."""

    template: ClassVar[str] = "training/mail/seat_confirmed"

    starts_on: date

    @classmethod
    def preview(cls) -> Self:
        return cls(**WHICH, starts_on=date(2027, 3, 15))

    def context(self) -> dict[str, Any]:
        return {"page": self.page, "first_day": spoken_date(self.starts_on)}


@dataclass(frozen=True, kw_only=True)
class OnWaitingList(_ApplicationMail):
    """To who waits for a seat, with their rank."""

    template: ClassVar[str] = "training/mail/on_waiting_list"

    rank: int
    words: str = ""

    @classmethod
    def preview(cls) -> Self:
        return cls(**WHICH, rank=2, words="Votre projet a plu ; il ne manque que la place.")


@dataclass(frozen=True, kw_only=True)
class NotChosen(_ApplicationMail):
    """To who is not chosen, or did not answer in time, or whose cohort is called off: why, and
    what else there is."""

    template: ClassVar[str] = "training/mail/not_chosen"

    why: str
    """`refused`, `silent` or `cancelled`."""
    words: str = ""
    contact: str = ""
    courses: Courses = ()

    @classmethod
    def preview(cls) -> Self:
        return cls(
            **WHICH,
            why="refused",
            words="Le projet est généreux, mais nous n’avons pas compris qui paiera.",
            contact="formation@cci.example",
            courses=(("Vendre en ligne · Été 2027", "vendre-en-ligne"),),
        )

    def context(self) -> dict[str, Any]:
        return {
            "page": self.page,
            "others": [(name, page_url("training_programme", slug)) for name, slug in self.courses],
        }
