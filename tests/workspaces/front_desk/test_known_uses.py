"""Disclosure of every table of the room that points to a person."""

import pytest
from django.apps import apps
from django.urls import reverse

from bocage.people.models import Person
from bocage.people.personal_data import personal_data_sections
from bocage.workspaces.house_rules.operations.clearances import give_clearance
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import ReminderChoice, Visit
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PassFactory,
    PlaceFactory,
    WaitlistEntryFactory,
)

SECTIONS = {
    "Booking.booked_for": "bookings",
    "Booking.created_by": "bookings",
    "Booking.decided_by": "decisions",
    "Booking.cancelled_by": "decisions",
    "BookingMessage.author": "messages_written",
    "BookingSeries.booked_for": "series",
    "BookingSeries.created_by": "series",
    "Charge.recorded_by": "decisions",
    "Clearance.granted_by": "decisions",
    "Clearance.person": "clearances",
    "Closure.created_by": "closures",
    "DayMessage.sent_by": "messages_written",
    "HouseRules.published_by": "decisions",
    "HouseRulesAcceptance.person": "clearances",
    "OutsideCalendar.created_by": "calendars",
    "Pass.person": "passes_and_charges",
    "Pass.sold_by": "decisions",
    "PayingOrganisation.people": "passes_and_charges",
    "ReminderChoice.person": "reminders",
    "SharedAddress.created_by": "calendars",
    "SharedAddress.person": "calendars",
    "Visit.person": "visits",
    "WaitedSpace.person": "waits",
    "WaitlistEntry.person": "waits",
}
WITHOUT = {
    "PayingOrganisation_people": "the table between an organisation and its people, told with it",
}
"""The tables that need no section, and why. What triggers write in tables of history repeats
the tables themselves, for as long as these stand."""


def pointing_to_a_person():
    for model in apps.get_app_config("workspaces").get_models(include_auto_created=True):
        if hasattr(model, "pgh_tracked_model") or model.__name__ in WITHOUT:
            continue
        for field in model._meta.get_fields():
            if not field.auto_created and field.related_model is Person:
                yield f"{model.__name__}.{field.name}"


def test_each_table_that_points_to_a_person_has_its_section():
    assert sorted(pointing_to_a_person()) == sorted(SECTIONS)


@pytest.fixture
def rows_by_section(person):
    """Returns the rows of each section of the export of a person, by name."""
    return lambda reader=person: {
        section.name: [(str(row.title), str(row.detail)) for row in section.rows]
        for section in personal_data_sections(reader)
    }


@pytest.mark.django_db
def test_each_section_exists(rows_by_section):
    assert set(SECTIONS.values()) <= set(rows_by_section())


@pytest.mark.django_db
def test_uses_of_the_person_alone_are_listed(client, person, rows_by_section):
    place = PlaceFactory(boitron=True)
    host = HostFactory(of=place, name="Maud Tessier")
    house_rules = publish_house_rules(by=host, place=place, text="On range.")
    for visitor in (person, PersonFactory(name="Quelqu’un d’autre")):
        Visit.objects.create(place=place, person=visitor, arrived_at=house_rules.published_at)
        WaitlistEntryFactory(resource__place=place, person=visitor)
        give_clearance(by=host, place=place, person=visitor, kind="membership")
        PassFactory(product__place=place, product__name=f"Dix {visitor.pk}", person=visitor)
        ReminderChoice.objects.create(person=visitor, when="never")
        house_rules.acceptances.create(person=visitor)

    data = rows_by_section()
    counts = {name: len(data[name]) for name in ("visits", "waits", "clearances", "reminders")}
    assert counts == {"visits": 1, "waits": 1, "clearances": 2, "reminders": 1}
    assert [title for title, _detail in data["passes_and_charges"]] == [f"Dix {person.pk}"]
    assert len(rows_by_section(host)["decisions"]) >= 3
    assert "Quelqu’un" not in str(rows_by_section(host)) + str(data)

    client.force_login(person)
    file = client.get(reverse("own_data_file")).json()
    assert {"Vos passages", "Vos attentes", "Vos carnets et vos comptes", "Vos rappels"} <= set(
        file
    )
