"""Matching part of `housing`: people interested in a new home, and the delay of their mails.

Matching runs in the instance's own processes, against a hundredth of all searches, all, and a
tenth. From the delivery to the mail everything is real: a ZIP posted to the push address, the
worker of `bocage up`, and a local mail server that records the time of each message.
"""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.request import Request, urlopen

from bench.harness.agency_lines import agency_line
from bench.harness.instance import Instance
from bench.harness.measures import percentile
from bench.harness.sizes import Size
from bench.harness.smtp_server import TakenMails, taking_mails

SHARES = {"match_hundredth": 100, "match": 1, "match_tenth": 10}
"""Divisor of the saved searches, each time. The last ones stay, for the deliveries."""
DELIVERIES, QUICK_DELIVERIES = 12, 3
HOMES_ADDED = 5
TOKEN = "bench-" + "t" * 37
SLUG = "banc"
LONGEST_WAIT_S = 120
TOWN = ("61400", "MORTAGNE-AU-PERCHE")


def measure_matching(instance: Instance, size: Size) -> dict[str, int | float]:
    """Returns the figures `match*` in milliseconds, and `delivery_to_mail.*` in seconds.

    The suffix of `match*` is the share of the searches (`match` is all of them).
    """
    figures: dict[str, int | float] = {}
    for name, divisor in SHARES.items():
        count = size.saved_searches // divisor
        stage: dict[str, Any] = instance.set_stage("matching", str(count))
        figures |= {f"{name}.{figure}": value for figure, value in stage.items()}
    with taking_mails() as mails:
        _restart_with(instance, mails)
        figures |= _measure_deliveries(
            instance, mails, QUICK_DELIVERIES if size.is_quick else DELIVERIES
        )
    return figures


def _restart_with(instance: Instance, mails: TakenMails) -> None:
    """Has the instance hand its mails over to the server of the bench."""
    instance.stop()
    instance.settings["BOCAGE_EMAIL_URL"] = f"smtp+plain://127.0.0.1:{mails.port}"
    instance.start()


def _measure_deliveries(
    instance: Instance, mails: TakenMails, deliveries: int
) -> dict[str, int | float]:
    open_source(instance)
    waits: list[float] = []
    for number in range(1, deliveries + 1):
        _let_a_day_pass(instance)
        mails_before = len(mails.moments)
        posted_at = time.perf_counter()
        post_delivery(instance, delivery_of(number * HOMES_ADDED))
        _wait_until_notified(instance, number * HOMES_ADDED)
        waits += [moment - posted_at for moment in mails.moments[mails_before:]]
    if not waits:
        raise AssertionError("no mail was handed over: the deliveries interested nobody")
    return {
        "delivery_to_mail.mails": len(waits),
        "delivery_to_mail.p50_s": round(percentile(waits, 50), 2),
        "delivery_to_mail.p95_s": round(percentile(waits, 95), 2),
    }


def _let_a_day_pass(instance: Instance) -> None:
    """Moves the last notices a day back, since nobody is notified twice within minutes."""
    with instance.connect() as connection:
        connection.execute(
            "UPDATE housing_savedsearch SET last_notified_at = last_notified_at - interval '1 day'"
            " WHERE last_notified_at IS NOT NULL"
        )


def open_source(instance: Instance) -> None:
    with instance.connect() as connection:
        connection.execute(
            "INSERT INTO housing_source (id, slug, name, kind, format, departement_id,"
            " contact_name, contact_email, contact_phone, website, column_mapping,"
            " push_token_digest, fetch_address, fetch_every_minutes, fetch_failures, etag,"
            " last_modified, quiet_after_hours, state, error, is_active, created_at)"
            " VALUES (gen_random_uuid(), %s, 'Banc', 'agency', 'poliris', '61', '', '', '', '',"
            " '{}', %s, '', 60, 0, '', '', 48, 'new', '', true, now())",
            [SLUG, sha256(TOKEN.encode()).hexdigest()],
        )


def post_delivery(instance: Instance, delivery: bytes) -> None:
    request = Request(
        f"http://127.0.0.1:{instance.port}/depot/{SLUG}/",
        data=delivery,
        headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/zip"},
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        if answer.status != 202:
            raise AssertionError(f"the delivery was not taken: {answer.status}")


def _wait_until_notified(instance: Instance, homes: int) -> None:
    """Waits until every home of the deliveries was matched, and every mail sent.

    Raises:
        AssertionError: that took more than two minutes.
    """
    deadline = time.perf_counter() + LONGEST_WAIT_S
    with instance.connect() as connection:
        connection.autocommit = True
        while time.perf_counter() < deadline:
            row = connection.execute(_PROGRESS).fetchone()
            if row is not None and row[0] >= homes and row[1] == 0:
                return
            time.sleep(0.1)
    raise AssertionError(f"{homes} homes were not told within {LONGEST_WAIT_S} seconds")


_PROGRESS = """
SELECT (SELECT count(*) FROM housing_marketfact WHERE matched_at IS NOT NULL),
    (SELECT count(*) FROM housing_alert WHERE notified_at IS NULL)
    + (SELECT count(*) FROM foundation_outgoingmail WHERE state IN ('queued', 'sending'))
"""


def delivery_of(homes: int) -> bytes:
    """Returns the whole stock of the source: so many homes, the first always equal."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        lines = b"\r\n".join(line.encode("cp1252") for line in _lines(homes))
        archive.writestr("Annonces.csv", lines)
    return packed.getvalue()


def _lines(homes: int) -> Iterator[str]:
    for number in range(homes):
        postcode, town = TOWN
        cells = {
            "agency_code": "banc",
            "reference": f"B{number:05}",
            "offer": "vente",
            "kind": "maison/villa",
            "postcode": postcode,
            "town": town,
            "price": str(95_000 + number * 7_000 % 150_000),
            "surface": str(110 + number * 13 % 90),
            "rooms": str(4 + number % 4),
            "title": f"Maison {number}",
            "description": f"Maison numéro {number}, jardin et bureau.",
            "external_id": f"banc-{number}",
            "energy_class": "C",
        }
        yield agency_line(cells)
