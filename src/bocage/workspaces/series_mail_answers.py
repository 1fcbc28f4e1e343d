"""Answers to the mails about a series that is asked for, each with one button.

`signed_actions` imports them, so that they are found when the product starts.
"""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.foundation.spoken_time import spoken_date
from bocage.people.acting import person_who_answers
from bocage.people.models import Person
from bocage.workspaces.mail_answers import GOOD_FOR, no_room
from bocage.workspaces.models import Booking, BookingSeries
from bocage.workspaces.operations.series_changes import cancel_series
from bocage.workspaces.operations.series_requests import accept_series, refuse_series
from bocage.workspaces.recurrence import Recurrence
from bocage.workspaces.request_errors import RequestSettled
from bocage.workspaces.request_list import AskedDate, series_to_settle
from bocage.workspaces.request_notices import asked_by
from bocage.workspaces.series_words import spoken_clock, spoken_rhythm

Status = Booking.Status


class _HostAnswer(SignedAction):
    """What the host of a place answers to a series that is asked for."""

    def found(self, payload: Payload) -> tuple[Person, BookingSeries]:
        host = person_who_answers(payload)
        series = _series(payload)
        if host is None:
            raise NoLongerPossible
        if not host.has_perm("workspaces.answer_series_request", series):
            raise NoLongerPossible(_("Vous n’animez plus ce lieu : la demande va à qui l’anime."))
        return host, series

    def asked(self, series: BookingSeries) -> list[AskedDate]:
        return series_to_settle(series, timezone.now())

    def settled(self, series: BookingSeries) -> Outcome:
        """What became of a request that waits for no answer any more."""
        decided = series.bookings.exclude(decided_at=None)
        if decided.filter(status=Status.CONFIRMED).exists():
            return _told(series, _("La demande est acceptée"))
        if decided.filter(status=Status.REFUSED).exists():
            return _told(series, _("La demande est refusée"))
        raise RequestSettled


@signed_action("workspaces.accept_series", max_age=GOOD_FOR)
class AcceptSeries(_HostAnswer):
    """« Accepter les dates libres », in the mail to a host."""

    def question(self, payload: Payload) -> Question | Outcome:
        _host, series = self.found(payload)
        asked = self.asked(series)
        if not asked:
            return self.settled(series)
        free = sum(not one.is_taken for one in asked)
        title = ngettext("Accepter %(count)d date ?", "Accepter %(count)d dates ?", free)
        taken = [spoken_date(one.day) for one in asked if one.is_taken]
        words = [_words(series)]
        if taken:
            words.append(_("Déjà pris : %(days)s.") % {"days": ", ".join(taken)})
        return Question(
            title=title % {"count": free},
            explanation="\n".join(words),
            answer=_("Oui, accepter"),
            asked_by=asked_by(series.booked_for),
            after=_(
                "La personne est prévenue aussitôt. Les dates déjà prises et les demandes rivales "
                "sont refusées."
            ),
        )

    def perform(self, payload: Payload) -> Outcome:
        host, series = self.found(payload)
        accepted = accept_series(by=host, series=series)
        return _told(accepted, _("La demande est acceptée"))


@signed_action("workspaces.refuse_series", max_age=GOOD_FOR)
class RefuseSeries(_HostAnswer):
    """« Refuser, sans autre explication », in the mail to a host."""

    def question(self, payload: Payload) -> Question | Outcome:
        _host, series = self.found(payload)
        if not self.asked(series):
            return self.settled(series)
        return Question(
            title=_("Refuser cette demande ?"),
            explanation=_words(series),
            answer=_("Oui, refuser"),
            asked_by=asked_by(series.booked_for),
            after=_("La personne lira : « %(reason)s »") % {"reason": no_room()},
        )

    def perform(self, payload: Payload) -> Outcome:
        host, series = self.found(payload)
        with translation.override(series.booked_for.language):
            reason = no_room()
        refused = refuse_series(by=host, series=series, reason=reason)
        return _told(refused, _("La demande est refusée"))


@signed_action("workspaces.withdraw_series", max_age=GOOD_FOR)
class WithdrawSeries(SignedAction):
    """« Retirer ma demande », in the mail to who asks for a series: what the place has agreed to
    meanwhile is cancelled on its page, not here."""

    def question(self, payload: Payload) -> Question | Outcome:
        series = self._found(payload)
        if not self._waits(series):
            return self._withdrawn(series)
        return Question(
            title=_("Retirer cette demande ?"),
            explanation=_words(series),
            answer=_("Oui, la retirer"),
            after=_("Le lieu n’aura plus à répondre."),
        )

    def perform(self, payload: Payload) -> Outcome:
        series = self._found(payload)
        if self._waits(series):
            cancel_series(by=series.booked_for, series=series)
        return self._withdrawn(series)

    def _found(self, payload: Payload) -> BookingSeries:
        series = _series(payload)
        if str(series.booked_for_id) != str(payload["person"]) or not series.booked_for.is_active:
            raise NoLongerPossible
        return series

    def _waits(self, series: BookingSeries) -> bool:
        """Whether all that stands of it is only asked for."""
        standing = set(series.bookings.filter(status__in=Booking.OPEN).values_list("status"))
        return standing == {(Status.REQUESTED,)}

    def _withdrawn(self, series: BookingSeries) -> Outcome:
        if series.bookings.filter(status__in=Booking.OPEN).exists():
            raise RequestSettled(
                _("Le lieu a répondu : c’est sur la page de votre série que tout s’annule.")
            )
        return Outcome(
            title=_("La demande est retirée"),
            explanation=_words(series),
            link=reverse("place_detail", args=[series.place.slug]),
            link_label=_("Choisir un autre moment"),
        )


def _series(payload: Payload) -> BookingSeries:
    series = (
        BookingSeries.objects.select_related("place__commune", "place__scope", "booked_for")
        .filter(pk=UUID(str(payload["series"])))
        .first()
    )
    if series is None:
        raise NoLongerPossible
    return series


def _told(series: BookingSeries, title: str) -> Outcome:
    return Outcome(
        title=title,
        explanation=_words(series),
        link=reverse("host_requests", args=[series.place.slug]),
        link_label=_("Voir les autres demandes"),
    )


def _words(series: BookingSeries) -> str:
    """« Télécentre de Boitron · Chaque mardi, 9 h – 12 h »."""
    rule = Recurrence.of(series)
    return f"{series.place.name} · {capfirst(spoken_rhythm(rule))}, {spoken_clock(rule)}"
