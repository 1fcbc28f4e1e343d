"""Management views of assets: the list of one's own, the page of each, and its actions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.flash import flash_refusal
from bocage.foundation.http.list_exports import list_file
from bocage.outreach.assets.forms.assets import (
    AssetFilterForm,
    AssetForm,
    RefreshForm,
    initial_values,
)
from bocage.outreach.assets.history import figures_of
from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.operations.assets import (
    add_asset,
    change_asset,
    publish_asset,
    refresh_figure,
    withdraw_asset,
)
from bocage.outreach.assets.operations.pictures import remove_picture
from bocage.outreach.assets.places import place_choices
from bocage.outreach.assets.policies import departements_of
from bocage.outreach.assets.presentation import flags_of, manager_cards
from bocage.outreach.assets.table import exported_rows
from bocage.people.signed_in import current_person
from bocage.people.table_imports.kinds import table_kind
from bocage.territory.models import Departement

ASSETS_PER_PAGE = 24


find_asset = finder(Asset.objects.with_related())


@permitted("outreach.manage_assets")
@require_safe
def asset_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Lists the assets that a person manages, and what each lacks. With an extension, downloads
    them as a file.
    """
    today = timezone.localdate()
    managed = Asset.objects.managed_by(current_person(request))
    form = AssetFilterForm(request.GET)
    form.offer_places(place_choices(managed))
    criteria = form.criteria()
    selection = criteria.select(managed, today)
    if extension:
        return list_file(
            extension,
            name=f"atouts-{today.isoformat()}",
            title=_("Atouts"),
            header=table_kind("asset").header,
            rows=exported_rows(selection),
        )
    page = Paginator(selection.with_related(), ASSETS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "cards": [(card, flags_of(card.asset, today)) for card in manager_cards(page.object_list)],
        "criteria": criteria,
        "to_refresh": managed.to_refresh(today).count(),
    }
    return render(request, "outreach/assets/list.html", context)


@permitted("outreach.manage_assets")
@require_safe_or_post
def asset_add(request: HttpRequest) -> HttpResponse:
    """Creates an asset, as a draft."""
    by = current_person(request)
    departements = departements_of(by)
    is_post = request.method == "POST"
    form = AssetForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        departements=departements,
        chooses_departement=len(departements) > 1,
    )
    if is_post and form.is_valid():
        with refusals_on(form):
            asset = add_asset(
                by=by,
                departement=form.cleaned_data.get("departement") or departements[0],
                terms=form.terms(),
                picture=form.picture(),
                image=form.cleaned_data["image"],
            )
            messages.success(request, _("L’atout est écrit. Relisez-le, puis publiez-le."))
            return redirect(asset)
    return render_form(request, "outreach/assets/form.html", form)


@permitted("outreach.manage_asset", on=find_asset)
@require_safe_or_post
def asset_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes an asset."""
    asset = target_of(request, Asset)
    is_post = request.method == "POST"
    form = AssetForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        initial=initial_values(asset),
        departements=Departement.objects.filter(pk=asset.departement_id),
    )
    if is_post and form.is_valid():
        with refusals_on(form):
            change_asset(
                by=current_person(request),
                asset=asset,
                terms=form.terms(),
                picture=form.picture(),
                image=form.cleaned_data["image"],
            )
            messages.success(request, _("C’est enregistré."))
            return redirect(asset)
    return render_form(request, "outreach/assets/form.html", form, {"asset": asset})


@permitted("outreach.manage_asset", on=find_asset)
@require_safe
def asset_detail(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows an asset as the public sees it, what it lacks, and its past figures."""
    return _render_page(request, target_of(request, Asset))


@permitted("outreach.manage_asset", on=find_asset)
@require_POST
def asset_refresh(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Writes a newer figure."""
    asset = target_of(request, Asset)
    form = RefreshForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            refresh_figure(by=current_person(request), asset=asset, **form.cleaned_data)
            messages.success(request, _("Le chiffre est à jour. L’ancien reste dans l’historique."))
            return redirect(asset)
    return _render_page(request, asset, refresh_form=form)


@permitted("outreach.manage_asset", on=find_asset)
@require_POST
def asset_publish(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows it to everybody."""
    asset = target_of(request, Asset)
    try:
        publish_asset(by=current_person(request), asset=asset)
    except Refusal as refusal:
        flash_refusal(request, refusal.sentence, mend_url=f"{asset.get_absolute_url()}modifier/")
    else:
        messages.success(request, _("L’atout est publié."))
    return redirect(asset)


@permitted("outreach.manage_asset", on=find_asset)
@require_POST
def asset_withdraw(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Withdraws an asset from every page."""
    asset = target_of(request, Asset)
    withdraw_asset(by=current_person(request), asset=asset)
    messages.success(request, _("L’atout est retiré. Vous pourrez le publier de nouveau."))
    return redirect(asset)


@permitted("outreach.manage_asset", on=find_asset)
@require_POST
def asset_picture_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes its picture away."""
    asset = target_of(request, Asset)
    remove_picture(by=current_person(request), asset=asset)
    messages.success(request, _("L’image est retirée. Elle reste dans la bibliothèque d’images."))
    return redirect(asset)


def _render_page(
    request: HttpRequest, asset: Asset, *, refresh_form: RefreshForm | None = None
) -> HttpResponse:
    """Renders the page of an asset, with the rejected form if any."""
    [card] = manager_cards([asset])
    context: dict[str, Any] = {
        "asset": asset,
        "card": card,
        "flags": flags_of(asset, timezone.localdate()),
        "figures": figures_of(asset),
        "refresh_form": refresh_form or RefreshForm(initial={"source_name": asset.source_name}),
    }
    status = 422 if refresh_form is not None else 200
    return render(request, "outreach/assets/detail.html", context, status=status)
