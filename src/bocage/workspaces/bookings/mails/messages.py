"""Messages that say a few words, the facts and the answers one may give; the reminder."""

from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from datetime import datetime
from typing import ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_time
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import Attachment, page_url
from bocage.foundation.mail.body import Block, Choices, Facts, MailBody, Section
from bocage.workspaces.bookings.facts import BookingFacts, booking_url
from bocage.workspaces.bookings.mails.bookings import BookingMail, hello, replacement_choices
from bocage.workspaces.bookings.replacements import LostDate
from bocage.workspaces.bookings.series_ical import SeriesFacts
from bocage.workspaces.scheduling.models.access_notes import AccessNote


class BookingMessageMail(BookingMail):
    """Base of the mails without a calendar event, since the announced booking may not take place.

    `hello` is the name of the reader, who may be the host. `lost_dates` do not take place, each
    with its free alternatives; a booking is one date.
    """

    hello: str = ""
    lost_dates: list[LostDate] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        return []

    def complete(self, body: MailBody) -> MailBody:
        """Adds the facts of the booking, and the free alternatives."""
        facts = self.facts
        blocks: list[Block] = [self.panel]
        after: list[Block] = []
        if not isinstance(facts, SeriesFacts):
            after = [replacement_choices(date.replacements, facts) for date in self.lost_dates]
        elif self.lost_dates:
            rule = Facts([facts.row_of_the_rule, *facts.usual.rows_of_the_space])
            blocks = [rule, _("Les dates concernées"), *lost_date_blocks(self.lost_dates, facts)]
        return replace(
            body,
            greeting=hello(self.hello),
            paragraphs=[*body.paragraphs, *blocks],
            after=after,
        )


def lost_date_blocks(lost_dates: Sequence[LostDate], facts: SeriesFacts) -> list[Block]:
    """Returns a block for each lost date of a series, with the alternatives that can be booked by
    one click.
    """
    blocks: list[Block] = []
    for date in lost_dates:
        instead = [
            (
                _("À la place, d’un clic : %(other)s") % {"other": replacement.words()},
                replacement.url(instead_of=date.booking_id, person_id=facts.usual.person_id),
            )
            for replacement in date.replacements
        ]
        blocks.append(Choices(date.words(), instead) if instead else Section(date.words()))
    return blocks


class ReminderMail(BookingMessageMail):
    """Reminder of a booking that comes soon, sent when its person prefers.

    `access_notes` are kinds of AccessNote with their texts, given at their time alone; before it,
    `access_visible_from` is the time from which the page of the booking will show them, where there
    are some.
    """

    channel: ClassVar[str] = "reminders"

    facts: BookingFacts
    access_notes: list[tuple[str, str]] = field(default_factory=list)
    access_visible_from: datetime | None = None

    def body(self) -> MailBody:
        facts = self.facts
        return MailBody(
            subject=_("%(place)s vous attend, %(when)s")
            % {"place": facts.place_name, "when": facts.period_words},
            title=_("Votre place vous attend"),
            paragraphs=[
                _("Un petit rappel de votre réservation."),
                *self._ways_in(),
            ],
            button=(_("Voir ma réservation"), booking_url(facts.booking_id)),
            links=[
                (
                    _("Un empêchement ? Annuler, et en faire profiter quelqu’un"),
                    signed_action_url(
                        "workspaces.cancel_booking",
                        booking=facts.booking_id,
                        person=facts.person_id,
                    ),
                ),
                (_("Choisir quand être prévenu(e)"), page_url("reminder_choice")),
            ],
        )

    def _ways_in(self) -> Iterator[str]:
        if self.facts.access_instructions:
            yield _("Pour entrer : %(how)s") % {"how": self.facts.access_instructions}
        for kind, text in self.access_notes:
            label = capfirst(str(AccessNote.Kind(kind).label))
            yield _("%(kind)s : %(text)s") % {"kind": label, "text": text}
        if self.access_visible_from is not None:
            yield _(
                "Code, clé ou Wi-Fi : la page de votre réservation les donne une heure avant, "
                "dès %(time)s."
            ) % {"time": format_time(self.access_visible_from)}
