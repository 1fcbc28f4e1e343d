"""Budgets of pages, tasks and responses, and the figures that never vary.

docs/performance/README.md has the same values for people, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping

PROMISES: Mapping[str, Mapping[str, float]] = {
    "api": {"overlaps": 0},
    "booking": {
        "contention.overlaps": 0,
        "contention.server_errors": 0,
        "contention.winners_min": 1,
        "contention.winners_max": 1,
    },
    "workspaces": {"overlaps": 0},
}
"""Exact figures by workload, at every size, the quick one included, and at any pace."""
PACE_MS = 11.0
"""Milliseconds of a core for a million steps (`machine.million_steps_ms`) on which the budgets are
based. A rented machine with shared cores is slower at some hours: durations may then be as many
times longer, and requests per second as many times fewer.
"""
SEARCH_MS = 60.0
"""Budget of a search for a home, a member or a place, at the 95th percentile."""
BOARD_MS = 80.0
"""The board of a whole day's work."""
FLAT = 1.25
"""Maximum ratio of memory for ten times as many listings: only counts are held, no listings."""

GOALS: Mapping[str, Mapping[str, float]] = {
    "api": {
        "availability.p95_ms": 40.0,
        "listings.p95_ms": 40.0,
        "booking.p95_ms": 60.0,
        # The key that has it done once is four statements of thirteen; runs differ by 0.05.
        "booking.beside_page": 1.15,
        "whole_reads": 0,
        "whole_reads_fresh": 0,
        "slower_fresh": 0,
    },
    "communes": {
        "suggestions.p95_ms": 30.0,
        "import.all_s": 60.0,
        "whole_reads": 0,
        "whole_reads_fresh": 0,
        "slower_fresh": 0,
    },
    "evidence": {
        "dashboard.p95_ms": 150.0,
        "public_page.p95_ms": 50.0,
        "snapshot.minutes": 10.0,
        "recomputed.differences": 0,
        "pages.whole_reads": 0,
        "pages.whole_reads_fresh": 0,
        "pages.slower_fresh": 0,
    },
    "housing_feed": {"feed.peak_mb": 400.0, "feed.peak_beside_tenth": FLAT},
    "housing_matching": {
        "match.p50_ms": 2.0,
        "match.p95_ms": 7.0,
        "delivery_to_mail.p95_s": 5.0,
    },
    "housing_search": {
        "search_page.p95_ms": SEARCH_MS,
        "search_page.whole_reads": 0,
        "search_page.whole_reads_fresh": 0,
        "search_page.slower_fresh": 0,
    },
    "network_directory": {
        "directory.p95_ms": SEARCH_MS,
        "directory.whole_reads": 0,
        "directory.whole_reads_fresh": 0,
        "directory.slower_fresh": 0,
    },
    "network_programme": {"programme.solve_s": 10.0},
    # Two web processes, the workers and PostgreSQL, every page having been read.
    "memory": {"after.pss_mib": 350.0, "after.web.private_mib": 80.0},
    "outreach_landing": {"landing.p95_ms": 50.0},
    "outreach_mailing": {"mailing.queued_s": 60.0, "mailing.peak_mb": 250.0},
    "routes": {
        # Routes of each family: all but one of twenty.
        "public.p95_ms": 60.0,
        "espace.p95_ms": 100.0,
        "api.p95_ms": 25.0,
        "file.p95_ms": 400.0,
        # Files have no such budget: all open data takes as long as sending a country.
        "public.slowest_ms": 250.0,
        "espace.slowest_ms": 250.0,
        "api.slowest_ms": 250.0,
        "slower_pages_fresh": 0,
        "dead_links": 0,
        "whole_reads": 0,
        "whole_reads_fresh": 0,
        "slower_fresh": 0,
    },
    "start": {"start.again_max_s": 5.0},
    "welcome": {
        "board.p95_ms": BOARD_MS,
        "board_around.p95_ms": BOARD_MS,
        # Up to three words, among more projects than any département has.
        "board_words.p95_ms": 400.0,
        "ranking.p95_ms": 100.0,
        "whole_reads": 0,
        "whole_reads_fresh": 0,
        "slower_fresh": 0,
    },
    "workspaces": {
        "availability_search.p95_ms": 50.0,
        "week_board.p95_ms": BOARD_MS,
        "booking.p95_ms": 60.0,
        "whole_reads": 0,
        "whole_reads_fresh": 0,
        "slower_fresh": 0,
    },
}
"""Upper bounds by workload, or part of one, at every size but the quick one."""

FLOORS: Mapping[str, Mapping[str, float]] = {
    "api": {"availability.requests_per_s": 500.0, "listings.requests_per_s": 500.0},
    "booking": {
        "contention.kept_of_bare_percent": 50.0,
        "day_view.kept_of_bare_percent": 45.0,
        # The barest site writes no letter that confirms, and queues no task.
        "spread.kept_of_bare_percent": 40.0,
    },
    "evidence": {"recomputed.cells": 100},
    "linkage": {"linkage.recall": 0.95, "linkage.precision": 0.98},
    "outreach_landing": {"landing.requests_per_s": 300.0},
}
"""Lower bounds."""


def bounds_of(workload: str, bounds: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """Returns the bounds of a workload and of its parts, which begin with its name, by figure."""
    return {
        figure: bound
        for name, bound_text in bounds.items()
        if name == workload or name.startswith(f"{workload}_")
        for figure, bound in bound_text.items()
    }
