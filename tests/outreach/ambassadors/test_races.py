"""Concurrent operations on ambassadors, in real threads: one agreement, one link, one thanks."""

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.outreach.ambassadors.operations.ambassadors import (
    accept_invitation,
    invite_ambassador,
    propose_oneself,
    stop_being_ambassador,
)
from bocage.outreach.ambassadors.operations.thanks import thank_referrers
from bocage.outreach.models import Ambassador, Campaign, TrackedLink
from tests.outreach.ambassadors.test_ambassadors import active, resident, settled_prospect
from tests.outreach.coordination import coordinator_of
from tests.territory.factories import DepartementFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_is_asked_by_two_and_offers_at_once_stands_once() -> None:
    orne = DepartementFactory()
    helene, by = resident(), coordinator_of(orne)

    race(
        lambda: invite_ambassador(by=by, person=helene, departement=orne),
        lambda: invite_ambassador(by=by, person=helene, departement=orne),
        lambda: propose_oneself(by=helene, departement=orne, language="fr"),
    )

    assert Ambassador.objects.open().count() == 1
    assert Campaign.objects.count() <= 1


def test_two_clicks_at_once_make_one_link() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    invited = invite_ambassador(by=by, person=resident(), departement=orne)

    race(
        *[
            lambda: accept_invitation(
                ambassador_id=invited.pk, language="fr", collection_method="mail"
            )
            for _click in range(3)
        ]
    )

    assert TrackedLink.objects.count() == 1
    assert OutgoingMail.objects.filter(kind__endswith="AmbassadorBegins").count() == 1


def test_two_workers_thank_once() -> None:
    orne = DepartementFactory()
    by = coordinator_of(orne)
    ambassador = active(by, orne)
    _prospect, project = settled_prospect(ambassador, 9)

    race(
        *[lambda: thank_referrers(project_id=project.pk) for _worker in range(3)],
        lambda: stop_being_ambassador(by=by, ambassador=ambassador),
    )

    assert OutgoingMail.objects.filter(kind__endswith="AmbassadorThanked").count() == 1
