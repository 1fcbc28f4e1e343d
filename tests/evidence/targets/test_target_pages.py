"""Pages of targets: set by a form, changed, ended, and displayed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.evidence.models import Target
from bocage.evidence.personal_data import target_rows
from bocage.people.models import Role
from tests.pages.page_text import text_of
from tests.people.factories import MandateFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory
from tests.welcome.pipeline.factories import coordinator

pytestmark = pytest.mark.django_db

PERIMETER = ("departement", "61", "settled_households")


@pytest.fixture
def person(client):
    DepartementFactory()
    person = coordinator()
    client.force_login(person)
    return person


def address(query=""):
    return reverse("dashboard_target", args=PERIMETER) + query


def seen_targets():
    present = Target.objects.not_over(timezone.localdate())
    return " ".join(sorted(str(target.pk) for target in present))


def form_data(value="20", **fields):
    today = timezone.localdate().isoformat()
    return {"value": value, "starts_on": today, "reason": "", "version": seen_targets(), **fields}


def all_targets():
    return reverse("dashboard_targets", args=PERIMETER[:2])


def test_a_target_is_set_changed_and_ended_by_its_page(client, person):
    assert "Aucun objectif" in text_of(client.get(all_targets()))
    assert "Rien n’est visé pour l’instant" in text_of(client.get(address()))

    client.post(address(), form_data("20", reason="  Voté   le 12 janvier "))
    first = Target.objects.get()
    assert (first.value, first.reason, first.set_by) == (20, "Voté le 12 janvier", person)
    assert "Voté le 12 janvier" in text_of(client.get(all_targets()))

    Target.objects.update(starts_on=timezone.localdate() - timedelta(days=40))
    assert client.post(address(), form_data("24,5")).status_code == 302
    assert [float(target.value) for target in Target.objects.order_by("starts_on")] == [20, 24.5]
    text = text_of(client.get(address()))
    assert f"par {person}" in text

    last = Target.objects.latest("set_at")
    client.post(reverse("dashboard_target_end", args=PERIMETER), {"objectif": str(last.pk)})
    assert "Rien n’est visé pour l’instant" in text_of(client.get(address()))


def test_months_have_their_own_target(client, person):
    client.post(address("?duree=mois"), form_data("2"))

    assert Target.objects.get().span == "month"
    assert "Rien n’est visé" in text_of(client.get(address()))
    assert "Rien n’est visé" not in text_of(client.get(address("?duree=mois")))


@pytest.mark.parametrize(
    "fields",
    [
        {"value": ""},
        {"value": "-1"},
        {"value": "NaN"},
        {"value": "1e400"},
        {"value": "9" * 400},
        {"value": "<script>alert(1)</script>"},
        {"starts_on": ""},
        {"starts_on": "1900-01-01"},
        {"starts_on": "9999-12-31"},
        {"starts_on": "demain"},
        {"reason": "x" * 301},
        {"version": "quelqu’un d’autre"},
        {"version": "x" * 9000},
    ],
)
def test_what_is_no_target_is_refused_with_what_was_typed(client, person, fields):
    answer = client.post(address(), form_data() | fields)

    assert (answer.status_code, Target.objects.count()) == (422, 0)
    assert "<script>alert(1)" not in answer.content.decode()


def test_nothing_at_all_is_refused(client, person):
    assert client.post(address(), {}).status_code == 422


def test_a_share_is_of_a_hundred_at_most(client, person):
    page = reverse("dashboard_target", args=(*PERIMETER[:2], "still_here_after_12_months"))

    assert "ne dépasse pas 100" in text_of(client.post(page, form_data("100,5")))
    assert client.post(page, form_data("100")).status_code == 302


def test_a_page_that_was_read_before_a_change_sets_nothing(client, person):
    form = form_data("30")
    client.post(address(), form_data("20"))

    answer = client.post(address(), form)

    assert "Quelqu’un a changé cet objectif entre-temps" in text_of(answer)
    assert [int(target.value) for target in Target.objects.all()] == [20]


def test_what_was_aimed_at_yesterday_is_not_changed(client, person):
    client.post(address(), form_data("20"))
    Target.objects.update(starts_on=timezone.localdate() - timedelta(days=40))
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

    answer = client.post(address(), form_data("30", starts_on=yesterday))

    assert "Ce qui était visé hier ne change plus" in text_of(answer)


@pytest.mark.parametrize("target", ["", "x", "\x00", "00000000-0000-0000-0000-000000000000"])
def test_a_target_that_is_not_there_is_not_ended(client, person, target):
    page = reverse("dashboard_target_end", args=PERIMETER)
    assert client.post(page, {"objectif": target}).status_code == 404


@pytest.mark.parametrize(
    "name", ["unknown", "club_membersx", "campaign_touches1", "learners2", "x" * 61]
)
def test_an_indicator_that_is_not_there_has_no_page(client, person, name):
    page = f"/espace/tableau-de-bord/departement/61/objectifs/{name}/"
    assert client.get(page).status_code == 404


def test_who_reads_a_dashboard_without_aiming_reads_its_targets_alone(client, person):
    client.post(address(), form_data("20"))
    boitron = CommuneFactory(boitron=True)
    of_the_epci = MandateFactory(
        role=Role.ELECTED, scope=ScopeFactory(of_epci=True, epci=boitron.epci)
    ).person
    client.force_login(of_the_epci)
    page = reverse("dashboard_target", args=("commune", boitron.pk, "settled_households"))

    assert "Fixer" not in text_of(client.get(page))
    assert client.post(page, form_data("3")).status_code == 404
    assert client.get(address()).status_code == 404
    end = reverse("dashboard_target_end", args=PERIMETER)
    assert client.post(end, {"objectif": str(Target.objects.get().pk)}).status_code == 404


def test_who_set_a_target_is_shown_so(client, person, django_assert_num_queries):
    client.post(address(), form_data("20", reason="Voté"))

    with django_assert_num_queries(1):
        (row,) = target_rows(person, None)

    assert "Ménages installés" in row.title
    assert "20 · département 61" in row.detail
    assert "Voté" in row.detail


def test_the_pages_ask_as_many_questions_for_much_as_for_little(
    client, person, django_assert_num_queries
):
    client.post(address(), form_data("20"))
    for page, questions in ((all_targets(), 4), (address(), 4)):
        client.get(page)
        with django_assert_num_queries(questions):
            client.get(page)
    for name in ("settled_people", "settled_children", "club_members"):
        client.post(
            reverse("dashboard_target", args=(*PERIMETER[:2], name)),
            form_data("20") | {"version": ""},
        )
    client.post(address(), form_data("30"))
    for page, questions in ((all_targets(), 4), (address(), 4)):
        with django_assert_num_queries(questions):
            client.get(page)
