"""Metrics for Prometheus at `/metrics`."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection
from prometheus_client import CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bocage.foundation.monitoring.registry import declared_counts, measure_lags

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class DatabaseCollector(Collector):
    """Collector of the metrics that any process can read: delays, counts declared by the rooms,
    database connections, free disk space.
    """

    def collect(self) -> Iterator[Metric]:
        delays = GaugeMetricFamily(
            "bocage_delay_seconds", "How late something is.", labels=["vital"]
        )
        limits = GaugeMetricFamily(
            "bocage_delay_limit_seconds", "How late it may be.", labels=["vital"]
        )
        for lateness in measure_lags():
            name = lateness.vital.name
            delays.add_metric([name], lateness.delay.total_seconds())
            limits.add_metric([name], lateness.vital.limit.total_seconds())
        yield from (delays, limits)
        for count in declared_counts():
            family = GaugeMetricFamily(f"bocage_{count.name}", count.help, labels=[count.label])
            for value, number in count.read().items():
                family.add_metric([value], number)
            yield family
        yield GaugeMetricFamily(
            "bocage_database_connections",
            "Connections to the database of the instance.",
            value=_connections(),
        )
        yield GaugeMetricFamily(
            "bocage_disk_free_bytes",
            "Free space where the data folder lies.",
            value=shutil.disk_usage(settings.BOCAGE.data_dir).free,
        )


def begin_measuring(folder: Path) -> None:
    """Empties the folder in which the web processes store their metrics.

    The previous processes have ended, and Prometheus handles counters that restart from zero.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def exposition() -> bytes:
    """Returns all metrics of the instance in the text format of Prometheus.

    Those of its other web processes are included.
    """
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)
    registry.register(DatabaseCollector())
    return generate_latest(registry)


def _connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        (count,) = cursor.fetchone()
    return int(count)
