"""Exact text of each mail about requests, waiting lists and reminders, in both languages.

`WRITE_MAIL_TEXTS=1` writes them again, as in `test_mail_texts`.
"""

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from bocage.foundation.mail import Mail, registered_mails, render_mail
from bocage.workspaces.bookings.mails import messages, requests
from bocage.workspaces.bookings.mails.bookings import BookingCancelledMail
from bocage.workspaces.bookings.mails.messages import BookingMessageMail
from bocage.workspaces.bookings.replacements import LostDate, Replacement
from bocage.workspaces.series.mails import SeriesDatesLostMail
from bocage.workspaces.waitlist import mails as waiting_mails
from tests.mail_examples import example
from tests.mail_examples.workspaces.bookings.requests import EXAMPLE_LOST
from tests.mail_examples.workspaces.series import EXAMPLE_SERIES
from tests.workspaces.bookings.test_mail_texts import FACTS

pytestmark = pytest.mark.django_db

TEXTS = Path(__file__).parent / "request_mail_texts"
MODULES = {requests.__name__, messages.__name__, waiting_mails.__name__}
DUE = datetime(2034, 3, 6, 16, 0, tzinfo=UTC)
REPLACEMENTS = [
    Replacement(
        resource_id=UUID("0199b7a4-0000-7000-8000-000000000009"),
        resource_name="Poste 2",
        place_name="La Grange connectée",
        starts_at=FACTS.starts_at,
        ends_at=FACTS.ends_at,
        distance_m=9200.0,
    )
]


def with_dates(mail: Mail) -> Mail:
    """The preview of a message, at dates that no text says « demain » of."""
    fields = {"facts": FACTS}
    for name in ("answer_due", "held_until"):
        if hasattr(mail, name):
            fields[name] = DUE
    if hasattr(mail, "access_visible_from"):
        fields["access_visible_from"] = FACTS.starts_at - timedelta(hours=1)
    if isinstance(mail, BookingMessageMail) and mail.channel != "requests":
        fields["lost_dates"] = [
            LostDate(
                booking_id=FACTS.booking_id,
                starts_at=FACTS.starts_at,
                ends_at=FACTS.ends_at,
                replacements=REPLACEMENTS,
            )
        ]
    return replace(mail, **fields)


def of_a_series(mail: Mail, **fields: object) -> Mail:
    """Returns the same mail about a series of which two dates do not take place."""
    facts = replace(EXAMPLE_SERIES, absent=[date(2026, 12, 8), date(2026, 12, 22)])
    if mail.channel == "requests":
        fields = {
            "rivals": 0,
            "taken_days": [date(2026, 12, 8)],
            "contested_days": [date(2026, 12, 15), date(2026, 12, 29)],
        }
    elif (
        hasattr(mail, "lost_dates")
        and not hasattr(mail, "answer_due")
        and not hasattr(mail, "text")
    ):
        fields["lost_dates"] = [
            replace(lost_date, replacements=REPLACEMENTS) for lost_date in EXAMPLE_LOST
        ]
    return replace(mail, facts=facts, **fields)


MAILS = [mail for mail in registered_mails() if mail.__module__ in MODULES]
ABOUT_REQUESTS = [mail for mail in MAILS if mail.__module__ == requests.__name__]
MESSAGES = (
    {mail.__name__: with_dates(example(mail)) for mail in MAILS}
    | {
        f"{mail.__name__}OfSeries": of_a_series(with_dates(example(mail)))
        for mail in ABOUT_REQUESTS
    }
    | {
        "cancelled_with_places_around": BookingCancelledMail(
            facts=FACTS, because="closure", note="Travaux", replacements=REPLACEMENTS
        ),
        "series_lost_whole": replace(example(SeriesDatesLostMail), remains=False, note=""),
        "series_refused_in_part": of_a_series(
            with_dates(example(requests.RequestRefusedMail)), waiting=3
        ),
        "offer_of_one_of_several": replace(
            with_dates(example(waiting_mails.OfferMail)),
            waited_for=["Poste 3", "Salle des Tilleuls"],
        ),
        "wait_ended_for_several": replace(
            with_dates(example(waiting_mails.WaitEndedMail)), space="Poste 3 ou Poste 5", count=2
        ),
        "reminder_at_its_time": replace(
            with_dates(example(messages.ReminderMail)),
            access_notes=[
                ("door", "le code est 61A50"),
                ("network", "boitron, mot de passe affiché"),
            ],
            access_visible_from=None,
        ),
    }
)


def text_of(mail: Mail, language: str) -> str:
    """Returns the text of a mail, without the key of a signed link, which is new each time."""
    rendered = render_mail(mail, language=language)
    text = f"{rendered.subject}\n{'=' * 20}\n{rendered.text}"
    return re.sub(r"((?:workspaces|people)\.[a-z_]+:)[\w:.-]+", r"\1…", text)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_reads_word_for_word(name: str, language: str) -> None:
    path = TEXTS / f"{name}.{language}.txt"
    text = text_of(MESSAGES[name], language)
    if os.environ.get("WRITE_MAIL_TEXTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_text_is_left_of_a_message_that_is_gone() -> None:
    expected = {f"{name}.{language}.txt" for name in MESSAGES for language in ("fr", "en")}
    assert {path.name for path in TEXTS.iterdir()} == expected
