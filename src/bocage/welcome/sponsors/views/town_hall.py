"""Naming a sponsor of a commune: on the pages of its town hall, and by the link of a mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from bocage.foundation.http.access import (
    permitted,
    public,
    require_safe_or_post,
    secret_address,
    target_of,
)
from bocage.foundation.http.actions import render_form
from bocage.people.limits import count_attempt
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.welcome.sponsors.forms import OfferForm
from bocage.welcome.sponsors.links import sponsor_offer_link
from bocage.welcome.sponsors.models import SponsorProfile
from bocage.welcome.sponsors.naming import OFFERS, QUESTION_SENT, offered


def find_commune(code: str) -> Commune:
    """Returns the current commune of a URL, or raises 404."""
    return get_object_or_404(
        Commune.objects.current().select_related("departement", "epci"), pk=code.upper()
    )


@permitted("welcome.offer_sponsor", on=find_commune)
@require_safe_or_post
def sponsor_offer(request: HttpRequest, code: str) -> HttpResponse:
    """Shows and records the form by which the town hall, or the welcome team, offers a sponsor of a
    commune, from a phone.
    """
    commune = target_of(request, Commune)
    form = OfferForm(request.POST if request.method == "POST" else None)
    profile = offered(current_person(request), commune, form) if request.method == "POST" else None
    if profile is not None:
        messages.success(request, _offered_words(profile))
        return redirect("sponsor_offer", code)
    sponsors = (
        SponsorProfile.objects.filter(commune=commune)
        .exclude(status__in=[SponsorProfile.Status.REFUSED, SponsorProfile.Status.OVER])
        .select_related("person")
    )
    return _offer_page(request, commune, form, sponsors=list(sponsors))


@public
@secret_address
@require_safe_or_post
def sponsor_offer_signed(request: HttpRequest, token: str) -> HttpResponse:
    """Shows and records the offer of a sponsor by the signed link of a mail, without signing in: it
    discloses nothing about anybody, nor whether an address is known here.
    """
    person, commune = sponsor_offer_link.open(token)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        count_attempt(OFFERS, token)
        if offered(person, commune, form) is not None:
            messages.success(request, QUESTION_SENT)
            return redirect("sponsor_offer_signed", token)
    layout = "foundation/layouts/bare.html"
    return _offer_page(request, commune, form, sponsors=[], layout=layout)


def _offer_page(
    request: HttpRequest,
    commune: Commune,
    form: OfferForm,
    *,
    sponsors: list[SponsorProfile],
    layout: str = "foundation/layouts/espace.html",
) -> HttpResponse:
    context = {"commune": commune, "sponsors": sponsors, "layout": layout}
    return render_form(request, "welcome/sponsors/offer.html", form, context)


def _offered_words(profile: SponsorProfile) -> str:
    words = {"name": str(profile.person), "person": str(profile.person)}
    if profile.is_active:
        return _("%(name)s est parrain ou marraine.") % words
    if profile.status == SponsorProfile.Status.REQUESTED:
        return _("C’est noté : l’équipe d’accueil confirme %(name)s.") % words
    return _("La question est partie à %(person)s : un clic suffit pour dire oui.") % words
