"""Rendering: a message becomes its subject, its text and its page, in the reader's language."""

from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context, Template, engines
from django.utils import translation

from bocage.foundation.instance import current_instance
from bocage.foundation.mail.messages import Attachment, Mail, find_channel
from bocage.foundation.mail.unsubscribing import unsubscribe_links


@dataclass(frozen=True, kw_only=True)
class RenderedMail:
    """A message ready to leave."""

    subject: str
    text: str
    html: str
    attachments: list[Attachment]


def render_mail(mail: Mail, *, language: str, person_id: UUID | None = None) -> RenderedMail:
    """Renders a message in `language` (`fr` or `en`); times are shown in the instance's zone.

    A mail of an optional channel has the unsubscribe address of `person_id`.

    Raises:
        django.template.TemplateDoesNotExist: one of its three templates is missing.
    """
    with translation.override(language):
        context = _context_of(mail, language, person_id)
        return RenderedMail(
            subject=_subject(mail, context),
            text=_tidy(_render(f"{mail.template}.txt", context, False)),
            html=_render(f"{mail.template}.html", context, True).strip() + "\n",
            attachments=mail.attachments(),
        )


def render_subject(mail: Mail, *, language: str) -> str:
    """Returns the subject of a message in `language`, for a list of messages."""
    with translation.override(language):
        return _subject(mail, _context_of(mail, language, None))


def _subject(mail: Mail, context: dict[str, Any]) -> str:
    return " ".join(_render(f"{mail.template}.subject.txt", context, False).split())


def _context_of(mail: Mail, language: str, person_id: UUID | None) -> dict[str, Any]:
    stop = unsubscribe_links(mail, person_id, language)
    facts = {field.name: getattr(mail, field.name) for field in fields(mail)}
    return {
        **facts,
        "instance_name": current_instance().name,
        "base_url": settings.BOCAGE.public_url,
        "reason": find_channel(mail.channel).reason,
        "language": language,
        "stop_url": stop.page if stop else "",
        **mail.context(),
    }


def _render(template_name: str, context: dict[str, Any], autoescape: bool) -> str:
    engine_template = engines["django"].get_template(template_name)
    template: Template = engine_template.template  # type: ignore[attr-defined]  # as Django's engine has it
    return template.render(Context(context, autoescape=autoescape))


def _tidy(text: str) -> str:
    """Ends no line with spaces, and leaves at most one empty line between paragraphs."""
    lines: list[str] = []
    for line in map(str.rstrip, text.strip().splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
