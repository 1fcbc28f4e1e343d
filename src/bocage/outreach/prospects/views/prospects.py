"""Views of a prospect for campaign managers: identity, touches, consents, actions."""

from uuid import UUID

from django.contrib import messages
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.outreach.prospects.forms.prospects import CallForm, ProspectForm
from bocage.outreach.prospects.lookups import find_prospect
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.prospects import Prospect
from bocage.outreach.prospects.operations.consents import withdraw_consents
from bocage.outreach.prospects.operations.erasure import erase_prospect
from bocage.outreach.prospects.operations.prospects import (
    ProspectChanges,
    change_prospect,
    note_call,
    surviving_record,
)
from bocage.outreach.prospects.page_registry import shown_sections
from bocage.outreach.shared.themes import Theme
from bocage.people.signed_in import current_person


@permitted("outreach.see_prospect", on=find_prospect)
@require_safe
def prospect_detail(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Shows a prospect with all their touches and consents."""
    prospect = target_of(request, Prospect)
    if prospect.merged_into_id:
        return redirect(surviving_record(prospect))
    return _render_page(request, prospect, CallForm())


@permitted("outreach.follow_prospect", on=find_prospect)
@require_safe_or_post
def prospect_edit(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Changes the record of a prospect."""
    prospect = target_of(request, Prospect)
    form = ProspectForm(
        request.POST if request.method == "POST" else None,
        initial=model_to_dict(prospect, ProspectForm.Meta.fields),
    )
    if request.method == "POST" and form.is_valid():
        values = {**form.cleaned_data, "interests": tuple(form.cleaned_data["interests"])}
        with refusals_on(form):
            change_prospect(
                by=current_person(request), prospect=prospect, changes=ProspectChanges(**values)
            )
            messages.success(request, _("La fiche est à jour."))
            return redirect(prospect)
    return render_form(request, "outreach/prospects/edit.html", form, {"prospect": prospect})


@permitted("outreach.follow_prospect", on=find_prospect)
@require_POST
def prospect_call(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Writes down a call."""
    prospect = target_of(request, Prospect)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _render_page(request, prospect, form, status=422)
    note_call(by=current_person(request), prospect=prospect, note=form.cleaned_data["note"])
    messages.success(request, _("L’appel est noté."))
    return redirect(prospect)


@permitted("outreach.follow_prospect", on=find_prospect)
@require_POST
def prospect_withdraw(
    request: HttpRequest,
    pk: UUID,  # noqa: ARG001 - read by `on`
) -> HttpResponse:
    """Takes back, for them, one agreement or all."""
    prospect = target_of(request, Prospect)
    purpose = request.POST.get("purpose", "")
    withdraw_consents(
        by=current_person(request),
        prospect=prospect,
        withdrawn_by=ProspectConsent.WithdrawnBy.STAFF,
        purpose=purpose if purpose in ProspectConsent.Purpose.values else None,
    )
    messages.success(request, _("C’est retiré, et cela vaut tout de suite."))
    return redirect(prospect)


@permitted("outreach.follow_prospect", on=find_prospect)
@require_POST
def prospect_erase(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Erases who they are; the figures of the campaigns stay."""
    erase_prospect(by=current_person(request), prospect=target_of(request, Prospect))
    messages.success(request, _("Cette personne est effacée. Les chiffres des campagnes restent."))
    return redirect("prospect_list")


@never_cache
def _render_page(
    request: HttpRequest, prospect: Prospect, form: CallForm, status: int = 200
) -> HttpResponse:
    touches = list(prospect.touches.select_related("campaign", "link", "by"))
    of_campaigns = [touch for touch in touches if touch.campaign_id]
    context = {
        "prospect": prospect,
        "touches": touches[::-1],
        "first": of_campaigns[0] if of_campaigns else None,
        "last": of_campaigns[-1] if of_campaigns else None,
        "consents": list(prospect.consents.select_related("campaign", "recorded_by")),
        "interests": [Theme(interest).label for interest in prospect.interests],
        "form": form,
        "sections": shown_sections(prospect),
    }
    return render(request, "outreach/prospects/detail.html", context, status=status)
