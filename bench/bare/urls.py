"""The two pages: book an hour of a room, and read the bookings of a day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, OperationalError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path
from psycopg.errors import DeadlockDetected

from bench.bare.models import Booking, Room


class BookingForm(forms.Form):
    starts_at = forms.DateTimeField()


@login_required
def book(request: HttpRequest, room_id: int) -> HttpResponse:
    """Books one hour, or shows the form again if somebody else has it."""
    room = get_object_or_404(Room, pk=room_id)
    form = BookingForm(request.POST or None)
    if form.is_valid():
        start = form.cleaned_data["starts_at"]
        period = DateTimeTZRange(start, start + timedelta(hours=1))
        if not Booking.objects.filter(room=room, period__overlap=period).exists():
            booking: dict[str, Any] = {"room": room, "person": request.user, "period": period}
            try:
                with transaction.atomic():
                    Booking.objects.create(**booking)
                return HttpResponseRedirect(f"/{room.pk}/")
            except IntegrityError:
                pass
            except OperationalError as error:
                # If two requests deadlock on the constraint, PostgreSQL aborts one: the other has
                # the hour.
                if not isinstance(error.__cause__, DeadlockDetected):
                    raise
    status = 409 if request.method == "POST" else 200
    return render(request, "bare/book.html", {"form": form, "room": room}, status=status)


@login_required
def day(request: HttpRequest, day: str) -> HttpResponse:
    """Shows the bookings of a day (UTC), by room and hour."""
    start = datetime.fromisoformat(day).replace(tzinfo=UTC)
    bookings = (
        Booking.objects.filter(period__overlap=DateTimeTZRange(start, start + timedelta(days=1)))
        .select_related("room", "person")
        .order_by("room", "period")
    )
    return render(request, "bare/day.html", {"bookings": bookings})


urlpatterns = [path("<int:room_id>/", book), path("jour/<str:day>/", day)]
