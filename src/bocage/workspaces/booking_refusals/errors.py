"""Refusals of a moment, a space or a visitor, each with the sentence that a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal
from bocage.foundation.formatting.times import format_date
from bocage.workspaces.opening_hours.availability import Interval


class BookingRefused(Refusal):
    """Refusal of a booking; nothing is written.

    `in_short` states the rule in a few words, shown beside the field before the form is sent.
    """

    default_sentence = _("Cette réservation n’est pas possible.")
    default_short: ClassVar[str | Promise] = _("pas à ce moment")

    def __init__(
        self, sentence: str | Promise | None = None, *, in_short: str | Promise | None = None
    ) -> None:
        super().__init__(sentence)
        self.in_short = in_short or self.default_short


class PeriodInvalid(BookingRefused):
    """Empty, negative, without an end, or longer than a day."""

    status = 400
    default_sentence = _("La fin doit venir après le début.")


class PeriodTooLong(PeriodInvalid):
    default_sentence = _(
        "Une réservation tient dans une journée : réservez chaque jour l’un après l’autre."
    )


class NoSuchHour(PeriodInvalid):
    """Clock time that the change to summer time skips."""

    default_sentence = _(
        "Cette heure n’existe pas : cette nuit-là, on passe directement de 2 h à 3 h."
    )


class InThePast(BookingRefused):
    default_sentence = _("Ce moment est déjà passé : choisissez une heure à venir.")


class TooSoon(BookingRefused):
    default_sentence = _(
        "Ce lieu demande un délai avant l’arrivée : choisissez une heure plus tard."
    )


class BeyondHorizon(BookingRefused):
    default_sentence = _("C’est trop loin : ce lieu ne se réserve pas encore à cette date.")


class TooShort(BookingRefused):
    """Under the minimum length of a space. Who runs the place is not bound by it."""

    default_sentence = _("C’est trop court pour cet espace.")


class TooLong(BookingRefused):
    """Over the maximum length of a space. Who runs the place is not bound by it."""

    default_sentence = _("C’est trop long pour cet espace.")


class NotEligible(BookingRefused):
    """Refusal of a space that is reserved for others."""

    status = 403
    code = "not_eligible"


class ClubMembersOnly(NotEligible):
    default_sentence = _(
        "Cet espace est réservé aux membres du club : choisissez-en un autre, "
        "ou demandez au club de vous accueillir."
    )
    default_short = _("réservé aux membres du club")


class AccompaniedOnly(NotEligible):
    default_sentence = _(
        "Cet espace est réservé aux personnes que nous accompagnons dans leur installation : "
        "parlez-en à votre chargé ou chargée d’accueil."
    )
    default_short = _("réservé aux candidats accompagnés")


class HostsOnly(NotEligible):
    default_sentence = _("Cet espace ne se réserve pas en ligne : appelez le lieu, ou écrivez-lui.")
    default_short = _("auprès du lieu")


class MembershipNeeded(NotEligible):
    default_sentence = _(
        "Cet espace est réservé aux adhérents du lieu : adhérez sur place, "
        "vous pourrez ensuite le réserver."
    )
    default_short = _("réservé aux adhérents")


class IntroductionNeeded(NotEligible):
    default_sentence = _(
        "Cet espace se réserve après une prise en main : convenez d’un moment avec le lieu."
    )
    default_short = _("après une prise en main")


class QuotaReached(BookingRefused):
    """Fair-use hours of a person for a week or a month."""

    default_sentence = _("Vous avez atteint le nombre d’heures que ce lieu accorde à chacun.")


class OffTheStep(BookingRefused):
    default_sentence = _("Les heures de ce lieu se choisissent par pas fixes.")


class OutsideOpeningHours(BookingRefused):
    default_sentence = _("Le lieu n’est pas ouvert à ces heures.")


class PlaceClosed(BookingRefused):
    """Refusal for a closure, a holiday, or a place that no longer accepts bookings."""

    default_sentence = _("Le lieu est fermé à ce moment.")


class PlaceNotOpen(BookingRefused):
    """Refusal of a booking in a place that is not published, or is closed for good."""

    default_sentence = _("Ce lieu ne prend pas de réservation.")


class ResourceUnknown(BookingRefused):
    status = 404  # Forged, of another place, or no longer bookable.
    default_sentence = _("Cet espace n’est pas ou plus à réserver dans ce lieu.")


class AttendeesInvalid(BookingRefused):
    status = 400
    default_sentence = _("Indiquez le nombre de personnes : une au moins.")


@dataclass(frozen=True, slots=True)
class Alternative:
    """Alternative that is free: a resource of a place for a period, `distance_m` away; or several,
    where several were requested together. `resource_name` then names them all.
    """

    place_id: UUID
    place_name: str
    place_slug: str
    resource_id: UUID
    resource_name: str
    resource_kind: str
    period: Interval
    distance_m: float | None = None
    with_ids: tuple[UUID, ...] = ()
    """Identifiers of the resources booked with this one, in the same booking."""


class Taken(BookingRefused):
    """Refusal of spaces that are already booked; `alternatives.alternatives_to` reads the
    alternatives to `booking`, the `RefusedBooking`, which uses models that errors may not import.

    `unavailable` are the taken resources, if others of the same booking are free.
    """

    default_sentence = _("C’est déjà pris à ce moment.")

    def __init__(
        self,
        sentence: str | Promise | None = None,
        *,
        booking: object = None,
        unavailable: tuple[UUID, ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.booking = booking
        self.unavailable = unavailable


class VisitorUnknown(Refusal):
    """Refusal of a visitor whose name matches no known person of the place, without an address to
    create an account.
    """

    status = 422
    default_sentence = _(
        "Personne de ce nom n’est encore venu ici : donnez aussi son courriel ou son téléphone."
    )


class VisitorUnnamed(Refusal):
    status = 422
    default_sentence = _("Dites pour qui vous réservez : un nom, ou un courriel.")


class VisitorsOfOneName(Refusal):
    status = 422
    default_sentence = _(
        "Plusieurs personnes portent ce nom : choisissez dans la liste, "
        "ou donnez son courriel ou son téléphone."
    )


class PartsNotATree(Refusal):
    default_sentence = _("Un espace ne peut pas être la partie de lui-même.")


class HoursOverlap(Refusal):
    status = 400
    default_sentence = _("Deux horaires du même jour se chevauchent.")


class HoursInvalid(Refusal):
    status = 400
    default_sentence = _("L’heure de fermeture vient après l’heure d’ouverture.")


class NameTaken(Refusal):
    default_sentence = _("Ce lieu a déjà un espace de ce nom.")


class ClearanceInvalid(Refusal):
    """Membership of one room, an introduction to a room of another place, dates reversed."""

    status = 400
    default_sentence = _("Vérifiez ce que vous accordez : une adhésion est celle de tout le lieu.")


class ClearanceGiven(Refusal):
    default_sentence = _("Cette personne l’a déjà.")


class RulesInvalid(Refusal):
    status = 400
    default_sentence = _("Ces règles ne vont pas ensemble : vérifiez les durées et les délais.")


RULES: dict[str, type[Refusal]] = {
    "workspaces_hold_no_overlap": Taken,
    "workspaces_booking_place_published": PlaceNotOpen,
    "workspaces_booking_meets_no_closure": PlaceClosed,
    "workspaces_hold_meets_no_closure": PlaceClosed,
    "workspaces_hold_in_the_place_booked": ResourceUnknown,
    "workspaces_booking_period_finite": PeriodInvalid,
    "workspaces_booking_period_not_too_long": PeriodTooLong,
    "workspaces_booking_attendees_positive": AttendeesInvalid,
    "workspaces_resource_parent_in_same_place": ResourceUnknown,
    "workspaces_resource_parents_make_a_tree": PartsNotATree,
    "workspaces_resource_name_once": NameTaken,
    "workspaces_openingrule_no_overlap": HoursOverlap,
    "workspaces_openingexception_no_overlap": HoursOverlap,
    "workspaces_openingrule_opens_before_it_closes": HoursInvalid,
    "workspaces_openingexception_opens_before_it_closes": HoursInvalid,
    "workspaces_hold_meets_no_outside_event": Taken,
    "workspaces_bookingrules_step_divides_hour": RulesInvalid,
    "workspaces_bookingrules_horizon_sensible": RulesInvalid,
    "workspaces_bookingrules_minimum_below_maximum": RulesInvalid,
    "workspaces_bookingrules_lengths_positive": RulesInvalid,
    "workspaces_bookingrules_buffers_short": RulesInvalid,
    "workspaces_bookingrules_delays_positive": RulesInvalid,
    "workspaces_clearance_open_once": ClearanceGiven,
    "workspaces_clearance_membership_is_of_the_place": ClearanceInvalid,
    "workspaces_clearance_ends_after_it_starts": ClearanceInvalid,
    "workspaces_closure_period_finite": PeriodInvalid,
    "workspaces_closure_resource_in_same_place": ResourceUnknown,
}
"""Refusal for each constraint of the database, except those of apps above."""


class SeriesNamesNoDay(BookingRefused):
    status = 400
    default_sentence = _("Cette série ne comprend aucun jour : choisissez une fin plus lointaine.")


class SeriesTooLong(BookingRefused):
    """More days than a series may have; the sentence says how far it may go."""

    status = 400
    default_sentence = _("Cette série est trop longue : choisissez une fin plus proche.")

    @classmethod
    def for_days(cls, days: Sequence[date]) -> SeriesTooLong:
        """Builds the refusal of a series; `days` are as many as a series may have."""
        return cls(
            _("Une série compte %(most)d fois au plus : celle-ci peut aller jusqu’au %(day)s.")
            % {"most": len(days), "day": format_date(days[-1], with_year=True)}
        )
