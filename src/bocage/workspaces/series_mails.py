"""The messages about series: one for all their dates, with one recurring event."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import ClassVar, Self
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.calendars import Method
from bocage.foundation.grammar import people_words
from bocage.foundation.mail import Attachment
from bocage.foundation.mail.body import Block, BodyMail, Fact, Facts, Link, MailBody
from bocage.foundation.spoken_time import spoken_date, spoken_hours
from bocage.workspaces.availability import local_day
from bocage.workspaces.booking_calendar import BookingFacts, calendar_file
from bocage.workspaces.mails import EXAMPLE, hello, reason_words, rows_of, way_in
from bocage.workspaces.series_calendar import SeriesFacts, series_file, series_url
from bocage.workspaces.series_words import spoken_clock, spoken_rhythm, spoken_span

EXAMPLE_SERIES = SeriesFacts(
    series_id=UUID("0199b7a4-0000-7000-8000-000000000003"),
    frequency="weekly",
    first_on=date(2026, 12, 1),
    until=None,
    count=6,
    starts=9 * 60,
    ends=12 * 60,
    usual=replace(
        EXAMPLE,
        starts_at=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
        ends_at=datetime(2026, 12, 1, 11, 0, tzinfo=UTC),
    ),
    absent=[date(2026, 12, 22)],
    changed=[
        replace(
            EXAMPLE,
            spaces=["Poste 5"],
            starts_at=datetime(2026, 12, 15, 8, 0, tzinfo=UTC),
            ends_at=datetime(2026, 12, 15, 11, 0, tzinfo=UTC),
            occurrence=datetime(2026, 12, 15, 8, 0, tzinfo=UTC),
        )
    ],
)


@dataclass(frozen=True, kw_only=True)
class SeriesMail(BodyMail):
    """Base of the messages about a series, with its event for the person's calendar.

    `former` is what goes on under another rule since part of the series was changed: its event
    ends where the new one begins.
    """

    channel: ClassVar[str] = "bookings"
    priority: ClassVar[int] = 20

    facts: SeriesFacts
    former: SeriesFacts | None = None

    @property
    def method(self) -> Method:
        return "REQUEST"

    def attachments(self) -> list[Attachment]:
        files = {"serie.ics": (self.facts, self.method)}
        if self.former is not None:
            files["serie-precedente.ics"] = (self.former, "REQUEST")
        return [
            Attachment(
                filename=name,
                content=series_file(facts, method),
                mimetype="text/calendar",
                method=method,
            )
            for name, (facts, method) in files.items()
        ]

    def complete(self, body: MailBody) -> MailBody:
        """Greets the person by their name, and leads to the series."""
        return replace(body, greeting=hello(self.facts.usual.person_name), button=self.page)

    @property
    def page(self) -> Link:
        return _("Voir ma série"), series_url(self.facts.series_id)

    @property
    def words(self) -> dict[str, str]:
        rule = self.facts.recurrence
        return {
            "place": self.facts.usual.place_name,
            "rhythm": spoken_rhythm(rule),
            "clock": spoken_clock(rule),
        }

    @property
    def rule_rows(self) -> list[Fact]:
        """List the rhythm and the hours, what is booked and where."""
        rule = self.facts.recurrence
        span = spoken_span(rule.days() or rule.named_days())
        when = f"{capfirst(spoken_rhythm(rule))}, {spoken_clock(rule)}"
        return [(_("Quand"), f"{when}, {span}"), *rows_of(self.facts.usual)]

    @property
    def panel(self) -> Facts:
        """Show the rule, how many dates there are, and those that differ from it."""
        facts = self.facts
        when, *others = self.rule_rows
        changed = [_spoken_change(one, facts.usual) for one in facts.changed]
        return Facts(
            [
                when,
                (_("Dates"), str(len(facts.recurrence.days()))),
                *others,
                (_("Autrement"), "\n".join(changed)),
                (_("Sauf"), ", ".join(spoken_date(day) for day in facts.absent)),
            ]
        )

    @property
    def about_getting_there(self) -> list[Block]:
        """How to get in, and what to do with the event that is joined."""
        event = _(
            "L’événement joint met toute la série dans votre agenda, et suivra tout changement."
        )
        return [way_in(self.facts.usual), event]

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE_SERIES)


def _spoken_change(one: BookingFacts, usual: BookingFacts) -> str:
    """« mardi 15 décembre, 9 h – 12 h, Poste 5 », with the place, and how many come, where these
    are others."""
    parts = [
        spoken_date(local_day(one.starts_at)),
        spoken_hours(one.starts_at, one.ends_at),
        ", ".join(one.spaces),
    ]
    if one.place_slug != usual.place_slug:
        parts.append(one.place_name)
    if one.attendees != usual.attendees:
        parts.append(people_words(one.attendees))
    return ", ".join(parts)


@dataclass(frozen=True, kw_only=True)
class SeriesBookedMail(SeriesMail):
    """All the dates are booked."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : série réservée, %(rhythm)s, %(clock)s") % self.words,
            title=_("Votre série est réservée"),
            paragraphs=[
                _("Votre place vous attend à chaque date. Voici l’essentiel."),
                self.panel,
                *self.about_getting_there,
            ],
        )


@dataclass(frozen=True, kw_only=True)
class SeriesRestoredMail(SeriesMail):
    """The dates that were cancelled stand again."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : série maintenue, %(rhythm)s, %(clock)s") % self.words,
            title=_("Votre série est maintenue"),
            paragraphs=[
                _("Votre annulation est reprise : ces dates tiennent à nouveau."),
                self.panel,
                *self.about_getting_there,
            ],
        )


@dataclass(frozen=True, kw_only=True)
class SeriesChangedMail(SeriesMail):
    """What holds now. `cancelled` are the dates that its new rule gives up; those `leaving` it
    were moved by themselves before, and are events of their own from now on."""

    is_by_holder: bool
    cancelled: list[date] = field(default_factory=list)
    leaving: list[BookingFacts] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        own = [
            Attachment(
                filename=f"date-{number}.ics",
                content=calendar_file(one),
                mimetype="text/calendar",
                method="REQUEST",
            )
            for number, one in enumerate(self.leaving, start=1)
        ]
        return [*super().attachments(), *own]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : votre série change, %(rhythm)s, %(clock)s") % self.words,
            title=_("Votre série a changé"),
            paragraphs=[
                _("Votre changement est enregistré. Voici ce qui vaut désormais.")
                if self.is_by_holder
                else _(
                    "Le lieu a changé votre série. Voici ce qui vaut désormais ; si cela ne vous "
                    "convient pas, dites-le-lui."
                ),
                self.panel,
                self._cancelled_words(),
                self._leaving_words(),
                *self.about_getting_there,
            ],
        )

    def _cancelled_words(self) -> str:
        count = len(self.cancelled)
        if not count:
            return ""
        words = ngettext(
            "%(count)s date est annulée :", "%(count)s dates sont annulées :", count
        ) % {"count": count}
        return f"{words} {', '.join(spoken_date(day) for day in self.cancelled)}."

    def _leaving_words(self) -> str:
        if not self.leaving:
            return ""
        words = ngettext(
            "Une date changée à part reste réservée, hors de la série :",
            "Les dates changées à part restent réservées, hors de la série :",
            len(self.leaving),
        )
        changes = [_spoken_change(one, self.facts.usual) for one in self.leaving]
        return "\n".join([words, *changes])

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE_SERIES, is_by_holder=False)


@dataclass(frozen=True, kw_only=True)
class SeriesCancelledMail(SeriesMail):
    """`cancelled` are the dates that do not take place any more; `remains` tells whether any
    does, before them."""

    cancelled: list[date]
    remains: bool
    is_by_holder: bool
    note: str

    @property
    def method(self) -> Method:
        return "REQUEST" if self.remains else "CANCEL"

    def body(self) -> MailBody:
        words = {"count": len(self.cancelled), "cancelled_span": spoken_span(self.cancelled)}
        event = (
            _("L’événement joint met votre agenda à jour : ce qui précède y reste.")
            if self.remains
            else _("L’événement joint enlève la série de votre agenda.")
        )
        return MailBody(
            subject=_("%(place)s : série annulée, %(cancelled_span)s") % {**self.words, **words},
            title=_("La suite de votre série est annulée")
            if self.remains
            else _("Votre série est annulée"),
            paragraphs=[
                self._opening() % words,
                reason_words(self.note),
                self.panel if self.remains else "",
                event,
            ],
        )

    def _opening(self) -> str:
        if self.is_by_holder:
            return ngettext(
                "Une date est annulée, comme vous l’avez demandé : %(cancelled_span)s.",
                "%(count)s dates sont annulées, comme vous l’avez demandé : %(cancelled_span)s.",
                len(self.cancelled),
            )
        return ngettext(
            "Le lieu a dû annuler une date, et nous en sommes désolés : %(cancelled_span)s.",
            "Le lieu a dû annuler %(count)s dates, et nous en sommes désolés : %(cancelled_span)s.",
            len(self.cancelled),
        )

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE_SERIES,
            cancelled=[date(2027, 1, 12), date(2027, 1, 19)],
            remains=True,
            is_by_holder=False,
            note="Travaux de toiture",
        )
