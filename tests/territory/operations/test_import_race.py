from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from bocage.territory.models import Commune, FormerCommune
from bocage.territory.operations.reference import import_territory
from tests.territory.operations.test_reference import REFERENCE


@pytest.mark.django_db(transaction=True)
def test_imports_at_the_same_time_wait_for_one_another():
    barrier = Barrier(4)

    def run(_number):
        barrier.wait(timeout=10)
        try:
            return import_territory(reference=REFERENCE, departements=None).communes
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(run, range(4)))

    assert sorted(count.new for count in counts) == [0, 0, 0, 3]
    assert sorted(count.unchanged for count in counts) == [0, 3, 3, 3]
    assert (Commune.objects.count(), FormerCommune.objects.count()) == (3, 1)
