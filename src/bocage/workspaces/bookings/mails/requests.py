"""Mails about requests: to the requester, and to the people who decide.

A request is for one booking or for a series, which is answered once for all its dates.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_date, format_moment
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody
from bocage.workspaces.bookings.mails.bookings import BookingToComeMail
from bocage.workspaces.bookings.mails.messages import BookingMessageMail, lost_date_blocks
from bocage.workspaces.bookings.replacements import LostDate
from bocage.workspaces.bookings.series_ical import SeriesFacts


class RequestMail(BookingMessageMail):
    """Base of the messages about a request."""

    @property
    def series_note(self) -> str:
        """States that a series is answered once; empty for one booking."""
        is_series = isinstance(self.facts, SeriesFacts)
        return _("La réponse vaut pour toutes les dates.") if is_series else ""


class RequestReceivedMail(RequestMail):
    """Mail to the asker: the request was sent, nothing is held, and by when an answer is due."""

    answer_due: datetime

    def body(self) -> MailBody:
        is_series = isinstance(self.facts, SeriesFacts)
        withdraw = signed_action_url(
            "workspaces.withdraw_series" if is_series else "workspaces.cancel_booking",
            **self.facts.payload,
            person=self.facts.usual.person_id,
        )
        _label, page = self.facts.page
        return MailBody(
            subject=_("%(place)s : votre demande est partie, %(dates)s") % self.words,
            title=_("Votre demande est partie"),
            paragraphs=[
                _("Le lieu donne son accord pour cet espace. Réponse attendue avant : %(due)s.")
                % {"due": format_moment(self.answer_due)},
                self.series_note,
                _("D’ici là rien n’est réservé, et rien n’est à faire de votre côté."),
            ],
            button=(_("Suivre ma demande"), page),
            links=[(_("Un empêchement ? Retirer ma demande"), withdraw)],
        )


class RequestAcceptedMail(BookingToComeMail):
    """Mail to the asker: the place accepts all the dates, or some. It carries the event."""

    note: str = ""
    lost_dates: list[LostDate] = field(default_factory=list)

    def body(self) -> MailBody:
        blocks = []
        if isinstance(self.facts, SeriesFacts) and self.lost_dates:
            refused = _("Le lieu n’a pas pu accepter ces dates")
            blocks = [refused, *lost_date_blocks(self.lost_dates, self.facts)]
        return self.to_come(
            subject=_("%(place)s : votre demande est acceptée, %(dates)s") % self.words,
            title=_("Votre demande est acceptée"),
            opening=self._opening(),
            after=blocks,
        )

    def _opening(self) -> str:
        accepted = _("C’est réservé, votre place vous attend.")
        if not self.note:
            return accepted
        words = _("Un mot du lieu : %(note)s") % {"note": self.note}
        return f"{accepted} {words}"


class RequestRefusedMail(RequestMail):
    """Mail to the requester: the reason of the refusal, and free alternatives booked by one click.

    `waiting` is the number of other dates of the series that still wait for an answer.
    """

    reason: str
    waiting: int = 0

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : votre demande n’est pas acceptée, %(dates)s") % self.words,
            title=_("Une partie de votre demande n’est pas acceptée")
            if self.waiting
            else _("Votre demande n’est pas acceptée"),
            paragraphs=[
                _("Nous en sommes désolés."),
                _("La raison : %(reason)s") % {"reason": self.reason},
                self._about_the_others(),
            ],
            button=self.another_moment,
        )

    def _about_the_others(self) -> str:
        if not self.waiting:
            return ""
        return ngettext(
            "L’autre date que vous avez demandée attend toujours sa réponse.",
            "Les %(count)d autres dates que vous avez demandées attendent toujours leur réponse.",
            self.waiting,
        ) % {"count": self.waiting}


class RequestLapsedMail(RequestMail):
    """Mail to the asker: nobody answered the request in time."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : votre demande est restée sans réponse, %(dates)s") % self.words,
            title=_("Votre demande est restée sans réponse"),
            paragraphs=[
                _("Le lieu n’a pas répondu à temps. Rien n’est réservé, et nous en sommes désolés.")
            ],
            button=self.another_moment,
        )


class QuestionMail(RequestMail):
    """Mail to the asker: the host asks a question before deciding."""

    text: str

    def body(self) -> MailBody:
        _label, page = self.facts.page
        return MailBody(
            subject=_("%(place)s vous pose une question") % self.words,
            title=_("Une question sur votre demande"),
            paragraphs=[
                _("%(place)s demande :") % self.words,
                self.text,
                _("Votre réponse les aidera à décider."),
            ],
            button=(_("Répondre"), page),
        )


class DecisionMail(RequestMail):
    """Mail to those who decide on a request: its common facts and possible answers.

    `rivals` is the number of other requests that overlap a booking. For a series, `taken_days`
    are the days that something already holds, `contested_days` those that others request too.
    """

    channel: ClassVar[str] = "requests"

    host_id: UUID
    requester_name: str
    """Name of the requester, if the host may see it."""
    answer_due: datetime
    rivals: int = 0
    taken_days: list[date] = field(default_factory=list)
    contested_days: list[date] = field(default_factory=list)

    @property
    def words(self) -> dict[str, str]:
        return super().words | {"who": self.requester_name or _("Une personne")}

    def to_deduplicate(self, *, subject: str, title: str, paragraphs: Sequence[str]) -> MailBody:
        """Writes the body of each message, with the answers that the host may give."""
        answer = {**self.facts.payload, "person": self.host_id}
        accept = _("Accepter")
        explain = _("Refuser en disant pourquoi, ou poser une question")
        if isinstance(self.facts, SeriesFacts):
            accept = _("Accepter les dates libres")
            explain = _("Choisir les dates, refuser en disant pourquoi, ou poser une question")
        return MailBody(
            subject=subject,
            title=title,
            paragraphs=[*paragraphs, *self._context()],
            button=(accept, signed_action_url("workspaces.accept_request", **answer)),
            links=[
                (
                    _("Refuser, sans autre explication"),
                    signed_action_url("workspaces.refuse_request", **answer),
                ),
                (explain, page_url("host_requests", self.facts.usual.place_slug)),
            ],
        )

    def _context(self) -> Iterator[str]:
        due = format_moment(self.answer_due)
        yield _("Sans réponse avant %(due)s, la demande reste sans suite.") % {"due": due}
        if self.rivals:
            yield ngettext(
                "%(count)d autre demande porte sur ce moment : accepter l’une refuse l’autre.",
                "%(count)d autres demandes portent sur ce moment : "
                "en accepter une refuse les autres.",
                self.rivals,
            ) % {"count": self.rivals}
        if self.taken_days:
            yield _("Déjà pris : %(days)s.") % {"days": _listed(self.taken_days)}
        if self.contested_days:
            yield _("Demandé aussi par d’autres, qu’accepter refuse : %(days)s.") % {
                "days": _listed(self.contested_days)
            }


class RequestToDecideMail(DecisionMail):
    """Mail to those who decide: a new request."""

    def body(self) -> MailBody:
        return self.to_deduplicate(
            subject=_("%(place)s : une demande, %(dates)s") % self.words,
            title=_("Une demande attend votre accord"),
            paragraphs=[_("%(who)s demande cet espace.") % self.words, self.series_note],
        )


class RequestStillWaitsMail(DecisionMail):
    """Mail to those who decide, when half of the time to answer a request has gone by."""

    def body(self) -> MailBody:
        return self.to_deduplicate(
            subject=_("%(place)s : une demande attend toujours, %(dates)s") % self.words,
            title=_("Une demande attend toujours"),
            paragraphs=[_("%(who)s n’a pas encore de réponse de votre part.") % self.words],
        )


class AnswerMail(DecisionMail):
    """Mail to those who decide: the requester has answered the question of the host, or adds a
    note.
    """

    text: str = ""

    def body(self) -> MailBody:
        return self.to_deduplicate(
            subject=_("%(place)s : une réponse à votre question") % self.words,
            title=_("Une réponse à votre question"),
            paragraphs=[_("%(who)s répond :") % self.words, self.text],
        )


def _listed(days: Sequence[date]) -> str:
    return ", ".join(format_date(day) for day in days)
