"""Previews of every message with its example facts, in both languages, for developers."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.mail import (
    Channel,
    Mail,
    RenderedMail,
    find_channel,
    mail_class,
    registered_mails,
    render_mail,
    render_subject,
)
from bocage.foundation.mail.pages import mail_page, shown_in_a_frame
from bocage.foundation.style_guide import find_samples

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Message in the list of previews."""

    kind: str
    name: str
    about: str
    channel: Channel
    subject: str


@public
@require_safe
def mail_preview_list(request: HttpRequest) -> HttpResponse:
    """Lists every message by room, with the subject that it has in the language of the page; none
    where the product came without its source, and the examples with it."""
    language = request.LANGUAGE_CODE
    rooms: dict[str, list[Entry]] = {}
    examples = find_samples("mail_examples")
    if examples is not None:
        for mail_type in registered_mails():
            subject = render_subject(examples.example(mail_type), language=language)
            entry = _entry(mail_type, subject)
            rooms.setdefault(mail_type.__module__.split(".")[1], []).append(entry)
    return render(request, "foundation/mail_previews/list.html", {"rooms": rooms.items()})


@public
@require_safe
def mail_preview(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Shows one message in one language: subject, page, text, attachments."""
    mail = _rendered(kind, language)
    context = {
        "entry": _entry(_mail_type(kind), mail.subject),
        "mail": mail,
        "shown_language": language,
        "languages": settings.LANGUAGES,
    }
    return render(request, "foundation/mail_previews/detail.html", context)


@public
@require_safe
@shown_in_a_frame
def mail_preview_page(_request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Shows the HTML part of a message alone."""
    return mail_page(_rendered(kind, language).html)


def _mail_type(kind: str) -> type[Mail]:
    mail_type = mail_class(kind)
    if mail_type is None:
        raise Http404
    return mail_type


def _rendered(kind: str, language: str) -> RenderedMail:
    if language not in LANGUAGES:
        raise Http404
    examples = find_samples("mail_examples")
    if examples is None:
        raise Http404
    return render_mail(examples.example(_mail_type(kind)), language=language)


def _entry(mail_type: type[Mail], subject: str) -> Entry:
    return Entry(
        kind=mail_type.kind(),
        name=mail_type.__qualname__,
        about=(mail_type.__doc__ or "").strip().splitlines()[0],
        channel=find_channel(mail_type.channel),
        subject=subject,
    )
