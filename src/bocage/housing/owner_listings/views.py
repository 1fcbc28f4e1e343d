"""Views of owners' offers: the public form, and the review in the Espace."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, public, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.housing.owner_listings.forms import OwnerOfferForm, RefusalForm
from bocage.housing.owner_listings.models import OwnerOffer
from bocage.housing.owner_listings.operations.offers import offer_home, publish_offer, refuse_offer
from bocage.housing.owner_listings.policies import offers_read_by
from bocage.people.signed_in import current_person
from bocage.people.views.sign_in import network_address_of

Status = OwnerOffer.Status
SHOWN_AT_ONCE = 50


find_offer = finder(
    OwnerOffer.objects.select_related("commune__departement", "reviewed_by", "listing").exclude(
        status=Status.UNCONFIRMED
    ),
    offer_id="pk",
)


@public
@require_safe_or_post
def offer_a_home(request: HttpRequest) -> HttpResponse:
    """Shows the form of an owner's offer; once sent, the next page asks to check the mailbox."""
    form = OwnerOfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in OwnerOfferForm.Meta.fields}
        language = (get_language() or "fr")[:2]
        with refusals_on(form):
            offer_home(network_address=network_address_of(request), language=language, **values)
            return redirect("offer_thanks")
    return render_form(request, "housing/owner_listings/form.html", form)


@public
@require_safe
def offer_thanks(request: HttpRequest) -> HttpResponse:
    """Shows the next steps, once an offer is sent."""
    return render(request, "housing/owner_listings/thanks.html")


@permitted("housing.see_offers")
@require_safe
def owner_offers(request: HttpRequest) -> HttpResponse:
    """Lists the offers of owners where the person coordinates: those to review first, then the last
    decided.
    """
    offers = (
        offers_read_by(current_person(request))
        .exclude(status=Status.UNCONFIRMED)
        .select_related("commune")
        .order_by("-confirmed_at", "pk")
    )
    context = {
        "to_review": list(offers.filter(status=Status.TO_REVIEW)),
        "decided": list(offers.exclude(status=Status.TO_REVIEW)[:SHOWN_AT_ONCE]),
    }
    return render(request, "housing/owner_listings/list.html", context)


@permitted("housing.review_offer", on=find_offer)
@require_safe
def owner_offer(request: HttpRequest, **_address: Any) -> HttpResponse:
    """Shows one offer, for review before publication."""
    return _offer_page(request, target_of(request, OwnerOffer), RefusalForm())


@permitted("housing.review_offer", on=find_offer)
@require_POST
def owner_offer_publish(request: HttpRequest, **_address: Any) -> HttpResponse:
    """Publishes the home, and notifies its owner."""
    publish_offer(by=current_person(request), offer=target_of(request, OwnerOffer))
    messages.success(request, _("Le logement est montré, et son propriétaire prévenu."))
    return redirect("owner_offers")


@permitted("housing.review_offer", on=find_offer)
@require_POST
def owner_offer_refuse(request: HttpRequest, **_address: Any) -> HttpResponse:
    """Refuses the home, and sends the reason to its owner."""
    offer = target_of(request, OwnerOffer)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _offer_page(request, offer, form)
    refuse_offer(by=current_person(request), offer=offer, reason=form.cleaned_data["reason"])
    messages.success(request, _("L’offre est refusée, et la raison envoyée."))
    return redirect("owner_offers")


def _offer_page(request: HttpRequest, offer: OwnerOffer, form: RefusalForm) -> HttpResponse:
    context = {"offer": offer, "is_to_review": offer.status == Status.TO_REVIEW}
    return render_form(request, "housing/owner_listings/detail.html", form, context)
