"""Changes in the figures: a page and a feed."""

from datetime import datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.evidence.change_log import DayOfChanges, changes_of, years_of_changes
from bocage.evidence.observing import PARIS
from bocage.foundation.files.atom_feeds import CONTENT_TYPE, Entry, atom_feed
from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.foundation.http.versioned_answers import public_cache, versioned
from bocage.foundation.instance import current_instance

DAYS_FED = 30


@public
@allow_stale_second
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Shows the changes of a year: the last one, or that of `?annee=`.

    Raises:
        Http404: the year has no figures.
    """
    years = years_of_changes()
    requested = request.GET.get("annee", "")
    if requested and (
        not requested.isascii() or not requested.isdecimal() or int(requested[:9]) not in years
    ):
        raise Http404
    year = int(requested) if requested else next(iter(years), None)
    context = {"years": years, "year": year, "days": changes_of(year) if year else []}
    return render(request, "evidence/changes.html", context)


@public
@require_safe
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    """Serves the feed of the last days that had changes; 304 if it has not changed."""
    years = years_of_changes()
    days = [day for year in years[:2] for day in changes_of(year)][:DAYS_FED]
    content = atom_feed(
        map(_entry, days),
        title=_("Les preuves %(of_name)s : ce qui a changé")
        % {"of_name": of_name(current_instance().name)},
        subtitle=_("Chiffres tardifs, périodes closes, définitions, objectifs et communes."),
        page=reverse("evidence_changes"),
        address=reverse("evidence_changes_feed"),
    )
    return versioned(request, content, content_type=CONTENT_TYPE, cache=public_cache(300))


def _entry(day: DayOfChanges) -> Entry:
    page = reverse("evidence_changes")
    return Entry(
        key=f"{settings.BOCAGE.public_url}{page}#{day.day}",
        title=date_format(day.day, "j F Y"),
        path=f"{page}?annee={day.day.year}#{day.day}",
        words="\n".join(change.sentence for change in day.changes),
        at=datetime.combine(day.day, time.min, PARIS),
    )
