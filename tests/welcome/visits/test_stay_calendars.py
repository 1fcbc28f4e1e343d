"""Calendar events of a stay for its household, and their removal."""

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.welcome.models import WeekendHousehold
from bocage.welcome.pipeline.operations.stages import close_project
from bocage.welcome.visits.stays.operations.stays import call_off_stay, confirm_stay
from bocage.welcome.visits.stays.operations.steps import remove_step
from bocage.welcome.visits.weekends.operations.households import decline_weekend, prepare_programmes
from bocage.welcome.visits.weekends.operations.weekends import call_off_weekend
from tests.people.factories import PersonFactory
from tests.welcome.factories import ProjectFactory
from tests.welcome.visits.factories import (
    WeekendFactory,
    WeekendHouseholdFactory,
    WeekendStepFactory,
    coordinator_of,
    span,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def weekend():
    weekend = WeekendFactory(prepared_by=coordinator_of(ProjectFactory()))
    WeekendStepFactory(weekend=weekend)
    WeekendStepFactory(weekend=weekend, title="Le marché", period=span(10, 11))
    return weekend


@pytest.fixture
def household(weekend):
    project = ProjectFactory(adults=[PersonFactory(name="Léa Marchand")])
    return WeekendHouseholdFactory(weekend=weekend, project=project, coming=True)


@pytest.fixture
def stay(weekend, household):
    [stay] = prepare_programmes(by=weekend.prepared_by, weekend=weekend)
    return stay


def files_of(mails, kind):
    """Returns the attachments of the only mail of a kind, by file name."""
    [mail] = [mail for mail in mails if mail.kind.endswith(kind)]
    return {file.filename: file for file in mail.attachments.all()}


def sequences_by_uid(file):
    """Returns the SEQUENCE of each event, by its UID."""
    events = Calendar.from_ical(bytes(file.content)).walk("VEVENT")
    return {str(event["uid"]): int(event["sequence"]) for event in events}


def is_cancellation(file):
    calendar = Calendar.from_ical(bytes(file.content))
    statuses = {str(event["status"]) for event in calendar.walk("VEVENT")}
    organisers = {str(event["organizer"]) for event in calendar.walk("VEVENT")}
    assert file.method == str(calendar["method"])
    return (file.method, statuses, len(organisers)) == ("CANCEL", {"CANCELLED"}, 1)


def test_a_weekend_called_off_takes_the_stay_out_of_calendars(weekend, stay, deliver_mails):
    confirm_stay(by=weekend.prepared_by, stay=stay)

    call_off_weekend(by=weekend.prepared_by, weekend=weekend, words="Neige")

    mails = deliver_mails()
    versions_before = sequences_by_uid(files_of(mails, "StayConfirmedMail")["sejour.ics"])
    files = files_of(mails, "WeekendOffMail")
    assert sorted(files) == ["sejour.ics", "week-end.ics"]
    assert all(is_cancellation(file) for file in files.values())
    versions_after = sequences_by_uid(files["sejour.ics"])
    assert (len(versions_before), versions_after.keys()) == (2, versions_before.keys())
    assert all(versions_after[uid] > versions_before[uid] for uid in versions_before)


def test_a_household_that_leaves_its_seat_empties_its_calendar_of_its_stay(
    weekend, household, stay, deliver_mails
):
    confirm_stay(by=weekend.prepared_by, stay=stay)
    household.refresh_from_db()

    decline_weekend(by=household.project.adults.get().person, household=household)

    files = files_of(deliver_mails(), "WeekendLeftMail")
    assert sorted(files) == ["sejour.ics", "week-end.ics"]
    assert is_cancellation(files["sejour.ics"])


def test_a_project_that_closes_takes_its_weekend_and_its_stay_out_of_calendars(
    client, weekend, household, stay, deliver_mails
):
    confirm_stay(by=weekend.prepared_by, stay=stay)
    mail_count = household.sequence + weekend.sequence

    close_project(by=weekend.prepared_by, project=household.project, reason="changed_mind")

    mails = deliver_mails()
    weekend_file = files_of(mails, "WeekendSeatFreeMail")["week-end.ics"]
    assert is_cancellation(weekend_file)
    [(uid, sequence)] = sequences_by_uid(weekend_file).items()
    assert (uid, sequence > mail_count) == (f"{household.pk}@week-end.bocage", True)
    assert is_cancellation(files_of(mails, "StayCalledOffMail")["sejour.ics"])
    client.force_login(household.project.adults.get().person)
    calendar = client.get(reverse("own_weekend_calendar", args=[household.pk])).content
    assert str(Calendar.from_ical(calendar)["method"]) == "CANCEL"


@pytest.mark.parametrize("status", ["invited", "waiting"])
def test_household_without_a_seat_is_not_notified_when_its_project_closes(
    weekend, household, deliver_mails, status
):
    WeekendHousehold.objects.update(
        status=status, waiting_since=timezone.now() if status == "waiting" else None
    )

    close_project(by=weekend.prepared_by, project=household.project, reason="changed_mind")

    assert not [mail for mail in deliver_mails() if mail.kind.endswith("WeekendSeatFreeMail")]


def test_unannounced_stay_is_in_no_calendar(weekend, stay, deliver_mails):
    call_off_weekend(by=weekend.prepared_by, weekend=weekend)

    assert list(files_of(deliver_mails(), "WeekendOffMail")) == ["week-end.ics"]


def test_cancelled_stay_cancels_events_of_removed_steps_too(weekend, stay, deliver_mails):
    coordinator = weekend.prepared_by
    confirm_stay(by=coordinator, stay=stay)
    remove_step(by=coordinator, step=stay.steps.first())

    call_off_stay(by=coordinator, stay=stay)

    mails = deliver_mails()
    versions_before = sequences_by_uid(files_of(mails, "StayConfirmedMail")["sejour.ics"])
    [file] = files_of(mails, "StayCalledOffMail").values()
    assert is_cancellation(file)
    assert sequences_by_uid(file).keys() == versions_before.keys()
