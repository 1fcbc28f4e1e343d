"""The address book as a table: brought in after a look at it, and taken out."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bocage.foundation.access import permitted
from bocage.foundation.spreadsheets import csv_response
from bocage.people.acting import acting
from bocage.territory.imports.small_tables import TableUnreadable, text_of_table
from bocage.welcome.forms.helper_imports import HelperTableForm
from bocage.welcome.helper_table import consent_day, lines_of, table_sentence
from bocage.welcome.imports.helper_rows import (
    COLUMNS,
    NEEDED,
    read_helper_rows,
)
from bocage.welcome.models import HelperImport, HelpKind
from bocage.welcome.operations.helper_imports import (
    Fate,
    bring_helpers,
    put_helpers_aside,
    write_helpers,
)

WRITTEN = (Fate.NEW, Fate.CHANGED)


@permitted("welcome.see_helpers")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helper_import(request: HttpRequest) -> HttpResponse:
    """Takes a table; its page then tells what would become of each line."""
    is_post = request.method == "POST"
    form = HelperTableForm(request.POST, request.FILES) if is_post else HelperTableForm()
    if is_post and form.is_valid():
        file = form.cleaned_data["fichier"]
        try:
            text = text_of_table(file.read())
            read_helper_rows(text)
        except TableUnreadable as unreadable:
            form.add_error("fichier", table_sentence(unreadable.code, unreadable.detail))
        else:
            brought = bring_helpers(by=acting(request), text=text, file_name=file.name or "")
            return redirect("helper_import_look", brought.pk)
    context = {"form": form, "columns": _columns()}
    status = 422 if form.errors else 200
    return render(request, "welcome/helpers/import.html", context, status=status)


@permitted("welcome.see_helpers")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helper_import_look(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What would become of each line; then writes them, or forgets the table."""
    by = acting(request)
    brought = get_object_or_404(HelperImport, pk=import_id, brought_by=by)
    if brought.applied_at is not None:
        return render(request, "welcome/helpers/imported.html", {"brought": brought})
    if request.method == "POST" and request.POST.get("decision") == "ecarter":
        put_helpers_aside(by=by, brought=brought)
        messages.success(request, _("Le tableau est écarté : rien n’a changé."))
        return redirect("helper_list")
    lines = lines_of(brought.text, by=by)
    if request.method == "POST":
        cards = [line.card for line in lines if line.card is not None]
        write_helpers(by=by, brought=brought, cards=cards, refused=len(lines) - len(cards))
        return redirect("helper_import_look", brought.pk)
    counts = Counter(line.fate for line in lines)
    context = {
        "brought": brought,
        "lines": lines,
        "number": len(lines),
        "counts": {fate.value: counts[fate] for fate in Fate},
        "to_write": sum(counts[fate] for fate in WRITTEN),
    }
    return render(request, "welcome/helpers/import_look.html", context)


@permitted("welcome.see_helpers")
@require_safe
def helper_template(_request: HttpRequest) -> StreamingHttpResponse:
    """The table to fill in, with a line that shows how."""
    return csv_response(COLUMNS, [_example()], filename="carnet-modele.csv")


def _example() -> list[object]:
    return [
        *("Odile Exemple", HelpKind.SCHOOL_HEAD.label, _("Faire visiter l’école le mercredi.")),
        *("Boitron", "61500", "odile@ecole.example", "02 99 00 21 43", consent_day()),
        *(_("école, cantine"), _("français, anglais"), 20, 2, "français"),
    ]


def _columns() -> list[dict[str, Any]]:
    """What each column holds, for the page."""
    said = {
        "nom": _("prénom et nom"),
        "qui": ", ".join(str(kind.label) for kind in HelpKind),
        "peut": _("ce que cette personne peut faire, avec ses mots"),
        "commune": _("le nom de la commune, ou son code INSEE"),
        "code_postal": _("pour ne pas confondre deux communes du même nom"),
        "courriel": _("les demandes lui arrivent là ; avec « qui », c’est ce qui la reconnaît"),
        "telephone": _("donné au ménage pour lequel elle a dit oui"),
        "accord": _("le jour où elle a dit oui : 31/12/2026 ou 2026-12-31"),
        "mots_cles": _("métier, pays… séparés par des virgules ou des barres"),
        "langues": _("séparées de même"),
        "rayon": _("en kilomètres ; 20 si rien n’est dit"),
        "mesure": _("demandes par mois, au plus ; 2 si rien n’est dit"),
        "ecrire_en": _("français ou anglais ; français si rien n’est dit"),
    }
    return [{"name": name, "holds": said[name], "is_needed": name in NEEDED} for name in COLUMNS]
