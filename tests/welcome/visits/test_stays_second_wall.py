"""Row-level security on the nights and meetings of a household.

The Python check is removed, or the tables are queried directly.
"""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bocage.foundation.http.row_security import forget_reader, read_for
from bocage.welcome.models import (
    CeremonyGuest,
    NightHost,
    Stay,
    StayFeedback,
    StayStep,
    WeekendCar,
    WeekendHousehold,
)
from bocage.welcome.visits.itinerary.programme import programme_of
from tests.databases.role_of_pages import in_the_role_of_pages
from tests.people.factories import PersonFactory
from tests.territory.factories import DepartementFactory
from tests.welcome.ceremonies.factories import CeremonyGuestFactory
from tests.welcome.factories import ProjectFactory, coordinator_of, first_adult
from tests.welcome.helpers.factories import coordinator_of as coordinator_of_departement
from tests.welcome.visits.factories import (
    NightHostFactory,
    StayFactory,
    StayStepFactory,
    WeekendCarFactory,
    WeekendFactory,
    WeekendHouseholdFactory,
)

pytestmark = pytest.mark.django_db

GUARDED = (Stay, StayStep, WeekendHousehold, WeekendCar, NightHost, CeremonyGuest)
ALL_ROWS, NO_ROWS = (1,) * len(GUARDED), (0,) * len(GUARDED)


@pytest.fixture
def project():
    """Creates a household with a stay of one step, a weekend with its car and its bed, a
    ceremony.
    """
    project = ProjectFactory(name="Famille Marchand")
    StayStepFactory(stay__project=project, contact_mail="Maire@boitron.example")
    weekend = WeekendFactory()
    WeekendHouseholdFactory(
        weekend=weekend,
        project=project,
        placed=True,
        car=WeekendCarFactory(weekend=weekend, driver_mail="jean@exemple.example"),
        host=NightHostFactory(weekend=weekend, mail="lucie@exemple.example"),
    )
    CeremonyGuestFactory(project=project)
    return project


def seen_by(person):
    """Counts the rows of each guarded table that the database returns to a person."""
    with in_the_role_of_pages():
        if person is not None:
            read_for(person.pk)
        counts = tuple(model.objects.count() for model in GUARDED)
        forget_reader()
    return counts


def test_programme_is_read_by_its_household_and_coordinators(project):
    assert seen_by(first_adult(project)) == ALL_ROWS
    assert seen_by(coordinator_of(project)) == ALL_ROWS
    assert seen_by(coordinator_of_departement(DepartementFactory(sarthe=True))) == NO_ROWS
    assert seen_by(first_adult(ProjectFactory())) == NO_ROWS
    assert seen_by(PersonFactory()) == NO_ROWS
    assert seen_by(None) == NO_ROWS


def test_people_who_meet_drive_or_house_a_household_read_their_part_alone(project):
    assert seen_by(PersonFactory(email="maire@boitron.example")) == (0, 1, 0, 0, 0, 0)
    assert seen_by(PersonFactory(email="jean@exemple.example")) == (0, 0, 0, 1, 0, 0)
    assert seen_by(PersonFactory(email="lucie@exemple.example")) == (0, 0, 0, 0, 1, 0)
    assert seen_by(Stay.objects.get().prepared_by) == (1, 1, 0, 0, 0, 0)


def test_feedback_is_read_by_its_author_and_where_its_stay_is(project):
    author = first_adult(project)
    StayFeedback.objects.create(
        stay=project.stays.get(),
        person=author,
        was_useful=4,
        sees_self_here=3,
        given_at=project.sent_at,
    )
    for person, rows in ((author, 1), (coordinator_of(project), 1), (PersonFactory(), 0)):
        with in_the_role_of_pages():
            read_for(person.pk)
            assert StayFeedback.objects.count() == rows
            forget_reader()


@pytest.mark.usefixtures("without_the_check_of_python")
def test_page_of_a_stay_is_not_found_for_a_distant_coordinator(client, project):
    address = project.stays.get().get_absolute_url()
    client.force_login(coordinator_of_departement(DepartementFactory(sarthe=True)))
    assert client.get(address).status_code == 404

    client.force_login(coordinator_of(project))
    assert client.get(address).status_code == 200


def test_beds_are_counted_beyond_what_the_reader_may_see(project):
    host = NightHost.objects.get()
    other_household = WeekendHouseholdFactory(weekend=host.weekend, coming=True)
    adult = first_adult(other_household.project)
    with in_the_role_of_pages():
        read_for(adult.pk)
        with pytest.raises(IntegrityError, match="nighthost_has_beds"), transaction.atomic():
            WeekendHousehold.objects.filter(pk=other_household.pk).update(host=host)
        forget_reader()


def test_conflicts_do_not_reveal_the_other_household(client):
    stay = StayFactory()
    StayStepFactory(stay=stay)
    sarthe = DepartementFactory(sarthe=True)
    StayStepFactory(stay__project=ProjectFactory(name="Famille Petit", departement=sarthe))
    client.force_login(coordinator_of(stay.project))

    page = client.get(reverse("stay", args=[stay.pk]))

    assert "cette personne rencontre un autre ménage à la même heure" in page.text
    assert "Famille Petit" not in page.text
    assert "Famille Petit" in str(programme_of(stay))
