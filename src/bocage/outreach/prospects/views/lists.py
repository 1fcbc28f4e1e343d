"""Views of the list of prospects, filtered by query string; saved segments; table exports."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.foundation.http.access import finder, permitted, target_of
from bocage.outreach.campaigns.models import RUN_BY, Campaign
from bocage.outreach.prospects.forms.prospects import SegmentForm, SegmentNameForm
from bocage.outreach.prospects.models.prospects import Prospect, ProspectQuerySet
from bocage.outreach.prospects.models.segments import Segment
from bocage.outreach.prospects.operations.segments import forget_segment, note_export, save_segment
from bocage.outreach.prospects.segments import (
    filter_prospects,
    segment_columns,
    segment_fields,
    with_agreements,
)
from bocage.people.models import Person
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Departement

PROSPECTS_PER_PAGE = 50
READ_AT_ONCE = 1000


find_segment = finder(Segment.objects.select_related("departement"))


@permitted("outreach.see_prospects")
@never_cache
@require_safe
def prospect_list(request: HttpRequest) -> HttpResponse:
    """Lists prospects, the most recent contact first, filtered by the address."""
    by = current_person(request)
    form = _form(by, request.GET)
    prospects = with_agreements(_filtered_prospects(by, form))
    departements = _departements(by)
    context = {
        "form": form,
        "page": Paginator(prospects, PROSPECTS_PER_PAGE).get_page(request.GET.get("page")),
        "segments": Segment.objects.filter(departement__in=departements),
        "departements": departements,
        "query": form.query(),
        "name_form": SegmentNameForm(),
    }
    return render(request, "outreach/prospects/list.html", context)


@permitted("outreach.see_prospects")
@require_POST
def prospect_export(request: HttpRequest) -> HttpResponseBase:
    """Downloads the filtered prospects as a table, and records the export before it is sent."""
    by = current_person(request)
    query = request.POST.get("query", "")[:1000]
    form = _form(by, QueryDict(query))
    prospects = with_agreements(_filtered_prospects(by, form)).order_by("captured_at", "id")
    is_workbook = request.POST.get("format") == "xlsx"
    note_export(
        by=by,
        query=query,
        count=prospects.count(),
        form="xlsx" if is_workbook else "csv",
    )
    rows = (segment_fields(prospect) for prospect in prospects.iterator(READ_AT_ONCE))
    name = f"prospects-{timezone.localdate().isoformat()}"
    if is_workbook:
        return workbook_response(
            [(_("Prospects"), segment_columns(), rows)], filename=f"{name}.xlsx"
        )
    return csv_response(segment_columns(), rows, filename=f"{name}.csv")


@permitted("outreach.see_prospects")
@require_POST
def segment_save(request: HttpRequest) -> HttpResponse:
    """Saves the filters of the list under a name."""
    by = current_person(request)
    query = _form(by, QueryDict(request.POST.get("query", "")[:1000])).query()
    form = SegmentNameForm(request.POST)
    departements = _departements(by)
    code = request.POST.get("departement", "")
    departement = next(
        (departement for departement in departements if departement.code == code), None
    )
    departement = departement or next(iter(departements), None)
    if departement is not None and form.is_valid():
        save_segment(by=by, departement=departement, name=form.cleaned_data["name"], query=query)
        messages.success(request, _("Le segment est gardé : il se relit à chaque fois."))
    else:
        messages.error(request, _("Donnez un nom à ce segment."))
    return redirect(f"{reverse('prospect_list')}?{query}")


@permitted("outreach.follow_prospect", on=find_segment)
@require_POST
def segment_forget(request: HttpRequest, pk: UUID) -> HttpResponse:  # noqa: ARG001 - read by `on`
    """Forgets a name."""
    forget_segment(by=current_person(request), segment=target_of(request, Segment))
    messages.success(request, _("Le nom est oublié. Les prospects restent."))
    return redirect("prospect_list")


def _form(by: Person, data: QueryDict) -> SegmentForm:
    form = SegmentForm(data)
    form.offer(Campaign.objects.run_by(by))
    return form


def _filtered_prospects(by: Person, form: SegmentForm) -> ProspectQuerySet:
    """Returns the prospects selected by the valid criteria; invalid ones are ignored."""
    return filter_prospects(Prospect.objects.run_by(by), form.criteria())


def _departements(by: Person) -> list[Departement]:
    """Returns the départements whose campaigns a person runs."""
    reach = reach_of(by, RUN_BY)
    departements = Departement.objects.order_by("name", "pk")
    if reach.everywhere:
        return list(departements.filter(pk__in=Prospect.objects.order_by().values("departement")))
    return list(departements.filter(pk__in=reach.departements))
