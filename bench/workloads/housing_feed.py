"""Feed part of `python -m bench housing`: one delivery of many listings, read twice.

A tenth of the listings is read first, to measure the growth of memory. Settling comes after the
reading, by the worker; it is delayed, so that it neither takes the processor meanwhile nor locks
the listings that the next delivery changes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.harness.agency_lines import agency_line
from bench.harness.instance import Instance
from bench.harness.sizes import Size
from bocage.housing.deduplication.operations.deduplication import DEDUPLICATION_LOCK

CHANGED_EVERY = 50
"""In the second delivery, one listing in so many has a lower price."""
KIB_IN_MB = 1024
MEMORY_IS_IN_KIB = sys.platform != "darwin"

TOWNS = (("61400", "MORTAGNE-AU-PERCHE"), ("61000", "Alençon"), ("61200", "Argentan"))
KINDS = ("maison/villa", "appartement", "terrain", "maison avec terrain")
WORDS = (
    *("longère", "restaurée", "avec", "goût", "séjour", "lumineux", "cheminée", "bureau"),
    *("possible", "jardin", "clos", "verger", "dépendances", "proche", "gare", "fibre"),
)


@dataclass(frozen=True)
class Reading:
    """Cost of one run of the command: seconds, and peak megabytes."""

    seconds: float
    peak_mb: float
    created: int
    updated: int


def measure_feed(instance: Instance, size: Size) -> dict[str, int | float]:
    """Rows a second and the highest memory of `bocage import_feed`, all that it does included."""
    count = size.delivered
    with _deduplicating_later(instance):
        tenth = _read(instance, "dixieme", _delivery(instance.data_folder, count // 10))
        first = _read(instance, "entiere", _delivery(instance.data_folder, count))
        again = _read(instance, "entiere", _delivery(instance.data_folder, count, falls=True))
    if first.created != count or again.updated != -(-count // CHANGED_EVERY):
        raise AssertionError(f"the feed was not read as expected: {first} {again}")
    return figures_of(count, tenth, first, again)


def figures_of(
    count: int, tenth: Reading, first: Reading, again: Reading
) -> dict[str, int | float]:
    """Returns the figures of a tenth of a delivery, of the whole, and of the whole again."""
    peak_mb = max(first.peak_mb, again.peak_mb)
    return {
        "feed.rows": count,
        "feed.rows_per_s": round(count / first.seconds),
        "feed.again_rows_per_s": round(count / again.seconds),
        "feed.peak_mb": round(peak_mb, 1),
        "feed.peak_tenth_mb": round(tenth.peak_mb, 1),
        "feed.peak_beside_tenth": round(peak_mb / tenth.peak_mb, 2),
    }


@contextmanager
def _deduplicating_later(instance: Instance) -> Iterator[None]:
    """Holds the lock of deduplication within the block; at its end nothing is left to do."""
    with instance.connect() as connection:
        connection.autocommit = True
        connection.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [DEDUPLICATION_LOCK])
        yield
        connection.execute("UPDATE housing_listing SET deduplicated_at = now()")


def _read(instance: Instance, source: str, file: Path) -> Reading:
    """Runs the command, and reads the peak memory of its process."""
    started = time.perf_counter()
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "bocage", "import_feed", "--json", "--source", source),
            *("--create", "--departement", "61", str(file)),
        ],
        env=instance.environment,
        stdout=subprocess.PIPE,
    ) as process:
        output = process.stdout.read() if process.stdout else b""
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, output)
    report = json.loads(output)
    octets = usage.ru_maxrss * (1024 if MEMORY_IS_IN_KIB else 1)
    return Reading(
        time.perf_counter() - started,
        octets / KIB_IN_MB / 1024,
        report["created"],
        report["updated"],
    )


def _delivery(folder: Path, count: int, *, falls: bool = False) -> Path:
    """Writes a delivery of so many listings, equal each time."""
    path = folder / f"livraison-{count}-{falls}.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("Annonces.csv", "w", force_zip64=True) as member,
    ):
        for line in _lines(count, falls=falls):
            member.write(line.encode("cp1252") + b"\r\n")
    return path


def _lines(count: int, *, falls: bool) -> Iterator[str]:
    chance = Random(61)
    for number in range(count):
        postcode, town = TOWNS[number % len(TOWNS)]
        price = 60_000 + number % 3_000 * 100
        cells = {
            "agency_code": "banc",
            "reference": f"B{number:06}",
            "offer": "location" if number % 5 == 0 else "vente",
            "kind": KINDS[number % len(KINDS)],
            "postcode": postcode,
            "town": town,
            "price": str(price - 1_000 if falls and number % CHANGED_EVERY == 0 else price),
            "surface": str(40 + number % 200),
            "land": str(number % 5_000),
            "rooms": str(1 + number % 8),
            "bedrooms": str(number % 6),
            "title": f"Longère {1 + number % 8} pièces",
            "description": "<BR>".join(" ".join(chance.choices(WORDS, k=12)) for _line in range(6)),
            "external_id": f"banc-{number}",
            "energy_class": "ABCDEFG"[number % 7],
        }
        yield agency_line(cells)
