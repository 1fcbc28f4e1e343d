"""Selection of spaces by the rules, and not by who holds them: allowed, disjoint, in order."""

from collections.abc import Callable, Collection, Hashable, Sequence

from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import PlacePlan, Space


def filter_bookable(
    spaces: Collection[Space],
    *,
    plan: PlacePlan,
    period: Interval,
    check: Callable[[Space], None],
) -> list[Space]:
    """Returns the spaces that `check` lets a person book in a period, in their order.

    Spaces of the same rules and closures are checked once.

    Raises:
        BookingRefused: the refusal of the first, where there are spaces and none is left.
    """
    allowed: list[Space] = []
    refusals: list[BookingRefused] = []
    alike: dict[Hashable, BookingRefused | None] = {}
    for space in spaces:
        key = _key_of_decision(plan, space, period)
        if key not in alike:
            try:
                check(space)
            except BookingRefused as refusal:
                alike[key] = refusal
            else:
                alike[key] = None
        refusal_of_space = alike[key]
        if refusal_of_space is None:
            allowed.append(space)
        else:
            refusals.append(refusal_of_space)
    if refusals and not allowed:
        raise refusals[0]
    return allowed


def prefer_unrestricted(spaces: Collection[Space]) -> list[Space]:
    """Sorts spaces: unrestricted ones that can be booked at once, then reserved ones, then those on
    request; otherwise in the order of the place.
    """
    return sorted(
        spaces, key=lambda space: (space.rules.needs_approval, space.rules.restricts_people)
    )


def pick_disjoint(plan: PlacePlan, spaces: Sequence[Space], count: int) -> list[Space]:
    """Returns the first spaces, up to the given number, of which none is a part of another."""
    selection: list[Space] = []
    held_ids: set[object] = set()
    for space in spaces:
        if len(selection) == count:
            break
        with_parts = plan.held_with(space)
        if not with_parts & held_ids:
            selection.append(space)
            held_ids |= with_parts
    return selection


def _key_of_decision(plan: PlacePlan, space: Space, period: Interval) -> Hashable:
    shown_alone = space.pk if space.rules.requires_introduction else None
    is_closed = any(closure.interval.meets(period) for closure in plan.closures_of(space))
    return space.rules, shown_alone, is_closed
