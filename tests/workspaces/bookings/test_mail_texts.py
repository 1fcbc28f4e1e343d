"""Exact text of each mail about bookings, in French and in English.

The texts are in `mail_texts/`. After an intended change, `WRITE_MAIL_TEXTS=1 pytest
tests/workspaces/bookings/test_mail_texts.py` writes them again; the diff is then reviewed like any
other.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bocage.foundation.mail import Mail, registered_mails, render_mail
from bocage.workspaces.bookings.mails import bookings
from bocage.workspaces.bookings.mails.bookings import (
    BookingCancelledMail,
    BookingConfirmedMail,
    BookingMovedMail,
    BookingReleasedMail,
    BookingRestoredMail,
    VisitorToday,
)
from bocage.workspaces.series import mails as series_mails
from bocage.workspaces.series.mails import (
    SeriesCancelledMail,
    SeriesChangedMail,
    SeriesDatesLostMail,
)
from tests.mail_examples import example
from tests.mail_examples.workspaces.bookings.bookings import EXAMPLE
from tests.mail_examples.workspaces.series import EXAMPLE_SERIES

pytestmark = pytest.mark.django_db

MODULES = {bookings.__name__, series_mails.__name__}
TEXTS = Path(__file__).parent / "mail_texts"

# Far enough that no text says « demain » of it, whatever the day of the test.
FACTS = replace(
    EXAMPLE,
    starts_at=datetime(2034, 3, 8, 8, 0, tzinfo=UTC),
    ends_at=datetime(2034, 3, 8, 11, 30, tzinfo=UTC),
)
BARE = replace(FACTS, purpose="", access_instructions="", person_name="", address="")
SEVERAL = replace(FACTS, attendees=6, spaces=["Salle du four à pain", "Poste 3"])
MOVED_MAIL = replace(
    example(BookingMovedMail),
    facts=FACTS,
    left_starts_at=datetime(2034, 3, 7, 8, 0, tzinfo=UTC),
    left_ends_at=datetime(2034, 3, 7, 11, 30, tzinfo=UTC),
)
VISIT = replace(example(VisitorToday), starts_at=FACTS.starts_at, ends_at=FACTS.ends_at)

MESSAGES: dict[str, Mail] = {
    "confirmed": BookingConfirmedMail(facts=FACTS),
    "confirmed_bare": BookingConfirmedMail(facts=BARE),
    "confirmed_for_several": BookingConfirmedMail(facts=SEVERAL),
    "restored": BookingRestoredMail(facts=FACTS),
    "moved_by_the_host": MOVED_MAIL,
    "moved_by_the_person": replace(MOVED_MAIL, is_by_holder=True),
    "moved_request": replace(MOVED_MAIL, is_by_holder=True, is_held=False),
    "series_booked": BookingConfirmedMail(facts=EXAMPLE_SERIES),
    "series_restored": BookingRestoredMail(facts=EXAMPLE_SERIES),
    "series_changed_by_the_host": example(SeriesChangedMail),
    "series_changed_by_the_person": replace(example(SeriesChangedMail), is_by_holder=True),
    "series_at_another_rhythm": replace(
        example(SeriesChangedMail),
        is_by_holder=True,
        cancelled=[date(2026, 12, 8), date(2027, 1, 5)],
        leaving=[FACTS],
    ),
    "series_ends_sooner": example(SeriesCancelledMail),
    "series_loses_dates": example(SeriesDatesLostMail),
    "series_cancelled_by_the_person": replace(
        example(SeriesCancelledMail), is_by_holder=True, remains=False, note=""
    ),
    "cancelled_by_the_person": BookingCancelledMail(facts=FACTS, because="holder", note=""),
    "cancelled_by_the_host": BookingCancelledMail(
        facts=FACTS, because="host", note="Panne de chauffage"
    ),
    "cancelled_by_a_closure": BookingCancelledMail(
        facts=FACTS, because="closure", note="Travaux de toiture"
    ),
    "released": BookingReleasedMail(facts=FACTS),
    "visitor_today": VISIT,
    "visitor_today_bare": replace(VISIT, person_name="", purpose=""),
}


def text_of(mail: Mail, language: str) -> str:
    """Returns the text of a mail, without the key of a signed link, which is new each time."""
    rendered = render_mail(mail, language=language)
    text = f"{rendered.subject}\n{'=' * 20}\n{rendered.text}"
    return re.sub(r"(workspaces\.cancel_booking:|people\.stop_messages:)[\w:.-]+", r"\1…", text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_reads_word_for_word(name: str, language: str) -> None:
    path = TEXTS / f"{name}.{language}.txt"
    text = text_of(MESSAGES[name], language)
    if os.environ.get("WRITE_MAIL_TEXTS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_every_message_of_the_room_has_its_text() -> None:
    registered = {mail for mail in registered_mails() if mail.__module__ in MODULES}
    assert {type(mail) for mail in MESSAGES.values()} == registered


def test_no_text_is_left_of_a_message_that_is_gone() -> None:
    expected = {f"{name}.{language}.txt" for name in MESSAGES for language in ("fr", "en")}
    assert {path.name for path in TEXTS.iterdir()} == expected
