"""Erasure of an account: no data in the database identifies the person any more."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Locale

from bocage.api.webhooks.models import WebhookSubscription
from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.outreach.models import EveningInvitation
from bocage.people.erasure.log import log_file, note_erasure, noted_erasures
from bocage.people.errors import LastAdministrator
from bocage.people.models import ApplicationConsent, ErasureReceipt, Person, Role
from bocage.people.operations.erasure import erase_person, forget_sent_receipts
from bocage.training.models import ApplicationDocument, Juror, OutcomeFollowUp, ScoreCorrection
from bocage.welcome.models import ProjectDraft, StayStep
from bocage.workspaces.models import BookingMessage, BookingSeries, Hold
from tests.housing.factories import LeadFactory, SavedSearchFactory
from tests.network.factories import MemberFactory
from tests.outreach.factories import EveningRegistrationFactory, ProspectFactory, TrackedLinkFactory
from tests.people.everything_about import (
    MARK,
    OF_THE_PERSON,
    OF_WHO_ACTED,
    Maker,
    columns_holding,
    columns_of_people,
    tables_about_people,
    tables_that_hang_on,
    tables_with_an_address,
)
from tests.people.factories import (
    ApplicationFactory,
    MandateFactory,
    PersonalTokenFactory,
    PersonFactory,
)
from tests.territory.factories import CommuneFactory
from tests.training.factories import CohortFactory, EnrolmentFactory
from tests.welcome.factories import ProjectFactory
from tests.workspaces.factories import (
    BookingFactory,
    PassFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    WaitlistEntryFactory,
)

pytestmark = pytest.mark.django_db

ADDRESS = "zephyrine@quatrebarbes.example"
WORDS_OF_A_PERSON = (MARK, "quatrebarbes", "0699887766")

MAY_REMAIN = {
    "outreach_prospectconsent": "the words are those that the instance showed, and are a record",
    "training_applicationquestion": "the words of the partner who asks",
    "wagtailcore_revision": "the pages of the instance, which editors wrote in its name",
    "welcome_relayreply": "the answer of a town hall, in its name",
}
"""Data that may remain, and why: none by, or about, the person."""

MADE_OTHERWISE = {
    "api.WebhookAttempt": "goes with its subscription, by CASCADE",
    "network.Pair": "two members and a month, by CASCADE",
    "network.PairSide": "as Pair",
    "outreach.ProspectKeys": "made by a trigger",
    "people.Entitlement": "dates",
    "training.Score": "numbers",
    "wagtailcore.Comment": "needs a page: numbers and words of editors, by CASCADE",
    "wagtailcore.CommentReply": "as Comment",
    "wagtailcore.ModelLogEntry": "actions on pages",
    "wagtailcore.Page": "pages of the instance",
    "wagtailcore.PageLogEntry": "actions on pages",
    "wagtailcore.PageSubscription": "numbers",
    "training.SeatOffer": "dates",
    "workspaces.Clearance": "dates",
    "workspaces.Hold": "made with its booking: periods",
    "workspaces.WaitedSpace": "keys",
}
"""Tables of which no row can be made alone."""


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    """Records erasures in a folder of this test."""
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"data_dir": tmp_path})


@pytest.fixture
def maker_everywhere():
    """Returns a person with a row in every table, and the maker of these rows."""
    person = PersonFactory(name="Zéphyrine Quatrebarbes", email=ADDRESS, phone="0699887766")
    maker = Maker(person, PersonFactory())
    commune = CommuneFactory()
    place = PlaceFactory(commune=commune)
    cohort, resource = CohortFactory(), ResourceFactory(place=place)
    surroundings = [commune, commune.epci, commune.departement, place, place.scope, cohort]
    surroundings += [resource, PayerFactory(place=place), ContentType.objects.first()]
    lead = LeadFactory(reported_by=maker.staff)
    surroundings += [
        lead,
        lead.owner,
        TrackedLinkFactory(),
        Locale.objects.get_or_create(language_code="fr")[0],
        Juror.objects.create(cohort=cohort, person=maker.staff, invited_at=timezone.now()),
    ]
    for surrounding in surroundings:
        maker.rows[type(surrounding)] = surrounding
    project = ProjectFactory(adults=[person])
    maker.take(
        project,
        project.adults.get(),
        MemberFactory(person=person, commune=commune),
        BookingFactory(booked_for=person, created_by=person, resource=resource),
        SharedAddressFactory(person=person, kind="calendar", place=None),
        PassFactory(person=person),
        WaitlistEntryFactory(person=person),
        EnrolmentFactory(person=person),
        SavedSearchFactory(person=person),
        ProspectFactory(person=person, email=ADDRESS),
        EveningRegistrationFactory(email=ADDRESS),
        PersonalTokenFactory(person=person),
        ApplicationFactory(user=person),
        MandateFactory(person=person, role=Role.HOST, scope=place.scope),
    )
    return maker


FIXED_VALUES = {
    ApplicationDocument: {"scan": "none", "file": "applications/zyxmarque.pdf"},
    ApplicationConsent: {"scopes": ["bookings:read"]},
    BookingMessage: {"series": None},
    EveningInvitation: {"prospect": None},
    StayStep: {"booking": None, "dwelling": None, "lead": None, "shared_step": None},
    BookingSeries: {"starts": 540, "ends": 600, "count": 3},
    OutcomeFollowUp: {"months": 6, "commune": None},
    ProjectDraft: {"project": None},
    ScoreCorrection: {"was": 1, "became": 2},
    WebhookSubscription: {"events": ["booking.made"], "secret": f"whsec_{'A' * 40}"},
}


def fill(maker):
    """A row in every other table; returns those of which none could be made."""
    about = list(dict.fromkeys([*tables_about_people(), *tables_with_an_address()]))
    unmade = {}
    for model in [*about, *tables_that_hang_on(about)]:
        if model in maker.rows and not columns_of_people(model):
            continue
        if model in maker.rows:
            continue
        values = dict(FIXED_VALUES.get(model, {}))
        if model is OutgoingMail:
            values["person_id"] = maker.person.pk
        previous = dict(maker.rows)
        try:
            with transaction.atomic():
                row = maker.make(model, **values)
        except (DatabaseError, ObjectDoesNotExist, ValidationError) as error:
            maker.rows = previous
            unmade[model._meta.label] = str(error)
        else:
            maker.mark(row)
    return unmade


def test_nothing_in_the_database_tells_who_was_erased(maker_everywhere, deliver_mails):
    unmade = fill(maker_everywhere)
    person = maker_everywhere.person
    assert set(unmade) <= set(MADE_OTHERWISE), unmade
    before = columns_holding(*WORDS_OF_A_PERSON)
    assert len(before) > 80

    erase_person(by=person, person=person)
    deliver_mails()
    forget_sent_receipts()

    remaining = columns_holding(*WORDS_OF_A_PERSON)
    assert {table: columns for table, columns in remaining.items() if table not in MAY_REMAIN} == {}
    assert set(remaining) <= set(before)


def test_every_column_of_people_declares_whether_the_row_is_about_them():
    names = {
        name
        for model in apps.get_models(include_auto_created=True)
        if not hasattr(model, "pgh_tracked_model") and model._meta.managed
        for name in columns_of_people(model)
    }

    assert names <= OF_THE_PERSON | OF_WHO_ACTED


def test_what_was_to_come_is_cancelled_and_what_was_stays_without_words(deliver_mails):
    person = PersonFactory(name="Zéphyrine Quatrebarbes")
    resource = ResourceFactory()
    host = MandateFactory(role=Role.HOST, scope=resource.place.scope).person
    booking = BookingFactory(
        booked_for=person, created_by=person, resource=resource, purpose="Un écran"
    )

    erase_person(by=person, person=person)

    booking.refresh_from_db()
    assert (booking.status, booking.purpose) == ("cancelled", "")
    assert booking.booked_for_id == person.pk
    assert not Hold.objects.filter(booking=booking, is_holding=True).exists()
    assert host.is_active
    deliver_mails()


def test_an_empty_account_opens_nothing_and_frees_its_address(client):
    person = PersonFactory(email=ADDRESS)
    client.force_login(person)

    erase_person(by=person, person=person)

    shell = Person.objects.get(pk=person.pk)
    assert (shell.name, shell.phone, shell.is_active) == ("", "", False)
    assert str(shell) == "compte effacé"
    assert client.get("/compte/").status_code == 302
    assert PersonFactory(email=ADDRESS).pk != person.pk


def test_the_database_refuses_a_name_to_who_was_erased():
    person = PersonFactory()
    erase_person(by=person, person=person)

    with pytest.raises(IntegrityError, match="people_person_erased_is_nobody"):
        Person.objects.filter(pk=person.pk).update(name="Camille")


def test_erased_twice_is_erased_once(deliver_mails):
    person = PersonFactory(email=ADDRESS)

    first = erase_person(by=person, person=person)
    again = erase_person(by=Person.objects.get(pk=person.pk), person=person)

    assert again == first
    assert [mail.recipient for mail in deliver_mails()] == [ADDRESS]
    assert forget_sent_receipts() == 1
    assert forget_sent_receipts() == 0


def test_nobody_erases_somebody_else_nor_the_last_administrator():
    administrator = MandateFactory(role=Role.ADMIN).person
    person = PersonFactory()

    with pytest.raises(NotAllowed):
        erase_person(by=administrator, person=person)
    with pytest.raises(LastAdministrator):
        erase_person(by=administrator, person=administrator)

    assert not Person.objects.filter(erased_at__isnull=False).exists()
    MandateFactory(role=Role.ADMIN)
    erase_person(by=administrator, person=administrator)
    assert not administrator.mandates.not_over().exists()


def test_what_a_request_wrote_meanwhile_is_swept(run_tasks):
    person = PersonFactory()
    erase_person(by=person, person=person)
    booking = BookingFactory(
        booked_for=person, created_by=person, purpose="Écrit pendant l’effacement", guests=["Ana"]
    )

    run_tasks(until=timezone.now() + timedelta(minutes=16))
    run_tasks(until=timezone.now() + timedelta(minutes=16))

    booking.refresh_from_db()
    assert (booking.status, booking.purpose, booking.guests) == ("cancelled", "", [])


def test_others_of_a_household_go_on_with_their_project():
    leaving, staying = PersonFactory(), PersonFactory()
    project = ProjectFactory(adults=[leaving, staying], words="Une maison avec un jardin")

    erase_person(by=leaving, person=leaving)

    project.refresh_from_db()
    assert project.erased_at is None
    assert project.words == "Une maison avec un jardin"
    assert [adult.person for adult in project.adults.all()] == [staying]


def test_an_erasure_is_noted_outside_the_database(django_capture_on_commit_callbacks):
    person = PersonFactory(name="Zéphyrine", email=ADDRESS)

    with django_capture_on_commit_callbacks(execute=True):
        receipt = erase_person(by=person, person=person)
    note_erasure(receipt)

    assert [noted_erasure.account_id for noted_erasure in noted_erasures()] == [person.pk]
    assert "zephyrine" not in log_file().read_text().lower()


def test_a_restored_backup_is_erased_again(deliver_mails):
    person = PersonFactory(name="Zéphyrine Quatrebarbes", email=ADDRESS)
    log_file().write_text(
        f"2026-AB\t2026-11-01T10:00:00+00:00\t{person.pk}\tdigest\ncut\n", encoding="utf-8"
    )

    call_command("replay_erasures")
    call_command("replay_erasures")

    assert columns_holding("quatrebarbes") == {}
    assert ErasureReceipt.objects.get(account_id=person.pk).number == "2026-AB"
    assert deliver_mails() == []
