"""The page of an object’s history, for whoever has the right, and the latest changes of all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.models import InstanceSettings
from bocage.people.history.audited_models import add_audited_model
from bocage.people.history.changes import describe_changes, recent_changes
from bocage.people.models import Mandate, Role
from bocage.welcome.models import ProjectView
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.welcome.factories import ProjectFactory, first_adult
from tests.welcome.helpers.factories import coordinator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(signed_in_client) -> Mandate:
    """A mandate that an administrator has ended from the page."""
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))
    anselme = signed_in_client(MandateFactory(person__name="Anselme Brard").person)
    anselme.post(reverse("mandate_end", args=[mandate.pk]))
    return mandate


def history_of(mandate: Mandate) -> str:
    return reverse("object_history", args=["mandat", mandate.pk])


def test_who_changed_what_when_and_from_which_page_is_read(signed_in_client, ended):
    page = signed_in_client(MandateFactory().person).get(history_of(ended)).text

    today = date_format(timezone.localdate(), "SHORT_DATE_FORMAT")
    assert f"— → {today}" in page
    assert "Anselme Brard" in page
    assert "/espace/mandats/…/terminer/" in page
    assert "Bocage, de lui-même" in page, "who made it is not known"
    assert "animateur ou animatrice de lieu" in page


def test_it_is_there_for_who_has_the_right_and_for_nobody_else(signed_in_client, ended):
    assert signed_in_client(ended.person).get(history_of(ended)).status_code == 200
    for address in (
        history_of(ended),
        reverse("object_history", args=["mandat", PersonFactory().pk]),
        reverse("object_history", args=["nulle-part", ended.pk]),
    ):
        assert signed_in_client(PersonFactory()).get(address).status_code == 404


def test_reading_that_of_a_household_is_reported_to_it(signed_in_client):
    project = ProjectFactory(name="Famille Marchand")
    project.stage = "qualified"
    project.save()
    coordinator = coordinator_of(project.departement)
    address = reverse("object_history", args=["projet", project.pk])

    page = signed_in_client(coordinator).get(address)

    assert "premier contact → projet connu" in page.text
    assert ProjectView.objects.get(project=project).person == coordinator
    assert signed_in_client(first_adult(project)).get(address).status_code == 404


def test_the_latest_changes_are_listed_filtered_and_filed(signed_in_client, ended):
    anselme = signed_in_client(MandateFactory().person)
    address = reverse("history_list")

    page = anselme.get(address).text
    assert reverse("object_history", args=["mandat", ended.pk]) in page
    assert f"{ended.scope.label} · {ended.person}" in page
    assert "changement : premier jour sans ce mandat" in page
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Aucun changement" in anselme.get(address, {"jour": yesterday.isoformat()}).text
    assert "Aucun changement" in anselme.get(address, {"quoi": "projet"}).text
    for hostile in ({"jour": "9999-12-31"}, {"jour": "x" * 4000}, {"quoi": "\x00"}, {"page": "-1"}):
        assert anselme.get(address, hostile).status_code == 200
    filed = anselme.get(reverse("history_list_file", args=["csv"]), {"quoi": "mandat"})
    lines = b"".join(filed.streaming_content).decode() if filed.streaming else filed.text
    assert "espace/mandats/…/terminer/" in lines
    coordinator = MandateFactory(role=Role.COORDINATOR, scope=ScopeFactory(of_departement=True))
    assert signed_in_client(coordinator.person).get(address).status_code == 404


def test_what_changed_is_named_to_who_may_open_it_and_to_nobody_else(
    ended, django_assert_num_queries
):
    changes = recent_changes(slug="mandat")
    with django_assert_num_queries(4):
        described = describe_changes(ended.person, changes)
    unnamed = describe_changes(PersonFactory(), changes)

    assert [change.labels for change in described if change.key == ended.pk] == [
        ("premier jour sans ce mandat",),
        (),
    ]
    assert {change.title for change in unnamed} == {""}
    assert {change.labels for change in unnamed} == {()}


def test_the_settings_of_the_instance_have_a_history(signed_in_client):
    InstanceSettings.objects.create(name="Bocage de l’Orne")
    InstanceSettings.objects.update(name="Bocage du Perche")
    address = reverse("object_history", args=["reglages", 1])

    page = signed_in_client(MandateFactory().person).get(address)

    assert "Bocage de l’Orne → Bocage du Perche" in page.text
    assert signed_in_client(PersonFactory()).get(address).status_code == 404
    for hostile in ("reglages/deux", "reglages/99999999999999999999", "mandat/1"):
        path = f"{reverse('history_list')}{hostile}/"
        assert signed_in_client(MandateFactory().person).get(path).status_code == 404


def test_two_kinds_cannot_have_one_address():
    with pytest.raises(ValueError, match="mandat"):
        add_audited_model(slug="mandat", model=Mandate, label="", right="people.end_mandate")
