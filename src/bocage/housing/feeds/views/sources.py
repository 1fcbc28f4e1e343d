"""The sources of listings, for who coordinates their département."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.http.access import finder, permitted, require_safe_or_post, target_of
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.mail import page_url
from bocage.housing.feeds.forms import OpenSourceForm, SourceForm
from bocage.housing.feeds.issues import refusal_sentence
from bocage.housing.feeds.operations.sources import (
    change_source,
    create_source,
    fetch_now,
    make_push_token,
    revoke_push_token,
    switch_source,
)
from bocage.housing.feeds.policies import sources_run_by
from bocage.housing.feeds.presentation import listed_sources
from bocage.housing.market.models.sources import Source
from bocage.people.models import Role
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement

LAST_RUNS = 20


find_source = finder(Source.objects.select_related("departement"), slug="slug")


@permitted("housing.follow_sources")
@require_safe
def housing_sources(request: HttpRequest) -> HttpResponse:
    """Lists every source that the person runs, with its state."""
    sources = list(listed_sources(sources_run_by(current_person(request))))
    context = {"sources": [(source, refusal_sentence(source.error)) for source in sources]}
    return render(request, "housing/feeds/sources/list.html", context)


@permitted("housing.follow_sources")
@require_safe_or_post
def source_open(request: HttpRequest) -> HttpResponse:
    """Opens a source."""
    in_reach = reach_of(current_person(request), Role.COORDINATOR).within(departement="pk")
    departements = Departement.objects.filter(in_reach)
    form = OpenSourceForm(request.POST or None, departements=departements)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            source = create_source(by=current_person(request), **form.cleaned_data)
            messages.success(request, _("La source est ouverte : déposez un premier fichier."))
            return redirect(source)
    return render_form(request, "housing/feeds/sources/form.html", form, {"source": None})


@permitted("housing.run_source", on=find_source)
@require_safe
def housing_source(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows a source: its state, its last deliveries, and the ways by which they are received."""
    return _source_page(request, target_of(request, Source))


@permitted("housing.run_source", on=find_source)
@require_safe_or_post
def source_change(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the form of the settings of a source, and stores them on POST."""
    source = target_of(request, Source)
    form = SourceForm(request.POST or None, instance=source)
    if request.method == "POST" and form.is_valid():
        change_source(by=current_person(request), source=source, **form.cleaned_data)
        messages.success(request, _("La source est à jour."))
        return redirect(source)
    return render_form(request, "housing/feeds/sources/form.html", form, {"source": source})


@permitted("housing.run_source", on=find_source)
@require_POST
def source_switch(request: HttpRequest, **_address: str) -> HttpResponse:
    """Activates or deactivates a source."""
    source = target_of(request, Source)
    switch_source(by=current_person(request), source=source, is_active=not source.is_active)
    return redirect(source)


@permitted("housing.run_source", on=find_source)
@require_POST
def source_fetch(request: HttpRequest, **_address: str) -> HttpResponse:
    """Requests the reading of a source's address now."""
    source = target_of(request, Source)
    fetch_now(by=current_person(request), source=source)
    messages.success(request, _("La lecture de l’adresse est demandée."))
    return redirect(source)


@permitted("housing.run_source", on=find_source)
@never_cache
@require_POST
def source_token(request: HttpRequest, **_address: str) -> HttpResponse:
    """Makes the secret of the push address, and shows it this once."""
    source = target_of(request, Source)
    token = make_push_token(by=current_person(request), source=source)
    source.refresh_from_db()
    return _source_page(request, source, token=token)


@permitted("housing.run_source", on=find_source)
@require_POST
def source_token_revoke(request: HttpRequest, **_address: str) -> HttpResponse:
    """Closes the push address."""
    source = target_of(request, Source)
    revoke_push_token(by=current_person(request), source=source)
    messages.success(request, _("L’adresse de dépôt est fermée : son jeton n’ouvre plus rien."))
    return redirect(source)


def _source_page(request: HttpRequest, source: Source, token: str = "") -> HttpResponse:
    context = {
        "source": source,
        "sentence": refusal_sentence(source.error),
        "offered": source.listings.on_the_market().count(),
        "runs": source.runs.select_related("sent_by").order_by("-number")[:LAST_RUNS],
        "push_url": page_url("housing_push", source.slug),
        "token": token,
        "takes_files": source.format != Source.Format.FORM,
        "upload_url": reverse("housing_upload", args=[source.slug]),
    }
    return render(request, "housing/feeds/sources/detail.html", context)
