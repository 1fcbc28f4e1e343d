"""The register of processing, for everybody to read."""

from unicodedata import normalize

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import public
from bocage.foundation.models import RetentionRun
from bocage.foundation.privacy import Processing, declared_processing
from bocage.foundation.privacy.report import retention_sentences


@public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Shows the register of processing: purposes, legal bases, retention, and when data were last
    deleted.
    """
    lines = [
        {"processing": processing, "kept": retention_sentences(processing)}
        for processing in sorted(declared_processing(), key=_place_in_the_alphabet)
    ]
    last_night = RetentionRun.objects.filter(error="").values_list("ran_at", flat=True).first()
    context = {"lines": lines, "last_night": last_night}
    return render(request, "foundation/privacy_register.html", context)


def _place_in_the_alphabet(processing: Processing) -> str:
    """Returns the sort key of a title without accents: « Émargements » comes with the letter e."""
    return normalize("NFKD", str(processing.title)).casefold()
