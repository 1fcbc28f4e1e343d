"""The messages about a series that is asked for, and about dates that are lost: one for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import ClassVar, Self
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.calendars import Method
from bocage.foundation.mail import Attachment, page_url
from bocage.foundation.mail.body import Block, Choices, Facts, Link, MailBody, Section
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import spoken_date, spoken_hours, spoken_moment
from bocage.workspaces.availability import local_day
from bocage.workspaces.elsewhere import Elsewhere
from bocage.workspaces.mails import hello, reason_words
from bocage.workspaces.request_mails import EXAMPLE_DUE, EXAMPLE_HOST, accepted_words
from bocage.workspaces.series_calendar import series_url
from bocage.workspaces.series_mails import EXAMPLE_SERIES, SeriesMail


@dataclass(frozen=True, kw_only=True)
class LostDate:
    """A date that does not take place, and what is free instead, as plain values."""

    booking_id: UUID
    starts_at: datetime
    ends_at: datetime
    elsewhere: list[Elsewhere] = field(default_factory=list)

    def words(self) -> str:
        """« Mardi 15 décembre, 9 h – 12 h »."""
        day = spoken_date(local_day(self.starts_at))
        return f"{day}, {spoken_hours(self.starts_at, self.ends_at)}"


EXAMPLE_LOST = [
    LostDate(
        booking_id=UUID("0199b7a4-0000-7000-8000-000000000004"),
        starts_at=datetime(2026, 12, 8, 8, 0, tzinfo=UTC),
        ends_at=datetime(2026, 12, 8, 11, 0, tzinfo=UTC),
    )
]


def lost_blocks(lost: Sequence[LostDate], person_id: UUID) -> list[Block]:
    """Each date that is lost, with what may be booked instead by one click."""
    blocks: list[Block] = []
    for one in lost:
        instead = [
            (
                _("À la place, d’un clic : %(other)s") % {"other": other.words()},
                other.url(instead_of=one.booking_id, person_id=person_id),
            )
            for other in one.elsewhere
        ]
        day = capfirst(one.words())
        blocks.append(Choices(day, instead) if instead else Section(day))
    return blocks


@dataclass(frozen=True, kw_only=True)
class SeriesNoticeMail(SeriesMail):
    """A message without an event for the calendar: what it tells of may not happen.

    `facts` hold the dates that it is about as if all of them took place.
    """

    hello: str = ""
    lost: list[LostDate] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        return []

    def complete(self, body: MailBody) -> MailBody:
        """Adds the series, or its rule alone with the dates that are lost."""
        panel: list[Block] = [self.panel]
        if self.lost:
            dates = lost_blocks(self.lost, self.facts.usual.person_id)
            panel = [Facts(self.rule_rows), _("Les dates concernées"), *dates]
        return replace(body, greeting=hello(self.hello), paragraphs=[*body.paragraphs, *panel])

    @property
    def dates(self) -> str:
        """« 12 dates »."""
        count = len(self.facts.recurrence.days())
        return ngettext("%(count)d date", "%(count)d dates", count) % {"count": count}

    @property
    def place(self) -> str:
        return self.facts.usual.place_name

    @property
    def another_moment(self) -> Link:
        return _("Choisir d’autres moments"), page_url("place_detail", self.facts.usual.place_slug)


@dataclass(frozen=True, kw_only=True)
class SeriesRequestReceivedMail(SeriesNoticeMail):
    """To the asker: the request has left, nothing is held, and until when an answer comes."""

    answer_due: datetime

    def body(self) -> MailBody:
        withdraw = signed_action_url(
            "workspaces.withdraw_series",
            series=self.facts.series_id,
            person=self.facts.usual.person_id,
        )
        return MailBody(
            subject=_("%(place)s : votre demande est partie, %(dates)s")
            % {"place": self.place, "dates": self.dates},
            title=_("Votre demande est partie"),
            paragraphs=[
                _("Le lieu donne son accord pour cet espace. Réponse attendue avant : %(due)s.")
                % {"due": spoken_moment(self.answer_due)},
                _("Il répond une fois pour toutes les dates. D’ici là, rien n’est réservé."),
            ],
            button=(_("Suivre ma demande"), series_url(self.facts.series_id)),
            links=[(_("Un empêchement ? Retirer ma demande"), withdraw)],
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE_SERIES, hello="Camille", answer_due=EXAMPLE_DUE)


@dataclass(frozen=True, kw_only=True)
class SeriesRefusedMail(SeriesNoticeMail):
    """To the asker: the dates that are refused, why, and what is free instead of each.

    `waiting` tells how many of the others still wait for their answer.
    """

    why: str
    waiting: int = 0

    def body(self) -> MailBody:
        if self.waiting:
            title = _("Une partie de votre demande n’est pas acceptée")
        else:
            title = _("Votre demande n’est pas acceptée")
        paragraphs = [
            _("Nous en sommes désolés."),
            _("La raison : %(reason)s") % {"reason": self.why},
        ]
        if self.waiting:
            paragraphs.append(
                ngettext(
                    "L’autre date que vous avez demandée attend toujours sa réponse.",
                    "Les %(count)d autres dates que vous avez demandées attendent toujours leur "
                    "réponse.",
                    self.waiting,
                )
                % {"count": self.waiting}
            )
        return MailBody(
            subject=_("%(place)s : votre demande n’est pas acceptée, %(dates)s")
            % {"place": self.place, "dates": self.dates},
            title=title,
            paragraphs=paragraphs,
            button=self.another_moment,
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE_SERIES,
            hello="Camille",
            lost=EXAMPLE_LOST,
            why="La salle sert au conseil ces jours-là.",
        )


@dataclass(frozen=True, kw_only=True)
class SeriesLapsedMail(SeriesNoticeMail):
    """To the asker: nobody answered in time."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : votre demande est restée sans réponse, %(dates)s")
            % {"place": self.place, "dates": self.dates},
            title=_("Votre demande est restée sans réponse"),
            paragraphs=[
                _("Le lieu n’a pas répondu à temps. Rien n’est réservé, et nous en sommes désolés.")
            ],
            button=self.another_moment,
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE_SERIES, hello="Camille", lost=EXAMPLE_LOST)


@dataclass(frozen=True, kw_only=True)
class SeriesQuestionMail(SeriesNoticeMail):
    """To the asker: the host asks something before deciding."""

    text: str

    def body(self) -> MailBody:
        place = {"place": self.place}
        return MailBody(
            subject=_("%(place)s vous pose une question") % place,
            title=_("Une question sur votre demande"),
            paragraphs=[
                _("%(place)s demande :") % place,
                self.text,
                _("Votre réponse les aidera à décider."),
            ],
            button=(_("Répondre"), series_url(self.facts.series_id)),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE_SERIES, hello="Camille", text="Avez-vous besoin du vidéoprojecteur ?"
        )


@dataclass(frozen=True, kw_only=True)
class SeriesDecisionMail(SeriesNoticeMail):
    """To whoever decides: what every message about a series to settle says and offers.

    `taken` are the days that something holds already, `wanted` those that others ask for too.
    """

    channel: ClassVar[str] = "requests"

    host_id: UUID
    asked_by: str
    """How the asker is called, where the host may read it."""
    answer_due: datetime
    taken: list[date] = field(default_factory=list)
    wanted: list[date] = field(default_factory=list)

    @property
    def who(self) -> str:
        return self.asked_by or _("Une personne")

    def _words(self, subject: str, title: str, *paragraphs: str) -> MailBody:
        answer = {"series": self.facts.series_id, "person": self.host_id}
        return MailBody(
            subject=subject,
            title=title,
            paragraphs=[*paragraphs, *self._what_to_know()],
            button=(
                _("Accepter les dates libres"),
                signed_action_url("workspaces.accept_series", **answer),
            ),
            links=[
                (
                    _("Refuser, sans autre explication"),
                    signed_action_url("workspaces.refuse_series", **answer),
                ),
                (
                    _("Choisir les dates, refuser en disant pourquoi, ou poser une question"),
                    page_url("host_requests", self.facts.usual.place_slug),
                ),
            ],
        )

    def _what_to_know(self) -> list[str]:
        told = [
            _("Sans réponse avant %(due)s, la demande reste sans suite.")
            % {"due": spoken_moment(self.answer_due)}
        ]
        if self.taken:
            told.append(_("Déjà pris : %(days)s.") % {"days": _listed(self.taken)})
        if self.wanted:
            told.append(
                _("Demandé aussi par d’autres, qu’accepter refuse : %(days)s.")
                % {"days": _listed(self.wanted)}
            )
        return told

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE_SERIES,
            hello="Maud",
            host_id=EXAMPLE_HOST,
            asked_by="Camille Lefèvre",
            answer_due=EXAMPLE_DUE,
            taken=[date(2026, 12, 8)],
            wanted=[date(2026, 12, 15), date(2026, 12, 29)],
        )


@dataclass(frozen=True, kw_only=True)
class SeriesToSettleMail(SeriesDecisionMail):
    """A new request."""

    def body(self) -> MailBody:
        words = {"place": self.place, "who": self.who, "dates": self.dates}
        return self._words(
            _("%(place)s : une demande pour %(dates)s") % words,
            _("Une demande attend votre accord"),
            _("%(who)s demande cet espace pour %(dates)s. Vous répondez une fois pour toutes.")
            % words,
        )


@dataclass(frozen=True, kw_only=True)
class SeriesStillWaitsMail(SeriesDecisionMail):
    """The same request, when half of the time has gone by."""

    def body(self) -> MailBody:
        words = {"place": self.place, "who": self.who, "dates": self.dates}
        return self._words(
            _("%(place)s : une demande attend toujours, %(dates)s") % words,
            _("Une demande attend toujours"),
            _("%(who)s n’a pas encore de réponse de votre part.") % words,
        )


@dataclass(frozen=True, kw_only=True)
class SeriesAnswerMail(SeriesDecisionMail):
    """The asker has answered the question of the host."""

    text: str

    def body(self) -> MailBody:
        words = {"place": self.place, "who": self.who}
        return self._words(
            _("%(place)s : une réponse à votre question") % words,
            _("Une réponse à votre question"),
            _("%(who)s répond :") % words,
            self.text,
        )

    @classmethod
    def preview(cls) -> Self:
        shared = SeriesToSettleMail.preview()
        return cls(
            facts=shared.facts,
            hello=shared.hello,
            host_id=shared.host_id,
            asked_by=shared.asked_by,
            answer_due=shared.answer_due,
            text="Oui, avec une prise HDMI.",
        )


@dataclass(frozen=True, kw_only=True)
class SeriesAcceptedMail(SeriesMail):
    """To the asker: the place agrees, to all the dates or to some. It carries the event."""

    note: str = ""
    lost: list[LostDate] = field(default_factory=list)

    def body(self) -> MailBody:
        count = len(self.facts.recurrence.days())
        return MailBody(
            subject=ngettext(
                "%(place)s : votre demande est acceptée, %(count)s date",
                "%(place)s : votre demande est acceptée, %(count)s dates",
                count,
            )
            % {"place": self.facts.usual.place_name, "count": count},
            title=_("Votre demande est acceptée"),
            paragraphs=[
                accepted_words(self.note),
                self.panel,
                _("Le lieu n’a pas pu accepter ces dates") if self.lost else "",
                *lost_blocks(self.lost, self.facts.usual.person_id),
                *self.about_getting_there,
            ],
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=replace(EXAMPLE_SERIES, absent=[date(2026, 12, 8), date(2026, 12, 22)]),
            note="Le chauffage s’allume à l’entrée",
            lost=EXAMPLE_LOST,
        )


@dataclass(frozen=True, kw_only=True)
class SeriesDatesLostMail(SeriesMail):
    """To the person: the dates that a closure takes, what is free instead, and what remains."""

    lost: list[LostDate]
    remains: bool
    note: str

    @property
    def method(self) -> Method:
        return "REQUEST" if self.remains else "CANCEL"

    def body(self) -> MailBody:
        count = len(self.lost)
        words = {"place": self.facts.usual.place_name, "count": count}
        event = (
            _("L’événement joint met votre agenda à jour.")
            if self.remains
            else _("L’événement joint enlève la série de votre agenda.")
        )
        return MailBody(
            subject=ngettext(
                "%(place)s : %(count)s date de votre série annulée",
                "%(place)s : %(count)s dates de votre série annulées",
                count,
            )
            % words,
            title=ngettext(
                "Le lieu sera fermé à l’une de vos dates",
                "Le lieu sera fermé à %(count)s de vos dates",
                count,
            )
            % words,
            paragraphs=[
                ngettext(
                    "Nous avons dû l’annuler, et nous en sommes désolés.",
                    "Nous avons dû les annuler, et nous en sommes désolés.",
                    count,
                ),
                reason_words(self.note),
                *lost_blocks(self.lost, self.facts.usual.person_id),
                _("Ce qui reste de votre série") if self.remains else "",
                self.panel if self.remains else "",
                event,
            ],
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=replace(EXAMPLE_SERIES, absent=[date(2026, 12, 8), date(2026, 12, 22)]),
            lost=EXAMPLE_LOST,
            remains=True,
            note="Travaux de toiture",
        )


def _listed(days: Sequence[date]) -> str:
    return ", ".join(spoken_date(day) for day in days)
