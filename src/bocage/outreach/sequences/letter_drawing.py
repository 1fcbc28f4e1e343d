"""A letter as one prospect reads it: their words, their blocks, their addresses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from bocage.foundation.http.attribution import with_code
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.sequences.letter_blocks.registry import BlockReader, DrawnBlock, block_named
from bocage.outreach.sequences.letter_markdown import to_page, to_text
from bocage.outreach.sequences.letter_notation import (
    Call,
    Words,
    named_values,
    parts_for,
    read_letter,
    with_names,
)
from bocage.outreach.sequences.models.sendings import Sending
from bocage.outreach.sequences.models.sequences import Letter

LONGEST_LINE = 240


class LetterLeftOut(Exception):
    """The letter cannot be sent to this person today. `reason` is one of `Sending.Reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class DrawnLetter:
    """A letter ready to be put in a mail: its subject, its page and its text."""

    subject: str
    html: str
    text: str


def draw_letter(
    letter: Letter, prospect: Prospect, *, code: str = "", language: str = ""
) -> DrawnLetter:
    """Renders a letter in the language of its prospect (or another, for a preview), with `code` in
    every address of this site.

    Raises:
        LetterLeftOut: it is not written in this language, or a block that it depends on has
            nothing to show.
        UnknownNotation: it has a block that no longer exists.
    """
    language = language or prospect.language
    subject, body = letter.words_in(language)
    if not subject.strip() or not body.strip():
        raise LetterLeftOut(Sending.Reason.NO_WORDS)
    with override(language):
        reader = BlockReader(
            prospect=prospect, departement=letter.sequence.departement, language=language
        )
        values = named_values(prospect)
        addressed = _addresser(code)
        pages, texts = [], []
        for part in parts_for(read_letter(body), prospect):
            if isinstance(part, Words):
                pages.append(to_page(part.markdown, values, addressed))
                texts.append(to_text(part.markdown, values, addressed))
                continue
            block = _draw_block(part, reader)
            if block is not None:
                context = {"block": block.addressed(addressed)}
                pages.append(
                    render_to_string("outreach/sequences/mail/letter_block.html", context).strip()
                )
                texts.append(block.addressed(addressed).as_text())
        return DrawnLetter(
            subject=with_names(subject, prospect)[:LONGEST_LINE],
            html="\n".join(pages),
            text="\n\n".join(filter(None, texts)),
        )


def _draw_block(call: Call, reader: BlockReader) -> DrawnBlock | None:
    block = block_named(call.name)
    drawn_block = block.draw(reader, call.options) if block else None
    if drawn_block is None and call.stops_the_letter:
        raise LetterLeftOut(Sending.Reason.NOTHING_FITS)
    return drawn_block


def _addresser(code: str) -> Callable[[str], str]:
    """Returns a function that makes addresses of this site absolute, with the code, and leaves
    others unchanged."""
    origin: str = settings.BOCAGE.public_url.rstrip("/")

    def addressed(address: str) -> str:
        is_ours = address == origin or address.startswith((f"{origin}/", f"{origin}?"))
        if is_ours:
            address = address.removeprefix(origin) or "/"
        if is_ours or (address.startswith("/") and not address.startswith(("//", "/\\"))):
            return origin + with_code(address, code)
        return address

    return addressed
