"""The tour that greets a new mandate: once, to its holder, in the words of its role."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.guides.models import ClosedTour
from bocage.guides.operations import close_tour
from bocage.guides.tours import GREETED_FOR, TOURS, tour_for
from bocage.people.models import Role
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory

pytestmark = pytest.mark.django_db


def new_mandate(**fields):
    """A host since today."""
    values = {"role": Role.HOST, "scope": ScopeFactory(of_place=True)} | fields
    return MandateFactory(starts_on=timezone.localdate(), **values)


def close(client, mandate):
    return client.post(reverse("tour_close", args=[mandate.pk]))


def test_every_role_is_greeted_in_three_or_four_steps_that_lead_somewhere():
    assert set(TOURS) == set(Role.values)
    for steps in TOURS.values():
        assert 3 <= len(steps) <= 4
        assert all(reverse(step.url_name) for step in steps)


def test_new_mandate_is_greeted_until_its_tour_is_put_away(signed_in_client):
    mandate = new_mandate()
    client = signed_in_client(mandate.person)

    page = text_of(client.get(reverse("espace")))
    assert "Bienvenue : animateur ou animatrice de lieu" in page
    assert "qui vient aujourd’hui, à quelle heure" in page

    assert close(client, mandate).url == reverse("espace")
    assert close(client, mandate).status_code == 302  # Twice is harmless.
    assert "Bienvenue" not in text_of(client.get(reverse("espace")))


def test_greeting_is_english_for_who_reads_english(signed_in_client):
    client = signed_in_client(new_mandate().person)

    page = text_of(client.get("/en/espace/"))

    assert "Each morning: who is coming today" in page
    assert "Got it, put this tour away" in page


def test_mandate_that_is_a_month_old_is_not_greeted():
    mandate = new_mandate()
    mandate.starts_on = timezone.localdate() - GREETED_FOR
    mandate.save()

    assert tour_for(mandate.person) is None


def test_mandate_that_has_ended_or_not_begun_is_not_greeted():
    today = timezone.localdate()
    person = PersonFactory()
    new_mandate(person=person, ends_on=today)
    MandateFactory(person=person, role=Role.ADMIN, starts_on=today + timedelta(days=1))

    assert tour_for(person) is None


def test_same_role_on_two_scopes_is_greeted_once_and_another_role_by_itself():
    first = new_mandate()
    second = new_mandate(person=first.person)
    other = new_mandate(person=first.person, role=Role.ADMIN, scope=ScopeFactory())

    close_tour(by=first.person, mandate=first)

    assert set(ClosedTour.objects.values_list("mandate", flat=True)) == {first.pk, second.pk}
    assert tour_for(first.person)["mandate"] == other


def test_tour_of_somebody_else_is_not_put_away(signed_in_client):
    mandate = new_mandate()

    assert close(signed_in_client(PersonFactory()), mandate).status_code == 404
    with pytest.raises(NotAllowed):
        close_tour(by=PersonFactory(), mandate=mandate)
    assert tour_for(mandate.person)["mandate"] == mandate


def test_greeting_takes_one_query(django_assert_num_queries):
    mandate = new_mandate(role=Role.ADMIN, scope=ScopeFactory())

    with django_assert_num_queries(1):
        assert tour_for(mandate.person)["mandate"].scope.label
