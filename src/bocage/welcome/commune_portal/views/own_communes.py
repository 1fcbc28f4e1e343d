"""« Ma commune »: pages of a town hall about its commune, designed for phones first."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import render_form
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.territory.spelling import normalise
from bocage.welcome.commune_portal.forms import ReferentForm
from bocage.welcome.commune_portal.operations.referents import propose_referent
from bocage.welcome.communes.page_registry import commune_sections
from bocage.welcome.relays.policies import READERS

COMMUNES_PER_PAGE = 60


find_commune = finder(Commune.objects.current().select_related("departement", "epci"), slug="slug")


@permitted("welcome.see_own_communes")
@require_safe
def own_communes(request: HttpRequest) -> HttpResponse:
    """Lists the communes that a person answers for or coordinates; redirects to the page of the
    only one.
    """
    reach = reach_of(current_person(request), READERS)
    communes = Commune.objects.current().filter(reach.communes_within())
    if len(reach.communes) == 1 and not (reach.everywhere or reach.epcis or reach.departements):
        commune = communes.first()
        if commune is not None:
            return redirect("own_commune", commune.slug)
    query = request.GET.get("q", "").strip()[:80].replace("\x00", "")
    matches = communes.filter(search_text__contains=normalise(query)) if query else communes
    page = Paginator(matches.order_by("name", "code"), COMMUNES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "welcome/commune_portal/list.html", {"page": page, "query": query})


@permitted("welcome.see_own_commune", on=find_commune)
@never_cache
@require_safe
def own_commune(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the page of one commune, made of the sections of all subjects."""
    commune, person = target_of(request, Commune), current_person(request)
    context = {"commune": commune, "sections": commune_sections(commune, person)}
    return render(request, "welcome/commune_portal/page.html", context)


@permitted("welcome.see_own_commune", on=find_commune)
@require_safe_or_post
def own_commune_propose(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows and records the proposal of a person to answer for the commune; the welcome team grants
    the mandate.
    """
    commune = target_of(request, Commune)
    form = ReferentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data: dict[str, Any] = form.cleaned_data
        propose_referent(
            by=current_person(request),
            commune=commune,
            name=data["name"],
            email=data["email"],
            role=data["role"],
        )
        messages.success(
            request, _("Merci : la personne qui accueille sur le territoire s’en occupe.")
        )
        return redirect(reverse("own_commune", args=[commune.slug]))
    return render_form(request, "welcome/commune_portal/propose.html", form, {"commune": commune})
