"""Deprecation of endpoints, announced in each response six months in advance.

    old = Deprecated(since=date(2027, 1, 4), until=date(2027, 9, 1), instead="list_new")

    @router.read("/old", OldAnswer, summary=_("…"), deprecated=old)

`Deprecation` is that of RFC 9745, `Sunset` that of RFC 8594. From its last day on, an endpoint
answers 410 with the address of its replacement: see docs/decisions/api-versions.md.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal

NOTICE = timedelta(days=182)
"""Minimum period during which a deprecated endpoint announces its removal."""


class EndpointGone(Refusal):
    """Refusal of a deprecated endpoint whose last day has passed; `instead` links to its
    replacement.
    """

    status = 410
    default_sentence = _("Cette opération a été retirée : suivez « instead ».")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """Deprecation of an endpoint: its start, its last day and its replacement.

    `instead` is the `operationId` of the replacement. Days are those of UTC.

    Raises:
        ValueError: the announcement lasts less than six months.
    """

    since: date
    until: date
    instead: str

    def __post_init__(self) -> None:
        if self.until - self.since < NOTICE:
            raise ValueError(f"an endpoint is deprecated {NOTICE.days} days before it stops")

    def is_over(self, now: datetime) -> bool:
        """Checks whether the last day of the endpoint has come: from midnight UTC of `until`."""
        return now >= _midnight(self.until)

    def write_headers(self, response: HttpResponse, page: str) -> None:
        """Adds the `Deprecation`, `Sunset` and `Link` headers to a response; `page` is the address
        that explains what to do.
        """
        response["Deprecation"] = f"@{int(_midnight(self.since).timestamp())}"
        response["Sunset"] = http_date(_midnight(self.until).timestamp())
        add_link(response, page, "deprecation")


def add_link(response: HttpResponse, address: str, relation: str) -> None:
    """Adds a link to the `Link` header of a response (RFC 8288)."""
    links = [response["Link"]] if "Link" in response else []
    response["Link"] = ", ".join([*links, f'<{address}>; rel="{relation}"'])


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
