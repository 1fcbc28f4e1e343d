"""Bookings outside new hours: shown before these are saved, and decided on."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils.translation import ngettext

from bocage.foundation.http.actions import refusals_on
from bocage.workspaces.hosting.affected_bookings import affected_bookings, parse_seen_ids
from bocage.workspaces.hosting.forms import OutsideForm
from bocage.workspaces.hosting.operations.opening_hours import LeftOutside, bookings_outside
from bocage.workspaces.opening_hours.availability import OpeningHours
from bocage.workspaces.places.models import Place


class Outside:
    """Bookings that new hours leave outside, reviewed before saving, with the decision of the
    host.
    """

    def __init__(self, request: HttpRequest, place: Place, hours: OpeningHours) -> None:
        self.affected = affected_bookings(bookings_outside(place=place, hours=hours))
        self._seen_ids = parse_seen_ids(request.POST.get("seen", ""))
        is_read = bool(self.affected) and self.affected.is_within(self._seen_ids)
        self.form = OutsideForm(request.POST if is_read else None)

    def resolves(self, form: forms.Form, write: Callable[..., Place]) -> bool:
        """Writes the hours where nothing stays outside, or where the host has decided of it."""
        if self.affected and not self.form.is_valid():
            return False
        with refusals_on(form):
            write(outside=self._decided)
            return True
        return False

    def success_sentence(self, sentence: str) -> str:
        """Returns the sentence shown once the hours are saved, with how many people lost a
        booking."""
        if not self._decided.ended:
            return sentence
        words = ngettext(
            "%(count)d personne est prévenue.",
            "%(count)d personnes sont prévenues.",
            self.affected.people,
        )
        return f"{sentence} {words % {'count': self.affected.people}}"

    @property
    def _decided(self) -> LeftOutside:
        if not self.affected:
            return LeftOutside(seen_ids=())
        data = self.form.cleaned_data
        ended = self._seen_ids if data["outside"] == OutsideForm.ENDED else ()
        return LeftOutside(seen_ids=self._seen_ids, ended=ended, reason=data["reason"])
