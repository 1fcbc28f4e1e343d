"""« Ce que vous recevez »: the page of a prospect, by the signed address of their letters."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.http.access import public, require_safe_or_post, secret_address
from bocage.foundation.http.actions import render_form
from bocage.foundation.http.attribution import with_code
from bocage.outreach.contact.forms.own_page import OwnChoicesForm
from bocage.outreach.editorial.presence import present_subjects
from bocage.outreach.prospects.links import prospect_of_token
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.prospects.operations.own_choices import choose_purposes
from bocage.outreach.sequences.prospect_page import letters_received, next_letter_of
from bocage.outreach.shared.themes import Theme


@public
@secret_address
@require_safe_or_post
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """Shows a prospect the uses that they agreed to and the data stored about them, and saves their
    choices.
    """
    prospect = prospect_of_token(token)
    in_force = list(prospect.consents.filter(withdrawn_at=None))
    if request.method == "POST":
        form = OwnChoicesForm(request.POST)
        if form.is_valid():
            choose_purposes(
                prospect=prospect,
                purposes=form.cleaned_data["purposes"],
                language=get_language() or "fr",
            )
            messages.success(
                request, _("C’est noté : nous n’enverrons que ce que vous avez choisi.")
            )
            return redirect("prospect_own_page", token)
    else:
        form = OwnChoicesForm(initial={"purposes": [consent.purpose for consent in in_force]})
    form.say({consent.purpose: consent.words for consent in in_force}, get_language() or "fr")
    context = {
        "prospect": prospect,
        "stored": _stored_fields(prospect),
        "token": token,
        "project_address": "" if prospect.project_id else _project_address(prospect),
        "received": letters_received(prospect),
        "next": next_letter_of(prospect),
        "has_team": "welcome" in present_subjects(),
    }
    return render_form(request, "outreach/contact/own_page.html", form, context)


@public
@secret_address
@require_safe_or_post
def erase_me(request: HttpRequest, token: str) -> HttpResponse:
    """Erases the prospect's identity, after a page that requests confirmation."""
    prospect = prospect_of_token(token)
    if request.method == "POST":
        erase_prospect(prospect=prospect)
        return render(request, "outreach/contact/erased.html")
    return render(request, "outreach/contact/erase_me.html", {"token": token})


def _project_address(prospect: Prospect) -> str:
    """Returns the address of the project form, with the code of the prospect's last link."""
    touches = prospect.touches.filter(link__isnull=False).order_by("-at", "-id")
    return with_code(
        reverse("new_project"), touches.values_list("link__code", flat=True).first() or ""
    )


def _stored_fields(prospect: Prospect) -> list[tuple[str, str]]:
    """Returns the stored identity fields of a prospect, without blank ones."""
    fields = [
        (_("Adresse"), prospect.email),
        (_("Téléphone"), prospect.phone),
        (_("Nom"), prospect.name),
        (_("Vit à…"), prospect.origin),
        (_("Métier"), prospect.trade),
        (_("Viendrait"), str(prospect.get_family_display())),
        (
            _("Ce qui compte"),
            ", ".join(str(Theme(interest).label) for interest in prospect.interests),
        ),
        (_("Notes"), prospect.notes),
    ]
    return [(label, words) for label, words in fields if words]
