"""The links on deliveries of several agencies, of which the true pairs are known."""

from collections import Counter, defaultdict
from io import BytesIO
from itertools import combinations
from statistics import fmean
from zipfile import ZipFile

import pytest

from bench.harness.invented.deliveries import NOISES, Deliveries, invent_deliveries
from bench.harness.invented.homes import Town
from bench.harness.invented.twins import FEW_TWINS, invent_twins
from bocage.housing.deduplication.record_linkage import (
    Habits,
    Traits,
    Vocabulary,
    Words,
    group_homes,
    heed_rivals,
    judge_pairs,
    score_pair,
)
from bocage.housing.feeds.parsing.listing_rows import ListingRow
from bocage.housing.feeds.parsing.poliris import read_listings

TOWNS = [
    Town(f"Villeneuve-{number}", f"61{number:03}", 48.3 + number / 60, 0.1 + number / 90)
    for number in range(100, 150)
]


def traits_of(deliveries: Deliveries) -> list[Traits]:
    rows = []
    for content in deliveries.files.values():
        with ZipFile(BytesIO(content)) as archive, archive.open("Annonces.csv") as stream:
            rows += [read.row for read in read_listings(stream) if read.row]
    vocabularies = vocabularies_of(rows)
    return [
        Traits(
            key=row.reference,
            agency=row.agency_code,
            external_id=row.external_id,
            offer=row.offer.value,
            kind=row.kind.value,
            commune=row.postcode,
            postcode=row.postcode,
            latitude=row.latitude,
            longitude=row.longitude,
            precision=str(row.position_precision or ""),
            price_eur=row.price_eur,
            surface_m2=float(row.surface_m2) if row.surface_m2 else None,
            land_m2=row.land_m2,
            rooms=row.rooms,
            bedrooms=row.bedrooms,
            built_year=row.built_year,
            energy_class=row.energy_class,
            energy_kwh=row.energy_kwh,
            emissions_class=row.emissions_class,
            emissions_kg=row.emissions_kg,
            words=Words(row.title, row.description, vocabularies[row.agency_code]),
        )
        for row in rows
    ]


def vocabularies_of(rows: list[ListingRow]) -> dict[str, Vocabulary]:
    """Returns the vocabulary of each agency, as deduplication learns it."""
    texts = defaultdict(list)
    for row in rows:
        texts[row.agency_code].append(f"{row.title} . {row.description}")
    of_all = Vocabulary.learned(
        [text for agency_texts in texts.values() for text in agency_texts][:400]
    )
    return {
        code: Vocabulary.learned(agency_texts[:200], of_all) for code, agency_texts in texts.items()
    }


def recall_and_precision(deliveries: Deliveries) -> tuple[float, float]:
    listings = {trait.key: trait for trait in traits_of(deliveries)}
    crowds = Counter(
        (listing.commune, listing.offer, listing.kind) for listing in listings.values()
    )

    habits = Habits()

    def crowd(first, second):
        return max(
            crowds[listing.commune, listing.offer, listing.kind] for listing in (first, second)
        )

    def judge(a, b):
        first, second = listings[a], listings[b]
        return score_pair(
            first, second, crowd=crowd(first, second), habit=habits.between(first, second)
        )

    pairs = [
        (a, b)
        for a, b in combinations(sorted(listings), 2)
        if listings[a].commune == listings[b].commune
    ]
    likely = judge_pairs(pairs, listings, crowd, habits)
    groups = group_homes(sorted(listings), heed_rivals(likely, listings), {}, judge)
    linked_pairs = {frozenset(pair) for group in groups for pair in combinations(group, 2)}
    truth = {frozenset(pair) for pair in deliveries.pairs}
    return len(linked_pairs & truth) / len(truth), len(linked_pairs & truth) / len(linked_pairs)


def measured(noise: str, seeds: range) -> list[tuple[float, float]]:
    return [
        recall_and_precision(invent_deliveries(seed, TOWNS, homes=200, noise=NOISES[noise]))
        for seed in seeds
    ]


@pytest.mark.parametrize("noise", ["usual", "templates"])
def test_homes_are_recognised_on_deliveries_that_nothing_was_tuned_on(noise):
    recalls, precisions = zip(*measured(noise, range(500, 505)), strict=True)

    assert fmean(recalls) >= 0.97
    assert min(recalls) >= 0.95
    assert fmean(precisions) >= 0.98
    assert min(precisions) >= 0.96


@pytest.mark.parametrize(("noise", "precision"), [("sparse", 0.97), ("rough", 0.98)])
def test_homes_are_recognised_even_where_they_are_hardly_or_badly_described(noise, precision):
    recalls, precisions = zip(*measured(noise, range(500, 505)), strict=True)

    assert fmean(recalls) >= 0.95
    assert fmean(precisions) >= precision


def test_near_twins_that_another_hand_invents_are_rarely_taken_for_one_home():
    recalls, precisions = zip(
        *(
            recall_and_precision(invent_twins(seed, TOWNS, homes=200, disorder=FEW_TWINS))
            for seed in range(600, 605)
        ),
        strict=True,
    )

    assert fmean(recalls) >= 0.93
    assert fmean(precisions) >= 0.97


def test_one_seed_makes_one_delivery():
    first, second = (invent_deliveries(7, TOWNS, homes=30) for _time in range(2))

    assert first.pairs == second.pairs
    assert first.truth().startswith("reference_a,reference_b\r\n")
    assert {name: len(content) for name, content in first.files.items()} == {
        name: len(content) for name, content in second.files.items()
    }
