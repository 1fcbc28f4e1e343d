"""Evidence from each field that two listings state. A field that is not stated weighs nothing."""

from collections.abc import Sequence
from itertools import product
from math import hypot, log2

from bocage.housing.deduplication.record_linkage import weights as w
from bocage.housing.deduplication.record_linkage.habits import Habit
from bocage.housing.deduplication.record_linkage.photos import shared_photos
from bocage.housing.deduplication.record_linkage.reasons import Evidence, Reason
from bocage.housing.deduplication.record_linkage.traits import Traits
from bocage.housing.deduplication.record_linkage.vocabulary import likeness, total_weight
from bocage.territory.geography import distance_between

FAMILIES = ({"house", "building"}, {"apartment", "building"}, {"office", "shop"}, {"land", "other"})
"""Kinds that two agencies may give to one home."""

RANK_OF_CLASS = {label: rank for rank, label in enumerate("ABCDEFG")}


def are_comparable(a: Traits, b: Traits) -> bool:
    """Checks whether two listings may describe the same dwelling at all.

    A home for sale and to rent counts as two dwellings, since households look for one offer.
    """
    return a.offer == b.offer and (
        a.kind == b.kind or any({a.kind, b.kind} <= family for family in FAMILIES)
    )


def agencies(a: Traits, b: Traits) -> Evidence:
    if a.agency == b.agency:
        are_both_current = a.is_on_the_market and b.is_on_the_market
        yield Reason("same_agency", w.SAME_AGENCY if are_both_current else w.SAME_AGENCY_AGAIN)
    elif a.external_id and a.external_id == b.external_id:
        is_distinctive = len(a.external_id) >= 8 and any(
            letter.isdigit() for letter in a.external_id
        )
        if is_distinctive:
            yield Reason("same_mandate", w.SAME_MANDATE, (a.external_id,))
    if a.reference and a.reference == b.reference and len(a.reference) >= 4:
        yield Reason("same_reference", w.SAME_REFERENCE, (a.reference,))


def kinds(a: Traits, b: Traits) -> Evidence:
    if a.kind == b.kind:
        yield Reason("kind_same", w.SAME_KIND, (a.kind,))
    else:
        yield Reason("kind_close", w.CLOSE_KIND, (a.kind, b.kind))


def weight_of_places(a: Traits, b: Traits) -> float:
    """Returns the total weight of the evidence that `places` yields."""
    weight = weighed_positions(a, b)[1]
    if a.commune and b.commune and a.commune != b.commune:
        weight += w.OTHER_COMMUNE
    if a.district and a.district.casefold() == b.district.casefold():
        weight += w.SAME_DISTRICT
    return weight


def places(a: Traits, b: Traits) -> Evidence:
    if a.commune and b.commune and a.commune != b.commune:
        yield Reason("commune_other", w.OTHER_COMMUNE, (a.commune, b.commune))
    if a.district and a.district.casefold() == b.district.casefold():
        yield Reason("district_same", w.SAME_DISTRICT, (a.district,))
    yield from positions(a, b)


def positions(a: Traits, b: Traits) -> Evidence:
    code, weight, apart_m = weighed_positions(a, b)
    if weight:
        yield Reason(code, weight, (round(apart_m),))


def weighed_positions(a: Traits, b: Traits) -> tuple[str, float, float]:
    """Returns the code, the weight and the metres; no weight where a position is not stated."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return "", 0.0, 0.0
    apart_m = distance_between(a.latitude, a.longitude, b.latitude, b.longitude)
    coarser, finer = a.precision or "commune", b.precision or "commune"
    if w.TOLERANCE_M[finer] > w.TOLERANCE_M[coarser]:
        coarser, finer = finer, coarser
    # Errors are independent: they add up in quadrature.
    tolerance_m = hypot(w.TOLERANCE_M[coarser], w.TOLERANCE_M[finer])
    if apart_m > tolerance_m:
        far = (log2(apart_m / tolerance_m) + 1) * w.FAR_A_DOUBLING
        return "position_far", max(far, w.FARTHEST), apart_m
    weight = w.NEAR[coarser]
    if apart_m <= w.SAME_SPOT_M and coarser != "commune":
        weight = max(weight, w.SAME_SPOT)
    if a.kind == "apartment":
        weight = min(weight, w.SAME_SPOT_OF_FLATS)
    return "position_near", weight, apart_m


def surfaces(a: Traits, b: Traits) -> Evidence:
    first, second = a.surface_m2, b.surface_m2
    if first and second:
        code, weight = weighed_surfaces(first, second)
        yield Reason(code, weight, (first,) if code == "surface_same" else (first, second))


def weighed_surfaces(first: float, second: float) -> tuple[str, float]:
    if abs(first - second) < 0.01:
        is_round = first == int(first)
        return "surface_same", w.SURFACE_EXACT_ROUND if is_round else w.SURFACE_EXACT
    if is_rounding(first, second):
        return "surface_rounded", w.SURFACE_ROUNDED
    if is_rounding_to_five(first, second):
        return "surface_rounded", w.SURFACE_TO_FIVE
    difference = abs(first - second) / max(first, second, w.SMALL_HOME_M2)
    weight = by_steps(difference, w.SURFACE, w.SURFACE_OTHER)
    return "surface_close" if weight > 0 else "surface_other", weight


def is_rounding(first: float, second: float) -> bool:
    """Checks whether one surface is the other rounded, up or down, to a square metre."""
    coarse, fine = (first, second) if first == int(first) else (second, first)
    return coarse == int(coarse) and fine != int(fine) and abs(coarse - fine) < 1


def is_rounding_to_five(first: float, second: float) -> bool:
    """Checks whether one surface is the other rounded to the nearest five, as in « d’environ 95 m²
    ».
    """
    is_coarse = first % 5 == 0 or second % 5 == 0
    return is_coarse and max(first, second) >= 40 and abs(first - second) <= 2.5


def prices(a: Traits, b: Traits, habit: Habit | None = None) -> Evidence:
    first, second = a.price_eur, b.price_eur
    if net := _same_net(a, b):
        yield Reason("net_price_same", w.PRICE_EQUAL, (net,))
        return
    reason = Reason(*_price(a, b))
    if habit is None or reason.code == "price_before" or not may_be_fees(first, second):
        yield reason
        return
    weight = habit.bits((a.key, b.key), first, second, reason.weight)
    if weight > max(reason.weight, w.NOTABLE_HABIT):
        yield Reason("price_steady", weight, (first, second))
    elif weight < 0 < reason.weight:
        yield Reason("price_unusual", weight, (first, second))
    elif reason.code == "price_same":
        yield Reason(reason.code, weight, reason.values)
    else:
        yield Reason("price_close" if weight > 0 else "price_other", weight, reason.values)


def may_be_fees(first: int, second: int) -> bool:
    """Checks whether the fees of two agencies may explain the difference between two prices."""
    return relative(first, second) <= w.MAX_FEES


def weight_of_prices(a: Traits, b: Traits) -> float:
    """Returns the weight of the evidence that `prices` yields, while nothing is known of how the
    agencies price.
    """
    return w.PRICE_EQUAL if _same_net(a, b) else _price(a, b)[1]


def _same_net(a: Traits, b: Traits) -> int | None:
    """Returns the net price of both listings, or of one where the other asks it without fees; None
    for equal prices, which weigh as much.
    """
    first, second = a.net_price_eur, b.net_price_eur
    if a.price_eur == b.price_eur or not (first or second):
        return None
    pairs = ((first, second), (first, b.price_eur), (a.price_eur, second))
    return next(
        (
            price
            for price, other_price in pairs
            if price and other_price and abs(price - other_price) <= 1
        ),
        None,
    )


def _price(a: Traits, b: Traits) -> tuple[str, float, tuple[int, ...]]:
    first, second = a.price_eur, b.price_eur
    if first == second:
        return "price_same", w.PRICE_EQUAL, (first,)
    weight = by_steps(relative(first, second), w.PRICE, w.PRICE_OTHER)
    if weight < w.PRICE_BEFORE and (a.earlier_prices or b.earlier_prices):
        before = min(relative(old, new) for old, new in _earlier_pairs(a, b))
        if before <= w.PRICE[0][0]:
            return "price_before", w.PRICE_BEFORE, (first, second)
    return "price_close" if weight > 0 else "price_other", weight, (first, second)


def _earlier_pairs(a: Traits, b: Traits) -> list[tuple[int, int]]:
    """Returns the pairs of a current price and an earlier price of the other, the first's price
    first.
    """
    return [(old, b.price_eur) for old in a.earlier_prices] + [
        (a.price_eur, old) for old in b.earlier_prices
    ]


def lands(a: Traits, b: Traits) -> Evidence:
    first, second = a.land_m2, b.land_m2
    if first and second:
        weight = weight_of_lands(first, second)
        if first == second:
            yield Reason("land_same", weight, (first,))
        else:
            yield Reason("land_close" if weight > 0 else "land_other", weight, (first, second))


def weight_of_lands(first: int, second: int) -> float:
    if first == second:
        return w.LAND_ROUND if first % 50 == 0 else w.LAND_EXACT
    return by_steps(relative(first, second), w.LAND, w.LAND_OTHER)


def rooms(a: Traits, b: Traits) -> Evidence:
    """Yields the evidence on rooms. A title that states another number than its column is believed
    as much.
    """
    yield from _number_evidence("rooms", _rooms(a), _rooms(b), w.ROOMS, w.ROOMS_OTHER)
    yield from _number_evidence(
        "bedrooms", _bedrooms(a), _bedrooms(b), w.BEDROOMS, w.BEDROOMS_OTHER
    )


def _number_evidence(
    code: str,
    first: frozenset[int],
    second: frozenset[int],
    weights: Sequence[float],
    default: float,
) -> Evidence:
    if first and second:
        nearest = min(product(first, second), key=lambda pair: (abs(pair[0] - pair[1]), pair))
        difference = abs(nearest[0] - nearest[1])
        weight = weights[difference] if difference < len(weights) else default
        yield Reason(f"{code}_{'other' if difference else 'same'}", weight, nearest)


def _rooms(listing: Traits) -> frozenset[int]:
    numbers = frozenset((listing.rooms,)) if listing.rooms else frozenset()
    return numbers | listing.words.rooms


def _bedrooms(listing: Traits) -> frozenset[int]:
    return frozenset((listing.bedrooms,)) if listing.bedrooms else listing.words.bedrooms


def energy(a: Traits, b: Traits) -> Evidence:
    if a.energy_kwh and b.energy_kwh:
        weight = weight_of_kwh(a, b)
        is_same = a.energy_kwh == b.energy_kwh
        values = (a.energy_kwh,) if is_same else (a.energy_kwh, b.energy_kwh)
        yield Reason(f"energy_{'same' if is_same else 'other'}", weight, values)
    if not _differ_in_kwh(a, b):
        yield from _classes(
            "energy_class", a.energy_class, b.energy_class, w.ENERGY_CLASS, w.ENERGY_CLASS_OTHER
        )
    first, second = a.emissions_kg, b.emissions_kg
    if first and second:
        weight = weight_of_emissions(first, second)
        is_same = first == second
        yield Reason(f"emissions_{'same' if is_same else 'other'}", weight, (first, second))
    yield from _classes(
        "emissions_class",
        a.emissions_class,
        b.emissions_class,
        w.EMISSIONS_CLASS,
        w.EMISSIONS_CLASS_OTHER,
    )


def weight_of_energy(a: Traits, b: Traits) -> float:
    """Returns the total weight of the evidence that `energy` yields."""
    weight = weight_of_kwh(a, b) if a.energy_kwh and b.energy_kwh else 0.0
    if not _differ_in_kwh(a, b):
        weight += weight_of_classes(
            a.energy_class, b.energy_class, w.ENERGY_CLASS, w.ENERGY_CLASS_OTHER
        )
    if a.emissions_kg and b.emissions_kg:
        weight += weight_of_emissions(a.emissions_kg, b.emissions_kg)
    return weight + weight_of_classes(
        a.emissions_class, b.emissions_class, w.EMISSIONS_CLASS, w.EMISSIONS_CLASS_OTHER
    )


def weight_of_kwh(a: Traits, b: Traits) -> float:
    first, second = a.energy_kwh or 0, b.energy_kwh or 0
    if first == second:
        return w.ENERGY_EQUAL
    if _is_slip(a, b):
        return w.ENERGY_SLIP
    return by_steps(relative(first, second), w.ENERGY, w.ENERGY_OTHER)


def _differ_in_kwh(a: Traits, b: Traits) -> bool:
    return bool(a.energy_kwh and b.energy_kwh and a.energy_kwh != b.energy_kwh)


def _is_slip(a: Traits, b: Traits) -> bool:
    """Checks whether two diagnoses agree on everything else, so that the difference is a typing
    error: a second diagnosis would have other emissions.
    """
    return (
        (a.energy_class, a.emissions_kg, a.emissions_class)
        == (b.energy_class, b.emissions_kg, b.emissions_class)
        and a.energy_class in RANK_OF_CLASS
        and bool(a.emissions_kg)
    )


def weight_of_emissions(first: int, second: int) -> float:
    if first == second:
        return w.EMISSIONS_EQUAL
    return w.EMISSIONS_CLOSE if relative(first, second) <= 0.1 else w.EMISSIONS_OTHER


def weight_of_classes(first: str, second: str, weights: Sequence[float], default: float) -> float:
    """Returns the weight of two energy or emissions classes; zero where one of them is not
    stated."""
    if first not in RANK_OF_CLASS or second not in RANK_OF_CLASS:
        return 0.0
    difference = abs(RANK_OF_CLASS[first] - RANK_OF_CLASS[second])
    return weights[difference] if difference < len(weights) else default


def _classes(
    code: str, first: str, second: str, weights: Sequence[float], default: float
) -> Evidence:
    if first in RANK_OF_CLASS and second in RANK_OF_CLASS:
        weight = weight_of_classes(first, second, weights, default)
        yield Reason(f"{code}_{'same' if first == second else 'other'}", weight, (first, second))


def building(a: Traits, b: Traits) -> Evidence:
    if not a.built_year or not b.built_year:
        return
    difference = abs(a.built_year - b.built_year)
    if not difference:
        weight = w.BUILT_ROUND if a.built_year % 10 == 0 else w.BUILT_EXACT
        yield Reason("built_same", weight, (a.built_year,))
    else:
        weight = by_steps(difference, w.BUILT, w.BUILT_OTHER)
        yield Reason("built_other", weight, (a.built_year, b.built_year))


def photos(a: Traits, b: Traits) -> Evidence:
    if not a.photos or not b.photos:
        return
    shared = shared_photos(a.photos, b.photos)
    if shared:
        yield Reason("photos_same", w.PHOTOS if shared > 1 else w.ONE_PHOTO, (shared,))
    elif min(len(a.photos), len(b.photos)) >= w.ENOUGH_PHOTOS:
        yield Reason("photos_other", w.NO_PHOTO)


def words(a: Traits, b: Traits) -> Evidence:
    trigrams, compared = a.words.own_trigrams, b.words.own_trigrams
    if trigrams and compared:
        share = likeness(trigrams, compared)
        weight = next(
            (weight for threshold, weight in w.WORDS if share >= threshold), w.WORDS_OTHER
        )
        if min(total_weight(trigrams), total_weight(compared)) < w.WORDS_ENOUGH:
            weight = min(weight, w.FEW_WORDS)
        if weight:
            yield Reason("words_alike" if weight > 0 else "words_other", weight, (round(share, 2),))
    yield from _word_evidence("type", a.words.types, b.words.types, w.TYPE_SAME, w.TYPE_OTHER)
    yield from _word_evidence("lot", a.words.lots, b.words.lots, 0.0, w.LOT_OTHER)
    yield from _word_evidence("floor", a.words.floors, b.words.floors, w.FLOOR_SAME, w.FLOOR_OTHER)
    yield from _word_evidence(
        "distances",
        a.words.kilometres,
        b.words.kilometres,
        w.KILOMETRES_SAME,
        w.KILOMETRES_OTHER,
    )
    yield from _word_evidence("fibre", a.words.fibre, b.words.fibre, w.FIBRE_SAME, w.FIBRE_OTHER)


def _word_evidence(
    code: str, first: frozenset[str], second: frozenset[str], agreeing: float, different: float
) -> Evidence:
    if first and second:
        agree = not first.isdisjoint(second)
        weight = agreeing if agree else different
        if weight:
            values = (", ".join(sorted(first)), ", ".join(sorted(second)))
            yield Reason(f"{code}_{'same' if agree else 'other'}", weight, values)


def relative(first: float, second: float) -> float:
    """Returns the difference as a share of the larger."""
    return abs(first - second) / max(first, second)


def by_steps(value: float, steps: Sequence[tuple[float, float]], beyond: float) -> float:
    """Returns the weight of the first step that the value does not pass."""
    for ceiling, weight in steps:
        if value <= ceiling:
            return weight
    return beyond
