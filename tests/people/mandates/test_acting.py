import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from bocage.foundation.http.access import target_of
from bocage.people.models import Mandate, Person
from bocage.people.signed_in import current_person


def request_of(user: object, **attributes: object) -> HttpRequest:
    request = HttpRequest()
    request.user = user
    vars(request).update(attributes)
    return request


def test_the_person_who_is_signed_in_acts():
    person = Person(email="ada@bocage.example")

    assert current_person(request_of(person)) is person


def test_a_page_that_needs_somebody_does_not_exist_for_nobody():
    with pytest.raises(Http404):
        current_person(request_of(AnonymousUser()))


def test_a_view_reads_what_it_is_permitted_on():
    mandate = Mandate()

    assert target_of(request_of(None, target=mandate), Mandate) is mandate


@pytest.mark.parametrize("attributes", [{}, {"target": None}, {"target": Person()}])
def test_a_view_that_is_permitted_on_something_else_is_a_mistake_of_ours(attributes):
    with pytest.raises(TypeError, match="not permitted on a Mandate"):
        target_of(request_of(None, **attributes), Mandate)
