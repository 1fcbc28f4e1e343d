"""Monitoring of an instance: delays and counts, for people and for Prometheus.

A room declares them in its `lag_checks.py`, discovered at startup:

    add_vital(
        Vital(
            name="alerts",
            label=_("Alertes de logements"),
            limit=timedelta(minutes=10),
            delay=how_long_the_oldest_alert_is_due,
        )
    )
    add_count(name="sources", help="Sources by state.", label="state", read=by_state)
"""

from bocage.foundation.monitoring.registry import (
    Count,
    Delivery,
    Feed,
    Lag,
    LagCheck,
    add_count,
    add_feed,
    add_lag_check,
    declared_counts,
    declared_feeds,
    measure_lags,
    unmonitored,
)

__all__ = [
    "Count",
    "Delivery",
    "Feed",
    "Lag",
    "LagCheck",
    "add_count",
    "add_feed",
    "add_lag_check",
    "declared_counts",
    "declared_feeds",
    "measure_lags",
    "unmonitored",
]
