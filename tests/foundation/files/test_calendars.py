"""Invitations, read back as a calendar client reads them."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component

from bocage.foundation.files.calendars import CalendarEvent, Party, invitation, withdrawal

PARIS = ZoneInfo("Europe/Paris")
HOST = Party(email="centre@bocage.example", name="Centre de télétravail de Boitron")
FIELDS = {field.name for field in fields(CalendarEvent)}
ADA = Party(email="ada@bocage.example", name="Ada Letellier")


def read(**changes: object) -> tuple[Calendar, Component]:
    values: dict[str, object] = {
        "uid": "01-booking@bocage.example",
        "sequence": 0,
        "start": datetime(2026, 11, 25, 8, tzinfo=UTC),
        "end": datetime(2026, 11, 25, 11, tzinfo=UTC),
        "summary": "Poste 3, Boitron",
        "organizer": HOST,
        "attendee": ADA,
        "written_at": datetime(2026, 11, 24, 15, tzinfo=UTC),
    }
    values |= changes
    event_values = {name: values.pop(name) for name in list(values) if name in FIELDS}
    calendar = Calendar.from_ical(invitation(CalendarEvent(**event_values), **values))
    [event] = calendar.walk("VEVENT")
    return calendar, event


def test_an_invitation_has_its_title_dates_place_and_people() -> None:
    calendar, event = read(
        location="2 rue de la Mairie, 61500 Boitron",
        position=(48.577, 0.282),
        url="https://bocage.example/reservations/1/",
        description="Code de la porte : 1234\nPensez au casque.",
    )
    assert (str(calendar["method"]), str(calendar["version"])) == ("REQUEST", "2.0")
    assert str(event["uid"]) == "01-booking@bocage.example"
    assert (event["sequence"], str(event["status"])) == (0, "CONFIRMED")
    assert event["dtstamp"].dt == datetime(2026, 11, 24, 15, tzinfo=UTC)
    assert str(event["location"]) == "2 rue de la Mairie, 61500 Boitron"
    assert (event["geo"].latitude, event["geo"].longitude) == (48.577, 0.282)
    assert str(event["url"]) == "https://bocage.example/reservations/1/"
    assert str(event["description"]) == "Code de la porte : 1234\nPensez au casque."
    assert str(event["organizer"]) == "mailto:centre@bocage.example"
    assert event["organizer"].params["CN"] == "Centre de télétravail de Boitron"
    assert str(event["attendee"]) == "mailto:ada@bocage.example"
    assert event["attendee"].params["PARTSTAT"] == "ACCEPTED"


def test_times_are_local_with_their_zone() -> None:
    _calendar, event = read()
    assert event["dtstart"].params["TZID"] == "Europe/Paris"
    assert event["dtstart"].to_ical() == b"20261125T090000"
    assert event["dtend"].to_ical() == b"20261125T120000"


def test_a_cancellation_keeps_the_identifier_and_raises_the_sequence() -> None:
    calendar, event = read(method="CANCEL", sequence=3)
    assert str(calendar["method"]) == "CANCEL"
    assert (str(event["uid"]), event["sequence"]) == ("01-booking@bocage.example", 3)
    assert str(event["status"]) == "CANCELLED"


def test_a_withdrawal_takes_away_each_event_that_was_given() -> None:
    start = datetime(2026, 12, 4, 9, tzinfo=PARIS)
    previous = [
        CalendarEvent(
            uid=uid,
            sequence=2,
            start=start + timedelta(days=days),
            end=start + timedelta(days=days, hours=1),
            summary="Rencontre",
            written_at=start,
        )
        for uid, days in (("mairie", 0), ("ecole", 200))
    ]

    calendar = Calendar.from_ical(withdrawal(previous, organizer=Party(email="a@bocage.example")))

    events = calendar.walk("VEVENT")
    assert str(calendar["method"]) == "CANCEL"
    assert [(str(event["uid"]), event["sequence"], str(event["status"])) for event in events] == [
        ("mairie", 2, "CANCELLED"),
        ("ecole", 2, "CANCELLED"),
    ]
    assert {str(event["organizer"]) for event in events} == {"mailto:a@bocage.example"}


@pytest.mark.parametrize(
    ("start", "hours", "local_start", "local_end"),
    [
        # Summer ends in the night to 25 October 2026: this day has 25 hours.
        (datetime(2026, 10, 25, 0, tzinfo=PARIS), 25, b"20261025T000000", b"20261026T000000"),
        # Summer begins in the night to 28 March 2027: this day has 23 hours.
        (datetime(2027, 3, 28, 0, tzinfo=PARIS), 23, b"20270328T000000", b"20270329T000000"),
        (datetime(2027, 3, 28, 1, tzinfo=PARIS), 1, b"20270328T010000", b"20270328T030000"),
    ],
)
def test_periods_over_a_clock_change_keep_their_length(
    start: datetime, hours: int, local_start: bytes, local_end: bytes
) -> None:
    end = start.astimezone(UTC) + timedelta(hours=hours)
    _calendar, event = read(start=start, end=end)
    assert (event["dtstart"].to_ical(), event["dtend"].to_ical()) == (local_start, local_end)
    length = event["dtend"].dt.astimezone(UTC) - event["dtstart"].dt.astimezone(UTC)
    assert length == timedelta(hours=hours)


def test_clock_changes_are_written_in_the_local_time_before_them() -> None:
    calendar, _event = read()
    [rules] = calendar.walk("VTIMEZONE")
    assert str(rules["tzid"]) == "Europe/Paris"
    changes = [
        (
            rule.name,
            rule["dtstart"].to_ical(),
            rule["tzoffsetfrom"].to_ical(),
            rule["tzoffsetto"].to_ical(),
        )
        for rule in rules.subcomponents
    ]
    assert changes == [
        ("STANDARD", b"20250101T010000", "+0100", "+0100"),
        ("DAYLIGHT", b"20250330T020000", "+0100", "+0200"),
        ("STANDARD", b"20251026T030000", "+0200", "+0100"),
        ("DAYLIGHT", b"20260329T020000", "+0100", "+0200"),
        ("STANDARD", b"20261025T030000", "+0200", "+0100"),
        ("DAYLIGHT", b"20270328T020000", "+0100", "+0200"),
        ("STANDARD", b"20271031T030000", "+0200", "+0100"),
    ]


def test_a_zone_without_summer_time_has_one_rule() -> None:
    calendar, event = read(zone=ZoneInfo("Indian/Reunion"))
    [rules] = calendar.walk("VTIMEZONE")
    assert len(rules.subcomponents) == 1
    assert event["dtstart"].to_ical() == b"20261125T120000"


def test_lines_are_folded_at_75_bytes_and_end_with_crlf() -> None:
    content = invitation(
        CalendarEvent(
            uid="1",
            sequence=0,
            start=datetime(2026, 11, 25, 8, tzinfo=UTC),
            end=datetime(2026, 11, 25, 9, tzinfo=UTC),
            summary="é" * 400,
        ),
        organizer=HOST,
        attendee=ADA,
    )
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "Salle ; 2, étage \\ « haut »",
        'Nom "entre guillemets" : suite',
        "x" * 5000,
    ],
)
def test_special_characters_come_back_as_they_were(hostile: str) -> None:
    _calendar, event = read(summary=hostile, location=hostile, description=hostile)
    assert [str(event[name]) for name in ("summary", "location", "description")] == [hostile] * 3


def test_no_text_can_add_a_line_to_the_calendar() -> None:
    forged = 'Eve"\r\nATTENDEE:mailto:eve@evil.example\r\n\x00X'
    calendar, event = read(
        summary=forged,
        location=forged,
        description=forged,
        organizer=Party(email="centre@bocage.example", name=forged),
        attendee=Party(email="ada@bocage.example", name=forged),
    )
    assert str(event["attendee"]) == "mailto:ada@bocage.example"
    assert event["attendee"].params["CN"] == "Eve’ ATTENDEE:mailto:eve@evil.example X"
    assert b"\x00" not in calendar.to_ical()


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": datetime(2026, 11, 25, 8)},  # noqa: DTZ001 (that is what is refused)
        {"end": datetime(2026, 11, 25, 8, tzinfo=UTC)},
        {"end": datetime(2026, 11, 25, 7, tzinfo=UTC)},
        {"sequence": -1},
    ],
)
def test_a_period_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="aware period"):
        read(**wrong)
