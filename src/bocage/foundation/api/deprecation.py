"""Endpoints that are to go away: said six months before, in each of their answers.

    old = Deprecated(since=date(2027, 1, 4), until=date(2027, 9, 1), instead="list_new")

    @router.read("/old", OldAnswer, summary=_("…"), deprecated=old)

`Deprecation` is that of RFC 9745, `Sunset` that of RFC 8594. From its last day on, an endpoint
answers 410 and says where to go: see docs/decisions/api-versions.md.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from bocage.foundation.errors import Refusal

NOTICE = timedelta(days=182)
"""What is to go away says so for this long at least."""


class EndpointGone(Refusal):
    """The endpoint was deprecated, and its day has come; `instead` leads to what replaces it."""

    status = 410
    default_sentence = _("Cette opération a été retirée : suivez « instead ».")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprecated:
    """Since when an endpoint is to go away, the day on which it stops, and the operation that
    replaces it (its `operationId`). Days are those of UTC.

    Raises:
        ValueError: it is not said six months before.
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

    def tell(self, response: HttpResponse, page: str) -> None:
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
