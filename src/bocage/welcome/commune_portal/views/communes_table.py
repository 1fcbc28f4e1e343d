"""Table of the communes: how each welcomes."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import permitted
from bocage.people.signed_in import current_person
from bocage.welcome.commune_portal.communes_table import (
    communes_within,
    epcis_of,
    filter_communes,
    lines,
)
from bocage.welcome.commune_portal.exports import COMMUNES
from bocage.welcome.commune_portal.forms import CommunesFilterForm

PER_PAGE = 50


@permitted("welcome.see_communes")
@never_cache
@require_safe
def communes_table(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Shows how each commune of the territory welcomes newcomers, as a table or as a file."""
    person = current_person(request)
    form = CommunesFilterForm(request.GET, epcis=epcis_of(person))
    communes = filter_communes(communes_within(person), form.understood())
    if extension:
        return COMMUNES.file(extension, lines(list(communes)))
    page = Paginator(communes, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": lines(list(page.object_list)),
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "welcome/commune_portal/table.html", context)
