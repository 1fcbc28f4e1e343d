"""Campaign managers' views of booths: opening, closing, reopening."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.outreach.campaigns.lookups import find_campaign
from bocage.outreach.campaigns.models import Campaign
from bocage.outreach.contact.forms.booths import OpenBoothForm
from bocage.outreach.contact.links import booth_link
from bocage.outreach.contact.models import Booth
from bocage.outreach.contact.operations import close_booth, open_booth, reopen_booth
from bocage.people.signed_in import current_person

find_booth = finder(Booth.objects.select_related("campaign__departement"))


@permitted("outreach.run_campaign", on=find_campaign)
@never_cache
@require_safe_or_post
def booth_list(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Lists the booths of a campaign, each with the address to open on its tablet, and opens
    one."""
    campaign = target_of(request, Campaign)
    form = OpenBoothForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        open_booth(by=current_person(request), campaign=campaign, **form.cleaned_data)
        messages.success(request, _("Le stand est ouvert : son adresse s’ouvre sur la tablette."))
        return redirect("booth_list", campaign.pk)
    booths = [(booth, booth_link.url(booth.pk)) for booth in campaign.booths.all()]
    context = {"campaign": campaign, "booths": booths}
    return render_form(request, "outreach/contact/booth/team.html", form, context)


@permitted("outreach.run_campaign", on=find_booth)
@require_POST
def booth_close(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Closes a booth."""
    booth = close_booth(by=current_person(request), booth=target_of(request, Booth))
    messages.success(request, _("Le stand est fermé : sa tablette n’envoie plus rien."))
    return redirect("booth_list", booth.campaign_id)


@permitted("outreach.run_campaign", on=find_booth)
@require_POST
def booth_reopen(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Reopens a booth, so that what waits on its tablet can be received."""
    booth = reopen_booth(by=current_person(request), booth=target_of(request, Booth))
    messages.success(request, _("Le stand est rouvert : ce qui attend sur sa tablette va partir."))
    return redirect("booth_list", booth.campaign_id)
