"""Messages about a booking that say a few words, the facts, and the answers one may give."""

from collections.abc import Sequence
from dataclasses import field, replace

from django.utils.translation import gettext as _

from bocage.foundation.mail import Attachment
from bocage.foundation.mail.body import Block, Choices, Facts, MailBody, Section
from bocage.workspaces.elsewhere import LostDate
from bocage.workspaces.mails import BookingMail, free_instead, hello
from bocage.workspaces.series_calendar import SeriesFacts


class BookingNoticeMail(BookingMail):
    """A message without an event for the calendar: what it tells of may not happen.

    `hello` is how its reader is called; it may be the host. `lost` holds the dates that do not
    take place, each with what is free instead; a booking is one date.
    """

    hello: str = ""
    lost: list[LostDate] = field(default_factory=list)

    def attachments(self) -> list[Attachment]:
        return []

    def complete(self, body: MailBody) -> MailBody:
        """Adds what the message is about, and what is free instead."""
        facts = self.facts
        blocks: list[Block] = [self.panel]
        after: list[Block] = []
        if not isinstance(facts, SeriesFacts):
            after = [free_instead(date.elsewhere, facts) for date in self.lost]
        elif self.lost:
            rule = Facts([facts.row_of_the_rule, *facts.usual.rows_of_the_space])
            blocks = [rule, _("Les dates concernées"), *lost_blocks(self.lost, facts)]
        return replace(
            body,
            greeting=hello(self.hello),
            paragraphs=[*body.paragraphs, *blocks],
            after=after,
        )


def lost_blocks(lost: Sequence[LostDate], facts: SeriesFacts) -> list[Block]:
    """Each date of a series that is lost, with what may be booked instead by one click."""
    blocks: list[Block] = []
    for date in lost:
        instead = [
            (
                _("À la place, d’un clic : %(other)s") % {"other": other.words()},
                other.url(instead_of=date.booking_id, person_id=facts.usual.person_id),
            )
            for other in date.elsewhere
        ]
        blocks.append(Choices(date.words(), instead) if instead else Section(date.words()))
    return blocks
