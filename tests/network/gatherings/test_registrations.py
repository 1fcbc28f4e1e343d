"""Registrations: with an account or without, seats that pass on, who came, who is forgotten."""

import io
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.network.gatherings.errors import (
    ArrivalNotNow,
    GatheringMoved,
    GatheringNotHeld,
    GatheringToCome,
    NoSeatForMore,
    RegistrationsClosed,
    TooManyTogether,
    TooManyWalkIns,
)
from bocage.network.gatherings.operations.after import (
    add_gathering_photo,
    publish_outcome,
    remove_gathering_photo,
    write_to_registered,
)
from bocage.network.gatherings.operations.arrivals import arrive, note_arrivals, note_walk_in
from bocage.network.gatherings.operations.registrations import register, request_registration
from bocage.network.members.operations.members import leave_club
from bocage.network.models import Gathering, Registration
from bocage.people.models import MessageChoice, Role
from bocage.registrations.operations.clock import forget_names, hold_past_events, remind_registered
from bocage.registrations.operations.registrations import confirm_registration, leave_event
from tests.network.factories import MemberFactory
from tests.network.gatherings.factories import GatheringFactory, RegistrationFactory
from tests.people.factories import MandateFactory, PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db
State = Registration.State


@pytest.fixture
def gathering():
    return GatheringFactory(capacity=4, commune=CommuneFactory(boitron=True))


@pytest.fixture
def organiser():
    return MandateFactory(role=Role.CLUB_ORGANISER, scope__of_departement=True).person


def subjects_to(mails, address):
    return [mail.subject for mail in mails if mail.recipient == address]


class TestSeats:
    def test_are_taken_once_a_person_who_may_change_how_many_they_are(self, gathering):
        nadia = PersonFactory()

        register(by=nadia, gathering=gathering, people=2, guests="Yann")
        registration = register(by=nadia, gathering=gathering, people=3)

        gathering.refresh_from_db()
        assert Registration.objects.get() == registration
        assert gathering.seats_taken == 3
        RegistrationFactory(event=gathering)
        with pytest.raises(NoSeatForMore):
            register(by=nadia, gathering=gathering, people=4)
        with pytest.raises(TooManyTogether):
            register(by=nadia, gathering=gathering, people=7)
        registration.refresh_from_db()
        assert registration.people == 3

    def test_pass_on_to_the_first_who_fits_and_both_receive_a_mail(self, gathering, deliver_mails):
        leaving = register(by=PersonFactory(), gathering=gathering, people=2)
        register(by=PersonFactory(), gathering=gathering, people=2)
        gathering.refresh_from_db()
        assert gathering.status == Gathering.Status.FULL
        group = register(by=PersonFactory(), gathering=gathering, people=4)
        single = register(by=PersonFactory(), gathering=gathering)
        assert (group.state, single.state) == (State.WAITING, State.WAITING)
        before = len(deliver_mails())

        leave_event(by=leaving.person, registration=leaving)
        leave_event(by=leaving.person, registration=leaving)

        single.refresh_from_db()
        group.refresh_from_db()
        gathering.refresh_from_db()
        assert (group.state, single.state) == (State.WAITING, State.REGISTERED)
        assert (gathering.seats_taken, gathering.status) == (3, Gathering.Status.OPEN)
        mails = deliver_mails()[before:]
        assert len(mails) == 2
        [subject] = subjects_to(mails, single.person.email)
        assert subject.startswith("Une place est à vous")

    def test_are_refused_to_whom_reads_another_date_and_after_the_end(self, gathering):
        with pytest.raises(GatheringMoved):
            register(by=PersonFactory(), gathering=gathering, seen_sequence=3)
        with pytest.raises(RegistrationsClosed):
            register(by=PersonFactory(), gathering=GatheringFactory(past=True))
        with pytest.raises(RegistrationsClosed):
            register(by=PersonFactory(), gathering=GatheringFactory(draft=True))
        with pytest.raises(NotAllowed):
            leave_event(by=PersonFactory(), registration=RegistrationFactory())

    def test_are_held_by_the_database(self, gathering):
        with pytest.raises(IntegrityError, match="network_gathering_seats"), transaction.atomic():
            RegistrationFactory(event=gathering, people=5)

        RegistrationFactory(event=gathering, people=5, is_walk_in=True)

    def test_of_who_leaves_the_club_go_to_others(self, gathering, run_tasks):
        member = MemberFactory()
        registration = register(by=member.person, gathering=gathering)
        past = RegistrationFactory(event=GatheringFactory(past=True), person=member.person)

        leave_club(by=member.person, member=member)
        run_tasks()

        registration.refresh_from_db()
        past.refresh_from_db()
        assert (registration.state, past.state) == (State.CANCELLED, State.REGISTERED)


class TestWithoutAnAccount:
    def ask(self, gathering, email="paul@exemple.fr", **fields):
        request_registration(gathering=gathering, name="Paul Guérin", email=email, **fields)

    def test_an_address_is_confirmed_before_it_holds_a_seat(self, gathering, deliver_mails):
        self.ask(gathering, people=4)
        self.ask(gathering, people=2)
        registration = Registration.objects.get()
        gathering.refresh_from_db()
        assert gathering.seats_taken == 0
        assert len(subjects_to(deliver_mails(), "paul@exemple.fr")) == 2

        confirm_registration(registration=registration)
        confirm_registration(registration=registration)

        gathering.refresh_from_db()
        assert gathering.seats_taken == 2
        assert len(deliver_mails()) == 3

    def test_an_address_with_an_account_is_its_person(self, gathering):
        paul = PersonFactory(email="paul@exemple.fr")
        self.ask(gathering)
        registration = Registration.objects.get()

        confirmed = confirm_registration(registration=registration)
        self.ask(gathering)
        second_confirmation = confirm_registration(
            registration=Registration.objects.get(person=None)
        )

        assert (confirmed.person, confirmed.email) == (paul, "")
        assert second_confirmation == confirmed
        assert Registration.objects.count() == 1

    def test_who_makes_an_account_meanwhile_registers_once(self, gathering):
        self.ask(gathering)

        registration = register(by=PersonFactory(email="paul@exemple.fr"), gathering=gathering)

        assert Registration.objects.get() == registration
        assert registration.state == State.REGISTERED

    def test_nothing_is_confirmed_of_what_is_off_or_forgotten(self, gathering):
        self.ask(gathering)
        registration = Registration.objects.get()
        Gathering.objects.update(status="called_off", called_off_at=timezone.now())

        with pytest.raises(NoLongerPossible):
            confirm_registration(registration=registration)
        forget_names(Gathering, now=timezone.now() + timedelta(days=4))
        with pytest.raises(NoLongerPossible):
            confirm_registration(registration=registration)


class TestTheDay:
    def test_the_clock_reminds_once_those_who_want_it_then_holds_what_is_over(
        self, gathering, deliver_mails
    ):
        coming, silent = RegistrationFactory.create_batch(2, event=gathering)
        MessageChoice.objects.create(
            person=silent.person, channel="gathering_reminders", is_wanted=False
        )
        before = gathering.starts_at - timedelta(hours=24)
        assert remind_registered(Gathering, now=before - timedelta(days=3)) == 0
        assert remind_registered(Gathering, now=before + timedelta(hours=8)) == 0

        assert remind_registered(Gathering, now=before) == 2
        assert remind_registered(Gathering, now=before) == 0

        mails = deliver_mails()
        assert [mail.recipient for mail in mails] == [coming.person.email]
        assert hold_past_events(Gathering, now=gathering.ends_at) == 1
        gathering.refresh_from_db()
        assert gathering.status == Gathering.Status.HELD

    def test_who_scans_is_ticked_and_anybody_else_has_walked_in(self, gathering, organiser):
        now = gathering.starts_at
        nadia = RegistrationFactory(event=gathering)
        paul = RegistrationFactory(event=gathering, without_account=True)
        waiting = RegistrationFactory(event=gathering, state=State.WAITING)
        with pytest.raises(ArrivalNotNow):
            arrive(gathering=gathering, by=nadia.person, now=now - timedelta(hours=2))

        for _scan in range(2):
            arrive(gathering=gathering, by=nadia.person, now=now)
            arrive(gathering=gathering, name="Paul", email=paul.email, now=now)
            arrive(gathering=gathering, by=waiting.person, now=now)
            arrive(gathering=gathering, name="Odile", now=now)
        note_walk_in(by=organiser, gathering=gathering, name="Yann", now=now)

        arrivals = Registration.objects.exclude(arrived_at=None)
        gathering.refresh_from_db()
        assert arrivals.count() == 5
        assert arrivals.filter(is_walk_in=True).count() == 3
        assert gathering.seats_taken == 2

    def test_too_many_walk_ins_and_a_gathering_called_off_each_say_so(
        self, gathering, organiser, monkeypatch
    ):
        monkeypatch.setattr("bocage.network.gatherings.operations.arrivals.MAX_WALK_INS", 1)
        now = gathering.starts_at
        arrive(gathering=gathering, name="Odile", now=now)
        with pytest.raises(TooManyWalkIns, match="sans s’inscrire"):
            arrive(gathering=gathering, name="Yann", now=now)
        with pytest.raises(TooManyWalkIns):
            note_walk_in(by=organiser, gathering=gathering, name="Yann", now=now)
        Gathering.objects.update(status="called_off", called_off_at=now)

        with pytest.raises(GatheringNotHeld, match="n’a pas lieu"):
            arrive(gathering=gathering, name="Odile", now=now)
        with pytest.raises(GatheringNotHeld):
            note_walk_in(by=organiser, gathering=gathering, name="Yann", now=now)
        assert gathering.registrations.count() == 1

    def test_the_organiser_ticks_and_corrects(self, gathering, organiser):
        first, second = RegistrationFactory.create_batch(2, event=gathering)
        with pytest.raises(GatheringToCome):
            note_arrivals(by=organiser, gathering=gathering, present=[first.pk])
        now = gathering.starts_at

        note_arrivals(by=organiser, gathering=gathering, present=[first.pk, second.pk], now=now)
        note_arrivals(by=organiser, gathering=gathering, present=[second.pk], now=now)

        assert Registration.objects.exclude(arrived_at=None).get() == second
        with pytest.raises(NotAllowed):
            note_arrivals(by=first.person, gathering=gathering, present=[], now=now)

    def test_the_organiser_writes_to_those_who_come(self, gathering, organiser, deliver_mails):
        RegistrationFactory(event=gathering)
        RegistrationFactory(event=gathering, without_account=True)
        RegistrationFactory(event=gathering, state=State.CANCELLED, cancelled_at=timezone.now())

        assert write_to_registered(by=organiser, gathering=gathering, message="À jeudi.") == 2

        assert len(deliver_mails()) == 2

    def test_after_it_notes_and_photos_stand_and_names_are_forgotten_in_time(self, organiser):
        past = GatheringFactory(past=True, commune=CommuneFactory(boitron=True))
        paul = RegistrationFactory(event=past, without_account=True)
        file = io.BytesIO()
        Image.new("RGB", (2400, 1200), "green").save(file, "JPEG")
        file.seek(0)

        publish_outcome(by=organiser, gathering=past, notes="Trois projets.", outcome="Un contrat.")
        photo = add_gathering_photo(
            by=organiser, gathering=past, image=file, alternative_text="Autour de la table"
        )
        forget_names(Gathering, now=timezone.now())
        paul.refresh_from_db()
        assert paul.name
        forget_names(Gathering, now=timezone.now() + timedelta(days=400))

        paul.refresh_from_db()
        past.refresh_from_db()
        assert (paul.name, paul.email) == ("", "")
        assert past.outcome == "Un contrat."
        assert photo.width == 1600
        remove_gathering_photo(by=organiser, photo=photo)
        assert not past.photos.exists()
