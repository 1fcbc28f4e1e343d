"""Consents of people who give a testimony."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.people.agreements import Agreement, lists_agreements
from bocage.people.models import Person


@lists_agreements
def testimonies(person: Person) -> Iterator[Agreement]:
    """Yields the consents of a person to publish their testimony, most recent first; one query."""
    for consent in TestimonyConsent.objects.filter(person=person).order_by("-given_on", "pk"):
        yield Agreement(
            words=consent.words_shown,
            to=_("le site du territoire"),
            given_at=_morning(consent.given_on),
            ended_at=consent.withdrawn_at,
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())
