"""Consents of prospects: letters and calls."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from bocage.outreach.prospects.links import own_page_link
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.people.agreements import Agreement, lists_agreements
from bocage.people.models import Person


@lists_agreements
def letters(person: Person) -> Iterator[Agreement]:
    """Yields the agreements of a person to letters and calls, in the sentences that they were
    shown, most recent first; one query. They are withdrawn on « Ce que vous recevez ».
    """
    of_person = Q(prospect__person=person) | Q(prospect__email=person.email)
    consents = ProspectConsent.objects.filter(of_person).select_related("prospect")
    for consent in consents.order_by("-given_at", "pk"):
        prospect = consent.prospect
        is_theirs = prospect.email == person.email
        yield Agreement(
            words=consent.words,
            to=_("nos lettres et nos appels"),
            given_at=consent.given_at,
            ended_at=consent.withdrawn_at,
            url=own_page_link.url(prospect.pk, prospect.email) if is_theirs else "",
        )
