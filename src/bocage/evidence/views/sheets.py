"""The sheet of a commune, for its mayor."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from bocage.evidence.errors import NothingCounted
from bocage.evidence.reports.requests import night_known_on
from bocage.evidence.reports.sheet import sheet_pdf
from bocage.foundation.documents import pdf_response
from bocage.foundation.http.access import public
from bocage.territory.models import Commune, resolve_commune


@public
@require_safe
def commune_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Downloads the two-page sheet of a commune.

    Figures are public ones, and secret ones for people responsible for the commune. A former code
    redirects to the current commune.

    Raises:
        Http404: no commune has this code.
        NothingCounted: no night was counted yet.
    """
    current = resolve_commune(code) if len(code) == 5 and code.isalnum() else None
    night = night_known_on(None)
    if current is None:
        raise Http404
    if night is None:
        raise NothingCounted
    if current.pk != code:
        return redirect("commune_sheet", current.pk)
    commune = Commune.objects.select_related("departement", "epci").get(pk=current.pk)
    pdf = sheet_pdf(commune, night, request.user)
    return pdf_response(pdf, filename=f"fiche-{commune.slug}.pdf")
