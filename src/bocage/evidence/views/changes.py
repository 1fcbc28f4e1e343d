"""What changed in the figures: a page and a feed."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.evidence.change_log import DayOfChanges, changes_of, years_of_changes
from bocage.evidence.observing import PARIS
from bocage.foundation.access import public
from bocage.foundation.atom_feeds import CONTENT_TYPE
from bocage.foundation.instance import current_instance
from bocage.foundation.replica import may_be_a_second_old
from bocage.foundation.versioned_answers import kept_for, versioned
from bocage.foundation.written_dates import date_format

DAYS_FED = 30


@public
@may_be_a_second_old
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed in a year: the last one, or that of `?annee=`."""
    years = years_of_changes()
    asked = request.GET.get("annee", "")
    if asked and (not asked.isascii() or not asked.isdecimal() or int(asked[:9]) not in years):
        raise Http404
    year = int(asked) if asked else next(iter(years), None)
    context = {"years": years, "year": year, "days": changes_of(year) if year else []}
    return render(request, "evidence/changes.html", context)


@public
@require_safe
def changes_feed(request: HttpRequest) -> HttpResponseBase:
    """The last days on which something changed, for feed readers; 304 when they have them."""
    years = years_of_changes()
    days = [day for year in years[:2] for day in changes_of(year)][:DAYS_FED]
    page = settings.BOCAGE.public_url + reverse("evidence_changes")
    feed = Atom1Feed(
        title=_("Les preuves de %(name)s : ce qui a changé") % {"name": current_instance().name},
        link=page,
        description=_("Chiffres tardifs, périodes closes, définitions, objectifs et communes."),
        language=get_language(),
        feed_url=settings.BOCAGE.public_url + reverse("evidence_changes_feed"),
    )
    for day in days:
        _add(feed, day, page)
    content = feed.writeString("utf-8")
    return versioned(request, content.encode(), content_type=CONTENT_TYPE, cache=kept_for(300))


def _add(feed: Atom1Feed, day: DayOfChanges, page: str) -> None:
    moment = datetime.combine(day.day, time.min, PARIS)
    feed.add_item(
        title=date_format(day.day, "j F Y"),
        link=f"{page}?annee={day.day.year}#{day.day}",
        description="\n".join(change.sentence for change in day.changes),
        unique_id=f"{page}#{day.day}",
        pubdate=moment,
        updateddate=moment,
    )
