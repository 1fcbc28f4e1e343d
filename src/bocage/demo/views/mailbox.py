"""The open mailbox of the demo: every mail that the instance sent, as its reader sees it."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.functions import Left
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.db.identifiers import identifier_or_none
from bocage.foundation.http.access import public
from bocage.foundation.mail.pages import mail_page, shown_in_a_frame
from bocage.foundation.models import MailAttachment, OutgoingMail

MAILS_A_PAGE = 20
RECIPIENTS_SUGGESTED = 200
EXCERPT_LENGTH = 220
SIGNATURE = "\n--\n"
"""Separator before the footer that explains why a mail was received, omitted from the list."""
LAST_SEEN = "demo_mailbox_last_seen"


@public
@never_cache
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """Shows mails, newest first; `?pour=` filters by an address, or a part of one."""
    recipient = request.GET.get("pour", "").replace("\x00", "").strip()[:254]
    page = Paginator(_mails_to(recipient), MAILS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "recipient": recipient,
        "recipients": _recipients(),
        "last_seen": _last_seen(request),
    }
    response = render(request, "demo/mail_list.html", context)
    if page.number == 1 and "HX-Request" not in request.headers:
        _remember_as_seen(request, list(page.object_list))
    return response


@public
@never_cache
@require_safe
def mail_detail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Shows one mail with its parts and its attachments."""
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    attachments = mail.attachments.defer("content")
    return render(request, "demo/mail_detail.html", {"mail": mail, "attachments": attachments})


@public
@require_safe
@shown_in_a_frame
def mail_html(_request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Serves the HTML part alone, for the frame of the page."""
    return mail_page(get_object_or_404(OutgoingMail, pk=mail_id).html)


@public
@require_safe
def mail_attachment(_request: HttpRequest, attachment_id: UUID) -> FileResponse:
    """Downloads an attachment; it is never rendered inside this site."""
    attachment = get_object_or_404(MailAttachment, pk=attachment_id)
    return FileResponse(
        BytesIO(bytes(attachment.content)),
        as_attachment=True,
        filename=attachment.filename,
        content_type=attachment.mimetype,
    )


def _mails_to(recipient: str) -> QuerySet[OutgoingMail]:
    """Returns the columns of mails shown in the list, without the HTML part."""
    words = Func("text", Value(SIGNATURE), Value(1), function="split_part")
    mails = OutgoingMail.objects.defer("text", "html", "facts").annotate(
        excerpt=Left(words, EXCERPT_LENGTH, output_field=TextField())
    )
    return mails.filter(recipient__icontains=recipient) if recipient else mails


def _recipients() -> QuerySet[OutgoingMail, str]:
    """Addresses to suggest, in alphabetical order."""
    addresses = OutgoingMail.objects.order_by("recipient").values_list("recipient", flat=True)
    return addresses.distinct()[:RECIPIENTS_SUGGESTED]


def _last_seen(request: HttpRequest) -> UUID | None:
    """Returns the newest mail that this browser had already been shown."""
    return identifier_or_none(request.session.get(LAST_SEEN, ""))


def _remember_as_seen(request: HttpRequest, mails: Sequence[OutgoingMail]) -> None:
    newest = str(mails[0].pk) if mails else ""
    if newest > request.session.get(LAST_SEEN, ""):
        request.session[LAST_SEEN] = newest
