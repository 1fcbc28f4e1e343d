"""What other hours leave outside of them: shown before they are saved, and decided of."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest
from django.utils.translation import ngettext

from bocage.foundation.http.gestures import refusals_on
from bocage.workspaces.hosting.falling import falling, seen_in
from bocage.workspaces.hosting.forms import OutsideForm
from bocage.workspaces.hosting.operations.opening_hours import LeftOutside, bookings_outside
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.availability import OpeningHours


class Outside:
    """The bookings that new hours leave outside, as a page shows them before it saves, and what
    the host decides of them."""

    def __init__(self, request: HttpRequest, place: Place, hours: OpeningHours) -> None:
        self.left = falling(bookings_outside(place=place, hours=hours))
        self._seen = seen_in(request.POST.get("seen", ""))
        is_read = bool(self.left) and self.left.is_within(self._seen)
        self.form = OutsideForm(request.POST if is_read else None)

    def settles(self, form: forms.Form, write: Callable[..., Place]) -> bool:
        """Writes the hours where nothing stays outside, or where the host has decided of it."""
        if self.left and not self.form.is_valid():
            return False
        with refusals_on(form):
            write(outside=self._decided)
            return True
        return False

    def told(self, sentence: str) -> str:
        """Returns the sentence shown once the hours are saved, with how many people lost a
        booking."""
        if not self._decided.ended:
            return sentence
        words = ngettext(
            "%(count)d personne est prévenue.",
            "%(count)d personnes sont prévenues.",
            self.left.people,
        )
        return f"{sentence} {words % {'count': self.left.people}}"

    @property
    def _decided(self) -> LeftOutside:
        if not self.left:
            return LeftOutside(seen=())
        said = self.form.cleaned_data
        ended = self._seen if said["outside"] == OutsideForm.ENDED else ()
        return LeftOutside(seen=self._seen, ended=ended, reason=said["reason"])
