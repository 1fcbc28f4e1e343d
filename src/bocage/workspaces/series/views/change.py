"""Changing a series: its rhythm, its hours, its space, its day, its end, what is said of it."""

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
from bocage.workspaces.bookings.views.bookings import SeeOther
from bocage.workspaces.scheduling.errors import BookingRefused
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.plans import PlacePlan, plan_of
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.apart import DateApart, dates_apart
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
    said = SeriesWordsForm(
        request.POST
        if "mot" in request.POST
        else {"mot": series.purpose, "privee": series.is_private}
    )
    context: dict[str, Any] = {
        "series": series,
        "place": series.place,
        "form": form,
        "said": said,
        "from_day": from_day,
        "bookings": concerned,
        **words_of(series),
    }
    status = 422 if form.errors or said.errors else 200
    if form.is_bound and form.is_valid():
        wanted = None
        try:
            wanted = _Wanted(request, series, concerned, form)
            if request.method == "POST" and said.is_valid():
                return _changed(request, wanted, said)
        except BookingRefused as refusal:
            add_refusal_to(form, refusal)
            status = refusal.status
        if wanted is not None:
            context |= wanted.previewed()
    return render(request, "workspaces/series/change.html", context, status=status)


def _form(request: HttpRequest, series: BookingSeries, plan: PlacePlan) -> ChangeForm:
    """What the address asks for; before, the series as it is, where it can be booked still."""
    if _asks_for_dates(request):
        return ChangeForm(request.GET, plan=plan)
    usual = _usual(series)
    as_it_is = ChangeForm(usual, plan=plan)
    return as_it_is if as_it_is.is_valid() else ChangeForm(initial=usual, plan=plan)


def _asks_for_dates(request: HttpRequest) -> bool:
    """Whether the address holds a rule: somebody has asked what it would make of the dates."""
    return "de" in request.GET


def _usual(series: BookingSeries) -> dict[str, str]:
    resource = series.resources.order_by("position", "name", "pk").first()
    return {
        "de": f"{series.starts // 60:02}:{series.starts % 60:02}",
        "a": f"{series.ends // 60:02}:{series.ends % 60:02}",
        "espace": str(resource.pk) if resource else "",
        "rythme": series.frequency,
        "jour": str(series.first_on.weekday()),
        "jusqu-au": _last_day(series).isoformat(),
    }


def _last_day(series: BookingSeries) -> date:
    return Recurrence.of(series).named_days()[-1]


class _Wanted:
    """What a valid form asks of the dates that are concerned.

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
        asked = form.cleaned_data
        self.starts, self.ends = asked["de"], asked["a"]
        self.frequency = None if asked["rythme"] == series.frequency else asked["rythme"] or None
        self.weekday = None if asked["jour"] == series.first_on.weekday() else asked["jour"]
        self.until = None if asked["jusqu_au"] == _last_day(series) else asked["jusqu_au"]
        self.space = space_named(plan_of(series.place), asked["espace"])
        self.days = {one.occurs_on: one for one in concerned if one.occurs_on}
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
    def _apart(self) -> dict[date, DateApart]:
        return dates_apart(self.series, self.concerned)

    @cached_property
    def _leaving(self) -> list[Booking]:
        """The dates that the rhythm passes over, and that were moved by themselves: they stay."""
        return [
            one
            for day, one in self.days.items()
            if self.rule.passes_over(day) and day in self._apart
        ]

    def previewed(self) -> dict[str, Any]:
        """Returns the dates as the page shows them: what each becomes, is added, or is given up."""
        dates = preview_series(self._wish())
        apart = {self.rule.becomes[day]: one for day, one in self._apart.items()}
        preview = present(
            dates, home=self.series.place.slug, sent=self._chosen(dates, apart), apart=apart
        )
        passed = {day: one for day, one in self.days.items() if self.rule.passes_over(day)}
        return {
            "preview": preview,
            "space": self.space,
            "added": self.rule.added,
            "passed_over": [one for day, one in passed.items() if day not in self._apart],
            "leaving": self._leaving,
            "given_up": [
                one
                for day, one in self.days.items()
                if not self.rule.keeps(day) and day not in passed
            ],
            "version": self.series.sequence,
        }

    def _chosen(
        self, dates: Sequence[PreviewedDate], apart: Collection[date]
    ) -> Collection[str] | None:
        """What was sent; as the page opens, before other dates are asked for, what stays as it is:
        a word that changes moves no date to the nearest hours that its place still has."""
        sent = dates_sent(self.request)
        if sent is not None or _asks_for_dates(self.request):
            return sent
        return {written_date(date.day) for date in dates if date.fits and date.day not in apart}

    def _wish(self) -> SeriesWish:
        kept = {self.rule.becomes[day] for day in self.days if self.rule.keeps(day)}
        series = self.series
        return SeriesWish(
            place=series.place,
            plan=plan_of(series.place),
            space=self.space,
            recurrence=self.rule.skipping({*self.rule.named} - kept - {*self.rule.added}),
            person=series.booked_for,
            attendees=max(one.attendees for one in self.concerned),
            runs_place=current_person(self.request).has_perm(
                "workspaces.book_for_somebody_else", series.place
            ),
            but_not=frozenset(one.pk for one in self.concerned if one not in self._leaving),
            looks_around=False,
            now=timezone.now(),
        )


def _changed(request: HttpRequest, wanted: _Wanted, said: SeriesWordsForm) -> HttpResponse:
    version = request.POST.get("version", "")
    changes = said.changes_of(wanted.series)
    changes["frequency"], changes["weekday"] = wanted.frequency, wanted.weekday
    changes["until"] = wanted.until
    changed = change_series(
        by=current_person(request),
        series=wanted.series,
        from_day=from_day_of(request),
        starts=wanted.starts,
        ends=wanted.ends,
        resources=[wanted.space.pk],
        dates=read_dates(request.POST, home=wanted.series.place),
        expected_sequence=int(version) if version.isdecimal() else None,
        **changes,
    )
    messages.success(request, _("La série est changée."))
    return SeeOther(reverse("series_detail", args=[changed.pk]))
