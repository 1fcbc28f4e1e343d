"""Body of a mail: one structure that renders to both HTML and plain text.

@dataclass(frozen=True, kw_only=True)
class MeetingCalledOff(BodyMail):
    channel: ClassVar[str] = "meetings"
    place_name: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("%(place)s : rencontre annulée") % {"place": self.place_name},
            paragraphs=[_("Elle n’aura pas lieu.")],
            button=(_("Voir les autres"), page_url("meeting_list")),
        )
"""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail.messages import Mail

HELLO = _("Bonjour,")

type Link = tuple[str, str]
"""Words, and the whole address behind them."""

type Fact = tuple[str, str] | tuple[str, str, str]
"""A label, its value, and the whole address behind it where there is one."""

type Block = str | Quote | Code | Facts | Section | Choices
"""A part of a body: a string is a paragraph."""


@dataclass(frozen=True)
class Paragraph:
    """Paragraph of a mail, with its line breaks."""

    kind: ClassVar[str] = "paragraph"

    words: str

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class Quote:
    """Quotation of another person's words, shown apart."""

    kind: ClassVar[str] = "quote"

    words: str

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class Code:
    """Digits to copy, in large type."""

    kind: ClassVar[str] = "code"

    digits: str


@dataclass(frozen=True)
class Facts:
    """A panel of labels and values; a row without a value is left out."""

    kind: ClassVar[str] = "facts"

    all_rows: Sequence[Fact]

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        return [(row[0], row[1], row[2] if len(row) > 2 else "") for row in self.all_rows if row[1]]


@dataclass(frozen=True)
class Section:
    """A line in bold, with lines below it."""

    kind: ClassVar[str] = "section"

    title: str
    lines: Sequence[str] = ()


@dataclass(frozen=True)
class Choices:
    """Line in bold with links below it; omitted without links."""

    kind: ClassVar[str] = "choices"

    title: str
    links: Sequence[Link]

    def __bool__(self) -> bool:
        return bool(self.links)


@dataclass(frozen=True, kw_only=True)
class MailBody:
    """Content of one message, in the active language; empty parts are omitted.

    `title` is the heading of the message, and its default subject. `after` follows the button and
    the links. `reason` replaces the last sentence, which is that of the channel.
    """

    subject: str
    title: str = ""
    greeting: str | Promise = HELLO
    paragraphs: Sequence[Block] = ()
    button: Link | None = None
    links: Sequence[Link] = ()
    after: Sequence[Block] = ()
    reason: str = ""

    @property
    def heading(self) -> str:
        """The title, or the subject where there is none."""
        return self.title or self.subject

    @property
    def blocks(self) -> list[Paragraph | Quote | Code | Facts | Section | Choices]:
        """The parts that stand above the button."""
        return _not_empty(self.paragraphs)

    @property
    def blocks_after(self) -> list[Paragraph | Quote | Code | Facts | Section | Choices]:
        """The parts that stand below the button and the links."""
        return _not_empty(self.after)


def _not_empty(
    parts: Sequence[Block],
) -> list[Paragraph | Quote | Code | Facts | Section | Choices]:
    blocks = [Paragraph(part) if isinstance(part, str) else part for part in parts]
    return [block for block in blocks if block]


class BodyMail(Mail, shared_template="foundation/mail/body"):
    """Base of the messages that are written in Python: each writes `body()`, and has no template
    of its own. A class that writes it is registered.
    """

    priority: ClassVar[int] = 10

    @abstractmethod
    def body(self) -> MailBody:
        """Returns the message, in the active language."""

    def complete(self, body: MailBody) -> MailBody:
        """Adds to the body the parts that all messages of a family share. Families override it."""
        return body

    def context(self) -> dict[str, Any]:
        body = self.complete(self.body())
        return {"body": body, **({"reason": body.reason} if body.reason else {})}
