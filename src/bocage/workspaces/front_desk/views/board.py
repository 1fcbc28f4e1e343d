"""Board of a place: some days by resource, for its hosts.

The page holds the list, which is complete without scripts; the timeline is drawn over it from
`host_board_state`, which both poll while the page is open.
"""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.formatting.times import format_date, format_day
from bocage.foundation.http.access import permitted
from bocage.workspaces.front_desk.board import DAYS_OF_A_WEEK, board_of, board_state, board_version
from bocage.workspaces.front_desk.views.host import FIRST_DAY, LAST_DAY
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.scheduling.visitors import suggestions

WEEK = "semaine"


def _requested_days(request: HttpRequest, day: date) -> tuple[date, int]:
    """Returns the first of the requested days, and their number."""
    if request.GET.get("vue") != WEEK:
        return day, 1
    return max(day - timedelta(days=day.weekday()), FIRST_DAY), DAYS_OF_A_WEEK


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_board_today(_request: HttpRequest, slug: str) -> HttpResponse:
    """Redirects to the board of today, from an address that does not change with the day."""
    return redirect("host_board", slug, timezone.localdate())


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_board(request: HttpRequest, day: date, **_address: str) -> HttpResponse:
    """Shows a day of the board, or the week around it."""
    place = target_place(request)
    first, count = _requested_days(request, day)
    today = timezone.localdate()
    step = timedelta(days=count)
    context = {
        "place": place,
        "board": board_of(place, first, count, now=timezone.now()),
        "day": day,
        "first": first,
        "is_week": count > 1,
        "shows_today": first <= today < first + step,
        "title": _title(first, count, today),
        "full_date": format_date(first, with_year=True),
        "previous": first - step if first - step >= FIRST_DAY else None,
        "next": first + step if first + step <= LAST_DAY else None,
    }
    return render(request, "workspaces/front_desk/board/board.html", context)


def _title(first: date, count: int, today: date) -> str:
    if count == 1:
        return format_day(first, today=today)
    return _("semaine du %(day)s") % {
        "day": format_date(first, with_weekday=False, with_year=first.year != today.year)
    }


@permitted("workspaces.see_day", on=find_place)
@require_safe
def host_board_state(request: HttpRequest, day: date, **_address: str) -> HttpResponse:
    """Returns the board of the days as JSON for the timeline, or 304 with a single query where
    nothing has changed.
    """
    place = target_place(request)
    first, count = _requested_days(request, day)
    version = quote_etag(board_version(place, first, count))
    response: HttpResponse
    if request.headers.get("If-None-Match") == version:
        response = HttpResponseNotModified()
    else:
        board = board_of(place, first, count, now=timezone.now())
        response = JsonResponse(board_state(board))
    response.headers["ETag"] = version
    patch_cache_control(response, private=True, no_cache=True)
    return response


@permitted("workspaces.book_for_somebody_else", on=find_place)
@never_cache
@require_safe
def host_visitors(request: HttpRequest, **_address: str) -> HttpResponse:
    """Returns the known people of the place that match `?q=`, as a list."""
    people = suggestions(target_place(request), request.GET.get("q", ""))
    return JsonResponse(
        [{"id": str(person.pk), "name": person.name, "detail": person.detail} for person in people],
        safe=False,
    )
