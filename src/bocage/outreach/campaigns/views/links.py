"""The links of campaigns in the Espace: made, led elsewhere, and their codes to scan."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.documents import pdf_response
from bocage.foundation.files.qr_codes import qr_code, qr_picture
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import flash_outcome, refusals_on, render_form
from bocage.foundation.mail import page_url
from bocage.outreach.campaigns.documents import link_sheet_pdf
from bocage.outreach.campaigns.forms import LinkForm
from bocage.outreach.campaigns.landing_pages import landing_choices
from bocage.outreach.campaigns.lookups import find_campaign
from bocage.outreach.campaigns.models import Campaign, TrackedLink
from bocage.outreach.campaigns.operations.links import add_link, change_link, remove_link
from bocage.outreach.campaigns.views.campaigns import campaign_page
from bocage.people.signed_in import current_person

LAST_DAYS = 14
TYPES = {"png": "image/png", "svg": "image/svg+xml"}


find_link = finder(TrackedLink.objects.select_related("campaign__departement"))


@permitted("outreach.run_campaign", on=find_campaign)
@require_POST
def link_add(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Makes a link, and shows its code to scan."""
    campaign = target_of(request, Campaign)
    form = LinkForm(request.POST, pages=landing_choices(request))
    if form.is_valid():
        with refusals_on(form):
            link = add_link(
                by=current_person(request),
                campaign=campaign,
                label=form.cleaned_data["label"],
                destination=form.destination(campaign.landing_path),
            )
            messages.success(request, _("Le lien est prêt : imprimez son code, ou copiez-le."))
            return redirect("tracked_link", pk=link.pk)
    return campaign_page(request, campaign, link_form=form)


@permitted("outreach.run_campaign", on=find_link)
@require_safe_or_post
def tracked_link(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a link with its short address, its QR code and its visits, and changes its label and
    destination.
    """
    link = target_of(request, TrackedLink)
    pages = landing_choices(request)
    is_known = link.destination in dict(pages)
    initial = {
        "label": link.label,
        "page": link.destination if is_known else "",
        "address": "" if is_known else link.destination,
    }
    form = LinkForm(
        request.POST if request.method == "POST" else None, initial=initial, pages=pages
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_link(
                by=current_person(request),
                link=link,
                label=form.cleaned_data["label"],
                destination=form.destination(link.campaign.landing_path),
            )
            messages.success(request, _("C’est enregistré. Ce qui est imprimé reste bon."))
            return redirect("tracked_link", pk=link.pk)
    address = page_url("follow_link", link.code)
    context = {
        "link": link,
        "campaign": link.campaign,
        "address": address,
        "picture": qr_code(address),
        "clicks": link.days.aggregate(whole=Sum("clicks", default=0))["whole"],
        "days": link.days.order_by("-day")[:LAST_DAYS],
    }
    return render_form(request, "outreach/campaigns/link.html", form, context)


@permitted("outreach.run_campaign", on=find_link)
@require_POST
def link_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Removes a link that was never followed."""
    link = target_of(request, TrackedLink)
    with flash_outcome(request, _("Le lien est retiré.")):
        remove_link(by=current_person(request), link=link)
        return redirect(link.campaign)
    return redirect("tracked_link", pk=link.pk)


@permitted("outreach.run_campaign", on=find_link)
@never_cache
@require_safe
def link_code(request: HttpRequest, extension: str, **_address: UUID) -> HttpResponse:
    """Downloads the QR code of a link as a picture (`png`, `svg`), or on a sheet to print
    (`pdf`)."""
    link = target_of(request, TrackedLink)
    address = page_url("follow_link", link.code)
    name = f"lien-{link.code}.{extension}"
    if extension == "pdf":
        return pdf_response(link_sheet_pdf(link, address), filename=name)
    response = HttpResponse(qr_picture(address, extension), content_type=TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
