"""Mails specific to series: changes, and remaining dates.

Booked, requested and answered series use `mails` and `request_mails`, as bookings do.
"""

from dataclasses import field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.files.calendars import Method
from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import Attachment
from bocage.foundation.mail.body import MailBody
from bocage.workspaces.bookings.facts import BookingFacts
from bocage.workspaces.bookings.mails.bookings import (
    BookingMail,
    calendar_attachment,
    reason_words,
    way_in,
)
from bocage.workspaces.bookings.mails.messages import lost_date_blocks
from bocage.workspaces.bookings.replacements import LostDate
from bocage.workspaces.bookings.series_ical import SeriesFacts, format_change
from bocage.workspaces.scheduling.formatting import format_span


class SeriesMail(BookingMail):
    """Base of the messages about a series alone."""

    facts: SeriesFacts

    def complete(self, body: MailBody) -> MailBody:
        """Leads to the series."""
        return replace(super().complete(body), button=self.facts.page)


class SeriesChangedMail(SeriesMail):
    """Mail on a changed series: its state from now on.

    `former` is the part that continues under the previous rule, if only part of the series was
    changed: its event ends where the new one begins. `cancelled` are the dates that the new rule
    drops; the dates `leaving` it were moved individually before, and become separate events.
    """

    is_by_holder: bool
    former: SeriesFacts | None = None
    cancelled: list[date] = field(default_factory=list)
    leaving: list[BookingFacts] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        attachments: dict[str, BookingFacts | SeriesFacts] = {
            f"date-{number}.ics": date_facts
            for number, date_facts in enumerate(self.leaving, start=1)
        }
        if self.former is not None:
            attachments["serie-precedente.ics"] = self.former
        return [
            *super().attachments(),
            *(calendar_attachment(name, facts, "REQUEST") for name, facts in attachments.items()),
        ]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : votre série change, %(period)s") % self.words,
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
                way_in(self.facts.usual),
                _("L’événement joint s’ajoute à votre agenda, et suivra tout changement."),
            ],
        )

    def _cancelled_words(self) -> str:
        count = len(self.cancelled)
        if not count:
            return ""
        words = ngettext(
            "%(count)s date est annulée :", "%(count)s dates sont annulées :", count
        ) % {"count": count}
        return f"{words} {', '.join(format_date(day) for day in self.cancelled)}."

    def _leaving_words(self) -> str:
        if not self.leaving:
            return ""
        words = ngettext(
            "Une date changée à part reste réservée, hors de la série :",
            "Les dates changées à part restent réservées, hors de la série :",
            len(self.leaving),
        )
        changes = [format_change(date_facts, self.facts.usual) for date_facts in self.leaving]
        return "\n".join([words, *changes])


class SeriesCancelledMail(SeriesMail):
    """Mail on a cancelled series.

    `cancelled` are the dates that no longer take place; `remains` is True if earlier dates do.
    """

    cancelled: list[date]
    remains: bool
    is_by_holder: bool
    note: str

    @property
    def method(self) -> Method:
        return "REQUEST" if self.remains else "CANCEL"

    def body(self) -> MailBody:
        words = {"count": len(self.cancelled), "cancelled_span": format_span(self.cancelled)}
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


class SeriesDatesLostMail(SeriesMail):
    """Mail to the person: dates lost to a closure, free alternatives, and remaining dates."""

    lost_dates: list[LostDate]
    remains: bool
    note: str

    @property
    def method(self) -> Method:
        return "REQUEST" if self.remains else "CANCEL"

    def body(self) -> MailBody:
        count = len(self.lost_dates)
        words = {"place": self.place, "count": count}
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
                *lost_date_blocks(self.lost_dates, self.facts),
                _("Ce qui reste de votre série") if self.remains else "",
                self.panel if self.remains else "",
                event,
            ],
        )
