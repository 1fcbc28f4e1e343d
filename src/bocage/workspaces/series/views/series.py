"""Booking a series, and seeing, changing and cancelling one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.foundation.http.flash import flash_with_undo
from bocage.people.signed_in import current_person
from bocage.workspaces.bookings.booking_requests import accept_shown_rules
from bocage.workspaces.bookings.forms.guests import brings_guests, seats_others
from bocage.workspaces.bookings.forms.requests import MessageForm, NoteForm
from bocage.workspaces.bookings.series_ical import facts_of_series, read_bookings, series_file
from bocage.workspaces.bookings.views.bookings import SeeOther, place_by_slug
from bocage.workspaces.bookings.views.place_page import house_rules_to_accept
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.scheduling.formatting import format_clock, format_rhythm, format_span
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.deviations import deviations_of
from bocage.workspaces.series.forms import (
    DESK_FIELD,
    FROM_DAY_PARAMETER,
    REVIEW_BUTTON,
    SeriesDetailsForm,
    SeriesForm,
    read_dates,
)
from bocage.workspaces.series.operations.at_the_desk import book_series_at_the_desk
from bocage.workspaces.series.operations.changes import cancel_series, restore_series
from bocage.workspaces.series.operations.series import book_series
from bocage.workspaces.series.presentation import present
from bocage.workspaces.series.preview import SeriesWish, most_free, preview_series


@signed_in
@require_safe_or_post
def series_book(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows the form of the rule of a series, then each of its dates, to choose and book.

    The address only holds the rule: free text is only ever posted.
    """
    place = place_by_slug.get(slug)
    if place is None or not current_person(request).has_perm("workspaces.book", place):
        raise Http404
    plan = plan_of(place)
    form = SeriesForm(
        _submitted_rule(request), plan=plan, initial=SeriesForm.initial_of(request.GET)
    )
    details = SeriesDetailsForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "place": place,
        "form": form,
        "details": details,
        "key": new_identifier(),
    }
    status = 200 if not form.is_bound or form.is_valid() else 422
    if form.is_bound and form.is_valid():
        reads_again = _reads_again(request, plan, form)
        wish = None
        with refusals_on(form) as outcome:
            wish = _wish(request, place, plan, form, reads_again=reads_again)
            if request.method == "POST" and not reads_again and details.is_valid():
                return _booked(request, wish, details)
        status = outcome.status
        if wish is not None:
            context |= _previewed(request, wish, reads_again=reads_again)
        if details.errors:
            status = 422
    return render(request, "workspaces/series/book.html", context, status=status)


def _submitted_rule(request: HttpRequest) -> QueryDict | None:
    """Returns the latest rule: posted with the dates, else from the address."""
    if SeriesForm.is_in(request.POST):
        return request.POST
    return request.GET if SeriesForm.is_in(request.GET) else None


def _reads_again(request: HttpRequest, plan: PlacePlan, form: SeriesForm) -> bool:
    """Checks whether the dates must be previewed again before they are booked: on request, or if
    the rule differs from the one of the dates displayed.
    """
    if not SeriesForm.is_in(request.POST):
        return False
    previous = SeriesForm(request.GET, plan=plan)
    return (
        REVIEW_BUTTON in request.POST
        or not previous.is_valid()
        or previous.cleaned_data != form.cleaned_data
    )


def _wish(
    request: HttpRequest, place: Place, plan: PlacePlan, form: SeriesForm, *, reads_again: bool
) -> SeriesWish:
    """Returns the wish of a valid form; « any desk » becomes the one that is free on most dates.

    Raises:
        BookingRefused: the rule makes no series.
    """
    recurrence = form.recurrence()
    recurrence.named_days()
    choice = form.space_choice
    desks = plan.bookable(ResourceKind.DESK)
    space = desks[0] if choice == ANY_DESK else space_named(plan, choice)
    wish = SeriesWish(
        place=place,
        plan=plan,
        space=space,
        recurrence=recurrence,
        person=current_person(request),
        attendees=form.attendees,
        runs_place=current_person(request).has_perm("workspaces.book_for_somebody_else", place),
        now=timezone.now(),
    )
    if choice != ANY_DESK:
        return wish
    desk_id = None if reads_again else request.POST.get(DESK_FIELD)
    picked = next((desk for desk in desks if str(desk.pk) == desk_id), None)
    return _in_space(wish, picked or most_free(wish, desks))


def space_named(plan: PlacePlan, space_id: str) -> Space:
    """Returns the space that a valid form names."""
    return next(space for space in plan.bookable() if str(space.pk) == space_id)


def _in_space(wish: SeriesWish, space: Space) -> SeriesWish:
    return replace(wish, space=space)


def _booked(request: HttpRequest, wish: SeriesWish, details: SeriesDetailsForm) -> HttpResponse:
    by = current_person(request)
    if details.house_rules_id:
        accept_shown_rules(by, wish.place, details.house_rules_id)
    booking_details: dict[str, Any] = {
        "by": by,
        "place": wish.place,
        "resources": [wish.space.pk],
        "recurrence": wish.recurrence,
        "dates": read_dates(request.POST, home=wish.place),
        "attendees": wish.attendees,
        **details.details(),
    }
    visitor = details.visitor
    series = (
        book_series(**booking_details)
        if visitor is None
        else book_series_at_the_desk(visitor=visitor, **booking_details)
    )
    messages.success(request, _sentence_of_booked(series))
    return SeeOther(reverse("series_detail", args=[series.pk]))


def _sentence_of_booked(series: BookingSeries) -> str:
    on_request = series.bookings.filter(status=Booking.Status.REQUESTED).count()
    if on_request:
        sentence = ngettext(
            "Votre demande est partie, pour %(count)d date : le lieu vous répond.",
            "Votre demande est partie, pour %(count)d dates : le lieu répond une fois pour toutes.",
            on_request,
        )
        return sentence % {"count": on_request}
    count = series.bookings.count()
    sentence = ngettext("%(count)d date est réservée.", "%(count)d dates sont réservées.", count)
    return sentence % {"count": count}


def _previewed(request: HttpRequest, wish: SeriesWish, *, reads_again: bool) -> dict[str, Any]:
    """Returns the context of the dates; once the form was posted, no default choice is made
    again.
    """
    posted = None if reads_again else dates_sent(request)
    preview = present(preview_series(wish), home=wish.place.slug, posted=posted)
    return {
        "preview": preview,
        "added": (),
        "space": wish.space,
        "runs_place": wish.runs_place,
        "is_on_request": wish.space.rules.needs_approval and not wish.runs_place,
        "house_rules": None if wish.runs_place else house_rules_to_accept(request, wish.plan),
        "rhythm": format_rhythm(wish.recurrence),
        "clock": format_clock(wish.recurrence),
        "span": format_span(wish.recurrence.days()),
    }


def dates_sent(request: HttpRequest) -> set[str] | None:
    """Returns the dates chosen in a submitted form; None where nothing was posted."""
    if request.method != "POST":
        return None
    names = [name for name in request.POST if name == "date" or name.startswith("autre-")]
    return {value for name in names for value in request.POST.getlist(name)}


find_series = finder(
    BookingSeries.objects.select_related("place__commune", "booked_for", "created_by", "previous"),
    series_id="pk",
)


@permitted("workspaces.see_series", on=find_series)
@require_safe
def series_detail(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the rule of a series and each of its dates."""
    return series_page(request, target_of(request, BookingSeries))


def series_page(
    request: HttpRequest,
    series: BookingSeries,
    *,
    sentence: str = "",
    message_form: MessageForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Shows the page of a series, with why something was refused, or a message to write again."""
    now = timezone.now()
    bookings = list(
        series.bookings.select_related("place__commune").with_resources().order_by("occurs_on")
    )
    answer_due = _answer_due(bookings, now)
    context = {
        "series": series,
        "place": series.place,
        "sentence": sentence,
        "bookings": bookings,
        "apart": deviations_of(series, (booking for booking in bookings if booking.is_open)),
        "next": BookingSeries.objects.filter(previous=series).first(),
        "resources": list(series.resources.order_by("position", "name", "pk")),
        "left": len(_to_come(bookings, now)),
        "guests_of": _with_guests_to_change(bookings, now),
        "stands": any(booking.is_open for booking in bookings),
        "is_confirmed": any(booking.is_holding for booking in _to_come(bookings, now)),
        "is_holder": current_person(request).pk in {series.booked_for_id, series.created_by_id},
        "answer_due": answer_due,
        "conversation": list(series.messages.select_related("author")) if answer_due else [],
        "message_form": message_form or MessageForm(),
        **words_of(series),
    }
    return render(request, "workspaces/series/detail.html", context, status=status)


def _to_come(bookings: Sequence[Booking], now: datetime) -> list[Booking]:
    return [booking for booking in bookings if booking.is_open and booking.period.lower > now]


def _with_guests_to_change(bookings: Sequence[Booking], now: datetime) -> Booking | None:
    """Returns the next date of a series, where somebody may come with its person."""
    remaining = (
        booking for booking in bookings if brings_guests(booking, now) and seats_others(booking)
    )
    return next(remaining, None)


def _answer_due(bookings: Sequence[Booking], now: datetime) -> datetime | None:
    """Returns the deadline of the answer of the place; None without a pending request."""
    waiting = (booking for booking in bookings if booking.status == Booking.Status.REQUESTED)
    return min(
        (booking.answer_due for booking in waiting if booking.answer_due > now), default=None
    )


def words_of(series: BookingSeries) -> dict[str, str]:
    """Returns the rule of a series in the words of a page."""
    rule = Recurrence.of(series)
    return {
        "rhythm": format_rhythm(rule),
        "clock": format_clock(rule),
        "span": format_span(rule.named_days()),
    }


@permitted("workspaces.see_series", on=find_series)
@never_cache
@require_safe
def series_calendar(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Returns the series as one recurring event that any calendar reads."""
    series = target_of(request, BookingSeries)
    bookings = read_bookings(series)
    content = series_file(facts_of_series(series, bookings), "REQUEST" if bookings else "CANCEL")
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bocage-serie-{series.pk}.ics"'
    return response


def from_day_of(request: HttpRequest) -> date | None:
    """Returns the day in the address from which on to act; None for all that is to come."""
    try:
        return date.fromisoformat(request.GET.get(FROM_DAY_PARAMETER, ""))
    except ValueError:
        return None


def dates_concerned(series: BookingSeries, from_day: date | None) -> list[Booking]:
    """Returns the future bookings of a series, from a day on if given."""
    bookings = series.bookings.select_related("place").with_resources().order_by("occurs_on")
    return [
        booking
        for booking in _to_come(list(bookings), timezone.now())
        if from_day is None or (booking.occurs_on and booking.occurs_on >= from_day)
    ]


@permitted("workspaces.change_series", on=find_series)
@require_safe_or_post
def series_cancel(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the confirmation page, and on POST cancels all the future dates of a series, or those
    from one date on.
    """
    series = target_of(request, BookingSeries)
    page = reverse("series_detail", args=[series.pk])
    from_day = from_day_of(request)
    concerned = dates_concerned(series, from_day)
    if not concerned:
        return HttpResponseRedirect(page)
    is_request = not any(booking.is_holding for booking in concerned)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cancel_series(
            by=current_person(request),
            series=series,
            from_day=from_day,
            note=form.cleaned_data["note"],
        )
        if is_request:
            messages.success(request, _("Votre demande est retirée."))
            return SeeOther(page)
        undo = reverse("series_restore", args=[series.pk])
        flash_with_undo(request, _("Ces dates sont annulées."), undo_url=undo)
        return SeeOther(page)
    context = {
        "series": series,
        "bookings": concerned,
        "is_request": is_request,
        "is_holder": current_person(request).pk in {series.booked_for_id, series.created_by_id},
        "from_day": from_day,
        **words_of(series),
    }
    return render_form(request, "workspaces/series/cancel.html", form, context)


@permitted("workspaces.change_series", on=find_series)
@require_POST
def series_restore(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Takes the cancellation of dates back, where all of them are still free."""
    series = target_of(request, BookingSeries)
    try:
        restore_series(by=current_person(request), series=series)
    except Refusal as refusal:
        return series_page(request, series, sentence=str(refusal.sentence), status=refusal.status)
    messages.success(request, _("Ces dates tiennent à nouveau."))
    return SeeOther(reverse("series_detail", args=[series.pk]))
