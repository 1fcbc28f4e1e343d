"""Saved searches of the bench, which are written by a statement that knows every column."""

import pytest

from bench.harness.nation import beginning_of_today
from bench.harness.wishes import load_searches
from bocage.housing.models import SavedSearch

pytestmark = pytest.mark.django_db(transaction=True)


def test_searches_of_the_bench_are_searches_that_the_product_follows():
    assert load_searches(200, now=beginning_of_today()) == 200

    searches = SavedSearch.objects.active()
    assert searches.filter(notifies_by_mail=True, email__endswith="@banc.example").count() == 200
    assert {search.offer for search in searches} == {"sale", "rental"}
