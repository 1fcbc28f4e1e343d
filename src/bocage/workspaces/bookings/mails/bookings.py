"""Mails about bookings: to the person who comes, and to the hosts of the place."""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.files.calendars import Method
from bocage.foundation.formatting.times import announced_period
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Attachment, declare_channel, page_url
from bocage.foundation.mail.body import (
    Block,
    BodyMail,
    Choices,
    Facts,
    Link,
    MailBody,
    Section,
)
from bocage.workspaces.bookings.facts import BookingFacts
from bocage.workspaces.bookings.replacements import Replacement
from bocage.workspaces.bookings.series_ical import SeriesFacts
from bocage.workspaces.opening_hours.availability import local_day

declare_channel(
    "bookings",
    label=gettext_lazy("Mes réservations"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez réservé un espace de travail."
    ),
    optional=False,
)
declare_channel(
    "visitors",
    label=gettext_lazy("Arrivées du jour dans les lieux que j’anime"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous animez ce lieu. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
    of_a_mandate=True,
)

declare_channel(
    "requests",
    label=gettext_lazy("Demandes à accorder dans les lieux que j’anime"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous animez ce lieu : quelqu’un attend."
    ),
    optional=False,
)
declare_channel(
    "reminders",
    label=gettext_lazy("Rappels avant mes réservations"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous avez réservé un espace de travail. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
)


class BookingMail(BodyMail):
    """Base of the messages about a booking, or about a series, with the event for the person's
    calendar."""

    channel: ClassVar[str] = "bookings"
    priority: ClassVar[int] = 20

    facts: BookingFacts | SeriesFacts

    @property
    def method(self) -> Method:
        """Returns the iCalendar METHOD of the event."""
        return "REQUEST"

    def attachments(self) -> list[Attachment]:
        return [calendar_attachment("reservation.ics", self.facts, self.method)]

    def complete(self, body: MailBody) -> MailBody:
        """Greets the person by their name."""
        return replace(body, greeting=hello(self.facts.usual.person_name))

    @property
    def place(self) -> str:
        """Returns the name of the place."""
        return self.facts.usual.place_name

    @property
    def words(self) -> dict[str, str]:
        """Returns the place, the period or the rule, and the period or how many dates."""
        return {"place": self.place, "period": self.facts.period_words, "dates": self.facts.dates}

    @property
    def panel(self) -> Facts:
        """Facts of the booking for the panel of the mail: when, what and where."""
        return Facts(self.facts.rows)

    @property
    def another_moment(self) -> Link:
        """Returns the page of the place, to book again."""
        return _("Choisir un autre moment"), page_url("place_detail", self.facts.usual.place_slug)


class BookingToComeMail(BookingMail):
    """Base of the mails about a booking that takes place: how to enter, and how to cancel it.

    A series is cancelled on its page, where one chooses from which date.
    """

    def to_come(
        self, *, subject: str, title: str, opening: str, after: Sequence[Block] = ()
    ) -> MailBody:
        """Writes the body of each message, which begins with `opening`; `after` follows the
        facts."""
        return MailBody(
            subject=subject,
            title=title,
            paragraphs=[
                opening,
                self.panel,
                *after,
                way_in(self.facts.usual),
                self.about_the_event(),
            ],
            button=self.facts.page,
            links=self._links_to_cancel(),
        )

    def _links_to_cancel(self) -> list[Link]:
        if isinstance(self.facts, SeriesFacts):
            return []
        words = [
            _("Un empêchement ? Prévenez d’un clic, quelqu’un d’autre en profitera :"),
            _("annuler cette réservation"),
        ]
        url = signed_action_url(
            "workspaces.cancel_booking", **self.facts.payload, person=self.facts.person_id
        )
        return [(" ".join(words), url)]

    def about_the_event(self) -> str:
        """Explains how to use the attached event; empty without one."""
        return _("L’événement joint s’ajoute à votre agenda, et suivra tout changement.")


class BookingConfirmedMail(BookingToComeMail):
    """Mail to the holder: the booking, or each date of the series, is made."""

    def body(self) -> MailBody:
        return self.to_come(
            subject=_("%(place)s : c’est réservé, %(period)s") % self.words,
            title=_("C’est réservé"),
            opening=_("Votre place vous attend. Voici l’essentiel."),
        )


class BookingMovedMail(BookingToComeMail):
    """Mail to the holder of a booking that was moved: its new facts and those before.

    No event goes with a request, which holds nothing.
    """

    facts: BookingFacts
    left_starts_at: datetime
    left_ends_at: datetime
    left_spaces: list[str]
    is_by_holder: bool
    is_held: bool

    def attachments(self) -> list[Attachment]:
        return super().attachments() if self.is_held else []

    def about_the_event(self) -> str:
        return super().about_the_event() if self.is_held else ""

    def body(self) -> MailBody:
        change = (
            _("Votre changement est enregistré. Voici ce qui vaut désormais.")
            if self.is_by_holder
            else _(
                "Le lieu a déplacé votre réservation. Voici ce qui vaut désormais ; si cela ne "
                "vous convient pas, dites-le-lui ou annulez d’un clic."
            )
        )
        before = _("Avant : %(left_period)s, %(left)s.") % {
            "left_period": announced_period(self.left_starts_at, self.left_ends_at),
            "left": ", ".join(self.left_spaces),
        }
        return self.to_come(
            subject=_("%(place)s : nouvel horaire, %(period)s") % self.words,
            title=_("Votre réservation a changé"),
            opening=f"{change}\n{before}",
        )


class BookingRestoredMail(BookingToComeMail):
    """Mail to the holder on a cancelled booking that is restored."""

    def body(self) -> MailBody:
        return self.to_come(
            subject=_("%(place)s : votre réservation est maintenue, %(period)s") % self.words,
            title=_("Votre réservation est maintenue"),
            opening=_("Votre annulation est reprise : la réservation tient à nouveau."),
        )


class BookingCancelledMail(BookingMail):
    """Mail to the holder of a cancelled booking.

    `because` is one of Booking.CancelledBecause; `note` is the host's explanation.
    """

    facts: BookingFacts
    because: str
    note: str
    replacements: list[Replacement] = field(default_factory=list)

    @property
    def method(self) -> Method:
        return "CANCEL"

    def body(self) -> MailBody:
        opening = {
            "closure": _(
                "Le lieu sera fermé à ce moment-là : nous avons dû annuler votre réservation, et "
                "nous en sommes désolés."
            ),
            "host": _("Le lieu a dû annuler votre réservation, et nous en sommes désolés."),
        }.get(
            self.because,
            _("Votre réservation est annulée, comme vous l’avez demandé. Merci d’avoir prévenu."),
        )
        return MailBody(
            subject=_("%(place)s : réservation annulée, %(period)s") % self.words,
            title=_("Réservation annulée"),
            paragraphs=[
                opening,
                reason_words(self.note),
                self.panel,
                replacement_choices(self.replacements, self.facts),
                _("L’événement joint l’enlève de votre agenda."),
            ],
            button=self.another_moment,
        )


class BookingReleasedMail(BookingMail):
    """Mail to the holder of a booking that was released because nobody came.

    Calendars keep the event, as it has begun.
    """

    def attachments(self) -> list[Attachment]:
        return []

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : votre place est de nouveau libre, %(period)s") % self.words,
            title=_("Votre place est de nouveau libre"),
            paragraphs=[
                _(
                    "Votre arrivée n’a pas été notée : ce lieu rend aux autres une place que "
                    "personne n’occupe. Si vous êtes en chemin, venez : tant qu’elle est libre, "
                    "elle vous revient à votre arrivée."
                ),
                self.panel,
                _(
                    "Un empêchement ? La prochaine fois, annulez en un clic : quelqu’un d’autre "
                    "en profitera."
                ),
            ],
            button=self.another_moment,
        )


class VisitorToday(BodyMail):
    """Mail to a host about a booking for the same day, too late for the morning list."""

    channel: ClassVar[str] = "visitors"
    priority: ClassVar[int] = 0

    place_name: str
    place_slug: str
    person_name: str
    spaces: list[str]
    starts_at: datetime
    ends_at: datetime
    attendees: int
    purpose: str

    def body(self) -> MailBody:
        period = announced_period(self.starts_at, self.ends_at)
        visit = Facts(
            [
                (_("Quand"), capfirst(period)),
                (_("Qui"), self.person_name),
                (_("Espace"), ", ".join(self.spaces)),
                (_("Personnes"), str(self.attendees) if self.attendees > 1 else ""),
                (_("À préparer"), self.purpose),
            ]
        )
        return MailBody(
            subject=_("%(place)s : quelqu’un vient, %(period)s")
            % {"place": self.place_name, "period": period},
            title=_("Quelqu’un vient aujourd’hui"),
            greeting="",
            paragraphs=[visit],
            button=(
                _("Voir la journée"),
                day_url(self.place_slug, local_day(self.starts_at)),
            ),
        )


def calendar_attachment(
    filename: str, facts: BookingFacts | SeriesFacts, method: Method
) -> Attachment:
    """Attaches the event of a booking or of a series, for the person's calendar."""
    return Attachment(
        filename=filename,
        content=facts.calendar_file(method),
        mimetype="text/calendar",
        method=method,
    )


def hello(name: str) -> str:
    """Greets a person by their name, where it is known."""
    return _("Bonjour %(name)s,") % {"name": name} if name else _("Bonjour,")


def way_in(facts: BookingFacts) -> Block:
    """Returns the section on how to enter the place; empty where the place gives no
    instructions."""
    if not facts.access_instructions:
        return ""
    return Section(_("Pour entrer"), [facts.access_instructions])


def reason_words(note: str) -> str:
    """Quotes the reason that a host gives, if any."""
    return _("La raison : %(note)s") % {"note": note} if note else ""


def replacement_choices(replacements: Sequence[Replacement], facts: BookingFacts) -> Choices:
    """Lists the free alternatives to a booking, each booked by one click."""
    return Choices(
        _("Libre en ce moment, à prendre d’un clic"),
        [
            (
                replacement.words(),
                replacement.url(instead_of=facts.booking_id, person_id=facts.person_id),
            )
            for replacement in replacements
        ],
    )


def day_url(place_slug: str, day: date) -> str:
    """Returns the absolute address of a day list, in the active language."""
    return page_url("host_day", place_slug, day)
