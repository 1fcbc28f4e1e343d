"""Consents of ambassadors, listed on the person's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.outreach.ambassadors.models import Ambassador
from bocage.people.agreements import Agreement, lists_agreements
from bocage.people.models import Person


@lists_agreements
def ambassadors(person: Person) -> Iterator[Agreement]:
    """Yields the agreements given by a person as an ambassador, most recent first; one query."""
    page = reverse("own_ambassador")
    ambassador_rows = Ambassador.objects.filter(person=person, agreed_at__isnull=False)
    for ambassador in ambassador_rows.order_by("-agreed_at", "pk"):
        yield Agreement(
            words=ambassador.words,
            to=_("le territoire, comme ambassadeur"),
            given_at=ambassador.agreed_at or ambassador.requested_at,
            ended_at=ambassador.ended_at,
            url=page,
        )
