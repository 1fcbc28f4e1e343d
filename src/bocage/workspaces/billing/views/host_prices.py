"""Views by which a host sets the tariffs and the passes of a place."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import permitted, require_safe_or_post
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.signed_in import current_person
from bocage.workspaces.billing.forms import PassProductForm, SellPassForm, TariffForm
from bocage.workspaces.billing.models import PassProduct
from bocage.workspaces.billing.operations.prices import (
    add_pass_product,
    remove_tariff,
    sell_pass_to_visitor,
    set_month_price,
    set_tariff,
    withdraw_pass_product,
)
from bocage.workspaces.billing.passes import passes_held_at
from bocage.workspaces.billing.presentation import kinds_in_words, product_words
from bocage.workspaces.billing.statements import person_words
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.models import Place
from bocage.workspaces.prices.models import Tariff
from bocage.workspaces.prices.pricing import UNITS
from bocage.workspaces.scheduling.forms import FIELDS_OF_REFUSALS

PASSES_PER_PAGE = 30


@permitted("workspaces.set_prices", on=find_place)
@require_safe
def host_prices(request: HttpRequest, **_address: str) -> HttpResponse:
    """Lists the tariffs of a place, the passes that it sells, and those that people hold."""
    place = target_place(request)
    tariffs = sorted(
        place.tariffs.select_related("resource"),
        key=lambda tariff: (
            tariff.resource is not None,
            tariff.kind,
            str(tariff.resource),
            _rank(tariff),
        ),
    )
    passes = passes_held_at(place, day=timezone.localdate())
    page = Paginator(passes, PASSES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "tariffs": tariffs,
        "page": page,
        "passes": [(sold_pass, person_words(sold_pass.person)) for sold_pass in page],
        "products": [
            (pass_product, product_words(pass_product))
            for pass_product in place.pass_products.filter(is_active=True)
        ],
    }
    return render(request, "workspaces/billing/host_prices.html", context)


def _rank(tariff: Tariff) -> int:
    return UNITS[::-1].index(tariff.unit)


@permitted("workspaces.set_prices", on=find_place)
@require_safe_or_post
def host_tariff_set(request: HttpRequest, slug: str) -> HttpResponse:
    """Sets a price; one that exists is replaced. That of a month puts a month on sale."""
    place = target_place(request)
    form = TariffForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            sentence = _set_price(request, place, form)
            messages.success(request, sentence)
            return redirect("host_prices", slug)
    return render_form(request, "workspaces/billing/host_tariff.html", form, {"place": place})


def _set_price(request: HttpRequest, place: Place, form: TariffForm) -> str:
    """Sets the price of the form, and returns the message to show."""
    if not form.is_for_a_month:
        set_tariff(by=current_person(request), place=place, **form.values)
        return _("Le prix vaut pour les prochaines réservations.")
    month_values = form.month_values
    set_month_price(by=current_person(request), place=place, **month_values)
    if any(space.prices for space in plan_of(place).bookable(month_values["kind"])):
        return _("Le mois est en vente, à ce prix.")
    return _(
        "Le mois est en vente. Mais sans autre tarif, on ne paie rien pour %(spaces)s : ajoutez "
        "un prix à l’heure, à la demi-journée ou à la journée."
    ) % {"spaces": kinds_in_words([month_values["kind"]])}


@permitted("workspaces.set_prices", on=find_place)
@require_POST
def host_tariff_remove(request: HttpRequest, slug: str, tariff_id: int) -> HttpResponse:
    """Stops asking a price."""
    tariff = get_object_or_404(Tariff, pk=tariff_id, place=target_place(request))
    tariff.place = target_place(request)
    remove_tariff(by=current_person(request), tariff=tariff)
    messages.success(request, _("Le prix est retiré ; les réservations faites gardent le leur."))
    return redirect("host_prices", slug)


@permitted("workspaces.set_prices", on=find_place)
@require_safe_or_post
def host_product_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Puts a pass on sale."""
    place = target_place(request)
    form = PassProductForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            add_pass_product(by=current_person(request), place=place, **form.cleaned_data)
            messages.success(request, _("Le carnet est en vente."))
            return redirect("host_prices", slug)
    return render_form(request, "workspaces/billing/host_product.html", form, {"place": place})


@permitted("workspaces.set_prices", on=find_place)
@require_POST
def host_product_withdraw(request: HttpRequest, slug: str, product_id: UUID) -> HttpResponse:
    """Withdraws a pass from sale."""
    product = get_object_or_404(PassProduct, pk=product_id, place=target_place(request))
    product.place = target_place(request)
    withdraw_pass_product(by=current_person(request), product=product)
    messages.success(request, _("Ce carnet n’est plus en vente ; ceux vendus restent bons."))
    return redirect("host_prices", slug)


@permitted("workspaces.manage_accounts", on=find_place)
@require_safe_or_post
def host_pass_sell(request: HttpRequest, slug: str) -> HttpResponse:
    """Sells a pass to a person."""
    place = target_place(request)
    form = SellPassForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, FIELDS_OF_REFUSALS):
            _sell(request, place, form)
            messages.success(request, _("Le carnet est vendu : il sert dès sa première journée."))
            return redirect("host_accounts", slug)
    return render_form(request, "workspaces/billing/host_sell.html", form, {"place": place})


def _sell(request: HttpRequest, place: Place, form: SellPassForm) -> None:
    data = form.cleaned_data
    product: PassProduct = data["product"]
    product.place = place
    sell_pass_to_visitor(
        by=current_person(request),
        product=product,
        visitor=form.visitor,
        payer=data.get("payer"),
        starts_on=data["starts_on"],
        method=data["method"],
    )
