"""The messages about requests: to the one who asks, and to whoever decides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import spoken_moment
from bocage.workspaces.booking_calendar import booking_url
from bocage.workspaces.mails import EXAMPLE, BookingToComeMail
from bocage.workspaces.notice_mails import BookingNoticeMail

EXAMPLE_DUE = datetime.fromisoformat("2026-11-24T17:00:00+00:00")
EXAMPLE_HOST = UUID("0199b7a4-0000-7000-8000-000000000003")


@dataclass(frozen=True, kw_only=True)
class RequestReceivedMail(BookingNoticeMail):
    """To the asker: the request has left, nothing is held, and until when an answer comes."""

    answer_due: datetime

    def body(self) -> MailBody:
        facts = self.facts
        return MailBody(
            subject=_("%(place)s : votre demande est partie") % {"place": facts.place_name},
            title=_("Votre demande est partie"),
            paragraphs=[
                _("Le lieu donne son accord pour cet espace. Réponse attendue avant : %(due)s.")
                % {"due": spoken_moment(self.answer_due)},
                _("D’ici là rien n’est réservé, et rien n’est à faire de votre côté."),
            ],
            button=(_("Suivre ma demande"), booking_url(facts.booking_id)),
            links=[
                (
                    _("Un empêchement ? Retirer ma demande"),
                    signed_action_url(
                        "workspaces.cancel_booking",
                        booking=facts.booking_id,
                        person=facts.person_id,
                    ),
                )
            ],
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE, hello="Camille", answer_due=EXAMPLE_DUE)


@dataclass(frozen=True, kw_only=True)
class RequestAcceptedMail(BookingToComeMail):
    """To the asker: the place agrees. It carries the event for the calendar."""

    note: str = ""

    def body(self) -> MailBody:
        return self.to_come(
            subject=_("%(place)s : votre demande est acceptée, %(period)s") % self.words,
            title=_("Votre demande est acceptée"),
            opening=accepted_words(self.note),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE, note="Le chauffage s’allume à l’entrée")


@dataclass(frozen=True, kw_only=True)
class RequestRefusedMail(BookingNoticeMail):
    """To the asker: why not, and what is free instead, to be booked by one click."""

    why: str

    def body(self) -> MailBody:
        place = self.facts.place_name
        return MailBody(
            subject=_("%(place)s : votre demande n’est pas acceptée") % {"place": place},
            title=_("Votre demande n’est pas acceptée"),
            paragraphs=[
                _("Nous en sommes désolés."),
                _("La raison : %(reason)s") % {"reason": self.why},
            ],
            button=(_("Choisir un autre moment"), page_url("place_detail", self.facts.place_slug)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE, hello="Camille", why="La salle sert au conseil ce jour-là.")


@dataclass(frozen=True, kw_only=True)
class RequestLapsedMail(BookingNoticeMail):
    """To the asker: nobody answered in time."""

    def body(self) -> MailBody:
        place = self.facts.place_name
        return MailBody(
            subject=_("%(place)s : votre demande est restée sans réponse") % {"place": place},
            title=_("Votre demande est restée sans réponse"),
            paragraphs=[
                _("Le lieu n’a pas répondu à temps. Rien n’est réservé, et nous en sommes désolés.")
            ],
            button=(_("Choisir un autre moment"), page_url("place_detail", self.facts.place_slug)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE, hello="Camille")


@dataclass(frozen=True, kw_only=True)
class QuestionMail(BookingNoticeMail):
    """To the asker: the host asks something before deciding."""

    text: str

    def body(self) -> MailBody:
        place = self.facts.place_name
        return MailBody(
            subject=_("%(place)s vous pose une question") % {"place": place},
            title=_("Une question sur votre demande"),
            paragraphs=[
                _("%(place)s demande :") % {"place": place},
                self.text,
                _("Votre réponse les aidera à décider."),
            ],
            button=(_("Répondre"), booking_url(self.facts.booking_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE, hello="Camille", text="Avez-vous besoin du vidéoprojecteur ?")


@dataclass(frozen=True, kw_only=True)
class DecisionMail(BookingNoticeMail):
    """To whoever decides: what every message about a request to settle says and offers."""

    channel: ClassVar[str] = "requests"

    host_id: UUID
    asked_by: str
    """How the asker is called, where the host may read it."""
    answer_due: datetime
    rivals: int = 0

    def _asker(self) -> str:
        return self.asked_by or _("Une personne")

    def _words(self, subject: str, title: str, *paragraphs: str) -> MailBody:
        answer = {"booking": self.facts.booking_id, "person": self.host_id}
        told = [
            *paragraphs,
            _("Sans réponse avant %(due)s, la demande reste sans suite.")
            % {"due": spoken_moment(self.answer_due)},
        ]
        if self.rivals:
            told.append(
                ngettext(
                    "%(count)d autre demande porte sur ce moment : accepter l’une refuse l’autre.",
                    "%(count)d autres demandes portent sur ce moment : "
                    "en accepter une refuse les autres.",
                    self.rivals,
                )
                % {"count": self.rivals}
            )
        return MailBody(
            subject=subject,
            title=title,
            paragraphs=told,
            button=(_("Accepter"), signed_action_url("workspaces.accept_request", **answer)),
            links=[
                (
                    _("Refuser, sans autre explication"),
                    signed_action_url("workspaces.refuse_request", **answer),
                ),
                (
                    _("Refuser en disant pourquoi, ou poser une question"),
                    page_url("host_requests", self.facts.place_slug),
                ),
            ],
        )

    def complete(self, body: MailBody) -> MailBody:
        """Leaves out what is free instead: it is nothing to the host."""
        return replace(super().complete(body), after=[])

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE,
            hello="Maud",
            host_id=EXAMPLE_HOST,
            asked_by="Camille Lefèvre",
            answer_due=EXAMPLE_DUE,
            rivals=1,
        )


@dataclass(frozen=True, kw_only=True)
class RequestToSettleMail(DecisionMail):
    """A new request."""

    def body(self) -> MailBody:
        words = {"place": self.facts.place_name, "who": self._asker(), "when": self.when}
        return self._words(
            _("%(place)s : une demande, %(when)s") % words,
            _("Une demande attend votre accord"),
            _("%(who)s demande cet espace.") % words,
        )


@dataclass(frozen=True, kw_only=True)
class RequestStillWaitsMail(DecisionMail):
    """The same request, when half of the time has gone by."""

    def body(self) -> MailBody:
        words = {"place": self.facts.place_name, "who": self._asker(), "when": self.when}
        return self._words(
            _("%(place)s : une demande attend toujours, %(when)s") % words,
            _("Une demande attend toujours"),
            _("%(who)s n’a pas encore de réponse de votre part.") % words,
        )


@dataclass(frozen=True, kw_only=True)
class AnswerMail(DecisionMail):
    """The asker has answered the question of the host."""

    text: str

    def body(self) -> MailBody:
        words = {"place": self.facts.place_name, "who": self._asker()}
        return self._words(
            _("%(place)s : une réponse à votre question") % words,
            _("Une réponse à votre question"),
            _("%(who)s répond :") % words,
            self.text,
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE,
            hello="Maud",
            host_id=EXAMPLE_HOST,
            asked_by="Camille Lefèvre",
            answer_due=EXAMPLE_DUE,
            text="Oui, avec une prise HDMI.",
        )


def accepted_words(note: str) -> str:
    """Say that the place agrees, with a word of the host, if any."""
    accepted = _("C’est réservé, votre place vous attend.")
    if not note:
        return accepted
    words = _("Un mot du lieu : %(note)s") % {"note": note}
    return f"{accepted} {words}"
