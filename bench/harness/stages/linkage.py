"""Operations of `python -m bench linkage` in the measured instance: read, deduplicate, compare.

Deliveries are processed as all others: the same reading, stock and deduplication.
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
from typing import Any, TextIO

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from bench.harness.stage import InstanceInUse
from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.deduplication.operations.trait_reader import Reader
from bocage.housing.feeds.operations.staging import (
    apply_staging,
    compare_staging,
    load_staging,
)
from bocage.housing.feeds.parsing.formats import open_apart
from bocage.housing.feeds.parsing.plain_text import one_line
from bocage.housing.models import FeedRun, LinkageVerdict, Listing, Source
from bocage.territory.models import Departement

type Pair = tuple[str, str]
"""Two references, in the order of the alphabet; they may be equal, in two agencies."""

MAX_EXPLAINED = 200
LONGEST_REFERENCE = 80


class TruthUnreadable(Exception):
    """The file of known pairs has no columns `reference_a` and `reference_b`."""


@dataclass(frozen=True)
class Mistake:
    """A pair that was missed, or linked wrongly, and why."""

    references: list[str]
    score: float | None
    reasons: list[dict[str, Any]]


@dataclass(frozen=True)
class Outcome:
    """Result of the deliveries.

    `known` are pairs of references of one home; of `absent` pairs, a reference is in none of the
    deliveries, and they are not among the known.
    """

    listings: int
    dwellings: int
    doubtful: int
    known: int
    absent: int
    linked: int
    right: int
    deduplication_seconds: float
    missed: list[Mistake]
    wrong: list[Mistake]


def measure_linkage(truth: Path, deliveries: Iterable[Path]) -> Outcome:
    """Reads the deliveries into this empty instance, deduplicates them, and compares with the
    truth.

    Raises:
        InstanceInUse: there are sources here already.
        TruthUnreadable: the truth is not the CSV that it should be.
        FeedRefused: a delivery cannot be read.
    """
    if Source.objects.exists():
        raise InstanceInUse
    references: set[str] = set()
    for path in deliveries:
        references |= _take(path)
    truth_pairs = set(read_truth(truth))
    known_pairs = {pair for pair in truth_pairs if references.issuperset(pair)}
    started = time.perf_counter()
    deduplicate_pending_listings()
    seconds = time.perf_counter() - started
    found_pairs = linked_pairs()
    return Outcome(
        listings=Listing.objects.count(),
        dwellings=Listing.objects.values("dwelling").distinct().count(),
        doubtful=LinkageVerdict.objects.filter(verdict=LinkageVerdict.Verdict.DOUBTFUL).count(),
        known=len(known_pairs),
        absent=len(truth_pairs) - len(known_pairs),
        linked=len(found_pairs),
        right=len(found_pairs & known_pairs),
        deduplication_seconds=round(seconds, 2),
        missed=_explained(known_pairs - found_pairs),
        wrong=_explained(found_pairs - known_pairs),
    )


def read_truth(path: Path) -> Iterator[Pair]:
    """Reads the known pairs, in any order of references.

    Raises:
        TruthUnreadable: the columns are missing, or it is not a text.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            yield from _pairs(file)
        except (UnicodeDecodeError, csv.Error) as error:
            raise TruthUnreadable from error


def _pairs(file: TextIO) -> Iterator[Pair]:
    first_line = file.readline()
    separator = ";" if ";" in first_line else ","
    names = [name.strip().strip('"').lower() for name in first_line.split(separator)]
    if not {"reference_a", "reference_b"} <= set(names):
        raise TruthUnreadable
    for row in csv.DictReader(file, names, delimiter=separator):
        first, second = sorted(
            one_line(row[name] or "", LONGEST_REFERENCE) for name in ("reference_a", "reference_b")
        )
        if first:
            yield first, second


def linked_pairs() -> set[Pair]:
    """Returns every pair of references whose listings are of one dwelling.

    Two agencies may use one reference: such a pair has it twice.
    """
    homes = defaultdict(list)
    for dwelling, reference in Listing.objects.order_by().values_list("dwelling", "reference"):
        homes[dwelling].append(reference)
    return {pair for references in homes.values() for pair in combinations(sorted(references), 2)}


@transaction.atomic
def _take(path: Path) -> set[str]:
    """Processes the delivery as the stock of its agencies; returns its references.

    Those of rejected rows are included. A later delivery of the same agencies replaces the earlier
    one.
    """
    with open_apart(path, form=Source.Format.POLIRIS, mapping={}) as delivery:
        read = [(row.agency_code, row.reference) for row in delivery.rows]
    references = {reference for _code, reference in read if reference}
    source = _source_of(path, sorted({code for code, _reference in read if code}), references)
    now = timezone.now()
    run = FeedRun.objects.create(
        source=source,
        number=source.runs.count() + 1,
        channel=FeedRun.Channel.COMMAND,
        status=FeedRun.Status.APPLIED,
        sha256=sha256(path.read_bytes()).hexdigest(),
        received_at=now - timedelta(seconds=1),
        finished_at=now,
    )
    with open_apart(path, form=Source.Format.POLIRIS, mapping={}) as delivery:
        change = load_staging(source, delivery.rows)
        compare_staging(source, change)
        apply_staging(source, run, now)
    return references


def _source_of(path: Path, codes: list[str], references: set[str]) -> Source:
    """Returns the source of these agencies.

    It is that of the file alone if it names none, or if it shares less than half of their earlier
    stock: a product would hold it for review.
    """
    name = ", ".join(codes) or str(path)
    stock = set(Listing.objects.filter(source__name=name[:120]).values_list("reference", flat=True))
    if 2 * len(stock & references) < len(stock):
        name = f"{path.stem} ({name}) {path}"
    source, _is_new = Source.objects.get_or_create(
        slug=slugify(name)[:60] + sha256(name.encode()).hexdigest()[:8],
        defaults={
            "name": name[:120],
            "kind": Source.Kind.AGENCY,
            "format": Source.Format.POLIRIS,
            "departement": Departement.objects.order_by("code")[0],
        },
    )
    return source


def _explained(pairs: Iterable[Pair]) -> list[Mistake]:
    """Returns the pairs with the scores of the matcher."""
    explained_pairs = sorted(pairs)[:MAX_EXPLAINED]
    references = {reference for pair in explained_pairs for reference in pair}
    listings = {
        listing.reference: listing for listing in Listing.objects.filter(reference__in=references)
    }
    reader = Reader()
    traits = reader.traits(listings.values())
    mistakes = []
    for pair in explained_pairs:
        if not listings.keys() >= set(pair):
            mistakes.append(Mistake(list(pair), None, []))
            continue
        first, second = (traits[listings[reference].pk] for reference in pair)
        verdict = reader.judge(first, second)
        reasons = [reason.as_document() for reason in verdict.reasons]
        mistakes.append(Mistake(list(pair), round(verdict.score, 3), reasons))
    return mistakes
