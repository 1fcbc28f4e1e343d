"""The messages that a host sends, or causes, from the board of a place."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import Mail, declare_channel, page_url
from bocage.foundation.spoken_time import spoken_date

declare_channel(
    "day_messages",
    label=_("Messages des lieux où j’ai réservé, sur le jour de ma venue"),
    reason=_(
        "Vous recevez ce message parce que vous avez réservé dans ce lieu ce jour-là. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
)


@dataclass(frozen=True, kw_only=True)
class KnownAtTheDesk(Mail):
    """Tells somebody that a place noted their name and address, and what they may do of it."""

    template: ClassVar[str] = "workspaces/mail/known_at_the_desk"
    channel: ClassVar[str] = "bookings"

    place_name: str
    host_name: str

    def context(self) -> dict[str, Any]:
        return {"account_url": page_url("known_data")}

    @classmethod
    def preview(cls) -> Self:
        return cls(place_name="Télécentre de Boitron", host_name="Maud Tessier")


@dataclass(frozen=True, kw_only=True)
class WordToVisitors(Mail):
    """What a host writes to everybody who comes on a day."""

    template: ClassVar[str] = "workspaces/mail/word_to_visitors"
    channel: ClassVar[str] = "day_messages"
    priority: ClassVar[int] = 20

    place_name: str
    place_slug: str
    host_name: str
    day: date
    subject: str
    text: str

    def context(self) -> dict[str, Any]:
        return {
            "spoken_day": spoken_date(self.day),
            "place_url": page_url("place_detail", self.place_slug),
            "paragraphs": [part.strip() for part in self.text.split("\n\n") if part.strip()],
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            place_name="Télécentre de Boitron",
            place_slug="telecentre-de-boitron",
            host_name="Maud Tessier",
            day=date(2026, 11, 25),
            subject="La porte du jardin demain",
            text="La rue est en travaux.\n\nPassez par la porte du jardin, rue du Lavoir.",
        )
