"""History of an object for authorised readers, and the latest changes for operators."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.foundation.http.access import permitted, signed_in
from bocage.people.history.audited_models import AuditedModel, audited_models, find_audited_model
from bocage.people.history.changes import changes_of, describe_changes, recent_changes
from bocage.people.list_exports import CHANGES
from bocage.people.models import Person
from bocage.people.signed_in import current_person

PAGE_SIZE = 50


@signed_in
@never_cache
@require_safe
def object_history(request: HttpRequest, history: str, tracked_id: str) -> HttpResponse:
    """Shows the history of an object, to people who have the right that its room names on it."""
    tracked, row = _readable(current_person(request), history, tracked_id)
    context = {
        "label": tracked.label,
        "title": tracked.title(row),
        "address": tracked.page(row),
        "changes": changes_of(tracked, row),
    }
    return render(request, "people/audit/object.html", context)


@permitted("people.operate_instance")
@never_cache
@require_safe
def history_list(request: HttpRequest, extension: str = "") -> HttpResponseBase:
    """Shows the latest changes of every kind of object.

    Objects and changed columns are shown if the reader may open that history, which has the values.
    """
    reader = current_person(request)
    filters = _Filters.of(request)
    changes = recent_changes(slug=filters.slug, day=filters.day)
    if extension:
        return CHANGES.file(extension, describe_changes(reader, changes))
    page = Paginator(changes, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "changes": describe_changes(reader, list(page.object_list)),
        "filters": filters,
        "kinds": list(audited_models()),
    }
    return render(request, "people/audit/list.html", context)


def _readable(person: Person, slug: str, key: str) -> tuple[AuditedModel, Any]:
    """Returns an object whose history a person may read, and records the access if its room does.

    Raises:
        Http404: it does not exist, or they may not read it.
    """
    tracked = find_audited_model(slug)
    row = tracked.find(key) if tracked else None
    if tracked is None or row is None or not tracked.is_for(person, row):
        raise Http404
    tracked.note_reading(person, row)
    return tracked, row


@dataclass(frozen=True)
class _Filters:
    """Filters of the address; invalid ones are ignored."""

    slug: str
    day: date | None

    @classmethod
    def of(cls, request: HttpRequest) -> "_Filters":
        slug, day_text = request.GET.get("quoi", ""), request.GET.get("jour", "")
        try:
            day = date.fromisoformat(day_text)
        except ValueError:
            day = None
        return cls(
            slug=slug if find_audited_model(slug) else "", day=day if _is_usual(day) else None
        )


def _is_usual(day: date | None) -> bool:
    """Checks whether a day has a next one, which the last of the calendar has not."""
    return day is not None and 1900 < day.year < 9000
