"""The pairs of a month, made by two workers at once."""

from datetime import UTC, datetime

import pytest

from bocage.foundation.models import OutgoingMail
from bocage.network.models import Pair, PairRound
from bocage.network.pairs.operations import introduce_pairs
from tests.network.factories import MemberFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.bookings.test_races import race

pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)


def test_two_workers_at_once_make_the_pairs_of_a_month_once():
    boitron = CommuneFactory(boitron=True)
    for _number in range(4):
        MemberFactory(commune=boitron, wants_pairs=True)

    race(*[lambda: introduce_pairs(departement=boitron.departement, now=NOW)] * 4)

    assert (Pair.objects.count(), PairRound.objects.count()) == (2, 1)
    assert OutgoingMail.objects.count() == 4
