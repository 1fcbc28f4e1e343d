"""Rooms of an edition in a workspace: booked, freed, and lost with it."""

from datetime import time

import pytest
from django.urls import reverse

from bocage.network.models import Session, WebSchoolRoom
from bocage.network.web_school.errors import NoSlotToBook
from bocage.network.web_school.operations.bookings import follow_booking
from bocage.network.web_school.operations.editions import (
    add_room,
    add_slots,
    book_again,
    remove_room,
)
from bocage.people.seams.meeting_rooms import RoomTaken
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking
from tests.network.gatherings.factories import at, club_world
from tests.network.web_school.factories import EditionFactory
from tests.workspaces.factories import HostFactory, as_range

pytestmark = pytest.mark.django_db


def test_a_room_is_booked_for_the_day_lost_booked_again_and_freed(client, deliver_mails):
    world = club_world()
    by, day, host = world.organiser, at(7, 9).date(), HostFactory(of=world.place)
    edition = EditionFactory(commune=world.place.commune, starts_on=day)
    with pytest.raises(NoSlotToBook):
        add_room(by=by, edition=edition, name="Haut", seats=10, meeting_room=world.room.pk)
    assert not WebSchoolRoom.objects.exists()
    slots = add_slots(by=by, edition=edition, day=day, starts=time(9), minutes=45, number=3)

    room = add_room(by=by, edition=edition, name="Haut", seats=10, meeting_room=world.room.pk)
    booking = Booking.objects.holding().get()
    assert (booking.period.lower, booking.period.upper) == (at(7, 9), at(7, 12))
    assert booking.attendees == 10
    assert room.bookings == [booking.pk]
    with pytest.raises(RoomTaken):
        add_room(by=by, edition=edition, name="Bas", seats=5, meeting_room=world.room.pk)
    Session.objects.create(edition=edition, room=room, slot=slots[0], title="Choisir son statut")

    cancel_booking(by=host, booking=booking, note="Le toit fuit.")
    for _time in range(2):
        follow_booking(booking_id=booking.pk)
    [first_mail] = deliver_mails()
    assert first_mail.recipient == by.email
    text = first_mail.text.replace("\u00a0", " ")
    assert "« Haut » n’est plus tenue" in text
    assert "« Le toit fuit. »" in text
    assert "Un atelier y est placé" in text
    client.force_login(by)
    assert "plus réservée" in client.get(reverse("edition_grid", args=[edition.pk])).text
    room.refresh_from_db()
    assert room.is_lost

    rebooked = book_again(by=by, room=room)
    assert not rebooked.is_lost
    new_booking = Booking.objects.holding().get()
    assert new_booking.pk in rebooked.bookings
    move_booking(by=host, booking=new_booking, period=as_range((at(7, 14), at(7, 17))))
    assert [mail.kind.rpartition(".")[2] for mail in deliver_mails()] == ["EditionRoomLost"] * 2
    rebooked.refresh_from_db()
    assert rebooked.is_lost
    edition.sessions.all().delete()
    remove_room(by=by, room=rebooked)
    assert not Booking.objects.holding().exists()
