"""Views that change a series: its rhythm, its hours, its space, its day, its end, its texts."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.errors import add_refusal_to
from bocage.foundation.http.access import permitted, require_safe_or_post, target_of
from bocage.people.signed_in import current_person
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.bookings.views.bookings import SeeOther
from bocage.workspaces.place_plans.plans import PlacePlan, plan_of
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.deviations import Deviation, deviations_of
from bocage.workspaces.series.formatting import written_date
from bocage.workspaces.series.forms import ChangeForm, SeriesWordsForm, read_dates
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.presentation import present
from bocage.workspaces.series.preview import PreviewedDate, SeriesWish, preview_series
from bocage.workspaces.series.rules import changed_rule
from bocage.workspaces.series.views.series import (
    dates_concerned,
    dates_sent,
    find_series,
    from_day_of,
    space_named,
    words_of,
)


@permitted("workspaces.change_series", on=find_series)
@require_safe_or_post
def series_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows the coming dates of a series, as they are or as they would be; changes it on POST.

    The address holds the rule; the note and the privacy are only ever posted.
    """
    series = target_of(request, BookingSeries)
    from_day = from_day_of(request)
    concerned = dates_concerned(series, from_day)
    if not concerned:
        return HttpResponseRedirect(reverse("series_detail", args=[series.pk]))
    plan = plan_of(series.place)
    form = _form(request, series, plan)
    details = SeriesWordsForm.of(series, request.POST)
    context: dict[str, Any] = {
        "series": series,
        "place": series.place,
        "form": form,
        "details_form": details,
        "from_day": from_day,
        "bookings": concerned,
        **words_of(series),
    }
    status = 422 if form.errors or details.errors else 200
    if form.is_bound and form.is_valid():
        change = None
        try:
            change = _RequestedChange(request, series, concerned, form)
            if request.method == "POST" and details.is_valid():
                return _changed(request, change, details)
        except BookingRefused as refusal:
            add_refusal_to(form, refusal)
            status = refusal.status
        if change is not None:
            context |= change.previewed()
    return render(request, "workspaces/series/change.html", context, status=status)


def _form(request: HttpRequest, series: BookingSeries, plan: PlacePlan) -> ChangeForm:
    """Returns the requested change; without one, the current series, if it can still be booked."""
    if ChangeForm.is_in(request.GET):
        return ChangeForm(request.GET, plan=plan)
    present_rule = ChangeForm.data_of(series)
    as_it_is = ChangeForm(present_rule, plan=plan)
    return as_it_is if as_it_is.is_valid() else ChangeForm(initial=present_rule, plan=plan)


class _RequestedChange:
    """Change that a valid form asks of the dates that are concerned.

    Raises:
        BookingRefused: the rule makes no series.
    """

    def __init__(
        self,
        request: HttpRequest,
        series: BookingSeries,
        concerned: Sequence[Booking],
        form: ChangeForm,
    ) -> None:
        self.request, self.series, self.concerned = request, series, concerned
        requested = form.rule(series)
        self.starts, self.ends = requested.starts, requested.ends
        self.frequency, self.weekday = requested.frequency, requested.weekday
        self.until = requested.until
        self.space = space_named(plan_of(series.place), form.space_choice)
        self.days = {booking.occurs_on: booking for booking in concerned if booking.occurs_on}
        self.rule = changed_rule(
            Recurrence.of(series),
            first_on=min(self.days),
            starts=self.starts,
            ends=self.ends,
            frequency=self.frequency,
            weekday=self.weekday,
            until=self.until,
        )

    @cached_property
    def _deviations(self) -> dict[date, Deviation]:
        return deviations_of(self.series, self.concerned)

    @cached_property
    def _leaving(self) -> list[Booking]:
        """Returns the dates that the rhythm passes over, and that were moved by themselves: they
        stay.
        """
        return [
            booking
            for day, booking in self.days.items()
            if self.rule.passes_over(day) and day in self._deviations
        ]

    def previewed(self) -> dict[str, Any]:
        """Returns the dates for the page: changed, added, or dropped."""
        dates = preview_series(self._wish())
        deviations = {
            self.rule.becomes[day]: deviation for day, deviation in self._deviations.items()
        }
        preview = present(
            dates,
            home=self.series.place.slug,
            posted=self._posted_dates(dates, deviations),
            deviations=deviations,
        )
        passed = {day: booking for day, booking in self.days.items() if self.rule.passes_over(day)}
        return {
            "preview": preview,
            "space": self.space,
            "added": self.rule.added,
            "passed_over": [
                booking for day, booking in passed.items() if day not in self._deviations
            ],
            "leaving": self._leaving,
            "given_up": [
                booking
                for day, booking in self.days.items()
                if not self.rule.retains(day) and day not in passed
            ],
            "version": self.series.sequence,
        }

    def _posted_dates(
        self, dates: Sequence[PreviewedDate], deviations: Collection[date]
    ) -> Collection[str] | None:
        """Returns the posted dates; before other dates are requested, those that stay unchanged,
        since an edit of the text must not move a date.
        """
        posted = dates_sent(self.request)
        if posted is not None or ChangeForm.is_in(self.request.GET):
            return posted
        return {
            written_date(date.day) for date in dates if date.fits and date.day not in deviations
        }

    def _wish(self) -> SeriesWish:
        retained = {self.rule.becomes[day] for day in self.days if self.rule.retains(day)}
        series = self.series
        return SeriesWish(
            place=series.place,
            plan=plan_of(series.place),
            space=self.space,
            recurrence=self.rule.skipping({*self.rule.named_days} - retained - {*self.rule.added}),
            person=series.booked_for,
            attendees=max(booking.attendees for booking in self.concerned),
            runs_place=current_person(self.request).has_perm(
                "workspaces.book_for_somebody_else", series.place
            ),
            exclude=frozenset(
                booking.pk for booking in self.concerned if booking not in self._leaving
            ),
            looks_around=False,
            now=timezone.now(),
        )


def _changed(
    request: HttpRequest, change: _RequestedChange, details: SeriesWordsForm
) -> HttpResponse:
    version = request.POST.get("version", "")
    changes = details.changes_of(change.series)
    changes["frequency"], changes["weekday"] = change.frequency, change.weekday
    changes["until"] = change.until
    changed = change_series(
        by=current_person(request),
        series=change.series,
        from_day=from_day_of(request),
        starts=change.starts,
        ends=change.ends,
        resources=[change.space.pk],
        dates=read_dates(request.POST, home=change.series.place),
        expected_sequence=int(version) if version.isdecimal() else None,
        **changes,
    )
    messages.success(request, _("La série est changée."))
    return SeeOther(reverse("series_detail", args=[changed.pk]))
