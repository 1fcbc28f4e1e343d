"""Pages of the mails that wait for the welcome team."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, target_of
from bocage.foundation.models import ReceivedMail
from bocage.people.models import Person
from bocage.people.signed_in import current_person
from bocage.welcome.inbox.operations import accept_held_mail, set_mail_aside
from bocage.welcome.inbox.waiting_mails import households_of_mails, mails_to_look_at
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.relays.models import Relay

MAILS_PER_PAGE = 20


find_mail = finder(ReceivedMail.objects, mail_id="pk")


@permitted("welcome.see_board")
@never_cache
@require_safe
def held_mails(request: HttpRequest) -> HttpResponse:
    """Shows the mails that were held, with the reason, and the buttons to accept them or set them
    aside.
    """
    page = Paginator(mails_to_look_at(current_person(request)), MAILS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    mails = list(page.object_list)
    context = {"page": page, "lines": _lines(mails, current_person(request))}
    return render(request, "welcome/inbox/list.html", context)


@permitted("welcome.look_at_mail", on=find_mail)
@require_POST
def held_mail_accept(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Adds a held mail to the household's thread."""
    accept_held_mail(by=current_person(request), received=target_of(request, ReceivedMail))
    messages.success(request, _("Le message est dans le fil du projet."))
    return redirect("held_mails")


@permitted("welcome.look_at_mail", on=find_mail)
@require_POST
def held_mail_aside(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Sets a held mail aside."""
    set_mail_aside(by=current_person(request), received=target_of(request, ReceivedMail))
    messages.success(request, _("Le courriel est mis de côté."))
    return redirect("held_mails")


def _lines(mails: list[ReceivedMail], person: Person) -> list[dict[str, Any]]:
    """Returns each mail with the project that it is about, or that of its sender's household; at
    most four queries.
    """
    keys = {mail.key for mail in mails if mail.key is not None}
    relays = {
        relay.pk: relay.project
        for relay in Relay.objects.filter(pk__in=keys).select_related("project")
    }
    about = SettlementProject.objects.in_bulk(keys) | relays
    households = households_of_mails(mails, person)
    return [
        {
            "mail": mail,
            "project": households.get(mail.pk) or (about.get(mail.key) if mail.key else None),
            "may_accept": mail.pk in households,
        }
        for mail in mails
    ]
