"""Query sets of the address book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Max, Q

if TYPE_CHECKING:
    from datetime import datetime

    from bocage.people.policies import Reach
    from bocage.welcome.helpers.models import Helper  # noqa: F401 - read by mypy in strings


class HelperQuerySet(models.QuerySet["Helper"]):
    """Query set of helpers, by the people who may send them requests, and by number of requests."""

    def within(self, reach: Reach) -> HelperQuerySet:
        """Filters helpers whose commune is covered by mandates of this reach."""
        return self.filter(reach.within(departement="commune__departement", epci="commune__epci"))

    def with_requests(self, since: datetime) -> HelperQuerySet:
        """Annotates helpers with `last_requested_at`, and with `recent_requests`, the number of
        requests since a moment.
        """
        return self.annotate(
            last_requested_at=Max("requests__requested_at"),
            recent_requests=Count("requests", filter=Q(requests__requested_at__gt=since)),
        )
