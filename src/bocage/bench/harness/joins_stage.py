"""What `bocage bench joins` asks of the instance that it measures: read, settle, compare.

Deliveries go the way of every other: the same reading, the same stock, the same settling.
"""

from __future__ import annotations

import csv
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from bocage.bench.harness.stage import InstanceInUse
from bocage.housing.imports.formats import opened
from bocage.housing.models import FeedRun, JoinVerdict, Listing, Source
from bocage.housing.operations.settling import settle_pending_listings
from bocage.housing.operations.settling_reading import Reader
from bocage.housing.operations.stock import load_stated, write_stated
from bocage.territory.models import Departement

type Pair = frozenset[str]

MOST_EXPLAINED = 200


class TruthUnreadable(Exception):
    """The file of known pairs has no columns `reference_a` and `reference_b`."""


@dataclass(frozen=True)
class Mistake:
    """A pair that was missed, or joined wrongly, and why."""

    references: list[str]
    score: float | None
    reasons: list[dict[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """What came of the deliveries. `known` are pairs of references that are one home."""

    listings: int
    dwellings: int
    doubtful: int
    known: int
    joined: int
    right: int
    settle_seconds: float
    missed: list[Mistake]
    wrong: list[Mistake]


def measure_joins(truth: Path, deliveries: Iterable[Path]) -> Outcome:
    """Reads the deliveries into this empty instance, settles them, and compares with the truth.

    Raises:
        InstanceInUse: there are sources here already.
        TruthUnreadable: the truth is not the CSV that it should be.
        DeliveryRefused: a delivery cannot be read.
    """
    if Source.objects.exists():
        raise InstanceInUse
    known = set(read_truth(truth))
    for path in deliveries:
        _take(path)
    started = time.perf_counter()
    settle_pending_listings()
    seconds = time.perf_counter() - started
    found = joined_pairs()
    return Outcome(
        listings=Listing.objects.count(),
        dwellings=Listing.objects.values("dwelling").distinct().count(),
        doubtful=JoinVerdict.objects.filter(verdict=JoinVerdict.Verdict.DOUBTFUL).count(),
        known=len(known),
        joined=len(found),
        right=len(found & known),
        settle_seconds=round(seconds, 2),
        missed=_explained(known - found),
        wrong=_explained(found - known),
    )


def read_truth(path: Path) -> Iterator[Pair]:
    """The known pairs, as unordered sets of two references.

    Raises:
        TruthUnreadable: the columns are not there.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"reference_a", "reference_b"} <= set(reader.fieldnames or ()):
            raise TruthUnreadable
        for row in reader:
            pair = frozenset(
                ((row["reference_a"] or "").strip(), (row["reference_b"] or "").strip())
            )
            if len(pair) == 2 and "" not in pair:
                yield pair


def joined_pairs() -> set[Pair]:
    """Every pair of references whose listings are of one dwelling."""
    homes = defaultdict(set)
    for dwelling, reference in Listing.objects.order_by().values_list("dwelling", "reference"):
        homes[dwelling].add(reference)
    return {
        frozenset(pair) for references in homes.values() for pair in combinations(references, 2)
    }


@transaction.atomic
def _take(path: Path) -> None:
    """The delivery as the stock of its agencies: a later one of the same replaces it."""
    with opened(path, form=Source.Format.POLIRIS, mapping={}) as delivery:
        codes = sorted({read.agency_code for read in delivery.rows if read.agency_code})
    name = ", ".join(codes) or path.stem
    source, _is_new = Source.objects.get_or_create(
        slug=slugify(name)[:60] + sha256(name.encode()).hexdigest()[:8],
        defaults={
            "name": name[:120],
            "kind": Source.Kind.AGENCY,
            "format": Source.Format.POLIRIS,
            "departement": Departement.objects.order_by("code").first(),
        },
    )
    now = timezone.now()
    run = FeedRun.objects.create(
        source=source,
        number=source.runs.count() + 1,
        way=FeedRun.Way.COMMAND,
        status=FeedRun.Status.APPLIED,
        sha256=sha256(path.read_bytes()).hexdigest(),
        received_at=now - timedelta(seconds=1),
        finished_at=now,
    )
    with opened(path, form=Source.Format.POLIRIS, mapping={}) as delivery:
        load_stated(source, delivery.rows)
        write_stated(source, run, now)


def _explained(pairs: Iterable[Pair]) -> list[Mistake]:
    """The pairs with what the machine thinks of them."""
    chosen = sorted(sorted(pair) for pair in pairs)[:MOST_EXPLAINED]
    wanted = {reference for pair in chosen for reference in pair}
    listings = {each.reference: each for each in Listing.objects.filter(reference__in=wanted)}
    reader = Reader()
    traits = reader.traits(listings.values())
    mistakes = []
    for pair in chosen:
        if not listings.keys() >= set(pair):
            mistakes.append(Mistake(pair, None, []))
            continue
        first, second = (traits[listings[reference].pk] for reference in pair)
        found = reader.judge(first, second)
        reasons = [reason.as_document() for reason in found.reasons]
        mistakes.append(Mistake(pair, round(found.score, 3), reasons))
    return mistakes
