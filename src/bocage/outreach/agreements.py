"""What somebody agreed to with the campaigns: letters, calls, words that are shown, a role."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from bocage.outreach.models.ambassadors import Ambassador
from bocage.outreach.models.consents import ProspectConsent
from bocage.outreach.models.editorial_consents import TestimonyConsent
from bocage.outreach.own_links import own_page_link
from bocage.people.agreements import Agreement, tells_agreements
from bocage.people.models import Person


@tells_agreements
def letters(person: Person) -> Iterator[Agreement]:
    """In the words that they were shown; one query. Taken back on « Ce que vous recevez »."""
    own = Q(prospect__person=person) | Q(prospect__email=person.email)
    found = ProspectConsent.objects.filter(own).select_related("prospect")
    for consent in found.order_by("-given_at", "pk"):
        prospect = consent.prospect
        is_theirs = prospect.email == person.email
        yield Agreement(
            words=consent.words,
            to=_("nos lettres et nos appels"),
            given_at=consent.given_at,
            ended_at=consent.withdrawn_at,
            url=own_page_link.url(prospect.pk, prospect.email) if is_theirs else "",
        )


@tells_agreements
def testimonies(person: Person) -> Iterator[Agreement]:
    """What they let us show of them; one query."""
    for consent in TestimonyConsent.objects.filter(person=person).order_by("-given_on", "pk"):
        yield Agreement(
            words=consent.words_shown,
            to=_("le site du territoire"),
            given_at=_morning(consent.given_on),
            ended_at=consent.withdrawn_at,
        )


@tells_agreements
def ambassadors(person: Person) -> Iterator[Agreement]:
    """What they agreed to as an ambassador; one query."""
    page = reverse("own_ambassador")
    found = Ambassador.objects.filter(person=person, agreed_at__isnull=False)
    for one in found.order_by("-agreed_at", "pk"):
        yield Agreement(
            words=one.words,
            to=_("le territoire, comme ambassadeur"),
            given_at=one.agreed_at or one.asked_at,
            ended_at=one.ended_at,
            url=page,
        )


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=get_current_timezone())
