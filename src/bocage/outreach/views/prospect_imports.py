"""Lists of prospects: brought with what allows it, looked at, read, and what was left out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bocage.foundation.access import finder, permitted, target_of
from bocage.foundation.bodies import takes_up_to
from bocage.foundation.gestures import refusals_on
from bocage.foundation.spreadsheets import csv_response
from bocage.outreach.forms.prospect_imports import ListForm
from bocage.outreach.imports.prospect_rows import (
    FIELDS,
    MOST_OCTETS,
    ListUnreadable,
    header_of,
    sample_of,
    suggested_mapping,
)
from bocage.outreach.list_words import column_choices, sentence_of
from bocage.outreach.models import Campaign, ProspectImport
from bocage.outreach.operations.prospect_imports import bring_list, put_list_aside, start_import
from bocage.people.acting import acting

MULTIPART_ROOM = 64 * 1024
SHOWN_LISTS = 30
SHOWN_PROBLEMS = 20
State = ProspectImport.State


find_import = finder(ProspectImport.objects.select_related("campaign__departement", "brought_by"))


@permitted("outreach.see_prospects")
@never_cache
@takes_up_to(MOST_OCTETS + MULTIPART_ROOM)
@require_http_methods(["GET", "HEAD", "POST"])
def prospect_imports(request: HttpRequest) -> HttpResponse:
    """The lists that were brought, and the form that brings one."""
    by = acting(request)
    campaigns = Campaign.objects.run_by(by)
    is_post = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if is_post else ListForm()
    form.offer(campaigns)
    if is_post and form.is_valid():
        file = form.cleaned_data["fichier"]
        with refusals_on(form):
            try:
                mapping = suggested_mapping(header_of(file.file))
            except ListUnreadable as unreadable:
                form.add_error("fichier", sentence_of(unreadable.code))
            else:
                brought = bring_list(
                    by=by,
                    campaign=form.cleaned_data["campaign"],
                    content=file.chunks(),
                    file_name=file.name or "",
                    lawful_basis=form.cleaned_data["lawful_basis"],
                    purposes=form.cleaned_data["purposes"],
                    mapping=mapping,
                )
                return redirect("prospect_import", brought.pk)
    lists = ProspectImport.objects.filter(campaign__in=campaigns).select_related("campaign")
    context = {"form": form, "lists": lists[:SHOWN_LISTS], "has_campaigns": campaigns.exists()}
    status = 422 if form.errors else 200
    return render(request, "outreach/prospects/imports.html", context, status=status)


@permitted("outreach.run_campaign", on=find_import)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prospect_import(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """What each column holds, then how far the reading is, then what it brought."""
    brought, by = target_of(request, ProspectImport), acting(request)
    if brought.state != State.LOOKED_AT:
        problem, _colon, line = brought.problem.partition(":")
        context = {
            "brought": brought,
            "is_under_way": brought.state in {State.WAITING, State.READING},
            "problem": sentence_of(problem) if problem else "",
            "line": line,
            "problems": [
                (one, sentence_of(one.code)) for one in brought.problems.all()[:SHOWN_PROBLEMS]
            ],
        }
        return render(request, "outreach/prospects/import_state.html", context)
    if request.method == "POST" and request.POST.get("decision") == "ecarter":
        put_list_aside(by=by, brought=brought)
        messages.success(request, _("La liste est écartée : rien n’a changé."))
        return redirect("prospect_imports")
    columns = _columns(brought)
    problem = ""
    if request.method == "POST":
        mapping = _mapping(request, columns)
        if {"email", "phone"} & set(mapping.values()):
            start_import(by=by, brought=brought, mapping=mapping)
            return redirect("prospect_import", brought.pk)
        problem = _("Dites quelle colonne est l’adresse, ou le téléphone.")
    context = {
        "brought": brought,
        "columns": columns,
        "choices": column_choices(),
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "outreach/prospects/import_look.html", context, status=status)


@permitted("outreach.run_campaign", on=find_import)
@require_safe
def prospect_import_problems(
    request: HttpRequest,
    pk: UUID,  # noqa: ARG001 - read by `on`
) -> StreamingHttpResponse:
    """Each row that was left out: its line, its column, and why."""
    brought = target_of(request, ProspectImport)
    rows = (
        (one.line, one.column, one.cell, sentence_of(one.code))
        for one in brought.problems.iterator(1000)
    )
    header = [_("Ligne"), _("Colonne"), _("Contenu"), _("Raison")]
    return csv_response(header, rows, filename="lignes-refusees.csv")


def _columns(brought: ProspectImport) -> list[dict[str, Any]]:
    """Each column with what it is taken for, and what its first rows hold."""
    with brought.file.open("rb") as stream:
        header, sample = header_of(stream), sample_of(stream)
    return [
        {
            "number": number,
            "name": name,
            "field": brought.mapping.get(name, ""),
            "holds": " · ".join(filter(None, (row[number] for row in sample)))[:120],
        }
        for number, name in enumerate(header)
    ]


def _mapping(request: HttpRequest, columns: list[dict[str, Any]]) -> dict[str, str]:
    """Our field by the name of each column, as the page says; each field once."""
    mapping: dict[str, str] = {}
    for column in columns:
        said = request.POST.get(f"colonne-{column['number']}", "")
        if said in FIELDS and said not in mapping.values():
            mapping[column["name"]] = said
    return mapping
