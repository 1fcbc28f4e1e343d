"""Requested series: one request with all its dates, and one answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.errors import (
    GuestsInvalid,
    MessageEmpty,
    NotRestorable,
    ReasonMissing,
    RequestAlreadyDecided,
    TooManyAttendees,
)
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.bookings.operations.requests import (
    accept_request,
    answer_back,
    ask_back,
    lapse_requests,
    refuse_request,
    remind_approvers,
)
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.models import Booking, BookingMessage, BookingSeries, Charge, Hold
from bocage.workspaces.series.errors import (
    ChangeNeedsApproval,
    DatesNotFree,
    OccurrencesTaken,
    SeriesEmpty,
    SeriesWaits,
)
from bocage.workspaces.series.operations.changes import cancel_series, restore_series
from bocage.workspaces.series.operations.moves import change_series
from bocage.workspaces.series.operations.requests import accept_series
from bocage.workspaces.series.operations.series import ChosenDate
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    as_range,
)
from tests.workspaces.series.test_series import (
    NINE,
    NOON,
    as_ruled,
    book,
    calendar_now,
    day,
    hours_of,
    periods_of,
    periods_shown,
    weekly,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def room():
    return ResourceFactory(
        place=PlaceFactory(boitron=True),
        meeting_room=True,
        rules={"needs_approval": True, "answer_within_hours": 72},
    )


@pytest.fixture
def host(room):
    return HostFactory(of=room.place, name="Maud")


@pytest.fixture
def person():
    return PersonFactory(name="Jeanne Roussel")


@pytest.fixture
def series(room, host, person):
    """Returns a request of four mornings, whose mails were sent."""
    series = book(room, by=person, recurrence=weekly(), now=timezone.now() - timedelta(hours=1))
    OutgoingMail.objects.all().delete()
    return series


def states(series):
    return list(series.bookings.order_by("occurs_on").values_list("status", flat=True))


def mails():
    """Returns the pending mails: recipient and kind."""
    rows = OutgoingMail.objects.order_by("id")
    return [(row.recipient, row.kind.rsplit(".", 1)[1]) for row in rows]


def test_a_series_is_asked_for_at_once_and_holds_nothing(room, host, person):
    before = timezone.now()
    series = book(room, by=person, purpose="Yoga", guests=["Ada  Lenoir", ""], now=before)

    assert states(series) == [Status.REQUESTED] * 4
    assert not Hold.objects.filter(is_holding=True).exists()
    first = hours_of(0).start
    due = set(series.bookings.values_list("lapses_at", flat=True))
    assert due == {min(before + timedelta(hours=72), first)}
    assert mails() == [
        (person.email, "RequestReceivedMail"),
        (host.email, "RequestToDecideMail"),
    ]


def test_both_messages_tell_the_whole_request(room, host, person, deliver_mails):
    rival = BookingFactory(resource=room, requested=True, period=as_range(hours_of(2)))
    book(room, by=person, recurrence=weekly())

    received, to_deduplicate = deliver_mails()

    assert "4 dates" in received.subject
    assert list(received.attachments.all()) == []
    assert "workspaces.withdraw_series:" in received.text
    assert "4 dates" in to_deduplicate.subject
    assert "Jeanne Roussel demande cet espace." in to_deduplicate.text
    assert to_deduplicate.facts["contested_days"] == [day(2).isoformat()]
    assert to_deduplicate.facts["taken_days"] == []
    assert "workspaces.accept_request:" in to_deduplicate.text
    assert rival.status == Status.REQUESTED


def test_a_date_that_is_taken_cannot_be_asked_for(room, person):
    BookingFactory(resource=room, period=as_range(hours_of(1)))

    with pytest.raises(OccurrencesTaken):
        book(room, by=person)

    assert not BookingSeries.objects.exists()


def test_dates_in_a_space_without_agreement_are_booked_at_once(room, host, person, deliver_mails):
    studio = ResourceFactory(place=room.place, meeting_room=True, name="Studio")
    dates = [
        ChosenDate(day=day(0)),
        ChosenDate(day=day(1), period=hours_of(1), place=room.place, resource_id=studio.pk),
    ]

    series = book(room, by=person, recurrence=weekly(2), dates=dates)

    assert states(series) == [Status.REQUESTED, Status.CONFIRMED]
    assert [period for period, _end in periods_shown(calendar_now(series))] == [hours_of(1).start]
    kinds = [kind for _to, kind in mails()]
    assert kinds == ["RequestReceivedMail", "RequestToDecideMail", "BookingConfirmedMail"]
    received, _to_decide, booked = deliver_mails()
    assert "1 date" in received.subject
    assert [attachment.method for attachment in booked.attachments.all()] == ["REQUEST"]


def test_who_runs_the_place_books_it_at_once(room, host):
    assert states(book(room, by=host)) == [Status.CONFIRMED] * 4


def test_all_the_free_dates_are_accepted_with_one_message(series, host, person, deliver_mails):
    accept_series(by=host, series=series, note="Bienvenue")

    assert states(series) == [Status.CONFIRMED] * 4
    first = series.bookings.order_by("occurs_on")[0]
    assert (first.decided_by, first.decision_note, first.lapses_at) == (host, "Bienvenue", None)
    assert Hold.objects.filter(is_holding=True).count() == 4
    assert mails() == [(person.email, "RequestAcceptedMail")]
    [mail] = deliver_mails()
    assert "Bienvenue" in mail.text
    assert [attachment.method for attachment in mail.attachments.all()] == ["REQUEST"]


def test_accepting_twice_is_harmless(series, host):
    accept_series(by=host, series=series)
    accept_series(by=host, series=series)
    accept_series(by=host, series=series, days=[day(1)])

    assert [kind for _to, kind in mails()] == ["RequestAcceptedMail"]


def test_the_dates_that_are_left_out_are_refused_in_the_same_answer(
    series, room, host, person, deliver_mails
):
    ResourceFactory(place=room.place, meeting_room=True, name="Studio")

    accept_series(by=host, series=series, days=[day(0), day(2), day(3)])

    assert states(series) == [Status.CONFIRMED, Status.REFUSED, *[Status.CONFIRMED] * 2]
    refused = series.bookings.get(occurs_on=day(1))
    assert refused.decision_note == "Le lieu ne peut pas vous accueillir à ce moment."
    assert periods_shown(calendar_now(series)) == [
        (hours_of(number).start, hours_of(number).end) for number in (0, 2, 3)
    ]
    [mail] = deliver_mails()
    assert [fact["booking_id"] for fact in mail.facts["lost_dates"]] == [str(refused.pk)]
    assert "Studio" in mail.text
    assert "workspaces.book_instead:" in mail.text


def test_what_is_taken_meanwhile_is_left_out_of_all_that_are_free(series, room, host):
    BookingFactory(resource=room, period=as_range(hours_of(1)))

    accept_series(by=host, series=series)

    assert states(series) == [Status.CONFIRMED, Status.REFUSED, *[Status.CONFIRMED] * 2]
    refused = series.bookings.get(occurs_on=day(1))
    assert refused.decision_note == "Cet espace est déjà pris à ce moment."


def test_a_date_that_was_chosen_and_is_taken_meanwhile_is_named_and_nothing_is_decided(
    series, room, host
):
    BookingFactory(resource=room, period=as_range(hours_of(1)))

    with pytest.raises(DatesNotFree, match=f"{day(1).day}") as refusal:
        accept_series(by=host, series=series, days=[day(0), day(1)])

    assert "Rien n’est encore décidé" in str(refusal.value.sentence)
    assert states(series) == [Status.REQUESTED] * 4
    assert mails() == []
    accept_series(by=host, series=series, days=[day(0)])
    assert states(series) == [Status.CONFIRMED, *[Status.REFUSED] * 3]


def test_a_series_of_which_all_is_taken_is_not_accepted(series, room, host):
    for number in range(4):
        BookingFactory(resource=room, period=as_range(hours_of(number)))

    with pytest.raises(Taken, match="refusez-la"):
        accept_series(by=host, series=series)

    assert states(series) == [Status.REQUESTED] * 4


def test_what_is_withdrawn_meanwhile_cannot_be_accepted(series, host, person):
    cancel_booking(by=person, booking=series.bookings.get(occurs_on=day(1)))

    with pytest.raises(DatesNotFree):
        accept_series(by=host, series=series, days=[day(1), day(2)])
    accept_series(by=host, series=series)

    assert states(series)[1] == Status.CANCELLED


@pytest.mark.parametrize("days", [[], [day(9)]])
def test_an_answer_that_names_no_date_is_refused(series, host, days):
    with pytest.raises((SeriesEmpty, DatesNotFree)):
        accept_series(by=host, series=series, days=days)

    assert states(series) == [Status.REQUESTED] * 4


def test_the_rivals_of_the_accepted_dates_are_refused_and_no_other(series, room, host):
    rival = BookingFactory(resource=room, requested=True, period=as_range(hours_of(1)))
    of_a_left_out_date = BookingFactory(resource=room, requested=True, period=as_range(hours_of(3)))

    accept_series(by=host, series=series, days=[day(0), day(1)])

    rival.refresh_from_db()
    of_a_left_out_date.refresh_from_db()
    assert (rival.status, of_a_left_out_date.status) == (Status.REFUSED, Status.REQUESTED)
    assert rival.decision_note == "Une autre demande pour ce moment vient d’être acceptée."


def test_rival_series_receives_one_mail_about_all_its_lost_dates(series, room, host, deliver_mails):
    rival = book(room, recurrence=weekly(5, first_on=day(1)))
    OutgoingMail.objects.all().delete()

    accept_series(by=host, series=series)

    assert states(rival) == [*[Status.REFUSED] * 3, *[Status.REQUESTED] * 2]
    [notice] = [mail for mail in deliver_mails() if mail.recipient == rival.booked_for.email]
    assert len(notice.facts["lost_dates"]) == 3
    assert notice.facts["waiting"] == 2
    assert "attendent toujours" in notice.text


def test_a_single_request_that_is_accepted_refuses_one_date_of_a_series(series, room, host, person):
    single = BookingFactory(resource=room, requested=True, period=as_range(hours_of(2)))

    accept_request(by=host, booking=single)

    assert states(series) == [*[Status.REQUESTED] * 2, Status.REFUSED, Status.REQUESTED]
    assert (person.email, "RequestRefusedMail") in mails()


def test_accepted_dates_are_charged_and_refused_ones_are_not(room, host, person):
    TariffFactory(place=room.place, kind=room.kind)
    series = book(room, by=person)
    assert not Charge.objects.exists()

    accept_series(by=host, series=series, days=[day(0), day(1)])

    charged_days = Charge.objects.values_list("booking__occurs_on", flat=True).order_by("booking")
    assert list(charged_days) == [day(0), day(1)]


def test_a_refusal_says_why_once_and_what_is_free_instead(
    series, room, host, person, deliver_mails
):
    ResourceFactory(place=room.place, meeting_room=True, name="Studio")

    refuse_request(by=host, request=series, reason="  Le conseil se réunit. ")
    refuse_request(by=host, request=series, reason="Autre chose")

    assert states(series) == [Status.REFUSED] * 4
    assert mails() == [(person.email, "RequestRefusedMail")]
    [mail] = deliver_mails()
    assert "Le conseil se réunit." in mail.text
    assert mail.text.count("workspaces.book_instead:") == 4
    assert calendar_now(series).count(b"BEGIN:VEVENT") == 1
    assert periods_shown(calendar_now(series)) == []


def test_a_refusal_without_a_reason_is_refused(series, host):
    with pytest.raises(ReasonMissing):
        refuse_request(by=host, request=series, reason=" \n")


def test_a_question_and_its_answer_are_about_the_whole(series, host, person, deliver_mails):
    ask_back(by=host, request=series, text="Avec le vidéoprojecteur ?")
    answer_back(by=person, request=series, text="Oui <merci>")

    conversation = BookingMessage.objects.all()
    assert [(message.author, message.is_from_host, message.about) for message in conversation] == [
        (host, True, series),
        (person, False, series),
    ]
    question, answer = deliver_mails()
    assert (question.recipient, answer.recipient) == (person.email, host.email)
    assert "Avec le vidéoprojecteur" in question.text
    assert "Oui <merci>" in answer.text
    with pytest.raises(MessageEmpty):
        ask_back(by=host, request=series, text=" ")


def test_nobody_else_decides_or_answers(series, person):
    stranger, neighbour = PersonFactory(), HostFactory(of=PlaceFactory())
    for actor in (stranger, neighbour, person):
        with pytest.raises(NotAllowed):
            accept_series(by=actor, series=series)
        with pytest.raises(NotAllowed):
            refuse_request(by=actor, request=series, reason="Non")
        with pytest.raises(NotAllowed):
            ask_back(by=actor, request=series, text="Qui ?")
    for actor in (stranger, neighbour):
        with pytest.raises(NotAllowed):
            answer_back(by=actor, request=series, text="Moi")
    assert states(series) == [Status.REQUESTED] * 4


def test_it_lapses_as_one(series, person, deliver_mails):
    due = series.bookings.first().lapses_at

    assert lapse_requests(now=due - timedelta(seconds=1)) == 0
    assert lapse_requests(now=due) == 1
    assert lapse_requests(now=due) == 0

    assert states(series) == [Status.LAPSED] * 4
    assert mails() == [(person.email, "RequestLapsedMail")]
    [mail] = deliver_mails()
    assert len(mail.facts["lost_dates"]) == 4


def test_the_host_is_reminded_once_of_the_whole(series, room, host):
    BookingFactory(resource=room, period=as_range(hours_of(1)))
    first = series.bookings.first()
    halfway = first.created_at + (first.lapses_at - first.created_at) / 2

    assert remind_approvers(now=halfway - timedelta(seconds=1)) == 0
    assert remind_approvers(now=halfway) == 1
    assert remind_approvers(now=halfway + timedelta(minutes=5)) == 0

    assert mails() == [(host.email, "RequestStillWaitsMail")]
    assert OutgoingMail.objects.get().facts["taken_days"] == [day(1).isoformat()]


@pytest.mark.parametrize("ending", ["lapsed", "refused", "withdrawn"])
def test_what_is_settled_is_not_answered(series, host, person, ending):
    if ending == "lapsed":
        lapse_requests(now=series.bookings.first().lapses_at)
    elif ending == "refused":
        refuse_request(by=host, request=series, reason="Non")
    else:
        cancel_series(by=person, series=series)

    with pytest.raises(RequestAlreadyDecided):
        accept_series(by=host, series=series)
    with pytest.raises(RequestAlreadyDecided):
        ask_back(by=host, request=series, text="Combien ?")
    with pytest.raises(RequestAlreadyDecided):
        answer_back(by=person, request=series, text="Deux")


def test_what_is_due_is_as_good_as_lapsed(series, host):
    with pytest.raises(RequestAlreadyDecided):
        accept_series(by=host, series=series, now=series.bookings.first().lapses_at)


def test_it_is_withdrawn_without_a_mail_and_not_restored(series, person):
    cancel_series(by=person, series=series)

    assert states(series) == [Status.CANCELLED] * 4
    assert mails() == []
    with pytest.raises(NotRestorable):
        restore_series(by=person, series=series)


def test_while_it_waits_a_date_moves_and_the_series_does_not(series, room, person):
    with pytest.raises(SeriesWaits):
        change_series(by=person, series=series, starts=NINE + 60, ends=NOON, resources=[room.pk])
    booking = series.bookings.get(occurs_on=day(1))

    move_booking(
        by=person, booking=booking, period=(hours_of(1).start + timedelta(hours=1), hours_of(1).end)
    )

    booking.refresh_from_db()
    assert booking.status == Status.REQUESTED


def test_what_the_place_agreed_to_is_changed_by_the_place(series, room, host, person):
    accept_series(by=host, series=series)
    later = {"starts": NINE + 60, "ends": NOON, "resources": [room.pk]}

    with pytest.raises(ChangeNeedsApproval):
        change_series(by=person, series=series, **later)
    change_series(by=host, series=series, **later)

    expected = [period for _day, period in as_ruled(0, 1, 2, 3, starts=NINE + 60)]
    assert periods_of(series) == [(period.lower, period.upper) for period in expected]


def test_a_closure_refuses_the_dates_that_it_meets_in_one_message(
    series, room, host, person, deliver_mails
):
    close_place(
        by=host,
        place=room.place,
        period=(hours_of(1).start, hours_of(2).end),
        reason="Travaux de toiture",
    )

    assert states(series) == [
        Status.REQUESTED, Status.REFUSED, Status.REFUSED, Status.REQUESTED,
    ]  # fmt: skip
    [mail] = deliver_mails()
    assert mail.facts["waiting"] == 2
    assert "Travaux de toiture" in mail.text


def test_the_guests_of_a_series_are_those_of_each_of_its_dates(room, person):
    series = book(room, by=person, guests=["Ada Lenoir", "Béla Kun"])

    assert (series.guests, series.attendees) == (["Ada Lenoir", "Béla Kun"], 3)
    assert {tuple(booking.guests) for booking in series.bookings.all()} == {
        ("Ada Lenoir", "Béla Kun")
    }
    assert {booking.attendees for booking in series.bookings.all()} == {3}


@pytest.mark.parametrize(
    ("guests", "refusal"),
    [
        (["x" * 121], GuestsInvalid),
        (["Ada\0"], GuestsInvalid),
        ([f"Invité {number}" for number in range(201)], TooManyAttendees),
        ([f"Invité {number}" for number in range(8)], TooManyAttendees),
    ],
)
def test_guests_that_are_no_names_or_too_many_are_refused(room, person, guests, refusal):
    with pytest.raises(refusal):
        book(room, by=person, guests=guests)

    assert not BookingSeries.objects.exists()
