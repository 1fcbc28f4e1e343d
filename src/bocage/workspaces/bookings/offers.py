"""Offers at a moment: any desk, or each space, with the words that describe it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_hours, format_time
from bocage.workspaces.billing.presentation import range_in_words
from bocage.workspaces.booking_refusals.bookers import ANONYMOUS, Booker
from bocage.workspaces.booking_refusals.errors import (
    BookingRefused,
    IntroductionNeeded,
    MembershipNeeded,
)
from bocage.workspaces.booking_refusals.periods import check_rules_of_times
from bocage.workspaces.opening_hours.availability import Interval, OpenDay
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan, Space
from bocage.workspaces.places.models import ResourceKind
from bocage.workspaces.scheduling.queries import DayAvailability, SpaceDay

FEW = 2
"""Number of free desks from which a day shows how many are left."""
FEMININE = {ResourceKind.MEETING_ROOM, ResourceKind.TRAINING_ROOM, ResourceKind.PHONE_BOOTH}

LACKING: dict[type[object], str] = {
    MembershipNeeded: "membership",
    IntroductionNeeded: "introduction",
}

Tone = Literal["", "good", "warn", "alert"]


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer of a space, or of any desk, in the booking panel.

    `value` is posted by the form. A free offer with too few seats can still be chosen, with another
    number of people.
    """

    value: str
    name: str
    detail: str
    is_free: bool
    fits: bool
    words: str
    tone: Tone
    slots: tuple[str, ...]
    description: str
    is_desk: bool = False
    is_chosen: bool = False
    on_request: bool = False
    price: str = ""
    """Price of the period, in words; empty in a free place."""
    lacks: str = ""
    """Missing condition, to be recorded by the place first: `membership` or `introduction`."""
    is_refused: bool = False
    """True if a rule excludes this person, even if the space were free."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Person for whom offers are computed: their number of people and, if they are signed in and a
    rule depends on it, their eligibility.
    """

    people: int
    booker: Booker | None
    """Person who books; None if not signed in, or if the person runs the place."""
    requested: tuple[str, ...] = ()
    ticks_several: bool = False
    """True if all requested and free spaces are ticked; none if no space is requested."""


def offers_of(
    day: DayAvailability, *, period: Interval | None, asker: Asker, now: datetime
) -> list[Offer]:
    """Returns the offers of a day in a period, with one selected: the `requested` one if free, else
    the first free one with enough seats, else the first free one.

    If the asker ticks several, all requested free spaces are selected, and none by default.
    """
    moment = _Moment(day, period, asker, now)
    desks = day.of_kind(ResourceKind.DESK)
    several = len(desks) > 1
    offers = [moment.any_desk(desks)] if several else []
    offers += [moment.offer(space, is_desk=several and space in desks) for space in day.spaces]
    free = [offer for offer in offers if offer.is_free]
    selection = [offer for offer in free if offer.value in asker.requested]
    if not asker.ticks_several:
        fitting = [offer for offer in free if offer.fits]
        selection = (selection or fitting or free)[:1]
    return [replace(offer, is_chosen=True) if offer in selection else offer for offer in offers]


@dataclass(frozen=True, slots=True)
class _Moment:
    """Moment of a day, with the asker, from which offers are computed."""

    day: DayAvailability
    period: Interval | None
    asker: Asker
    now: datetime

    def any_desk(self, desks: list[SpaceDay]) -> Offer:
        period = self.period
        free_desks = [desk for desk in desks if period and desk.is_free(period)]
        refusals = [self._refusal(desk.space) for desk in free_desks]
        refusal = next(filter(None, refusals), None)
        free = refusals.count(None)
        fits = free >= self.asker.people
        states = [_best(cells) for cells in zip(*(desk.strip() for desk in desks), strict=True)]
        return Offer(
            value=ANY_DESK,
            name=_("N’importe quel poste libre"),
            detail="",
            is_free=free > 0,
            fits=fits,
            words=str(refusal.in_short)
            if refusal and not free
            else _("%(free)d sur %(all)d") % {"free": free, "all": len(desks)},
            tone="good" if free > FEW else "warn" if free else "alert",
            slots=_slots(self.day.opened, states, period if fits else None, now=self.now),
            description=ngettext(
                "%(count)d poste libre à ce moment", "%(count)d postes libres à ce moment", free
            )
            % {"count": free},
            on_request=free > 0
            and all(
                desk.space.rules.needs_approval
                for desk, refused in zip(free_desks, refusals, strict=True)
                if refused is None
            ),
        )

    def offer(self, space_day: SpaceDay, *, is_desk: bool) -> Offer:
        period, space = self.period, space_day.space
        fits = space.capacity >= self.asker.people
        refusal = self._refusal(space)
        is_free = refusal is None and period is not None and space_day.is_free(period)
        words, tone = self._words(space_day, fits=fits)
        if refusal is not None:
            words, tone = str(refusal.in_short), ""
        return Offer(
            value=str(space.pk),
            name=space.name,
            detail=_detail(space, for_somebody=self.asker.booker is not None),
            is_free=is_free,
            fits=fits,
            words=words,
            tone=tone,
            slots=_slots(
                space_day.opened,
                space_day.strip(),
                period if is_free and fits else None,
                now=self.now,
            ),
            description=_describe_taken(space_day, now=self.now),
            is_desk=is_desk,
            on_request=space.rules.needs_approval,
            lacks=self._lacks(space),
            is_refused=refusal is not None,
        )

    def _refusal(self, space: Space) -> BookingRefused | None:
        """Returns the refusal of the rule that excludes this space, before a booking is
        attempted.
        """
        booker = self.asker.booker
        if booker is not None and (refusal := booker.refusal(space)) is not None:
            return refusal
        if self.period is None:
            return None
        try:
            check_rules_of_times(self.period, self.day.opened, space.rules, self.now)
        except BookingRefused as refusal:
            return refusal
        return None

    def _lacks(self, space: Space) -> str:
        """Returns the condition that this person, or an unknown one, does not meet to book the
        space.
        """
        if not space.rules.restricts_people:
            return ""
        refusal = (self.asker.booker or ANONYMOUS).refusal(space)
        return LACKING.get(type(refusal), "")

    def _words(self, space_day: SpaceDay, *, fits: bool) -> tuple[str, Tone]:
        period = self.period
        if period is None:
            return "", ""
        first = next((interval for interval in space_day.busy if interval.meets(period)), None)
        if first is None:
            return (_("libre"), "good") if fits else (_("trop petit"), "warn")
        feminine = space_day.space.kind in FEMININE
        if first.start <= period.start:
            return (_("prise") if feminine else _("pris")), "alert"
        words = _("prise à %(time)s") if feminine else _("pris à %(time)s")
        return words % {"time": format_time(first.start)}, "warn"


def _best(cells: tuple[str, ...]) -> str:
    """Combines the cells of several spaces: free as soon as one of them is."""
    return "free" if "free" in cells else "taken" if "taken" in cells else "closed"


def _slots(
    opened: OpenDay, states: Sequence[str], chosen_period: Interval | None, *, now: datetime
) -> tuple[str, ...]:
    """Returns the cells of a strip in the terms of its component: past cells are neither free nor
    taken, and the chosen period overrides free cells.
    """
    span = opened.span
    if span is None:
        return tuple(states)
    slots = []
    for number, state in enumerate(states):
        slot = state
        middle = span.start + span.length * (number + 0.5) / len(states)
        if middle < now and state != "closed":
            slot = "past"
        elif (
            chosen_period and state == "free" and chosen_period.start <= middle < chosen_period.end
        ):
            slot = "chosen"
        slots.append(slot)
    return tuple(slots)


def _describe_taken(space_day: SpaceDay, *, now: datetime) -> str:
    """Returns a text alternative of the strip: the periods taken from now on."""
    intervals = [interval for interval in space_day.busy if interval.end > now]
    if intervals:
        hours = ", ".join(format_hours(*interval) for interval in intervals)
        return _("occupé : %(hours)s") % {"hours": hours}
    if space_day.opened.span and space_day.opened.span.start < now:
        return _("libre le reste de la journée")
    return _("libre toute la journée")


def _detail(space: Space, *, for_somebody: bool) -> str:
    """Returns « 8 places, écran, sur demande »; for anonymous readers also for whom the space is
    reserved.
    """
    parts = []
    if space.capacity > 1:
        parts.append(
            ngettext("%(count)d place", "%(count)d places", space.capacity)
            % {"count": space.capacity}
        )
    parts += space.equipment_labels[:2]
    if space.rules.needs_approval:
        parts.append(_("sur demande"))
    if not for_somebody and (refusal := ANONYMOUS.refusal(space)) is not None:
        parts.append(str(refusal.in_short))
    return ", ".join(parts)


def priced(offers: list[Offer], plan: PlacePlan, period: Interval | None) -> list[Offer]:
    """Returns the offers, each with its price for the period in words; as they are in a
    free place."""
    if period is None or not plan.has_prices:
        return offers
    return [replace(offer, price=_offer_price(offer, plan, period)) for offer in offers]


def _offer_price(offer: Offer, plan: PlacePlan, period: Interval) -> str:
    if offer.value == ANY_DESK:
        spaces = plan.bookable(ResourceKind.DESK)
    else:
        spaces = [space for space in plan.spaces if str(space.pk) == offer.value]
    return _price_range(spaces, plan, period)


def _price_range(spaces: Sequence[Space], plan: PlacePlan, period: Interval) -> str:
    if not any(space.prices for space in spaces):
        return ""
    amounts = {plan.price_of([space], period).amount_cents for space in spaces}
    return range_in_words(min(amounts, default=0), max(amounts, default=0))
