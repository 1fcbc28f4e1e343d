"""« Parler d’ici »: the page of who speaks of the territory, or might."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.files.qr_codes import qr_code
from bocage.foundation.http.access import require_safe_or_post, signed_in
from bocage.foundation.http.actions import flash_outcome
from bocage.foundation.mail import page_url
from bocage.outreach.ambassadors.formatting import agreement_text, ready_words
from bocage.outreach.ambassadors.forms import ACCEPT_BUTTON, DECLINE_BUTTON, END_BUTTON
from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.ambassadors.operations.ambassadors import (
    accept_invitation,
    decline_ambassador,
    propose_oneself,
    stop_being_ambassador,
)
from bocage.outreach.ambassadors.settled_people import settled_departements
from bocage.outreach.campaigns.documents import link_sheet_pdf
from bocage.outreach.campaigns.results import link_results
from bocage.people.models import Person
from bocage.people.signed_in import current_person


@signed_in
@never_cache
@require_safe_or_post
def own_ambassador(request: HttpRequest) -> HttpResponse:
    """Shows a person's own page of ambassador (the invitation, or the results of their link) and
    handles its buttons.

    Raises:
        Http404: the person is not an ambassador, and is not settled in any département.
    """
    person = current_person(request)
    ambassador = _open_ambassador(person)
    if request.method == "POST":
        with flash_outcome(request):
            _answer(request, person, ambassador)
        return redirect("own_ambassador")
    departements = settled_departements(person) if ambassador is None else []
    if ambassador is None and not departements:
        raise Http404
    context: dict[str, Any] = {
        "ambassador": ambassador,
        "departements": departements,
        "words": agreement_text(get_language() or "fr"),
    }
    if ambassador is not None and ambassador.link is not None:
        address = page_url("follow_link", ambassador.link.code)
        context |= {
            "address": address,
            "picture": qr_code(address),
            "ready": ready_words(address),
            "results": link_results([ambassador.link.pk])[ambassador.link.pk],
            "thanks": ambassador.thanks.all(),
        }
    return render(request, "outreach/ambassadors/own.html", context)


@signed_in
@require_safe
def own_ambassador_sheet(request: HttpRequest) -> HttpResponse:
    """Downloads the printable sheet of a person's link, with its QR code.

    Raises:
        Http404: the person is not an active ambassador.
    """
    active = Ambassador.objects.filter(state=Ambassador.State.ACTIVE).select_related(
        "link__campaign"
    )
    ambassador = active.filter(person=current_person(request)).order_by("-agreed_at", "pk").first()
    if ambassador is None or ambassador.link is None:
        raise Http404
    sheet = link_sheet_pdf(ambassador.link, page_url("follow_link", ambassador.link.code))
    return pdf_response(sheet, filename="parler-d-ici.pdf")


def _open_ambassador(person: Person) -> Ambassador | None:
    ambassadors = (
        Ambassador.objects.open().filter(person=person).select_related("departement", "link")
    )
    return ambassadors.order_by("-requested_at", "pk").first()


def _answer(request: HttpRequest, person: Person, ambassador: Ambassador | None) -> None:
    """Performs the submitted action.

    Raises:
        Refusal: it is no longer possible.
    """
    language = get_language() or "fr"
    if ambassador is None:
        if ACCEPT_BUTTON in request.POST:
            code = request.POST.get("departement", "")
            departements = settled_departements(person)
            departement = next(
                (candidate for candidate in departements if candidate.code == code), None
            )
            if departement is None:
                raise Http404
            propose_oneself(by=person, departement=departement, language=language)
            messages.success(request, _("Merci ! L’équipe d’accueil vous répond bientôt."))
    elif END_BUTTON in request.POST:
        stop_being_ambassador(by=person, ambassador=ambassador)
        messages.success(request, _("C’est noté. Merci de ce que vous avez dit d’ici."))
    elif ACCEPT_BUTTON in request.POST:
        accept_invitation(
            ambassador_id=ambassador.pk,
            language=language,
            collection_method=Ambassador.CollectionMethod.ESPACE,
        )
        messages.success(request, _("Merci ! Votre lien est prêt."))
    elif DECLINE_BUTTON in request.POST:
        decline_ambassador(by=None, ambassador_id=ambassador.pk)
        messages.success(request, _("C’est noté. Merci de nous l’avoir dit."))
