"""Lookup of a view's row from its address."""

import pytest
from django.http import Http404

from bocage.foundation.http.access import finder
from bocage.territory.models import Commune
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

find_commune = finder(Commune.objects.select_related("departement"), slug="slug", code="pk")
find_by_key = finder(Commune.objects)


def test_a_row_is_found_by_the_arguments_of_its_address():
    commune = CommuneFactory()

    match = find_commune(slug=commune.slug, code=commune.pk, format="csv")

    assert match == commune


def test_a_row_is_found_by_keys_in_the_order_of_their_fields(django_assert_num_queries):
    commune = CommuneFactory()

    with django_assert_num_queries(1):
        match = find_commune(commune.slug, commune.pk)
        assert match.departement.name
    assert match == commune


def test_a_row_is_found_by_its_key_where_no_field_is_given():
    commune = CommuneFactory()

    assert find_by_key(pk=commune.pk) == commune


@pytest.mark.parametrize("names", [{"slug": "elsewhere"}, {"code": "00000"}])
def test_a_row_that_is_not_there_is_a_404(names: dict[str, str]):
    commune = CommuneFactory()
    address = {"slug": commune.slug, "code": commune.pk} | names

    with pytest.raises(Http404):
        find_commune(**address)


def test_rows_are_read_anew_each_time():
    with pytest.raises(Http404):
        find_by_key(pk="61052")

    commune = CommuneFactory(code="61052")

    assert find_by_key(pk="61052") == commune
