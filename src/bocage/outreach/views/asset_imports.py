"""Assets brought in by a table, and taken out by the same."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bocage.foundation.access import permitted
from bocage.foundation.spreadsheets import csv_response
from bocage.outreach.asset_table import (
    ROW_SENTENCES,
    PlaceNames,
    table_sentence,
)
from bocage.outreach.forms.asset_imports import AssetRowForm
from bocage.outreach.forms.assets import AssetTableForm
from bocage.outreach.imports.asset_rows import (
    COLUMNS,
    NEEDED,
    read_asset_rows,
)
from bocage.outreach.models import Theme
from bocage.outreach.operations.asset_imports import Fate, ToldAsset, WrittenLine, write_assets
from bocage.outreach.proofs import PROOF_LABELS
from bocage.outreach.views.assets import departements_of
from bocage.people.acting import acting
from bocage.people.models import Person
from bocage.territory.imports.small_tables import NamedRow, TableUnreadable
from bocage.territory.models import Departement


@permitted("outreach.keep_assets")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asset_import(request: HttpRequest) -> HttpResponse:
    """Takes a table, and tells what became of each line."""
    by = acting(request)
    departements = departements_of(by)
    is_post = request.method == "POST"
    form = AssetTableForm(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        departements=departements,
    )
    lines: list[WrittenLine] = []
    if is_post and form.is_valid():
        departement = form.cleaned_data.get("departement") or departements[0]
        try:
            rows = read_asset_rows(form.cleaned_data["fichier"].read())
        except TableUnreadable as unreadable:
            form.add_error("fichier", table_sentence(unreadable.code, unreadable.detail))
        else:
            lines = _written(by, departement, rows)
    counts = Counter(one.fate for one in lines)
    context = {
        "form": form,
        "columns": _columns(),
        "lines": lines,
        "counts": {fate.value: counts[fate] for fate in Fate},
    }
    status = 422 if form.errors else 200
    return render(request, "outreach/assets/import.html", context, status=status)


@permitted("outreach.keep_assets")
@require_safe
def asset_template(_request: HttpRequest) -> StreamingHttpResponse:
    """The table to fill in, with a line that shows how."""
    return csv_response(COLUMNS, [_example()], filename="atouts-modele.csv")


def _written(by: Person, departement: Departement, rows: list[NamedRow]) -> list[WrittenLine]:
    """What became of each row; the last of those with one title counts."""
    find = PlaceNames(departement).of
    told: dict[str, ToldAsset] = {}
    refused: list[WrittenLine] = []
    for row in rows:
        form = AssetRowForm(row.cells, find=find)
        problems = (str(ROW_SENTENCES[row.problem]),) if row.problem else form.problems()
        if problems:
            refused.append(_refused(row.line, row.cells.get("titre", "")[:120], problems))
            continue
        one = ToldAsset(line=row.line, terms=form.terms())
        title = " ".join(one.terms.title.lower().split())
        if title in told:
            earlier = told[title]
            repeated = (str(ROW_SENTENCES["repeated"]),)
            refused.append(_refused(earlier.line, earlier.terms.title, repeated))
        told[title] = one
    written = write_assets(by=by, departement=departement, told=told.values())
    return sorted([*refused, *written], key=lambda one: one.line)


def _refused(line: int, title: str, problems: tuple[str, ...]) -> WrittenLine:
    return WrittenLine(line=line, title=title, fate=Fate.REFUSED, problems=problems)


def _example() -> list[object]:
    return [
        *(_("La fibre, jusque dans les hameaux"), _("On travaille de partout."), "travailler"),
        *("94 %", _("des logements raccordables"), "", "Arcep", "https://www.arcep.fr"),
        *(timezone.localdate().isoformat(), 12, "", "Fibre down to the hamlets"),
        *("One works from anywhere.", "of homes can be connected"),
    ]


def _columns() -> list[dict[str, Any]]:
    """What each column holds, for the page."""
    said = {
        "titre": _("ce qui reconnaît l’atout : le même titre le met à jour"),
        "phrase": _("l’argument, en une phrase"),
        "theme": ", ".join(str(theme.label) for theme in Theme),
        "chiffre": _("comme il se lit : 94 %, 2 h 10"),
        "unite": _("ce qu’il compte"),
        "en_direct": _("au lieu d’un chiffre : %(choices)s")
        % {"choices": ", ".join(str(label) for label in PROOF_LABELS.values())},
        "source": _("qui le dit"),
        "adresse": _("où on le lit : https://…"),
        "date": _("le jour dont il parle : 31/12/2026 ou 2026-12-31"),
        "mois": _("combien de mois il vaut ; 12 si rien n’est dit"),
        "lieu": _(
            "une commune, une intercommunalité ou un lieu, par son nom ou son code ; vide pour"
            " tout le département"
        ),
        "titre_anglais": _("en anglais, si vous l’avez"),
        "phrase_anglaise": _("de même"),
        "unite_anglaise": _("de même"),
    }
    return [{"name": name, "holds": said[name], "is_needed": name in NEEDED} for name in COLUMNS]
