"""Answers to the mails about requests, each with one button.

A request is about one booking, or about a series that is answered once for all its dates.
"""

from uuid import UUID

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_date, full_period
from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.signed_in import person_of_payload
from bocage.workspaces.bookings.errors import RequestAlreadyDecided
from bocage.workspaces.bookings.operations.requests import accept_request, refuse_request
from bocage.workspaces.bookings.requested_dates import (
    RequestedDate,
    bookings_of,
    dates_to_decide,
    shown_name,
)
from bocage.workspaces.bookings.signed_actions import GOOD_FOR
from bocage.workspaces.scheduling.formatting import format_clock, format_rhythm
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.changes import cancel_series
from bocage.workspaces.series.operations.requests import accept_series

Status = Booking.Status


class _HostAnswer(SignedAction):
    """Answer of the host of a place to a request."""

    def read_payload(self, payload: Payload) -> tuple[Person, Booking | BookingSeries]:
        host = person_of_payload(payload)
        request = _series(payload) if "series" in payload else _booking(payload)
        if host is None:
            raise NoLongerPossible
        if not host.has_perm("workspaces.answer_request", request):
            raise NoLongerPossible(_("Vous n’animez plus ce lieu : la demande va à qui l’anime."))
        return host, request

    def waiting(self, request: Booking | BookingSeries) -> list[RequestedDate]:
        return dates_to_decide(request, timezone.now())

    def already_decided(self, request: Booking | BookingSeries) -> Outcome:
        """Returns the outcome of a request that is already decided."""
        decided = bookings_of(request).exclude(decided_at=None)
        if decided.filter(status=Status.CONFIRMED).exists():
            return self.accepted(request)
        if decided.filter(status=Status.REFUSED).exists():
            return self.refused(request)
        raise RequestAlreadyDecided

    def accepted(self, request: Booking | BookingSeries) -> Outcome:
        return self._answered(request, _("La demande est acceptée"))

    def refused(self, request: Booking | BookingSeries) -> Outcome:
        return self._answered(request, _("La demande est refusée"))

    def _answered(self, request: Booking | BookingSeries, title: str) -> Outcome:
        return Outcome(
            title=title,
            explanation=_words(request),
            link=reverse("host_requests", args=[request.place.slug]),
            link_label=_("Voir les autres demandes"),
        )


@signed_action("workspaces.accept_request", max_age=GOOD_FOR)
class AcceptRequest(_HostAnswer):
    """Signed action « Accepter », in the mail to a host: a booking, or the dates of a series that
    are free.
    """

    def question(self, payload: Payload) -> Question | Outcome:
        _host, request = self.read_payload(payload)
        waiting = self.waiting(request)
        if not waiting:
            return self.already_decided(request)
        words = [_words(request)]
        taken_days = [format_date(date.day) for date in waiting if date.is_taken]
        after = _("La personne est prévenue aussitôt, et les demandes rivales sont refusées.")
        if taken_days:
            words.append(_("Déjà pris : %(days)s.") % {"days": ", ".join(taken_days)})
            after = _(
                "La personne est prévenue aussitôt. Les dates déjà prises et les demandes rivales "
                "sont refusées."
            )
        return Question(
            title=self._title(request, free=len(waiting) - len(taken_days)),
            explanation="\n".join(words),
            answer=_("Oui, accepter"),
            requested_by=shown_name(request.holder),
            after=after,
        )

    def _title(self, request: Booking | BookingSeries, *, free: int) -> str:
        if isinstance(request, Booking):
            return _("Accepter cette demande ?")
        title = ngettext("Accepter %(count)d date ?", "Accepter %(count)d dates ?", free)
        return title % {"count": free}

    def perform(self, payload: Payload) -> Outcome:
        host, request = self.read_payload(payload)
        if isinstance(request, Booking):
            accept_request(by=host, booking=request)
        else:
            accept_series(by=host, series=request)
        return self.accepted(request)


@signed_action("workspaces.refuse_request", max_age=GOOD_FOR)
class RefuseRequest(_HostAnswer):
    """Signed action « Refuser, sans autre explication », in the mail to a host."""

    def question(self, payload: Payload) -> Question | Outcome:
        _host, request = self.read_payload(payload)
        if not self.waiting(request):
            return self.already_decided(request)
        return Question(
            title=_("Refuser cette demande ?"),
            explanation=_words(request),
            answer=_("Oui, refuser"),
            requested_by=shown_name(request.holder),
            after=_("La personne lira : « %(reason)s »") % {"reason": _no_room()},
        )

    def perform(self, payload: Payload) -> Outcome:
        host, request = self.read_payload(payload)
        with translation.override(request.holder.language):
            reason = _no_room()
        refuse_request(by=host, request=request, reason=reason)
        return self.refused(request)


@signed_action("workspaces.withdraw_series", max_age=GOOD_FOR)
class WithdrawSeries(SignedAction):
    """Signed action « Retirer ma demande », in the mail to the person who requested a series. Dates
    accepted meanwhile are cancelled on the page of the series, not here.
    """

    def question(self, payload: Payload) -> Question | Outcome:
        series = self._read_series(payload)
        if not self._waits(series):
            return self._withdrawn(series)
        return Question(
            title=_("Retirer cette demande ?"),
            explanation=_words(series),
            answer=_("Oui, la retirer"),
            after=_("Le lieu n’aura plus à répondre."),
        )

    def perform(self, payload: Payload) -> Outcome:
        series = self._read_series(payload)
        if self._waits(series):
            cancel_series(by=series.booked_for, series=series)
        return self._withdrawn(series)

    def _read_series(self, payload: Payload) -> BookingSeries:
        series = _series(payload)
        if str(series.booked_for_id) != str(payload["person"]) or not series.booked_for.is_active:
            raise NoLongerPossible
        return series

    def _waits(self, series: BookingSeries) -> bool:
        """Checks whether all remaining dates of the series are still requests."""
        open_statuses = set(series.bookings.filter(status__in=Booking.OPEN).values_list("status"))
        return open_statuses == {(Status.REQUESTED,)}

    def _withdrawn(self, series: BookingSeries) -> Outcome:
        if series.bookings.filter(status__in=Booking.OPEN).exists():
            raise RequestAlreadyDecided(
                _("Le lieu a répondu : c’est sur la page de votre série que tout s’annule.")
            )
        return Outcome(
            title=_("La demande est retirée"),
            explanation=_words(series),
            link=reverse("place_detail", args=[series.place.slug]),
            link_label=_("Choisir un autre moment"),
        )


def _booking(payload: Payload) -> Booking:
    bookings = Booking.objects.select_related("place__commune", "place__scope", "booked_for")
    booking = bookings.filter(pk=UUID(str(payload["booking"]))).first()
    if booking is None:
        raise NoLongerPossible
    return booking


def _series(payload: Payload) -> BookingSeries:
    all_series = BookingSeries.objects.select_related(
        "place__commune", "place__scope", "booked_for"
    )
    series = all_series.filter(pk=UUID(str(payload["series"]))).first()
    if series is None:
        raise NoLongerPossible
    return series


def _no_room() -> str:
    """Returns the reason of a refusal without words, in the active language."""
    return _("Le lieu ne peut pas vous accueillir à ce moment.")


def _words(request: Booking | BookingSeries) -> str:
    """Returns « Télécentre de Boitron · Chaque mardi, 9 h – 12 h »."""
    if isinstance(request, Booking):
        period_words = full_period(request.period.lower, request.period.upper)
    else:
        rule = Recurrence.of(request)
        period_words = f"{capfirst(format_rhythm(rule))}, {format_clock(rule)}"
    return f"{request.place.name} · {period_words}"
