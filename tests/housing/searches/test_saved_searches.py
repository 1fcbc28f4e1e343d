"""Searches that people save, confirm, change and stop."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.housing.criteria.circles import box_around
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.models import SavedSearch
from bocage.housing.searches.columns import columns_of, criteria_of
from bocage.housing.searches.errors import (
    CriteriaOutOfBounds,
    NotAnHour,
    RhythmUnknown,
    TooManySearches,
)
from bocage.housing.searches.holders import AddressHolder
from bocage.housing.searches.operations import (
    MAX_SEARCHES,
    ask_to_save_search,
    attach_searches,
    change_rhythm,
    confirm_search,
    forget_old_searches,
    pause_search,
    rename_search,
    replace_feed_key,
    resume_search,
    save_search,
    save_search_for_project,
    set_quiet_hours,
    stop_search,
)
from bocage.people.errors import NotAnAddress, TooManyAttempts
from bocage.people.operations.persons import create_person
from bocage.territory.geography import distance_between
from tests.housing.factories import SavedSearchFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

LEA = "lea@ville.example"
WISH = Criteria(price_to=200_000, rooms_from=4)
FULL = Criteria(
    offer="rental",
    kinds=("apartment",),
    price_from=300,
    price_to=900,
    surface_from=40,
    surface_to=90,
    rooms_from=2,
    rooms_to=4,
    land_from_m2=10,
    energy_at_least="C",
    needs_fibre=True,
    needs_office_room=True,
    needs_garden=True,
    workspace_within_m=5_000,
    words="longère",
)


def ask(email=LEA, criteria=WISH, **details):
    return ask_to_save_search(
        email=email, criteria=criteria, network_address="192.0.2.1", **details
    )


def test_who_is_signed_in_follows_at_once():
    camille = PersonFactory()

    search = save_search(by=camille, criteria=WISH)

    assert (search.status, search.person, search.email) == ("active", camille, "")
    assert search.name == "Maison ou appartement à vendre"
    assert OutgoingMail.objects.count() == 0


def test_criteria_come_back_as_they_were_saved():
    mortagne = CommuneFactory(mortagne=True)
    area = Area(
        latitude=mortagne.latitude,
        longitude=mortagne.longitude,
        radius_m=12_000,
        label=mortagne.name,
        commune=mortagne.pk,
    )
    criteria = replace(FULL, area=area)

    search = save_search(by=PersonFactory(), criteria=criteria)

    assert criteria_of(SavedSearch.objects.get(pk=search.pk)) == criteria


def test_the_box_holds_the_circle():
    box = box_around(48.52, 0.55, 15_000)

    assert 15_000 <= distance_between(48.52, 0.55, 48.52, box.east) < 15_100
    assert 15_000 <= distance_between(48.52, 0.55, box.north, 0.55) < 15_001
    assert box.west < 0.55 < box.east
    assert box.south < 48.52 < box.north


def test_a_box_at_a_pole_is_all_around():
    box = box_around(89.99, 10, 50_000)

    assert (box.west, box.east, box.north) == (-180, 180, 90)


def test_the_same_wish_saved_twice_is_one_search():
    camille = PersonFactory()

    assert save_search(by=camille, criteria=WISH) == save_search(by=camille, criteria=WISH)


@pytest.mark.parametrize(
    "criteria",
    [
        Criteria(price_to=-1),
        Criteria(price_to=10**30),
        Criteria(rooms_from=5, rooms_to=2),
        Criteria(words="x" * 121),
        Criteria(words="a\0b"),
        Criteria(kinds=("castle",)),
        Criteria(offer="gift"),
        Criteria(energy_at_least="VI"),
        Criteria(area=Area(latitude=float("nan"), longitude=0, radius_m=10)),
        Criteria(area=Area(latitude=48, longitude=0, radius_m=0)),
        Criteria(area=Area(latitude=48, longitude=0, radius_m=10**12)),
    ],
)
def test_what_no_home_has_is_refused(criteria):
    with pytest.raises(CriteriaOutOfBounds):
        columns_of(criteria)


def test_an_unknown_rhythm_is_refused():
    with pytest.raises(RhythmUnknown):
        save_search(by=PersonFactory(), criteria=WISH, rhythm="hourly")


def test_a_person_follows_twenty_searches_at_most():
    camille = PersonFactory()
    for price in range(MAX_SEARCHES):
        save_search(by=camille, criteria=Criteria(price_to=100_000 + price))

    with pytest.raises(TooManySearches):
        save_search(by=camille, criteria=WISH)


def test_an_address_is_asked_to_confirm(deliver_mails):
    search = ask()

    assert (search.status, search.email) == ("unconfirmed", LEA)
    (mail,) = deliver_mails()
    assert mail.recipient == LEA
    assert "/reponse/housing.confirm_search:" in mail.text


def test_an_address_that_is_known_is_asked_in_the_same_way(deliver_mails):
    person = PersonFactory(email=LEA)

    search = ask()

    assert (search.status, search.person, search.email) == ("unconfirmed", None, LEA)
    assert len(deliver_mails()) == 1
    assert confirm_search(search=search).person == person


def test_confirming_twice_is_harmless():
    search = ask()

    first = confirm_search(search=search)
    second = confirm_search(search=search)

    assert first.status == second.status == "active"
    assert first.confirmed_at == second.confirmed_at


def test_a_search_that_was_stopped_is_not_confirmed_again():
    search = confirm_search(search=ask())
    stop_search(by=AddressHolder(LEA), search=search)

    assert confirm_search(search=search).status == "stopped"


def test_an_address_confirms_twenty_searches_at_most():
    for _number in range(MAX_SEARCHES):
        SavedSearchFactory(person=None, email=LEA)

    search = ask()  # A request reveals nothing; a confirmation does, to the owner of the mailbox.

    with pytest.raises(TooManySearches):
        confirm_search(search=search)


def test_an_address_that_is_none_is_refused():
    with pytest.raises(NotAnAddress):
        ask(email="pas une adresse")


def test_five_requests_for_an_address_are_enough():
    for _number in range(5):
        ask()

    with pytest.raises(TooManyAttempts):
        ask()


def test_searches_follow_the_address_into_its_account(run_tasks):
    search = confirm_search(search=ask())

    lea = create_person(email=LEA)
    run_tasks()

    search.refresh_from_db()
    assert (search.person, search.email) == (lea, "")


def test_searches_of_another_address_are_not_attached():
    search = confirm_search(search=ask())

    assert attach_searches(person=PersonFactory()) == 0
    search.refresh_from_db()
    assert search.email == LEA


def test_a_search_is_paused_taken_up_and_stopped():
    camille = PersonFactory()
    search = save_search(by=camille, criteria=WISH)

    assert pause_search(by=camille, search=search).status == "paused"
    assert resume_search(by=camille, search=search).status == "active"
    stopped = stop_search(by=camille, search=search)
    assert stopped.status == "stopped"
    assert stopped.stopped_at is not None
    assert pause_search(by=camille, search=search).status == "stopped"
    resumed = resume_search(by=camille, search=search)
    assert (resumed.status, resumed.stopped_at) == ("active", None)


@pytest.mark.parametrize(
    "operation",
    [
        pause_search,
        resume_search,
        stop_search,
        replace_feed_key,
        lambda **params: rename_search(name="À moi", **params),
        lambda **params: change_rhythm(rhythm="daily", **params),
    ],
)
@pytest.mark.parametrize("stranger", ["person", "address"])
def test_nobody_changes_the_search_of_another(operation, stranger):
    search = SavedSearchFactory()
    by = PersonFactory() if stranger == "person" else AddressHolder(search.person.email)

    with pytest.raises(NotAllowed):
        operation(by=by, search=search)


def test_a_search_is_renamed_and_an_empty_name_changes_nothing():
    search = SavedSearchFactory()

    assert rename_search(by=search.person, search=search, name="  Chez  nous ").name == "Chez nous"
    assert rename_search(by=search.person, search=search, name=" ").name == "Chez nous"


def test_quiet_hours_are_those_of_all_the_searches_and_of_the_next():
    camille = PersonFactory()
    first = save_search(by=camille, criteria=WISH)
    set_quiet_hours(by=camille, quiet_from=20, quiet_until=9)

    second = save_search(by=camille, criteria=FULL)

    first.refresh_from_db()
    assert (first.quiet_from, first.quiet_until) == (20, 9)
    assert (second.quiet_from, second.quiet_until) == (20, 9)
    with pytest.raises(NotAnHour):
        set_quiet_hours(by=camille, quiet_from=24, quiet_until=0)


def test_the_feed_has_another_address_once_it_is_replaced():
    search = SavedSearchFactory()
    before = search.feed_key

    assert replace_feed_key(by=search.person, search=search).feed_key != before


def test_a_project_makes_its_search_once_and_then_changes_it():
    project, camille = uuid4(), PersonFactory()
    created = save_search_for_project(project=project, person=camille, criteria=WISH)
    stop_search(by=camille, search=created)

    changed = save_search_for_project(
        project=project, person=camille, criteria=replace(WISH, price_to=250_000)
    )

    assert changed.pk == created.pk
    assert (changed.price.upper, changed.status) == (250_001, "stopped")


def test_what_nobody_confirmed_and_what_was_stopped_long_ago_is_forgotten():
    now = timezone.now()
    ask()
    active_search = SavedSearchFactory()
    SavedSearchFactory(status="stopped", stopped_at=now - timedelta(days=31))
    lately = SavedSearchFactory(status="stopped", stopped_at=now - timedelta(days=29))

    forget_old_searches(now=now + timedelta(hours=1))
    assert SavedSearch.objects.count() == 3
    forget_old_searches(now=now + timedelta(days=8))

    assert set(SavedSearch.objects.all()) == {active_search}
    assert lately.pk
