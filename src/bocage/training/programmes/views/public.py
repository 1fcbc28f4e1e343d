"""« Se former »: the programmes as everybody reads them."""

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import finder, public
from bocage.foundation.http.replica import allow_stale_second
from bocage.foundation.mail import page_url
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.programmes import Programme, ProgrammePartner
from bocage.training.programmes.page_registry import shown_programme_sections
from bocage.training.programmes.presentation import (
    days_words,
    hours_words,
    price_words,
    seats_words,
)

find_programme = finder(Programme.objects.with_rights(), slug="slug")
"""The programme of a public address."""


@public
@allow_stale_second
@require_safe
def training_list(request: HttpRequest) -> HttpResponse:
    """Lists the published programmes, each with its next cohort that takes applications; two
    queries.
    """
    programmes = Programme.objects.published().select_related("partner", "departement")
    timed = list(programmes.annotate(minutes=Sum("modules__minutes")).order_by("name", "pk"))
    coming: dict[object, Cohort] = {}
    cohorts = Cohort.objects.taking_applications(timezone.localdate())
    for cohort in cohorts.order_by("-starts_on", "-pk"):
        coming[cohort.programme_id] = cohort  # The last one stored is the soonest.
    rows = [
        (programme, _duration(programme.minutes), _next(coming.get(programme.pk)))
        for programme in timed
    ]
    context = {"rows": rows, "may_manage": request.user.has_perm("training.write_programmes")}
    return render(request, "training/programmes/list.html", context)


def _duration(minutes: int | None) -> str:
    return hours_words(minutes) if minutes else ""


@public
@allow_stale_second
@require_safe
def training_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows a programme, with all the information needed before applying."""
    programme = find_programme(slug)
    if not request.user.has_perm("training.see_programme", programme):
        raise Http404
    modules = list(programme.modules.all())
    cohorts = [
        (cohort, days_words(cohort), seats_words(cohort), page_url("cohort_feed", cohort.pk))
        for cohort in programme.cohorts.public()
        .exclude(state__in=("closed", "cancelled"))
        .order_by("starts_on", "pk")
    ]
    context = {
        "programme": programme,
        "modules": [(module, hours_words(module.minutes)) for module in modules],
        "duration": hours_words(sum(module.minutes for module in modules)),
        "teachers": programme.teachers.all(),
        "price": price_words(programme),
        "partners": programme.partners.defer("logo"),
        "cohorts": cohorts,
        "sections": shown_programme_sections(request, programme),
        "sections_below": shown_programme_sections(request, programme, below=True),
        "may_manage": request.user.has_perm("training.manage_programme", programme),
    }
    return render(request, "training/programmes/detail.html", context)


@public
@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def training_logo(_request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Returns the logo with this digest, a PNG that the server encoded itself; cacheable for a
    year.
    """
    logos = ProgrammePartner.objects.filter(programme__slug=slug, logo_digest=digest)
    content = logos.values_list("logo", flat=True).first()
    if content is None:
        raise Http404
    response = HttpResponse(bytes(content), content_type="image/png")
    response["ETag"] = quote_etag(digest)
    return response


def _next(cohort: Cohort | None) -> tuple[Cohort, str, str] | None:
    return (cohort, days_words(cohort), seats_words(cohort)) if cohort else None
